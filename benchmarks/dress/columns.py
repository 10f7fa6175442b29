"""The columns of one logbook as somebody writes them, and the rows rounded to what is written.

A weight of 231.5 kg becomes 510.4 lb in the cell and 231.513... kg in the rows, so that the truth is that of the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.dress.drawn import Dress, words
from benchmarks.dress.invented_rows import Rows

KG_OF = {"kg": 1.0, "lb": 0.45359237, "qq": 46.0, "bag": 60.0, "arroba": 15.0, "feresula": 17.0}
DECLARED = ("qq", "bag", "arroba", "feresula")
COLUMNS = {
    "lots": ("lot_id", "stream", "crop_year", "opened_on", "variety", "process"),
    "receipts": ("received_on", "receipt_no", "farmer_id", "lot_id", "form", "weight", "ripe_share"),
    "processing": (
        *("lot_id", "step", "started_on", "form_in", "weight_in", "form_out", "weight_out", "moisture_out"),
    ),
    "quality": (
        *("sampled_on", "lot_id", "sample_id", "stage", "moisture", "instrument", "scheme", "category1_defects"),
        *("category2_defects", "sample_g", "cup_score"),
    ),
    "offers": (
        *("offer_id", "lot_id", "buyer", "offered_on", "form", "weight", "status", "accepted_price", "incoterm"),
        "closed_on",
    ),
    "costs": ("spent_on", "category", "amount", "lot_id", "stream"),
    "payments": ("paid_on", "farmer_id", "lot_id", "purpose", "amount"),
    "rates": ("date", "currency", "per_base"),
}
WEIGHTS, PERCENTS, AMOUNTS = ("weight", "weight_in", "weight_out"), ("moisture", "moisture_out"), ("amount",)
CODED = {"stream", "form", "form_in", "form_out", "step", "stage", "status", "process", "purpose", "category"}
MONEY_DAY = {"offers": "closed_on", "costs": "spent_on", "payments": "paid_on"}


@dataclass
class DressCell:
    """What stands in one cell: text, a number or a day, its number format, and what is struck through in it."""

    value: Any = None
    format: str = ""
    decimals: int = 1
    struck: bool = False
    struck_part: str = ""


@dataclass
class DressColumn:
    key: str
    heading: str
    cells: list[DressCell]
    unit: str = ""  # beside the heading's words
    hidden: bool = False


@dataclass(frozen=True)
class Money:
    """One currency: its code, how people sign it, and a rate a week."""

    code: str
    before: str = ""
    after: str = ""
    decimals: int = 2
    rates: dict[date, float] = field(default_factory=dict)

    def rate(self, day: date) -> float:
        """Units of it for one dollar, the last on or before the day."""
        return self.rates[max(known for known in self.rates if known <= day)] if self.rates else 1.0


def moneys(dress: Dress) -> dict[str, Money]:
    """Every currency that occurs, by code."""
    found = {"USD": Money("USD", before="US$")}
    for one in words("values")["money"][dress.language]:
        rng, day = dress.rng(f"rates {one['code']}"), date(2025, 9, 29)
        rates = {
            day + timedelta(weeks=week): round(one["per_usd"] * rng.uniform(0.985, 1.015), 2) for week in range(27)
        }
        signs = {name: one.get(name, "") for name in ("before", "after")}
        if one["code"] not in found or dress.rng("sign").random() < 0.5:
            found[one["code"]] = Money(one["code"], **signs, decimals=one["decimals"], rates=rates)
    used = {code for codes in dress.money.values() for code in codes}
    return {code: money for code, money in found.items() if code in used}


def logbook_columns(dress: Dress, rows: Rows, logbook: str) -> list[DressColumn]:
    """The columns of a logbook in the order drawn for it; rounds the weights, prices and amounts of `rows`."""
    keys = list(COLUMNS[logbook])
    if dress.rng(f"order {logbook}").random() < 0.3:
        dress.rng(f"shuffle {logbook}").shuffle(keys)
    found: list[DressColumn] = []
    for key in keys:
        if key in WEIGHTS:
            found += _weights(dress, rows[logbook], logbook, key)
        elif key in AMOUNTS or key == "accepted_price":
            found += _sums(dress, rows[logbook], logbook, key)
        else:
            found.append(_plain(dress, rows[logbook], key))
    return _units_once(found)


def _units_once(columns: list[DressColumn]) -> list[DressColumn]:
    """One unit column serves all weights of a logbook: the later ones are left out."""
    units = [place for place, column in enumerate(columns) if column.key == "weight_unit"]
    return [column for place, column in enumerate(columns) if place not in units[1:]]


def _plain(dress: Dress, rows: list[dict], key: str) -> DressColumn:
    heading = dress.said("headings", key)
    if key in PERCENTS or key == "ripe_share":
        return _percent(dress, rows, key, heading)
    if key in CODED:
        table = key if key not in ("form_in", "form_out") else "form"
        cells = [DressCell(dress.said("values", table, row[key]) if row[key] else None) for row in rows]
        return DressColumn(key, heading, cells)
    cells = [DressCell(row[key], decimals=2 if key in ("cup_score", "per_base") else 0) for row in rows]
    if key == "closed_on" and dress.not_yet:
        cells = [DressCell(cell.value or dress.said("values", "words", "pending")) for cell in cells]
    return DressColumn(key, heading, cells)


def _percent(dress: Dress, rows: list[dict], key: str, heading: str) -> DressColumn:
    """Moisture in percent and ripe cherry as a share: with the sign in the heading, the cell or the format."""
    scale = 100 if key == "ripe_share" else 1
    percents = [None if row[key] is None else round(row[key] * scale, 1) for row in rows]
    decimals = 0 if key == "ripe_share" else 1
    if dress.percent == "text":
        cells = [DressCell(None if p is None else number_text(p, decimals, dress.mark) + " %") for p in percents]
        return DressColumn(key, heading, cells)
    if dress.percent == "format":
        cells = [
            DressCell(None if p is None else round(p / 100, 4), "0%" if scale == 100 else "0.0%") for p in percents
        ]
        return DressColumn(key, heading, cells)
    if dress.percent == "plain" and key == "ripe_share":
        return DressColumn(key, heading, [DressCell(None if p is None else p / 100, decimals=2) for p in percents])
    return DressColumn(key, heading, [DressCell(p, decimals=decimals) for p in percents], "%")


def _weights(dress: Dress, rows: list[dict], logbook: str, key: str) -> list[DressColumn]:
    unit = dress.weight_unit[logbook]
    decimals = 1 if unit in ("kg", "lb") else 2
    cells, written = [], _unit(dress, unit)
    for row in rows:
        amount = round(row[key] / KG_OF[unit], decimals)
        row[key] = amount * KG_OF[unit]
        cells.append(DressCell(amount, decimals=decimals))
    heading = dress.said("headings", key)
    if dress.weight_place == "cell":
        cells = [DressCell(f"{number_text(cell.value, decimals, dress.mark)} {written}") for cell in cells]
    if dress.weight_place == "format":
        letters = "".join(f"\\{letter}" for letter in f" {written}")
        style = dress.rng("unit format").choice((f'0.00" {written}"', f"#,##0.0#{letters}", f"0.00[$ {written}]"))
        cells = [DressCell(cell.value, style, decimals) for cell in cells]
    if dress.weight_place == "column":
        column = DressColumn("weight_unit", dress.said("headings", "weight_unit"), [DressCell(written) for _ in rows])
        return [DressColumn(key, heading, cells), column]
    return [DressColumn(key, heading, cells, written if dress.weight_place == "heading" else "")]


def _unit(dress: Dress, unit: str) -> str:
    return dress.rng(f"unit {unit}").choice(words("values")["units"][dress.language][unit])


def _sums(dress: Dress, rows: list[dict], logbook: str, key: str) -> list[DressColumn]:
    """Prices and amounts in the money of each row, with what says which money and per which weight."""
    known, rng = moneys(dress), dress.rng(f"money {logbook}")
    per = dress.price_per if key == "accepted_price" else ""
    unit = _unit(dress, per) if per else ""
    chosen = [known[rng.choice(dress.money[logbook])] for _ in rows]
    cells = [_sum(dress, row, money, key, MONEY_DAY[logbook], per) for row, money in zip(rows, chosen, strict=True)]
    heading, code = dress.said("headings", key), chosen[0].code
    per_unit = f"/{unit}" if unit else ""
    if dress.money_place == "heading":
        return [DressColumn(key, heading, cells, code + per_unit)]
    if dress.money_place == "column":
        columns = [DressColumn(key, heading, cells)]
        columns.append(
            DressColumn("currency", dress.said("headings", "currency"), [DressCell(money.code) for money in chosen])
        )
        if unit:
            columns.append(
                DressColumn("price_unit", dress.said("headings", "price_unit"), [DressCell(unit) for _ in rows])
            )
        return columns
    if dress.money_place == "cell":
        texts = [signed(cell.value, money, dress.mark) for cell, money in zip(cells, chosen, strict=True)]
        return [DressColumn(key, heading, [DressCell(text + per_unit if text else None) for text in texts])]
    styled = [
        DressCell(cell.value, _format(dress, money), cell.decimals) for cell, money in zip(cells, chosen, strict=True)
    ]
    return [DressColumn(key, heading, styled, f"/ {unit}" if unit else "")]


def _sum(dress: Dress, row: dict, money: Money, key: str, day: str, per: str) -> DressCell:
    if row[key] is None:
        return DressCell(None)
    kg, rate = KG_OF[per] if per else 1.0, money.rate(row[day])
    decimals = money.decimals
    amount = round(row[key] * kg * rate, decimals)
    row[key] = amount / rate / kg
    return DressCell(amount, decimals=decimals)


def _format(dress: Dress, money: Money) -> str:
    digits = "#,##0.00" if money.decimals else "#,##0"
    quoted = f'"{money.before}" {digits}' if money.before else f'{digits} "{money.after}"'
    return dress.rng(f"format {money.code}").choice((quoted, f"[${money.code}] {digits}", quoted))


def signed(value: float | None, money: Money, mark: str) -> str:
    """An amount with its sign or, where it has none before it, after it: Q 1250.00, 73000 đ."""
    if value is None:
        return ""
    text = number_text(value, money.decimals, mark)
    return f"{money.before} {text}" if money.before else f"{text} {money.after}"


def number_text(value: float, decimals: int, mark: str) -> str:
    """A number as typed, without thousands: 1250.5 or 1250,5."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".") if decimals == 1 else text
    return text.replace(".", mark)


def day_text(day: date, style: str, months: list[str]) -> str:
    """A day as typed in that style."""
    return {
        "d/m/y": f"{day:%d/%m/%Y}",
        "d/m/yy": f"{day:%d/%m/%y}",
        "d.m.y": f"{day.day}.{day.month}.{day.year}",
        "y-m-d": f"{day:%Y-%m-%d}",
        "m/d/y": f"{day:%m/%d/%Y}",
        "d-mon-y": f"{day.day} {months[day.month - 1]} {day.year}",
    }[style]
