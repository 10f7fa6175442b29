"""What only a person can know about the sheets, each asked once: python cli.py questions."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from command_line.opened_sources import opened
from command_line.options import a_mapping, a_moment, a_source, as_json
from command_line.printing import DONE, harmless, plain, print_json, print_text, wrapped

if TYPE_CHECKING:
    from logbooks.questions.open_questions import AskedPart, OpenQuestion
    from logbooks.recognise.mapping import Mapping
    from logbooks.warehouse.warehouse import Warehouse

ANSWERS = Path("answers.toml")
SHOWN = ("id", "asks", "why", "about", "cells", "kg", "money", "examples", "choices", "parts", "takes", "apart")


@click.command()
@a_source
@a_moment
@a_mapping
@as_json
def questions(sources: tuple[str, ...], at: str | None, mapping: Path | None, wants_json: bool) -> int:
    """What only a person can know, each asked once; at a terminal the answers are asked for and kept."""
    asks = not wants_json and sys.stdin.isatty() and sys.stdout.isatty() and not at
    from logbooks.questions.open_questions import open_questions
    from logbooks.questions.settled_things import settled_things
    from logbooks.questions.unmet_answers import unmet_answers

    w = opened(sources, mapping if mapping and (mapping.exists() or not asks) else None, at=at)
    found, unmet = open_questions(w), unmet_answers(w)
    if wants_json:
        told = {"questions": [{name: one.as_dict()[name] for name in SHOWN} for one in found]}
        more = {
            "settled": [asdict(one) for one in settled_things(w)],
            "unmet": [asdict(one) for one in unmet],
        }
        print_json(told | {name: things for name, things in more.items() if things})
        return DONE
    from command_line.questions_text import questions_text, settled_text, unmet_text

    print_text(questions_text(found, _unused(w)) + settled_text(settled_things(w)) + unmet_text(unmet))
    if asks and found:
        _keep(found, mapping, bool(sources))
    return DONE


def _unused(w: Warehouse) -> int:
    """The rows that are left out or not read."""
    return int(w.rows("SELECT coalesce(sum(left_out + not_read), 0) AS n FROM main.ledger")[0]["n"])


def _keep(found: list[OpenQuestion], mapping: Path | None, of_sources: bool) -> None:
    """Asks one question after the other and writes what is answered into the file of answers."""
    from logbooks.recognise import mapping as mappings
    from logbooks.recognise.answers import GivenAnswer

    file = mapping or (ANSWERS if of_sources else _everyones())
    before = mappings.load(file) if file.exists() else mappings.Mapping()
    moment = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    for number, question in enumerate(found, start=1):
        given = [GivenAnswer(asked, said, "", moment) for asked, said in _answers(question, number)]
        before = replace(before, answers=before.answers.with_answer(*given))
        if given:
            _write(before, file)
    print_text(f"Kept in {file}.\n" + ("" if of_sources else "python cli.py refresh reads the sheets with it.\n"))


def _everyones() -> Path:
    from refresh.configuration import mapping_path

    return mapping_path()


def _write(mapping: Mapping, file: Path) -> None:
    from history.data_folder import replace as replaced
    from logbooks.recognise import mapping as mappings

    replaced(file, mappings.dumps(mapping))


def _answers(question: OpenQuestion, number: int) -> list[tuple[str, str]]:
    """What a person types for a question, or for each of its parts; an empty line leaves it open."""
    asked: list[OpenQuestion | AskedPart] = [*question.parts] if question.parts else [question]
    found = []
    for one in asked:
        suggests = getattr(one, "suggests", "")
        words = harmless(getattr(one, "says", "") or f"Question {number}", 60)
        said = _typed(plain(f"{words} (empty: leave it open)"), suggests, question)
        found += [(one.id, said)] if said else []
    return found


def _typed(words: str, suggests: str, question: OpenQuestion) -> str:
    """An answer that is a choice, or that may be typed; asked again until it is, or empty."""
    choices = {choice.id for choice in question.choices}
    while True:
        said = str(click.prompt(words, default=suggests, show_default=bool(suggests))).strip()
        if not said or said in choices or _may_be_typed(said, question):
            return said
        print_text(f"Type one of {', '.join(sorted(choices))}.\n")


def _may_be_typed(said: str, question: OpenQuestion) -> bool:
    from logbooks.questions.checked_answers import refuse_unknown_heading, refuse_wrong
    from logbooks.recognise.answers import Answers, GivenAnswer
    from logbooks.recognise.mapping import BadMapping

    if not question.takes:
        return False
    asked = question.parts[0].id if question.parts else question.id
    try:
        refuse_wrong(Answers((GivenAnswer(asked, said),)))
        refuse_unknown_heading(question, said)
    except BadMapping as wrong:
        print_text(plain("\n".join(wrapped(harmless(f"{wrong.what} {wrong.fix}", 2000)))) + "\n")
        return False
    return True
