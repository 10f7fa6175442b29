"""Makes the questions about cells: sizes of local units, days, decimal marks, words, units, money signs, lots."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.questions.causes import Cause, GatheredCauses
from logbooks.questions.lots_meant import lots_meant
from logbooks.questions.open_questions import AskedPart, Choice, Example, OpenQuestion, kinds
from logbooks.recognise.answers import NOTHING
from logbooks.recognise.headings import match
from logbooks.vocabulary.crop_years import named_by
from logbooks.vocabulary.sheet_words import choice_words, fold, month_words, payment_words
from logbooks.vocabulary.units import currencies_written, is_own_measure, usual_sizes

if TYPE_CHECKING:
    import duckdb

MOST_TABS = 3  # named in a question
UNITS = {ColumnKind.MASS: ("kg", "lb", "qq"), ColumnKind.PRICE: ("per kg", "per lb", "per qq")}
WEIGHTS = ("kg", "lb", "qq")  # a price is for
OF_THE_MARKET = ("US cents/lb", "USD/lb", "USD/kg", "USD/t")
WITH_A_WORD = re.compile(r"(\d{1,2})[-/. ]+([^\W\d_]+)\.?[-/., ]+(\d{1,2})\b")
THOUSANDS = "thousands"  # before which both marks stand
THREE_NUMBERS = re.compile(r"(\d{1,4})\D(\d{1,2})\D(\d{1,4})")


def cell_questions(connection: duckdb.DuckDBPyConnection, gathered: GatheredCauses) -> list[OpenQuestion]:
    """One question for each reason for which cells can't be read."""
    found = []
    for question, causes in gathered.causes.items():
        kind = question.split("/")[0]
        if kind == "lot":
            found += lot_question(connection, gathered, causes)
        elif kind != "setting":
            found.append(_question(kind, question, causes, gathered))
    return found


def _question(kind: str, question: str, causes: Sequence[Cause], gathered: GatheredCauses) -> OpenQuestion:
    first, hanging = causes[0], gathered.hanging[question]
    yes_no = kind == "word" and _column(first).kind is ColumnKind.YES_NO
    said = kinds()["yes_no" if yes_no else kind]
    tabs = list(dict.fromkeys(cause.sheet for cause in causes))
    more = ", …" if len(tabs) > MOST_TABS else ""
    named = {
        "word": question.split("/", 1)[-1],
        "heading": first.heading,
        "tab": ", ".join(tabs[:MOST_TABS]) + more,
        "column": _column(first).title,
    }
    return OpenQuestion(
        id=question,
        kind=kind,
        asks=said["asks"].format(**named),
        why=said["why"].format(**named),
        about=(*tabs, *dict.fromkeys(cause.heading for cause in causes if cause.heading)),
        choices=CHOICES[kind](first, hanging.examples, said),
        parts=_parts(said, causes, gathered) if "part" in said else (),
        takes=said["takes"],
        keeps=kept_by(causes),
        apart=_apart(causes, gathered),
        **vars(hanging),
    )


def _apart(causes: Iterable[Cause], gathered: GatheredCauses) -> tuple[AskedPart, ...]:
    """Each heading in each tab for itself."""
    said = kinds()["dates"]["part"]  # a heading and its tab
    return tuple(
        AskedPart(
            apart,
            said.format(heading=cause.heading, tab=cause.sheet),
            gathered.hanging[apart].cells,
            gathered.hanging[apart].examples,
        )
        for apart, cause in {cause.apart: cause for cause in causes if cause.apart}.items()
    )


def kept_by(causes: Iterable[Cause]) -> tuple[str, ...]:
    """The columns of these causes, or their logbooks where a cell that can't be read costs the row."""
    kept = (
        cause.logbook if logbooks()[cause.logbook].costs_the_row(cause.name) else f"{cause.logbook}.{cause.name}"
        for cause in causes
        if cause.name
    )
    return tuple(dict.fromkeys(kept))


def _column(cause: Cause) -> Column:
    return logbooks()[cause.logbook].column(cause.name)


def _parts(said: dict, causes: Iterable[Cause], gathered: GatheredCauses) -> tuple[AskedPart, ...]:
    """Each heading or word the question is about, first what stands in most cells."""
    found = [
        replace(part, suggests=suggested(cause) if cause.written else "")
        for part, cause in _parts_of(said, causes, gathered)
    ]
    return tuple(sorted(found, key=lambda part: (-part.cells, part.id)))


