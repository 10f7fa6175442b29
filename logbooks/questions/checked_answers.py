"""Refuses, in words, an answer that no question can have: a slip in the file must never be passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.questions.open_questions import OpenQuestion, kinds
from logbooks.recognise.answers import (
    ALWAYS,
    ASK,
    NOTHING,
    TAKEN_BACK,
    Answers,
    GivenAnswer,
    for_tab,
    is_a_day,
    without_tab,
)
from logbooks.recognise.column_units import unit_for
from logbooks.recognise.mapping import BadMapping
from logbooks.recognise.title_season import NAME as SEASON
from logbooks.setting_text import a_number, read_value
from logbooks.settings import settings
from logbooks.vocabulary.crop_years import crop_year
from logbooks.vocabulary.sheet_words import fold, fold_header
from logbooks.vocabulary.units import A_MEASURE, CURRENCY, is_own_measure, read_currency, slip_of, usual_sizes

MOST_NAMED = 12
MAY_BE_SETTLED = ("dates", "mark", "unit", "money", "column", "lot", "word")  # by the sheets themselves
SEVERAL = 60  # headings of a tab
THOUSANDS = re.compile(r"\d{1,3}([.,' ]\d{3})+")  # 4.000: four, or four thousand


def refuse_wrong(answers: Answers) -> None:
    """Raises BadMapping for the first answer that can't be followed."""
    for one in answers:
        question, tab = without_tab(one.question)
        kind, _, about = question.partition("/")
        if kind not in CHECKS:
            raise BadMapping(
                f"“{one.question}” is no question.",
                f"A question begins with {', '.join(CHECKS)}; python cli.py questions lists those of your sheets.",
            )
        if one.answer == ASK and kind in MAY_BE_SETTLED:
            _as_they_are_asked(one, question, about, tab)
        elif one.answer != TAKEN_BACK:
            CHECKS[kind](one, about)
            _as_they_are_asked(one, question, about, tab)


def refuse_unknown_heading(question: OpenQuestion, answer: str) -> None:
    """Raises BadMapping where the answer names a column by a heading that none of the tabs asked about has."""
    if question.kind != "column" or answer in (TAKEN_BACK, NOTHING, *(choice.id for choice in question.choices)):
        return
    if answer.startswith(ALWAYS) or (question.id.endswith(f".{SEASON}") and crop_year(answer)):
        return
    if question.takes == "day" and is_a_day(answer):
        return
    if fold_header(answer) not in {fold_header(heading) for heading in question.headings}:
        tabs = ", ".join(dict.fromkeys(sheet for _, sheet in question.tabs)) or question.about[0]
        raise BadMapping(f"No column of {tabs} is headed “{answer}”.", headings_are(question.headings))


def headings_are(headings: Sequence[str]) -> str:
    """The sentence that lists them."""
    more = f", and {len(headings) - SEVERAL} more" if len(headings) > SEVERAL else ""
    return f"Its headings are: {', '.join(f'“{one}”' for one in headings[:SEVERAL])}{more}."


def _as_they_are_asked(one: GivenAnswer, question: str, about: str, tab: str) -> None:
    """Headings and words stand in an id in small letters without accents and signs; written otherwise it meets
    nothing."""
    words = about.split("/")
    as_it_is = 0 if one.question.split("/")[0] in ("lot", "day_of_sale") else 1  # such as receipts.form or $
    about_so = "/".join([*words[:as_it_is], *(fold_header(word) or word for word in words[as_it_is:])])
    written = question.removesuffix(about) + about_so
    written = for_tab(written, tab) if tab else written
    if written != one.question:
        raise BadMapping(
            f"The question {one.question} is asked by no sheet: it holds capitals, accents or signs.",
            f"Write it as {written}.",
        )


def _one_of(one: GivenAnswer, offered: list[str]) -> None:
    if one.answer not in offered:
        more = ", …" if len(offered) > MOST_NAMED else ""
        raise BadMapping(
            f"“{one.answer}” is no answer to the question {one.question}.",
            f"It may be one of: {', '.join(offered[:MOST_NAMED])}{more}.",
        )


def _positive(one: GivenAnswer) -> None:
    number = a_number(one.answer)
    if number is None or float(number) <= 0:
        raise BadMapping(
            f"“{one.answer}” is no answer to the question {one.question}.", "Write a number above 0, such as 46 or 7.7."
        )


def _size(measure: str) -> Callable[[GivenAnswer, str], None]:
    def check(one: GivenAnswer, about: str) -> None:
        known = usual_sizes(f"{about}_{measure}")
        of_ones_own = measure == "kg" and A_MEASURE.fullmatch(about) and fold(about) == about and not slip_of(about)
        if not known and not of_ones_own:
            raise BadMapping(
                f"The question {one.question} speaks of no unit we know.",
                "Write it in small letters as python cli.py questions does, such as size/qq or area/manzana.",
            )
        if known or one.answer != NOTHING:
            _positive(one)

    return check


