"""Where a visitor's answers are kept: with their own upload, else in the file everyone's sheets are read with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from history.data_folder import replace as write
from logbooks.questions.asking import unanswered
from logbooks.questions.checked_answers import refuse_unknown_heading, refuse_wrong
from logbooks.questions.open_questions import OpenQuestion, answers_of, open_questions
from logbooks.questions.settled_things import SettledThing, settled_things
from logbooks.questions.unmet_answers import UnmetAnswer, unmet_answers
from logbooks.recognise import mapping as mappings
from logbooks.recognise.answers import ASK, TAKEN_BACK, Answers, GivenAnswer, without_tab
from refresh import configuration
from ui.state import background, own_upload, results, visitor


def questions() -> list[OpenQuestion]:
    """What the reading this page shows leaves open and nobody has answered since, first what most hangs on."""
    read_with = set(results.kept("answers", answers_of).given)
    since = Answers(tuple(one for one in given() if one not in read_with))
    return [left for one in results.kept("questions", open_questions) if (left := unanswered(one, since))]


def settled() -> list[SettledThing]:
    """What the sheets this page shows settle themselves, without what somebody took back since they were read."""
    answers = given()
    return [one for one in results.kept("settled things", settled_things) if answers.said(one.id) != ASK]


def unmet() -> list[UnmetAnswer]:
    """The answers that meet nothing in the sheets this page shows, without those said otherwise or taken back since."""
    answers = given()
    return [one for one in results.kept("unmet answers", unmet_answers) if answers.said(one.question) == one.answer]


def given() -> Answers:
    """The answers that hold now, of this visitor's own files or of everyone's."""
    own = own_upload.current()
    return own.mapping.answers if own and own.files else configuration.mapping().answers


def rows_used() -> int:
    """How many rows of the reading this page shows count."""
    return sum(line["used"] + line["doubtful"] for line in results.ledger())


def keep(answers: Sequence[tuple[str, str]], said_by: str) -> None:
    """Keeps answers by the ids of their questions and reads again; raises BadMapping where one can't be followed."""
    moment = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    more = [GivenAnswer(question, answer, said_by, moment) for question, answer in answers]
    refuse_wrong(Answers(tuple(more)))
    asked = {one.id: one for one in results.kept("questions", open_questions)}
    for question, answer in answers:
        if one := asked.get(without_tab(question)[0]):
            refuse_unknown_heading(one, answer)
    if is_read_at_once():
        own_upload.answer(more)
        return
    said = configuration.mapping()
    write(configuration.mapping_path(), mappings.dumps(replace(said, answers=said.answers.with_answer(*more))))
    if visitor.configured().sources:
        background.now()


def ask_instead(question: str, said_by: str) -> None:
    """Takes back what the sheets settle themselves, so that it is asked about."""
    keep([(question, ASK)], said_by)


def take_back(question: str, said_by: str) -> None:
    """Takes the answer to a question back; the older ones stay in the file."""
    keep([(question, TAKEN_BACK)], said_by)


def is_read_at_once() -> bool:
    """Whether an answer has been read with when `keep` returns; else the sheets are read in the background."""
    own = own_upload.current()
    return own is not None and bool(own.files)