def _parts_of(said: dict, causes: Iterable[Cause], gathered: GatheredCauses) -> Iterator[tuple[AskedPart, Cause]]:
    """Each part once, with a cause of it."""
    for part, cause in {cause.part: cause for cause in causes}.items():
        says = said["part"].format(heading=cause.heading, tab=cause.sheet, word=cause.written)
        yield AskedPart(part, says, gathered.hanging[part].cells, gathered.hanging[part].examples), cause


def suggested(cause: Cause) -> str:
    """The choice one of whose words is in what is written, such as FOB in FOB Santo Tomás, where it is only one; a word
    within a longer one says nothing, and what waits for payment is never open."""
    written, words = f" {fold(cause.written)} ", choice_words(_column(cause))
    inside = [f" {word} " for word in words if f" {word} " in written]
    choices = {
        words[word.strip()] for word in inside if not any(word != longer and word in longer for longer in inside)
    }
    if _column(cause).name == "status" and any(f" {word} " in written for word in payment_words()):
        choices.discard("open")
    return choices.pop() if len(choices) == 1 else ""


def _sizes(cause: Cause, examples: Sequence[Example], said: dict) -> tuple[Choice, ...]:
    word = cause.detail.rpartition("_")[0]
    sizes = [f"{size:g}" if size == round(size, 2) else f"{size:.2f}" for size in usual_sizes(cause.detail)]
    usual = tuple(
        Choice(size, said["says"].format(size=size), (said["means"].format(word=word, size=size),)) for size in sizes
    )
    return usual or (Choice(NOTHING, said["nothing"]),)


def _named_choices(cause: Cause, examples: Sequence[Example], said: dict) -> tuple[Choice, ...]:
    """The choices kinds.toml lists, with the reading of every example."""
    read = READINGS.get(cause.code, lambda written, choice, said: said["choices"][choice])
    return tuple(
        Choice(
            choice,
            says,
            tuple(
                said["means"].format(written=one.written, reading=read(one.written, choice, said)) for one in examples
            ),
        )
        for choice, says in said["choices"].items()
    )


def _day(written: str, order: str, said: dict) -> str:
    """What a day of three numbers is in that order, in words."""
    numbers, worded = THREE_NUMBERS.search(written), WITH_A_WORD.search(written)
    if worded and (month := month_words().get(fold(worded[2]))):
        year, day = (worded[1], worded[3]) if order == "ymd" else (worded[3], worded[1])
        parts = {"y": int(year), "m": month, "d": int(day)}
    elif numbers:
        parts = dict(zip(order, map(int, numbers.groups()), strict=True))
    else:
        return said["no_day"]
    year = parts["y"] + 2000 if parts["y"] < 100 else parts["y"]
    try:
        date(year, parts["m"], parts["d"])
    except ValueError:
        return said["no_day"]
    return said["day"].format(day=parts["d"], month=said["months"][parts["m"] - 1], year=year)


def _marks(cause: Cause, examples: Sequence[Example], said: dict) -> tuple[Choice, ...]:
    """The marks; that neither stands before decimals is offered where both are written."""
    choices = _named_choices(cause, examples, said)
    written = "".join(one.written for one in examples)
    return choices if "," in written and "." in written else tuple(one for one in choices if one.id != THOUSANDS)


def _number(written: str, mark: str, said: dict) -> str:
    """What a number is where that mark stands before its decimals."""
    digits = re.sub(r"[^\d.,]", "", written)
    if mark == THOUSANDS:
        return f"{float(re.sub(r'[.,]', '', digits) or 0):,.15g}"
    other = "." if mark == "," else ","
    try:
        return f"{float(digits.replace(other, '').replace(mark, '.')):,.15g}"
    except ValueError:
        return written


def _words(cause: Cause, examples: Sequence[Example], said: dict) -> tuple[Choice, ...]:
    column = _column(cause)
    choices = ("yes", "no") if column.kind is ColumnKind.YES_NO else column.choices
    nothing = Choice(NOTHING, said["nothing"])
    in_words = said.get("in_words", {}).get(column.name, {})
    return (*(Choice(choice, in_words.get(choice, choice)) for choice in choices), nothing)


