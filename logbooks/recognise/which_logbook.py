"""Decides which logbook a tab is: by its headings, and by its name where these leave it open."""

from __future__ import annotations

from connectors.cells import Remark, Tab
from logbooks.catalogue import logbooks
from logbooks.recognise.header_rows import HeaderFit, Row, best_reading
from logbooks.recognise.mapping import TabMapping
from logbooks.vocabulary.sheet_words import fold, tab_words

BESIDE_SALES = ("lots", "quality")  # what may stand in the rows of sales is no rival of them


def choose(tab: Tab, rows: list[Row], said: TabMapping) -> tuple[HeaderFit | None, Remark]:
    """The one reading that fits, or the remark that says why there is none."""
    if said.logbook:
        return best_reading(rows, said.logbook, said), Remark("no-header")
    named = named_after(tab.sheet)
    if named and _complete(by_name := best_reading(rows, named, said)):
        return by_name, Remark("")
    readings = sorted(
        (best_reading(rows, logbook, said) for logbook in logbooks()),
        key=lambda r: (r.weight, _complete(r)),
        reverse=True,
    )
    if any(tells_a_sale(reading) for reading in readings):
        readings = [reading for reading in readings if reading.logbook not in BESIDE_SALES]
    complete = [reading for reading in readings if _complete(reading) and _explains(reading)]
    # What has all it needs, unless a logbook that lacks something explains clearly more of the headers.
    if complete and complete[0].weight > readings[0].weight - 1.5 and not _named_better(readings, named, complete[0]):
        equal = [reading for reading in complete if reading.weight == complete[0].weight]
        if len(equal) > 1:
            return None, Remark(
                "which-logbook", equal[0].row.row, detail=", ".join(sorted(logbooks()[r.logbook].title for r in equal))
            )
        return complete[0], Remark("")
    return _choose_incomplete(readings, named)


def tells_a_sale(reading: HeaderFit) -> bool:
    """Whether it is of sales, and the row names who bought, for which price and how much."""
    found = reading.found
    return (
        reading.logbook == "offers"
        and "buyer" in found
        and not {"accepted_price", "asked_price"}.isdisjoint(found)
        and not {"accepted_weight", "weight"}.isdisjoint(found)
    )


def _complete(reading: HeaderFit) -> bool:
    return not reading.missing and reading.weight >= 1.5


def _explains(reading: HeaderFit) -> bool:
    """Whether the logbook accounts for a good part of the headers: two loose words in a wide sheet of something else do
    not."""
    return reading.weight >= 5 or 3 * len(reading.found) >= len(reading.row.texts)


def _named_better(readings: list[HeaderFit], named: str | None, complete: HeaderFit) -> bool:
    """Whether the logbook the tab is named after explains more than one that has all it needs."""
    return any(reading.logbook == named and reading.weight > complete.weight for reading in readings)


def _choose_incomplete(readings: list[HeaderFit], named: str | None) -> tuple[HeaderFit | None, Remark]:
    """No logbook has all it needs: the one the tab is named after, or one that leads clearly and lacks a single
    column."""
    first, *others = [reading for reading in readings if reading.missing]
    by_name = next((reading for reading in readings if reading.logbook == named), None)
    if by_name and by_name.weight >= 1.5:  # what is still missing is asked for by name
        return by_name, Remark("")
    # one that lacks more columns than one is the weaker rival
    clearly = all(first.weight >= other.weight + (2 if len(other.missing) == 1 else 1) for other in others)
    if first.weight >= 3 and len(first.missing) == 1 and clearly:
        return first, Remark("")
    if tells_a_sale(first):  # whatever else a row of sales lacks is asked for by name
        return first, Remark("")
    if first.weight < 2:
        return None, Remark("no-header", detail=logbooks()[named].title if named else "")
    declared = logbooks()[first.logbook]
    lacking = ", ".join(declared.column(name).title for name in first.missing)
    return None, Remark("tab-not-recognised", first.row.row, detail=f"{declared.title}: {lacking}")


def named_after(name: str) -> str | None:
    """The logbook a tab of that name or title is called after: Lotes, Lotes 2025-26, Recibos Estación Norte; None where
    two or none fit."""
    words = [word for word in fold(name).split() if not any(c.isdigit() for c in word)]
    if exact := tab_words().get(" ".join(words)):
        return exact
    runs = {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    inside = {tab_words()[run] for run in runs if run in tab_words()}
    return inside.pop() if len(inside) == 1 else None
