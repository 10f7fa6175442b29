"""One slip of the hand in one cell of a dress, of a kind each: the truth stays what was meant.

Each is one that somebody who looks at the sheet would notice. A typo changes the columns before they become tabs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

from benchmarks.dress.columns import DressCell, DressColumn

Logbooks = dict[str, list[DressColumn]]
Typo = Callable[[Random, Logbooks], None]


def typo_kinds() -> dict[str, Typo]:
    """Every kind by name, which changes the columns."""
    return {
        "letter O in a weight": _in("receipts", "weight", lambda text: _letter(text, "O0")),
        "two commas in a weight": _in("processing", "weight_out", lambda text: text + ",,5", milled=True),
        "weight below zero": _in("receipts", "weight", lambda text: -float(text)),
        "weight left empty": _in("receipts", "weight", lambda text: None),
        "milled weight left empty": _in("processing", "weight_out", lambda text: None, milled=True),
        "point lost in a price": _in("offers", "accepted_price", lambda text: round(float(text) * 100)),
        "letter l in a price": _in("offers", "accepted_price", lambda text: _letter(text, "l1")),
        "question mark after an amount": _in("payments", "amount", lambda text: f"{text} ?"),
        "letter in an amount": _in("costs", "amount", lambda text: _letter(text, "O0")),
        "day that is none": _in("offers", "closed_on", lambda text: "31/02/2026"),
        "year typed wrong": _in("receipts", "received_on", lambda text: date(2052, 11, int(text[8:]))),
        "lot in small letters": _in("receipts", "lot_id", lambda text: f"{text.lower()} "),
        "letter O in a lot": _in("receipts", "lot_id", lambda text: text.replace("0", "O")),
        "dash lost in a lot": _in("offers", "lot_id", lambda text: text.replace("-", "")),
        "stream misspelt": _in("lots", "stream", lambda text: text[:1] + text[2:]),
        "status misspelt": _in("offers", "status", lambda text: text[:2] + text[3:]),
        "moisture without its point": _in("quality", "moisture", lambda text: round(float(text) * 10)),
        "moisture at the mill of 111": _in("processing", "moisture_out", lambda text: 111, milled=True),
        "ripe share of 950": _in("receipts", "ripe_share", lambda text: 950),
        "score without its point": _in("quality", "cup_score", lambda text: round(float(text) * 10)),
        "word among the defects": _in("quality", "category2_defects", lambda text: "ok"),
        "incoterm misspelt": _in("offers", "incoterm", lambda text: text[::-1]),
        "currency misspelt": _in("offers", "currency", lambda text: "UDS"),
        "row typed twice": _twice,
        "receipt number used twice": _number_twice,
        "milling row forgotten": _row_forgotten,
        "rate with a digit lost": _in("rates", "per_base", lambda text: round(float(text) / 10, 2)),
        "rate the wrong way round": _in("rates", "per_base", lambda text: round(1 / float(text), 6)),
    }


def _letter(text: str, pair: str) -> str:
    """The text with a letter (the first of the pair) for the digit it looks like, at its end where there is none."""
    letter, digit = pair[0], pair[1]
    return text.replace(digit, letter, 1) if digit in text else text + letter


def _column(logbooks: Logbooks, logbook: str, key: str) -> DressColumn:
    return next(column for column in logbooks[logbook] if column.key == key)


def _in(logbook: str, key: str, slip: Callable[[str], object], milled: bool = False) -> Typo:
    def typo(rng: Random, logbooks: Logbooks) -> None:
        column = _column(logbooks, logbook, key)
        filled = [row for row, cell in enumerate(column.cells) if cell.value not in (None, "")]
        if milled:  # every second row is the lot's drying
            filled = [row for row in filled if row % 2 == 1]
        if key == "accepted_price" or logbook == "rates":
            filled = filled[len(filled) // 2 :]
        row = rng.choice(filled)
        cell = column.cells[row]
        column.cells[row] = replace(cell, value=slip(str(cell.value)))

    return typo


def _twice(rng: Random, logbooks: Logbooks) -> None:
    row = rng.randrange(len(logbooks["receipts"][0].cells))
    for column in logbooks["receipts"]:
        column.cells.insert(row + 1, replace(column.cells[row]))


def _number_twice(rng: Random, logbooks: Logbooks) -> None:
    cells = _column(logbooks, "receipts", "receipt_no").cells
    row = rng.randrange(1, len(cells))
    cells[row] = DressCell(cells[row - 1].value)


def _row_forgotten(rng: Random, logbooks: Logbooks) -> None:
    """The milling of one lot was never written down."""
    row = 2 * rng.randrange(len(logbooks["processing"][0].cells) // 2) + 1
    for column in logbooks["processing"]:
        del column.cells[row]