def _units(cause: Cause, examples: Sequence[Example], said: dict) -> tuple[Choice, ...]:
    """The usual units; of a price with the money it may be in, the two that are most usual where there are several."""
    written = [_number_alone(one.written) for one in examples[:1]]
    kind = _column(cause).kind
    weights = WEIGHTS if len(cause.currencies) == 1 else WEIGHTS[:2]
    with_money = [f"{money}/{weight}" for money in cause.currencies for weight in weights]
    units = with_money if with_money and kind is ColumnKind.PRICE else [*UNITS.get(kind, ())]
    units = [*OF_THE_MARKET] if cause.logbook == "market_prices" else units
    if kind is ColumnKind.MASS and is_own_measure(cause.heading) and not match(cause.logbook, cause.heading):
        # Cajas, over so many boxes
        units.append(fold(cause.heading))
    return tuple(
        Choice(unit, said["says"].format(unit=unit), tuple(said["means"].format(written=w, unit=unit) for w in written))
        for unit in units
    )


def _number_alone(written: str) -> str:
    """The number without the words beside it: of 38 lb it would be said what 38 kg are."""
    return hit[0] if (hit := re.search(r"\d[\d.,' ]*\d|\d", written)) else written


def _percent(written: str, choice: str, said: dict) -> str:
    number = re.sub(r"[^\d.]", "", written.replace(",", "."))
    try:
        share = float(number) if choice == "percent" else float(number) * 100
    except ValueError:
        return written
    return f"{share:g} %"


def _currencies(cause: Cause, examples: Sequence[Example], said: dict) -> tuple[Choice, ...]:
    written = [one.written for one in examples]
    return tuple(
        Choice(
            currency,
            said["says"].format(currency=currency),
            tuple(said["means"].format(written=one, currency=currency) for one in written),
        )
        for currency in currencies_written(cause.detail or cause.written)
    )


def _moneys(cause: Cause, examples: Sequence[Example], said: dict) -> tuple[Choice, ...]:
    """The currencies that the sheets name."""
    written = [_number_alone(one.written) for one in examples[:1]]
    return tuple(
        Choice(
            one,
            said["says"].format(currency=one),
            tuple(said["means"].format(written=w, currency=one) for w in written),
        )
        for one in cause.currencies
    )


READINGS: dict[str, Callable[[str, str, dict], str]] = {
    "two-digit-year": _day,
    "ambiguous-date": _day,
    "ambiguous-number": _number,
    "share-or-percent": _percent,
    "one-year-season": lambda written, choice, said: named_by(written.strip(), choice),
}
CHOICES: dict[str, Callable[[Cause, Sequence[Example], dict], tuple[Choice, ...]]] = {
    "size": _sizes,
    "area": _sizes,
    "dates": _named_choices,
    "mark": _marks,
    "season": _named_choices,
    "percent": _named_choices,
    "word": _words,
    "unit": _units,
    "currency": _currencies,
    "money": _moneys,
}


def lot_question(
    connection: duckdb.DuckDBPyConnection, gathered: GatheredCauses, causes: Sequence[Cause]
) -> list[OpenQuestion]:
    """One question about all codes of lots that the register does not hold, where some look like one of it."""
    said = kinds()["lot"]
    lots, meant = lots_meant(connection, list(dict.fromkeys(cause.written for cause in causes)))
    meant |= {cause.written: cause.detail for cause in causes if cause.detail}
    if not meant:
        return []
    parts = [replace(part, suggests=meant.get(cause.written, "")) for part, cause in _parts_of(said, causes, gathered)]
    several = sorted(lot for lot in set(meant.values()) if lot not in lots)
    choices = (*(Choice(lot, lot) for lot in (*lots, *several)), Choice(NOTHING, said["nothing"]))
    return [
        OpenQuestion(
            id="lot",
            kind="lot",
            asks=said["asks"],
            why=said["why"],
            about=tuple(dict.fromkeys(cause.sheet for cause in causes)),
            choices=choices,
            parts=tuple(sorted(parts, key=lambda part: part.says)),
            keeps=kept_by(causes),
            **vars(gathered.hanging["lot"]),
        )
    ]
