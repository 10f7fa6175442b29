"""A workbook as a cooperative in Guatemala may keep it, made anew for each test: nothing in it is written as our
template has it, and what a qq weighs, whether 03/04/26 is in April, what Pergamino and Cerrado mean and what a quetzal
costs stand nowhere in it."""

from __future__ import annotations

from pathlib import Path

import openpyxl

COOPERATIVE = "COOPERATIVA AGRÍCOLA LA CUMBRE, R.L."
RECEIPTS = ["No.", "Fecha", "No. Boleta", "Código", "Productor", "Tipo", "Peso (qq)", "Precio Q/qq", "Lote"]
LOTS = ["No.", "Lote", "Nombre del lote", "Tipo", "Variedad", "Pergamino (qq)", "Oro (qq)"]
SALES = ["No.", "Fecha", "Contrato No.", "Comprador", "Lote", "Peso (qq)", "Precio US$/qq", "Condición", "Estado"]
COSTS = ["Fecha", "Descripción", "Factura", "Monto Q", "Aplica a"]

LOTS_MADE = [
    ["ML-01", "Microlote La Cumbre 01", "Microlote", "Bourbon", 12.5, 10],
    ["ML-02", "Microlote La Cumbre 02", "Microlote", "Caturra", 12.5, 10],
    ["ML-03", "Microlote El Manantial", "microlote", "Pacamara", None, 20],
    ["L-01", None, "Conv.", "Varias", 125, 100],
    ["L-02", None, "convencional", "Varias", 125, 100],
]
# Per kg, of a qq of 46 kg. Micro: 552/46 = 12.00 for 10 qq, 460/46 = 10.00 for 10 qq and 506/46 = 11.00 for 20 qq, in
# the mean 11.00. Bulk: 230/46 = 5.00 and 276/46 = 6.00 for 100 qq each, in the mean 5.50. The way from the gate to the
# ship costs 0.25 of it, as somebody will answer: 10.75 and 5.25 USD/kg at the gate, 5.50 more. All is sold.
DEALS = [
    ["02/03/26", "M-01/26", "Tostaduría Uno", "ml 1", 10, 552, "FOB", "Cerrado"],
    ["03/03/26", "M-02/26", "Tostaduría Dos", "ML 2", 10, "US$ 460,00", "FOB", "Confirmado"],
    ["05/03/26", "M-03/26", "Tostaduría Tres", "Microlote El Manantial", 20, 506, "FOB Santo Tomás", "Cerrado"],
    ["04/03/26", "P-01/26", "Comercial Norte", "L-01", 100, 230, "FOB Santo Tomás", "Cerrado"],
    ["06/03/26", "P-02/26", "Comercial Sur", "Lote 2", 100, 276, "FOB", "Confirmado"],
]
# In April 200 qq more of bulk at 345/46 = 7.50: (5.00 + 6.00 + 2 x 7.50)/4 = 6.50, at the gate 6.25. Micro earns 4.50
# more.
NEXT_LOT = ["L-03", None, "Conv.", "Varias", 250, 200]
NEXT_DEAL = ["02/04/26", "P-03/26", "Comercial Norte", "L-03", 200, 345, "FOB", "Cerrado"]

SPENT = [
    ["05/11/25", "Catación y muestras courier", "A-01", "Q1,200.00", "Microlotes"],
    ["06/11/25", "Jornales selección de uva", "A-02", 2400, "Microlotes"],
    ["07/11/25", "Trilla", "A-03", "Q8,000.00", "General"],
]
# The lot as the weigher wrote it, what came of it in qq, in how many equal parts, and as what.
RECEIVED = [
    ("ml 1", 12.5, 2, "Pergamino"),
    ("ML-02", 12.5, 2, "Perg."),
    ("Microlote El Manantial", 110, 4, "Uva"),
    ("Lote 1", 125, 10, "Pergamino"),
    ("L-02", 125, 10, "Pergamino"),
]
NEXT_RECEIVED = ("L-03", 250, 20, "Pergamino")


def workbook_of_march(path: Path) -> Path:
    """The workbook with all deals of March."""
    return _written(path, RECEIVED, LOTS_MADE, DEALS)


def workbook_of_april(path: Path) -> Path:
    """The same one a month later: one lot more, its receipts and its deal, in the words of March."""
    return _written(path, [*RECEIVED, NEXT_RECEIVED], [*LOTS_MADE, NEXT_LOT], [*DEALS, NEXT_DEAL])


def _written(path: Path, received: list[tuple], lots: list[list], deals: list[list]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    _tab(book, "Recepción", "REGISTRO DE RECEPCIÓN DE CAFÉ COSECHA 2025/2026", RECEIPTS, _receipts(received))
    _tab(book, "Lotes", "CONTROL DE LOTES COSECHA 2025/2026", LOTS, _numbered(lots))
    _tab(book, "Ventas", "CONTRATOS Y VENTAS COSECHA 2025/2026 (US$)", SALES, _numbered(deals))
    _tab(book, "Costos", "GASTOS DEL PROGRAMA DE MICROLOTES Y GENERALES", COSTS, SPENT)
    book.save(path)
    return path


def _tab(book: openpyxl.Workbook, name: str, title: str, heads: list[str], rows: list[list]) -> None:
    """A tab with the cooperative's name and a title over its headings."""
    sheet = book.create_sheet(name)
    for row in ([None, None, COOPERATIVE], [title], [], heads, *rows):
        sheet.append(row)


def _numbered(rows: list[list]) -> list[list]:
    return [[number, *row] for number, row in enumerate(rows, start=1)]


def _receipts(received: list[tuple]) -> list[list]:
    """Deliveries of the first twelve days of January, so that each of these days may be two."""
    parts = [(lot, qq / count, form) for lot, qq, count, form in received for _ in range(count)]
    rows = []
    for number, (lot, qq, form) in enumerate(parts, start=1):
        farmer, day = number % 9 + 1, f"{number % 12 + 1:02}/01/26"
        rows.append([number, day, 1200 + number, f"S-{farmer:03}", f"Productor {farmer}", form, qq, "Q 1,820.00", lot])
    return rows
