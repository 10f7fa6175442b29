"""Units, currencies and codes that only a number format writes: each cell is what the person sees."""

from datetime import date

import odf.number
import odf.opendocument
import odf.style
import odf.table
import odf.text
import openpyxl
import pytest
import xlwt

from connectors.cells import Tab
from connectors.google.google_cells import reading
from tests.connectors.made import tabs
from tests.logbooks.typed_sheets import OFFERS, RECEIPTS, SETTINGS, Formatted, checked, found, tab

DAY = date(2026, 1, 10)
HEAD = ["Received on", "Farmer", "Weight", "Form", "Receipt number"]
# 46.5 lb, 3 quintals of 46 kg, and kilos; the farmer's code is 12 behind "F-" and filled up to three digits
WEIGHTS = [(46.5, r"0.0\ \l\b"), (3, '[<2]0" qq";0" qq"'), (40, "0.0 [$kg]")]
WEIGHED = [pytest.approx(46.5 * 0.45359237), pytest.approx(138), pytest.approx(40)]
CODE = '"F-"000'


def xlsx(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Receipts"
    sheet.append(HEAD)
    for number, (weight, code) in enumerate(WEIGHTS, start=1):
        sheet.append(["2026-01-10", 11 + number, weight, "cherry", f"R-{number}"])
        sheet.cell(number + 1, 2).number_format = CODE
        sheet.cell(number + 1, 3).number_format = code
    book.save(path)


def old_excel(path):
    def style(code):
        one = xlwt.XFStyle()
        one.num_format_str = code
        return one

    book = xlwt.Workbook()
    sheet = book.add_sheet("Receipts")
    for column, heading in enumerate(HEAD):
        sheet.write(0, column, heading)
    for number, (weight, code) in enumerate(WEIGHTS, start=1):
        sheet.write(number, 0, "2026-01-10")
        sheet.write(number, 1, 11 + number, style(CODE))
        sheet.write(number, 2, weight, style(code))
        sheet.write(number, 3, "cherry")
        sheet.write(number, 4, f"R-{number}")
    book.save(str(path))


def open_document(path):
    book = odf.opendocument.OpenDocumentSpreadsheet()

    def styled(name, digits, before="", after=""):
        form = odf.number.NumberStyle(name=f"N{name}")
        if before:
            form.addElement(odf.number.Text(text=before))
        form.addElement(odf.number.Number(minintegerdigits=digits, decimalplaces=1))
        if after:
            form.addElement(odf.number.Text(text=after))
        style = odf.style.Style(name=name, family="table-cell", datastylename=f"N{name}")
        book.automaticstyles.addElement(form)
        book.automaticstyles.addElement(style)
        return style

    code = styled("code", 3, before="F-")
    units = [styled(f"unit{n}", 1, after=unit) for n, unit in enumerate((" lb", " qq", " kg"))]
    sheet = odf.table.Table(name="Receipts")

    def row(*cells):
        line = odf.table.TableRow()
        for value, style in cells:
            kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": str(value)}
            one = odf.table.TableCell(**kind, **({"stylename": style} if style else {}))
            one.addElement(odf.text.P(text=str(value)))
            line.addElement(one)
        sheet.addElement(line)

    row(*((heading, None) for heading in HEAD))
    for number, (weight, _) in enumerate(WEIGHTS, start=1):
        row(
            ("2026-01-10", None),
            (11 + number, code),
            (weight, units[number - 1]),
            ("cherry", None),
            (f"R-{number}", None),
        )
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def google() -> Tab:
    """The same as Google's API tells it."""
    from connectors.formats import grid

    def cell(value, pattern=""):
        if isinstance(value, str):
            return {"effectiveValue": {"stringValue": value}}
        told = {"effectiveValue": {"numberValue": value}}
        return told | ({"effectiveFormat": {"numberFormat": {"type": "NUMBER", "pattern": pattern}}} if pattern else {})

    rows = [[cell(heading) for heading in HEAD]]
    for number, (weight, code) in enumerate(WEIGHTS, start=1):
        rows.append(
            [cell("2026-01-10"), cell(11 + number, CODE), cell(weight, code), cell("cherry"), cell(f"R-{number}")]
        )
    cells, width = grid.table(reading([{"rowData": [{"values": row} for row in rows]}], [], hidden=False))
    return Tab("google", "Receipts", cells, width)


def sizes() -> Tab:
    return tab("Settings", SETTINGS, ["qq_kg", 46])


@pytest.mark.parametrize("made", [xlsx, old_excel, open_document, google])
def test_every_cell_has_the_unit_and_the_code_its_own_format_shows(made, tmp_path):
    """46.5 lb are 21.092 kg, 3 qq of 46 kg are 138 kg, 40 kg are 40 kg; 12 shown as F-012 is the farmer F-012."""
    if made is google:
        receipts = [google()]
    else:
        made(tmp_path / "made")
        receipts = [*tabs(tmp_path / "made", "Station.xlsx")]
    w = checked(*receipts, sizes())
    assert [row["weight_kg"] for row in w.rows("SELECT weight_kg FROM clean.receipts ORDER BY row_no")] == WEIGHED
    farmers = w.rows("SELECT farmer_id FROM clean.receipts ORDER BY row_no")
    assert [row["farmer_id"] for row in farmers] == ["F-012", "F-013", "F-014"]
    assert [code for _, _, code in found(w)] == []


def offers(price_heading: str, *prices, currency: str | None = None):
    head = [*OFFERS[:7], price_heading, *(["Currency"] if currency else [])]
    rows = [
        [f"O-{n}", "M1", "Roaster", DAY, 60, "accepted", DAY, price, *([currency] if currency else [])]
        for n, price in enumerate(prices, start=1)
    ]
    return checked(tab("Offers", head, *rows))


def test_the_currency_of_the_format_is_the_cells():
    w = offers("Accepted price per kg", Formatted("L 178.5"), Formatted("€ 4.2"), 7.1)
    assert [row["currency"] for row in w.rows("SELECT currency FROM clean.offers ORDER BY row_no")] == [
        "HNL",
        "EUR",
        None,
    ]


@pytest.mark.parametrize(
    ("heading", "column", "shown"),
    [
        ("Accepted price (USD/kg)", None, "L 178.5"),
        ("Accepted price per kg", "USD", "€ 4.2"),
        ("Accepted price (USc/kg)", None, "Q 31"),
    ],
)
def test_a_currency_that_contradicts_the_heading_or_the_column_is_asked_about_once(heading, column, shown):
    w = offers(heading, Formatted(shown), Formatted(shown), 7.1, currency=column)
    assert [(row, code) for row, _, code in found(w) if code == "two-currencies-in-a-row"] == [
        (2, "two-currencies-in-a-row")
    ]
    assert (
        w.rows("SELECT offer_id, accepted_price_per_kg FROM clean.offers WHERE accepted_price_per_kg IS NOT NULL")[0][
            "offer_id"
        ]
        == "O-3"
    )


def test_a_unit_that_contradicts_the_heading_is_asked_about_once_and_counts_in_no_number():
    rows = [[DAY, "F-1", Formatted(f"{n} lb"), "cherry", f"R-{n}"] for n in (10, 20, 30)]
    w = checked(tab("Receipts", RECEIPTS, *rows, [DAY, "F-1", 40, "cherry", "R-40"]))
    assert found(w) == [(2, "weight", "unit-in-format")]
    [problem] = w.rows("SELECT what FROM problems")
    assert "3" in problem["what"]
    assert w.rows("SELECT weight_kg FROM clean.receipts") == [{"weight_kg": 40.0}]


def test_what_the_format_divides_by_a_thousand_is_asked_about():
    w = checked(tab("Receipts", RECEIPTS, [DAY, "F-1", Formatted("46.5 thousand"), "cherry", "R-1"]))
    assert found(w) == [(2, "weight", "unknown-unit")]


@pytest.mark.parametrize(
    ("base", "heading", "asked"),
    [
        ("HNL", "Accepted price per kg", ["unknown-currency"]),
        ("COP", "Accepted price per kg", []),
        ("USD", "Accepted price per kg", []),
        ("HNL", "Accepted price (USD/kg)", []),
    ],
)
def test_a_dollar_sign_is_not_taken_for_a_currency_nobody_writes_so(base, heading, asked):
    """$ 7.1 in a cooperative that counts in lempiras is no 7.1 lempiras; of how many cells it is true is told once."""
    offer = ["O-1", "M1", "Roaster", DAY, 60, "accepted", DAY]
    w = checked(
        tab("Settings", SETTINGS, ["base_currency", base]),
        tab("Offers", [*OFFERS[:7], heading], [*offer, Formatted("$7.1")], ["O-2", *offer[1:], "$ 8.2"]),
    )
    assert [code for _, _, code in found(w) if code not in ("no-rate", "out-of-range")] == asked
    prices = w.rows("SELECT accepted_price_per_kg FROM clean.offers ORDER BY row_no")
    assert [row["accepted_price_per_kg"] for row in prices] == ([None, None] if asked else [7.1, 8.2])
