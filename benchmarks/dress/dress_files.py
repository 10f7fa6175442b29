"""A dress as files: one workbook, .xlsx or .ods, or a folder of .csv."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from benchmarks.dress.columns import DressCell, day_text, number_text
from benchmarks.dress.drawn import Dress, words
from benchmarks.dress.tabs import DressTab

ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2">'
    '<office:automatic-styles><number:percentage-style style:name="N1"><number:number number:decimal-places="1"/>'
    "<number:text>%</number:text></number:percentage-style>"
    '<style:style style:name="percent" style:family="table-cell" style:data-style-name="N1"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def written(dress: Dress, tabs: list[DressTab], folder: Path) -> Path:
    """Writes the dress into the folder; the file, or the folder of files, that is to be read."""
    folder.mkdir(parents=True, exist_ok=True)
    if dress.container == "csv":
        for tab in tabs:
            _csv(dress, tab, folder / f"{tab.name.replace('/', '-')}.csv")
        return folder
    path = folder / f"dress {dress.name}.{dress.container}"
    (_ods if dress.container == "ods" else _xlsx)(dress, tabs, path)
    return path


def shown(dress: Dress, cell: DressCell) -> object:
    """What is put into the cell of a workbook: days and numbers as such, or as text where the dress types text."""
    value = cell.value
    if isinstance(value, date):
        months = words("values")["months"][dress.language]
        return value if dress.days == "real" else day_text(value, dress.days, months)
    if isinstance(value, int | float) and dress.numbers == "text" and not cell.format:
        return number_text(value, cell.decimals, dress.mark)
    return value


def _xlsx(dress: Dress, tabs: list[DressTab], path: Path) -> None:
    book = Workbook()
    del book[book.sheetnames[0]]
    for tab in tabs:
        sheet = book.create_sheet(tab.name[:31])
        for row_no, row in enumerate(tab.grid, 1):
            for column_no, cell in enumerate(row, 1):
                if cell.value is not None:
                    _into(dress, sheet.cell(row_no, column_no), cell)
        for first_row, first, last_row, last in tab.merged:
            sheet.merge_cells(
                start_row=first_row + 1, start_column=first + 1, end_row=last_row + 1, end_column=last + 1
            )
        for hidden in tab.hidden_rows:
            sheet.row_dimensions[hidden + 1].hidden = True
        for column in tab.hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    book.save(path)


def _into(dress: Dress, place, cell: DressCell) -> None:
    value = shown(dress, cell)
    if cell.struck_part:
        text = number_text(value, cell.decimals, ".") if isinstance(value, int | float) else str(value)
        place.value = CellRichText(TextBlock(InlineFont(strike=True), cell.struck_part), f" {text}")
        return
    place.value = value
    if isinstance(value, date):
        place.number_format = dress.day_format
    elif cell.format:
        place.number_format = cell.format
    elif isinstance(value, str):
        place.number_format = "@"
    if cell.struck:
        place.font = Font(strike=True)


def csv_text(dress: Dress, cell: DressCell) -> str:
    """A cell as a program of that language saves it: a percent format as the person saw it."""
    value = shown(dress, cell)
    if value is None:
        return ""
    if isinstance(value, int | float):
        if "%" in cell.format:
            return number_text(value * 100, 1, dress.mark) + "%"
        return number_text(value, cell.decimals, dress.mark)
    return str(value)


def _csv(dress: Dress, tab: DressTab, path: Path) -> None:
    lines = []
    for row in tab.grid:
        texts = [csv_text(dress, cell) for cell in row]
        quoted = ['"' + t.replace('"', '""') + '"' if dress.divider in t or '"' in t else t for t in texts]
        lines.append(dress.divider.join(quoted))
    path.write_bytes("\r\n".join([*lines, ""]).encode(dress.encoding, "replace"))


def _ods(dress: Dress, tabs: list[DressTab], path: Path) -> None:
    body = "".join(
        f"<table:table table:name={quoteattr(tab.name)}>"
        + "".join(
            "<table:table-row>"
            + "".join(_ods_cell(dress, cell) for cell in row or [DressCell()])
            + "</table:table-row>"
            for row in tab.grid
        )
        + "</table:table>"
        for tab in tabs
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (
            ("mimetype", ODS_KIND),
            ("content.xml", f"{ODS_HEAD}{body}</office:spreadsheet></office:body></office:document-content>"),
            ("META-INF/manifest.xml", ODS_MANIFEST.format(kind=ODS_KIND)),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 31, 0, 0, 0)), text)


def _ods_cell(dress: Dress, cell: DressCell) -> str:
    value = shown(dress, cell)
    if value is None:
        return "<table:table-cell/>"
    said = f"<text:p>{escape(csv_text(dress, cell))}</text:p>"
    if isinstance(value, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value:%Y-%m-%d}">'
            f"<text:p>{value:%d/%m/%Y}</text:p></table:table-cell>"
        )
    if isinstance(value, int | float) and "%" in cell.format:
        kind = f'table:style-name="percent" office:value-type="percentage" office:value="{value}"'
        return f"<table:table-cell {kind}>{said}</table:table-cell>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}">{said}</table:table-cell>'
    return f'<table:table-cell office:value-type="string">{said}</table:table-cell>'
