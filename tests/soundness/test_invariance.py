"""What must not matter to any number: order, language, units, a delivery weighed in two parts, rows that count
nowhere."""

import random
from datetime import date, datetime, timedelta

import pytest

from benchmarks.cooperatives import warehouse_of
from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind
from logbooks.vocabulary.shown_names import column_title
from metrics.engine.metric_catalogue import metrics
from sample_data.sheets import SampleCell
from tests.languages import EACH
from tests.metrics.sample import sample
from tests.soundness.retyped import AS_OF, UNITS, Typed, changed, first, numbers, read, read_from_excel, rows

LB = 0.45359237
QQ = 46.0
# These count rows, and a delivery written in two rows is two.
COUNTS_ROWS = ("records_on_time",)
# These read what the check makes of a log, which rows put straight into a warehouse have not been through.
CHECKED = ("plot_geolocation",)


def test_what_is_typed_and_read_is_what_was_drawn():
    assert changed(numbers(sample()), but=CHECKED) == []


def test_no_indicator_is_left_out_of_these_tests():
    seen = {name for (name, where, _, _), one in first().items() if not where and one.value is not None}
    assert set(metrics()) - seen == set()


def shuffled(logs):
    return {name: random.Random(name).sample(found, len(found)) for name, found in logs.items()}


def test_the_order_of_rows():
    assert changed(numbers(read(shuffled(rows())))) == []


# Kept as they are: with days of a month alone these would no longer say what they say.
OWN_DAYS = ("lots", "settings", "rates", "plan", "roadmap", "market_prices")


def of_the_month(value):
    """The first of the month, so that many rows share their day and nothing but their order could tell them apart."""
    if isinstance(value, datetime):
        return datetime(value.year, value.month, 1)
    return value.replace(day=1) if isinstance(value, date) else value


def test_the_order_of_rows_of_one_day():
    logs = {
        name: found if name in OWN_DAYS else [{key: of_the_month(value) for key, value in row.items()} for row in found]
        for name, found in rows().items()
    }
    assert changed(numbers(warehouse_of(shuffled(logs), AS_OF)), wanted=numbers(warehouse_of(logs, AS_OF))) == []


@pytest.mark.parametrize("code", EACH)
def test_the_language_of_headings_and_choices(code, tmp_path):
    typed = Typed()
    typed.language = code
    assert changed(numbers(read_from_excel(rows(), typed, tmp_path / f"{code}.xlsx"))) == []


class InUnit(Typed):
    """Weights and prices in another unit, of so many kg; `where` is heading, cell, column or setting."""

    def __init__(self, weight: str, price: str, kg: float, hundredths: bool = False, where: str = "heading"):
        self.weight, self.price, self.kg, self.times, self.where = weight, price, kg, 100 if hundredths else 1, where

    def _told(self, column) -> str | None:
        if column.name.endswith("_kg"):
            return None
        return {ColumnKind.MASS: self.weight, ColumnKind.PRICE: self.price}.get(column.kind)

    def heading(self, book, column) -> str:
        unit = self._told(column)
        if unit is None:
            return super().heading(book, column)
        return column_title(book.id, column.name) + (f" ({unit})" if self.where == "heading" else "")

    def cell(self, column, value):
        unit = self._told(column)
        if value is None or unit is None:
            return super().cell(column, value)
        number = value / self.kg if column.kind is ColumnKind.MASS else value * self.kg * self.times
        return SampleCell(f"{number!r} {unit}") if self.where == "cell" else SampleCell(number)


def with_settings(logs, **values):
    return {
        **logs,
        "settings": [*logs["settings"], *[{"setting": name, "value": value} for name, value in values.items()]],
    }


def with_unit_columns(logs, weight: str, price: str):
    """Every row says in columns of its own what its weight and its price are in."""
    found = {}
    for name, written in logs.items():
        own = {
            column: unit
            for column, unit in (("weight_unit", weight), ("price_unit", price))
            if logbooks()[name].has(column)
        }
        found[name] = [{**row, **own} for row in written]
    return found