def _rate(one: GivenAnswer, about: str) -> None:
    if not CURRENCY.fullmatch(about):
        raise BadMapping(
            f"The question {one.question} speaks of no currency.",
            "Write its three letters in capitals, such as rate/HNL.",
        )
    if THOUSANDS.fullmatch(one.answer.strip()):
        raise BadMapping(
            f"“{one.answer}” can be read in two ways, with its mark before decimals or before thousands.",
            "Write thousands without a mark or a blank, such as 4000, and decimals with a point, such as 7.7.",
        )
    _positive(one)


def _gate(one: GivenAnswer, about: str) -> None:
    """Parts of the way named together can only cost nothing; what each costs is said of each, or of one named alone."""
    parts, number = list(kinds()["gate"]["parts"]), a_number(one.answer)
    alone = about in parts and number is not None and float(number) >= 0
    named = about.split("+")
    if set(named) <= set(parts) and (alone or one.answer in kinds()["gate"]["choices"]):
        return
    known = [part for part in parts if part in named] or parts
    raise BadMapping(
        f"“{one.answer}” is no answer to the question {one.question}."
        if about
        else "The question gate names no part of the way.",
        f"Where the way costs nothing, write gate/{'+'.join(known)} with the answer 0; else what each part costs, as "
        f"{', '.join(f'setting/{name}' for name in known)}.",
    )


def _listed(kind: str, of_all: bool = True, *more: str) -> Callable[[GivenAnswer, str], None]:
    """Whether it is a choice of that kind, about a column, or with `of_all` about all sheets, or one more."""

    def check(one: GivenAnswer, about: str) -> None:
        if about or not of_all:
            _column(one, about)
        _one_of(one, [*kinds()[kind]["choices"], *more])

    return check


def _column(one: GivenAnswer, about: str) -> Column:
    """The column a question is about, such as receipts.form."""
    logbook, _, column = about.split("/")[0].partition(".")
    if logbook not in logbooks() or not logbooks()[logbook].has(column):
        raise BadMapping(
            f"The question {one.question} speaks of no column we know.",
            "Write the logbook and its column as docs/logbooks.md has them, such as receipts.form.",
        )
    return logbooks()[logbook].column(column)


def _word(one: GivenAnswer, about: str) -> None:
    column = _column(one, about)
    offered = ["yes", "no"] if column.kind is ColumnKind.YES_NO else list(column.choices)
    _one_of(one, [*offered, NOTHING])


def _heading(one: GivenAnswer, about: str) -> None:
    column = _column(one, about)
    if one.answer.startswith(ALWAYS) and column.choices:
        _one_of(one, [*(ALWAYS + choice for choice in column.choices)])
    said = one.answer.removeprefix(ALWAYS)
    if column.name == SEASON and not any(map(str.isalpha, said)) and not crop_year(said):
        raise BadMapping(
            f"“{said}” names no two years that follow each other.",
            "Write the season as 2025/26, or the heading of the column that holds it.",
        )


def _unit(one: GivenAnswer, about: str) -> None:
    column = _column(one, about)
    is_measure = column.kind is ColumnKind.MASS and is_own_measure(one.answer)
    if one.answer != NOTHING and not is_measure and unit_for(column, one.answer) is None:
        raise BadMapping(
            f"“{one.answer}” is no unit such a column can have ({one.question}).",
            "Write it as kg, lb, qq, USD/kg or USD/50 kg.",
        )


def _currency(one: GivenAnswer, about: str) -> None:
    if one.answer == ASK or read_currency(one.answer) is None:  # three letters too
        raise BadMapping(
            f"“{one.answer}” names no currency ({one.question}).", "Write its three letters, such as USD or HNL."
        )


def _money(one: GivenAnswer, about: str) -> None:
    _column(one, about)
    if one.answer != NOTHING:
        _currency(one, about)


def _setting(one: GivenAnswer, about: str) -> None:
    if about not in settings():
        raise BadMapping(f"There is no setting “{about}”.", "docs/settings.md lists them all.")
    if read_value(settings()[about], one.answer) is None:
        raise BadMapping(
            f"“{one.answer}” can't be read as the setting {about}.",
            f"Write it like {settings()[about].get('example', '')}.",
        )


CHECKS: dict[str, Callable[[GivenAnswer, str], None]] = {
    "size": _size("kg"),
    "area": _size("ha"),
    "rate": _rate,
    "gate": _gate,
    "dates": _listed("dates", True, NOTHING),
    "mark": _listed("mark", True, NOTHING),
    "season": lambda one, about: _one_of(one, list(kinds()["season"]["choices"])),
    "percent": _listed("percent", of_all=False),
    "word": _word,
    "unit": _unit,
    "currency": _currency,
    "money": _money,
    "setting": _setting,
    "column": _heading,
    "blank": _listed("blank", False, NOTHING),
    "day_of_sale": lambda one, about: _one_of(one, list(kinds()["day_of_sale"]["choices"])),
    "tab": lambda one, about: _one_of(one, [*logbooks(), NOTHING]),
    "lot": lambda one, about: None,
}
