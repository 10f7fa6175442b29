"""What the rows of one log tell of another in columns of their own: lots where no tab is a register of them, the
samples of the laboratory beside lots and sales where no tab holds samples, and what was paid for deliveries where no
tab holds payments; where one does, whether these are others is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from connectors.cells import Remark
from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind
from logbooks.recognise.answers import NOTHING, Answers, about_column, for_tab
from logbooks.recognise.header_rows import Row, read_as
from logbooks.recognise.headings import LOOSE, match
from logbooks.recognise.mapping import Mapping, TabMapping
from logbooks.recognise.recognised import FoundColumn, Recognised
from logbooks.recognise.recognition import settle
from logbooks.recognise.rows_that_pay import pays
from logbooks.recognise.settled_columns import with_answers
from logbooks.vocabulary.sheet_words import fold_header
from logbooks.vocabulary.units import names_currency
from logbooks.vocabulary.words_in_headings import is_word_for_paid, says_made, says_paid

LOTS, SAMPLES, PAYMENTS = "lots", "quality", "payments"
# What is true of a lot in whatever row it stands; an amount or a day is of the row.
OF_A_LOT = (ColumnKind.ID, ColumnKind.CHOICE, ColumnKind.TEXT)
SAID_OF_A_COLUMN = ("unknown-unit", "hidden-column")
OFFERED, SOLD = "weight", "accepted_weight"  # of a sale
OPENED, MADE = "opened_on", "green_kg"  # of a lot too, where nothing else in the row is called so


@dataclass(frozen=True)
class ToldBeside:
    """A log that rows of others tell of: in which of them it is looked for (none named: in any), what they must tell,
    of which at least `one_of`, the code of the remark that says so, and the columns that both logs have alike, the
    first of which no row lacks (for lots see OF_A_LOT)."""

    logbook: str
    rows_of: tuple[str, ...]
    needed: frozenset[str]
    one_of: frozenset[str]
    says: str
    alike: tuple[str, ...] = ("lot_id",)


TOLD = (
    ToldBeside(LOTS, (), frozenset(("lot_id", "stream")), frozenset(("lot_id",)), "lots-told-beside"),
    ToldBeside(
        SAMPLES,
        (LOTS, "offers"),
        frozenset(("lot_id", "sampled_on")),
        frozenset(("cup_score", "moisture", "defect_total", "category1_defects", "category2_defects")),
        "samples-told-beside",
    ),
    ToldBeside(
        PAYMENTS,
        ("receipts",),
        frozenset(("farmer_id", "amount")),
        frozenset(("amount",)),
        "payments-told-beside",
        ("farmer_id", "lot_id", "stream", "receipt_no", "currency", "crop_year"),
    ),
)
AMOUNT = "amount"
TOLD_OF_PAYMENTS = (AMOUNT, "paid_on")


def with_logs_beside(found: Sequence[Recognised], mapping: Mapping | None = None) -> list[Recognised]:
    """The readings, and behind them what else their rows tell."""
    firsts: list[Recognised] = list(found)
    behind: list[tuple[int, Recognised]] = []
    # a tab of payments that nobody filled in tells none
    there = {one.logbook for one in found if (pays(one) if one.logbook == PAYMENTS else one.has_rows)}
    for told in TOLD:
        if told.logbook not in there:
            beside = _all_beside(found, told, mapping)
        else:
            beside = _paid_there_too(found, told, mapping) if told.logbook == PAYMENTS else {}
        for place, one in beside.items():
            if not one.lacking:
                firsts[place] = _without(firsts[place], {column.index for column in one.columns.values()})
            behind.append((place, one))
    return [*firsts, *(replace(one, beside=firsts[place]) for place, one in behind)]


def _all_beside(found: Sequence[Recognised], told: ToldBeside, mapping: Mapping | None) -> dict[int, Recognised]:
    """What rows of the readings tell of that log, by their places; what lacks something waits only where nothing else
    tells it."""
    beside = {place: one for place, first in enumerate(found) if (one := _beside(first, told, mapping))}
    whole = {place: one for place, one in beside.items() if not one.lacking}
    return whole or beside


def _paid_there_too(found: Sequence[Recognised], told: ToldBeside, mapping: Mapping | None) -> dict[int, Recognised]:
    """What deliveries tell of payments beside a tab of them: it waits until somebody says that these are others."""
    beside = {place: one for place, one in _all_beside(found, told, mapping).items() if not one.lacking and pays(one)}
    return {
        place: one
        if _said_of_paid(found[place], mapping)[0]
        else replace(one, lacking=(AMOUNT,), remarks=tuple(r for r in one.remarks if r.code != told.says))
        for place, one in beside.items()
    }


def _beside(one: Recognised, told: ToldBeside, mapping: Mapping | None) -> Recognised | None:
    """What the rows of the reading tell of the other log; None where that is not enough to be asked for the rest."""
    if one.logbook is None or one.logbook == told.logbook or not one.declared.has("lot_id"):
        return None
    if told.rows_of and one.logbook not in told.rows_of:
        return None
    is_pointed_to, is_refused = _said_of_paid(one, mapping) if told.logbook == PAYMENTS else (False, False)
    if is_refused:
        return None
    columns = {name: column for name, column in one.columns.items() if _is_told(told, name)}
    constants = {name: text for name, text in one.constants.items() if _is_told(told, name)}
    other = _of_what_is_left(one, told, mapping)
    columns = _told_by(other, told, SOLD in one.columns or is_pointed_to) | columns
    constants = {name: text for name, text in (other.constants | constants).items() if name not in columns}
    named = columns.keys() | constants.keys()
    if told.alike[0] not in columns or not named & told.one_of:
        return None
    lacking = tuple(sorted(told.needed - named))
    used = {column.index for column in columns.values()}
    said = ", ".join(f"“{column.header}”" for column in columns.values() if column.index)
    about = [remark for remark in other.remarks if remark.code in SAID_OF_A_COLUMN and remark.column in used]
    remarks = (*about, *(() if lacking else (Remark(told.says, one.header_row, None, "", said),)))
    days = {c.index for name, c in one.columns.items() if one.declared.column(name).kind is ColumnKind.DATE}
    open_to = days | {index for index, _ in one.unknown} if lacking else set(_texts(one))
    others = tuple((index, text) for index, text in _texts(one).items() if index in open_to - used)
    settled = tuple(settled for settled in other.settled if settled.name in columns)
    return replace(
        other,
        columns=columns,
        constants=constants,
        unknown=others,
        of_the_tool=(),
        remarks=remarks,
        decimal_mark=one.decimal_mark,
        date_order=one.date_order,
        settled=settled,
        lacking=lacking,
    )


def _of_what_is_left(one: Recognised, told: ToldBeside, mapping: Mapping | None) -> Recognised:
    """The other log in the headings of which the reading knows nothing, or that a person pointed to."""
    texts = _texts(one)
    said = (mapping and mapping.for_tab(one.tab.source, one.tab.sheet)) or TabMapping()
    said = replace(said, logbook=None, answers=mapping.answers.of_tab(one.tab.sheet) if mapping else Answers())
    said = with_answers(said, told.logbook, texts.values())
    if told.logbook == PAYMENTS and not _said_of_paid(one, mapping)[0]:
        said = replace(said, columns=said.columns | _paid(one, texts))
    # what only its cells made a column of the log may be what its heading says of the other
    free = {index for index, _ in one.unknown} | {settled.index for settled in one.settled}
    if SOLD in one.columns:  # what was offered is what the lot gave, where what was sold of it stands beside
        free |= {column.index for name, column in one.columns.items() if name == OFFERED}
    row = Row(
        one.header_row,
        {at: text for at, text in texts.items() if at in free or text in said.columns.values()},
        " " * one.tab.width,
    )
    reading = read_as(row, told.logbook, said)
    surely = {name: hits for name, hits in reading.found.items() if hits[0][0].rank > LOOSE and name not in one.columns}
    return settle(one.tab, [row], replace(reading, found=surely), said)


def _told_by(other: Recognised, told: ToldBeside, is_sure: bool) -> dict[str, FoundColumn]:
    """Its columns, of lots those alone that are true of a lot in whatever row it stands: green is what the lot gave
    where its heading says so, an amount what was paid; or where it `is_sure`, for what was sold of it stands beside, or
    somebody pointed to it."""
    if told.logbook == PAYMENTS:
        paid = other.columns.get("amount")
        is_paid = paid is not None and (is_sure or says_paid(paid.header))
        return {name: other.columns[name] for name in TOLD_OF_PAYMENTS if name in other.columns} if is_paid else {}
    if told.logbook != LOTS:
        return {name: column for name, column in other.columns.items() if name != "note" and column.index}
    return {
        name: column
        for name, column in other.columns.items()
        if _is_told(told, name) or name == OPENED or (name == MADE and (is_sure or says_made(column.header)))
    }


def _paid(one: Recognised, texts: dict[int, str]) -> dict[str, str]:
    """The only heading nobody knows that says of money that it was paid, as the mapping names a column."""
    known = [text for index, text in one.unknown if says_paid(text) and _is_money(text)]
    return {"amount": known[0]} if len(known) == 1 and list(texts.values()).count(known[0]) == 1 else {}


def _said_of_paid(one: Recognised, mapping: Mapping | None) -> tuple[bool, bool]:
    """Whether somebody pointed to the column that says what was paid, in this tab alone: what was said of any tab is
    about a tab of payments; and whether they said that there is none."""
    answers, question = (mapping.answers if mapping else Answers()), about_column("column", PAYMENTS, "amount")
    here, any_tab = answers.said(for_tab(question, one.tab.sheet)), answers.said(question)
    return here not in (None, NOTHING), (here or any_tab) == NOTHING


def _is_money(text: str) -> bool:
    """Whether the heading is one of an amount, or a currency and no more: Montant payé, Pagado (Q), never Pagado por
    kg (Q)."""
    hit = match(PAYMENTS, text)
    if hit is not None and hit.rank > LOOSE:
        return hit.column == "amount"
    words = fold_header(text).split()
    left = [word for word in words if not names_currency(word)]
    return len(left) < len(words) and is_word_for_paid(" ".join(left))


def _is_told(told: ToldBeside, name: str) -> bool:
    """Whether a column of the one log is the same of the other: of lots all that is true of them."""
    declared = logbooks()[told.logbook]
    if told.logbook != LOTS:
        return name in told.alike
    return name != "note" and declared.has(name) and declared.column(name).kind in OF_A_LOT


def _without(one: Recognised, used: set[int]) -> Recognised:
    """The reading, to which the columns that tell of another log are no longer unknown."""
    return replace(
        one,
        unknown=tuple((index, text) for index, text in one.unknown if index not in used),
        remarks=tuple(r for r in one.remarks if r.code != "unknown-column" or r.column not in used),
    )


def _texts(one: Recognised) -> dict[int, str]:
    """The headings of the tab, as far as they are known."""
    named = {column.index: column.header for column in one.columns.values() if column.index}
    return named | dict((*one.unknown, *one.of_the_tool))
