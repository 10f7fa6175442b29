"""How people keep their sheets: untidy, and all of it to be read. None of this is a fault."""

from __future__ import annotations

from datetime import date

from sample_data.sheets import Row, SampleCell, Sheet
from sample_data.typed import Book, Page, in_words_of

FORMS = {
    "es": {
        "cherry": "uva",
        "wet parchment": "pergamino húmedo",
        "dry parchment": "pergamino seco",
        "green": "oro",
        "dry cherry": "café bola",
    },
    "vi": {"cherry": "quả tươi"},
}


def with_comma(value: float) -> str:
    """1250.5 as 1.250,5."""
    whole, _, rest = f"{value:,.1f}".partition(".")
    return f"{whole.replace(',', '.')},{rest}"


def day_first(value: date) -> str:
    """The day as dd/mm/yyyy."""
    return f"{value:%d/%m/%Y}"


def titled(page: Page, *lines: str) -> None:
    """Title rows above the header, the first one merged over four columns, and an empty row."""
    above: list[Row] = [[SampleCell(line)] for line in lines]
    page.sheet.rows[:0] = [*above, []]
    page.sheet.merged.append("A1:D1")


def totalled(page: Page, word: str, *names: str) -> None:
    """A total row under the table."""
    row: Row = [None] * len(page.columns)
    row[0] = SampleCell(word)
    for name in names:
        numbers = [page.at(line, name) for line in page.rows if len(line) == len(page.columns)]
        row[page.columns.index(name)] = SampleCell(round(sum(n for n in numbers if isinstance(n, int | float)), 1))
    page.sheet.rows.append(row)


def split_by_station(book: Book, station_of: dict[str, str]) -> dict[str, Page]:
    """The receipts as each station keeps its own: a tab a station."""
    whole = book.page("receipts")
    at = book.pages.index(whole)
    stations = {}
    for station in sorted(set(station_of.values())):
        head = list(whole.head)
        rows = [row for row in whole.rows if station_of[str(whole.at(row, "lot_id"))] == station]
        stations[station] = Page(Sheet(f"Receipts {station}", [head, *rows]), "receipts", list(whole.columns), head)
    book.pages[at : at + 1] = stations.values()
    return stations


def apply(book: Book, station_of: dict[str, str]) -> None:
    """Every habit on the clean workbook."""
    stations = split_by_station(book, station_of)
    _english_station(stations["Station A"])
    _spanish_station(stations["Station B"])
    _vietnamese_station(stations["Station C"])
    _sales(book.page("offers"))
    _spanish_payments(book.page("payments"))
    _laboratory(book.page("quality"))
    _process(book.page("processing"))
    costs = book.page("costs")
    costs.sheet.name = "Cashbook"
    costs.retype("amount", lambda amount: f"{amount:,.2f}")
    totalled(costs, "TOTAL", "amount")
    lots = book.page("lots")
    lots.sheet.rows[20:20] = [[], []]
    lots.retype("lot_id", lambda lot_id: f" {lot_id} ")
    lots.retype("crop_year", lambda year: f"{year[:5]}20{year[5:]}")
    checks = book.page("checks")
    checks.retype("result", lambda word: {"yes": "Sí", "no": "NO"}[word])
    checks.retype("critical", lambda word: {"yes": "sí", "no": "no"}[word])
    documents = book.page("documents")
    documents.retype("dated_on", lambda day: f"{day:%d %B %Y}")


def _english_station(page: Page) -> None:
    titled(page, "SYNTHETIC sample, Station A cherry book", "kept by the weigher")
    page.retype("weight", lambda kg: f"{kg:g} kg")
    page.retype("form", str.upper)
    totalled(page, "Total")


def _spanish_station(page: Page) -> None:
    page.sheet.name = "Recibos Estación B"
    page.retype("weight", with_comma)
    page.retype("received_on", day_first)
    page.retype("form", lambda form: FORMS["es"][form])
    page.retype("ripe_share", lambda share: f"{100 * share:.0f} %")
    in_words_of(page, "es")
    titled(page, "SYNTHETIC sample, libro de recibos")
    totalled(page, "Totales")


def _vietnamese_station(page: Page) -> None:
    page.sheet.name = "Phiếu cân Trạm C"
    page.retype("form", lambda form: FORMS["vi"][form])
    page.retype("ripe_share", lambda share: round(100 * share))
    in_words_of(page, "vi")
    page.sheet.rows[60:60] = [list(page.head)]


def _sales(page: Page) -> None:
    page.sheet.name = "Sales 2024-26"
    titled(page, "SYNTHETIC sample, offers and sales")
    page.retype("status", str.capitalize)
    page.retype("asked_price", lambda usd: f"{usd:.2f} USD/kg")
    page.retype("weight", lambda kg: f"{kg:,.1f}")


def _spanish_payments(page: Page) -> None:
    page.sheet.name = "Pagos a socios"
    page.retype("amount", with_comma)
    page.retype("paid_on", day_first)
    in_words_of(page, "es")
    totalled(page, "TOTAL GENERAL")


def _laboratory(page: Page) -> None:
    page.retype("moisture", lambda percent: f"{percent:.1f} %".replace(".", ","))
    page.retype("sampled_on", lambda day: f"{day.day} {day:%b} {day.year}")
    page.retype("sample_g", lambda grams: f"{grams} g")


def _process(page: Page) -> None:
    order = ["step", "lot_id", *(name for name in page.columns if name not in ("step", "lot_id"))]
    for row in page.sheet.rows:
        row[:] = [row[page.columns.index(name)] for name in order]
    page.columns[:] = order
    page.retype("step", str.title)
    for row in page.rows:
        if page.at(row, "water_litres") is None:
            page.put(row, "water_litres", None)