@pytest.mark.parametrize(
    ("weight", "price", "kg", "hundredths"),
    [("lb", "USc/lb", LB, True), ("qq", "USD/qq", QQ, False), ("g", "USD/t", None, False)],
)
def test_the_unit_in_the_heading(weight, price, kg, hundredths):
    typed = InUnit(weight, price, kg or 1, hundredths)
    if kg is None:  # grams and tonnes: two sizes
        plain = typed.cell
        typed.cell = lambda column, value: (
            SampleCell(value * 1000) if value is not None and typed._told(column) else plain(column, value)
        )
    logs = with_settings(rows(), qq_kg="46") if weight == "qq" else rows()
    assert changed(numbers(read(logs, typed))) == []


@pytest.mark.parametrize("where", ["cell", "column", "setting"])
def test_the_unit_beside_every_number_in_its_own_column_or_in_the_settings(where):
    logs = {
        "cell": rows(),
        "column": with_unit_columns(rows(), "lb", "USD/lb"),
        "setting": with_settings(rows(), weight_unit="lb", price_unit="USD/lb"),
    }[where]
    assert changed(numbers(read(logs, InUnit("lb", "USD/lb", LB, where=where)))) == []


# Words people write anew each time; a code is written the same way or is another thing.
LOOSE = (
    "buyer",
    "category",
    "station",
    "place",
    "from_place",
    "to_place",
    "item",
    "segment",
    "tier",
    "document",
    "analyte",
    "input",
    "step",
)


def loosely(text: str, number: int) -> str:
    """The same words as another hand writes them: capitals, small letters, a space before, after, or two between."""
    return (text, text.upper(), text.lower(), f"  {text}", f"{text} ", text.replace(" ", "  "))[number % 6]


def test_capitals_and_spaces_in_what_is_written_by_hand():
    """Names are shown as they were written, so numbers by name are told apart by their words alone."""
    logs = {
        name: [
            {
                key: loosely(value, number) if key in LOOSE and isinstance(value, str) else value
                for key, value in row.items()
            }
            for number, row in enumerate(found)
        ]
        for name, found in rows().items()
    }

    def by_words(found):
        return {(*key[:2], " ".join(str(key[2]).casefold().split()), key[3]): one for key, one in found.items()}

    assert changed(by_words(numbers(read(logs))), wanted=by_words(first())) == []


def in_other_units(logs):
    """Inputs in grams, residues in ug/kg with limit and LOQ alike."""

    def of_lab(row):
        if row["unit"] != "mg/kg":
            return row
        digits = row["result"].removeprefix("<").replace(",", ".")
        plain = digits.replace(".", "").isdigit()
        result = (
            ("<" if row["result"].startswith("<") else "") + f"{float(digits) * 1000:g}" if plain else row["result"]
        )
        thousand = {name: f"{float(row[name]) * 1000:g}" for name in ("limit", "loq") if row.get(name)}
        return {**row, **thousand, "result": result, "unit": "ug/kg"}

    return {
        **logs,
        "inputs": [
            {**row, "amount": row["amount"] * 1000, "unit": "g"} if row["unit"] == "kg" else row
            for row in logs["inputs"]
        ],
        "lab_tests": [of_lab(row) for row in logs["lab_tests"]],
    }


def test_inputs_in_grams_and_residues_in_micrograms():
    assert changed(numbers(read(in_other_units(rows())))) == []


def test_a_delivery_weighed_in_two_parts():
    """Every third delivery stands in two rows of the same day, 30 and 70 % of the kg."""
    found = []
    for number, row in enumerate(rows()["receipts"]):
        parts = ((0.3, "a"), (0.7, "b")) if number % 3 == 0 else ((1, ""),)
        found += [
            {**row, "weight": row["weight"] * share, "receipt_no": f"{row['receipt_no']}{mark}"}
            for share, mark in parts
        ]
    assert changed(numbers(read({**rows(), "receipts": found})), but=COUNTS_ROWS) == []


