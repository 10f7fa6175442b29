"""What a few typed rows leave open, and the same rows read with answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from connectors.cells import Tab
from logbooks.questions.open_questions import OpenQuestion, open_questions
from logbooks.recognise import mapping
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.warehouse.warehouse import Warehouse
from tests.logbooks.typed_sheets import LOTS, OFFERS, PAYMENTS, RECEIPTS, checked, tab

DAY = date(2025, 11, 3)


def answered(*pairs: tuple[str, str]) -> mapping.Mapping:
    """What people said: pairs of a question and its answer, the newest last."""
    return mapping.Mapping(answers=Answers(tuple(GivenAnswer(question, answer) for question, answer in pairs)))


def read(*tabs: Tab, answers: Mapping[str, str] | None = None) -> Warehouse:
    """The tabs read with these answers."""
    return checked(*tabs, mapping=answered(*(answers or {}).items()))


def questions(w: Warehouse) -> dict[str, OpenQuestion]:
    """What is open, by id; the first day of the pilot, which every micro lot asks for, is left aside."""
    return {one.id: one for one in open_questions(w) if one.id != "setting/pilot_start"}


def the_question(w: Warehouse) -> OpenQuestion:
    """The only question that is open."""
    (only,) = questions(w).values()
    return only


def sheets_that_ask(typed: Tab, *paid: list, lots: tuple[str, ...] = ("ML-01",)) -> tuple[Tab, ...]:
    """These receipts, the register of the lots, one sale of a lot spelled otherwise with a word that may mean several
    things, and these payments."""
    sale = tab("Ventas", OFFERS, ["O1", "ml 1", "Roaster", DAY, 100, "Cerrado", DAY, 6])
    return typed, register(*lots), sale, tab("Pagos", PAYMENTS, *paid)


def receipts(*rows: tuple, headings: list[str] = RECEIPTS, sheet: str = "Recibos", source: str = "a.xlsx") -> Tab:
    """Receipts of one farmer each: (day, weight, form), in columns of these headings."""
    typed = [[day, f"F-{n}", weight, form, f"R-{n}"] for n, (day, weight, form) in enumerate(rows, start=1)]
    return tab(sheet, headings, *typed, source=source)


def register(*lots: str) -> Tab:
    """A register of these lots, all micro."""
    return tab("Lots", LOTS, *([lot, "micro", "2025/26"] for lot in lots))


def values(w: Warehouse, column: str, table: str = "receipts") -> list:
    """A column of a clean table in the order of the sheet."""
    return [row["value"] for row in w.rows(f"SELECT {column} AS value FROM clean.{table} ORDER BY row_id")]
