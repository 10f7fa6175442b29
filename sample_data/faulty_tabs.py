"""Faults of whole columns and tabs in the messy workbook: headings, merged and hidden cells, tabs nobody can read."""

from __future__ import annotations

from datetime import date

from sample_data.sheets import CellValue, Row, SampleCell
from sample_data.typed import Book, Page, added_page


def plant(book: Book) -> None:
    """Every fault of a column, then every fault of a tab."""
    _columns(book)
    _tabs(book)


def _columns(book: Book) -> None:
    first, documents, lots, costs, handovers = (
        book.page(name) for name in ("Receipts Station A", "documents", "lots", "costs", "handovers")
    )
    _extra_column(first, "Weather", lambda number: "rain" if number % 3 else "sun")
    book.fault(first, first.head, "Weather", "unknown-column", "a column of the weigher's own")
    _extra_column(lots, "Station", lambda number: lots.at(lots.rows[number], "station") if lots.rows[number] else None)
    book.fault(lots, lots.head, "column K", "duplicate-column-same", "the station at both ends of the sheet")
    _extra_column(documents, "Signed", lambda number: "no")
    for heading in ("column H", "column I"):
        book.fault(documents, documents.head, heading, "duplicate-column", "two columns Signed that differ")
    costs.rows[3].extend([None, SampleCell(1234)])
    book.fault(costs, costs.head, "column K", "column-without-header", "a sum beside the table")
    merged = handovers.rows[80]
    handovers.put(handovers.rows[81], "handed_by", None)
    handovers.sheet.merged.append(f"I{handovers.number_of(merged)}:I{handovers.number_of(merged) + 1}")
    book.fault(handovers, merged, None, "merged-cells-read", "one name over two rows")
    handovers.sheet.hidden.add(handovers.number_of(handovers.rows[40]))
    book.fault(handovers, handovers.rows[40], None, "hidden-row", "a row filtered away")


def _extra_column(page: Page, heading: str, value) -> None:
    for number, row in enumerate(page.rows):
        if row:
            row.append(None if value(number) is None else SampleCell(value(number)))
    page.head.append(SampleCell(heading))


def _tabs(book: Book) -> None:
    day, head = date(2026, 1, 12), ["Received on", "Farmer", "Weight", "Form", "Lot"]
    formatted = SampleCell(38, '0" lb"')
    unsaid = "no unit in the cell, the heading or the settings"
    two_units = "lb by the format of the cell, kg by the heading"
    for name, farmer, heading, weight, code, done in (
        ("Receipts market day", "F-003", "Weight", 41, "no-unit", unsaid),
        ("Receipts old scale", "F-005", "Weight (kg)", formatted, "unit-in-format", two_units),
    ):
        rows = [_typed(day, farmer, weight, "cherry", "B-2025-01")]
        loose = added_page(book, name, "receipts", [*head[:2], heading, *head[3:]], rows)
        book.fault(loose, loose.rows[0], heading, code, done)
    numbers = added_page(book, "Sheet7", "", [2, 3, 5], [_typed(7, 11, 13)])
    book.fault(numbers, None, None, "no-header", "bare numbers")
    head = ["Offer", "Lot", "Offered on", "Weight (kg)", "Status"]
    sale = _typed("O-9001", "B-2025-02", date(2026, 1, 5), 10, "open")
    headless = added_page(book, "Old sales", "offers", head, [sale])
    book.fault(headless, headless.head, None, "missing-column", "no buyer")
    head = ["Offer", "Lot", "Asked price (USD/kg)", "Incoterm", "Segment"]
    ideas = added_page(book, "Ideas", "offers", head, [_typed("O-9002", "B-2025-02", 9.5, "FOB", "roaster")])
    book.fault(ideas, ideas.head, None, "tab-not-recognised", "offers without buyer, day, weight and status")
    rate = _typed(date(2024, 8, 1), "HNL", 25.2)
    hidden = added_page(book, "Rates copy", "rates", ["Date", "Currency", "Per base"], [rate])
    hidden.sheet.tab_hidden = True
    book.fault(hidden, None, None, "hidden-tab", "a hidden tab")


def _typed(*values: CellValue | SampleCell) -> Row:
    """A row of cells; days are shown as 2026-01-12."""
    return [
        value
        if isinstance(value, SampleCell)
        else SampleCell(value, "yyyy-mm-dd" if isinstance(value, date) else "General")
        for value in values
    ]