def test_a_payment_made_in_two_parts():
    found = []
    for row in rows()["payments"]:
        parts = [
            dict(row, amount=row["amount"] * share) | ({"weight": row["weight"] * share} if row.get("weight") else {})
            for share in (0.3, 0.7)
        ]
        found += parts if not row.get("weight") else [row]
    assert changed(numbers(read({**rows(), "payments": found})), but=COUNTS_ROWS) == []


def in_two(found, *amounts):
    """Every row as two, 40 and 60 % of its amounts."""
    return [
        {**row, **{name: row[name] * share for name in amounts if row.get(name)}}
        for row in found
        for share in (0.4, 0.6)
    ]


def test_a_milling_a_cost_and_an_application_written_in_two_rows():
    logs = rows()
    milled = [row["step"] == "milling" for row in logs["processing"]]
    runs = in_two(
        [row for row, is_milling in zip(logs["processing"], milled, strict=True) if is_milling],
        "weight_in",
        "weight_out",
        "rejects",
    )
    others = [row for row, is_milling in zip(logs["processing"], milled, strict=True) if not is_milling]
    known = [row for row in logs["costs"] if row["amount"]]
    found = {
        **logs,
        "processing": others + runs,
        "costs": in_two(known, "amount") + [row for row in logs["costs"] if not row["amount"]],
        "inputs": in_two(logs["inputs"], "amount"),
    }
    assert changed(numbers(warehouse_of(found, AS_OF)), wanted=numbers(warehouse_of(logs, AS_OF))) == []


def test_what_is_dated_after_the_day_of_the_data():
    """The first rows of every log once more under other codes, dated after it."""
    logs = rows()
    found = {}
    for name, written in logs.items():
        book, later = logbooks()[name], []
        if book.dated_by and name not in ("plan", "roadmap"):
            codes = [key for key in book.key if book.column(key).kind is ColumnKind.ID and key != "lot_id"]
            later = [
                {**row, book.dated_by: AS_OF + timedelta(days=1 + number), **dict.fromkeys(codes, f"later {number}")}
                for number, row in enumerate(written[:5])
            ]
        found[name] = [*written, *later]
    assert changed(numbers(warehouse_of(found, AS_OF)), wanted=numbers(warehouse_of(logs, AS_OF))) == []


JUNK = SampleCell("heavy?")


def unreadable(name: str) -> dict | None:
    """The first row of a logbook under another key, with one cell nobody can read: it is left out, and says so."""
    book = logbooks()[name]
    column = next((c for c in book.columns if c.required and c.kind not in (ColumnKind.ID, ColumnKind.TEXT)), None)
    if column is None or name == "settings":
        return None
    return {
        **rows()[name][0],
        **{key: f"{name}-junk" for key in book.key if book.column(key).kind is ColumnKind.ID},
        column.name: JUNK,
    }


def test_rows_that_are_left_out():
    logs = {name: [*found, *([junk] if (junk := unreadable(name)) else [])] for name, found in rows().items()}
    w = read(logs)
    assert w.rows("SELECT sum(left_out) AS n FROM ledger")[0]["n"] >= sum(
        unreadable(name) is not None for name in rows()
    )
    assert changed(numbers(w)) == []


def test_rows_typed_twice():
    """Every seventh row of the logs that have a key stands there once more: it counts once."""
    logs = {
        name: [*found, *(found[::7] if logbooks()[name].key and name != "settings" else [])]
        for name, found in rows().items()
    }
    assert changed(numbers(read(logs))) == []


def test_the_template_says_the_units_these_tests_take_for_granted():
    assert (UNITS[ColumnKind.MASS], UNITS[ColumnKind.PRICE]) == ("kg", "/kg")
