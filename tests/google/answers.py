"""What Google answers about a spreadsheet: cell data, plain values, and what Drive tells of a file."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from tests.google import masks
from tests.google.ranges import Range, parse
from tests.google.sheets import ERRORS, SPREADSHEET, Cell, Error, Spreadsheet, Tab, trimmed
from tests.google.shown import shown

_COLOR = {"red": None, "green": None, "blue": None, "alpha": None}
_FORMAT = {
    "numberFormat": {"type": None, "pattern": None},
    "backgroundColor": _COLOR,
    "backgroundColorStyle": {"rgbColor": _COLOR, "themeColor": None},
    "textFormat": {
        "strikethrough": None,
        "bold": None,
        "italic": None,
        "underline": None,
        "fontFamily": None,
        "fontSize": None,
        "foregroundColor": _COLOR,
        "link": {"uri": None},
    },
    "horizontalAlignment": None,
    "verticalAlignment": None,
    "wrapStrategy": None,
    "padding": None,
    "borders": None,
    "hyperlinkDisplayType": None,
}
_VALUE = {
    "numberValue": None,
    "stringValue": None,
    "boolValue": None,
    "formulaValue": None,
    "errorValue": {"type": None, "message": None},
}
_ROW = {"hiddenByUser": None, "hiddenByFilter": None, "pixelSize": None, "developerMetadata": None}
_CELL = {
    "userEnteredValue": _VALUE,
    "effectiveValue": _VALUE,
    "formattedValue": None,
    "userEnteredFormat": _FORMAT,
    "effectiveFormat": _FORMAT,
    "note": None,
    "hyperlink": None,
    "textFormatRuns": {"startIndex": None, "format": _FORMAT["textFormat"]},
    "dataValidation": None,
    "pivotTable": None,
    "chipRuns": None,
}
_AREA = dict.fromkeys(("sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"))
# The names there are, so that a mask with another one is refused as Google refuses it.
KNOWN = {
    "spreadsheetId": None,
    "spreadsheetUrl": None,
    "namedRanges": None,
    "developerMetadata": None,
    "dataSources": None,
    "properties": {
        "title": None,
        "locale": None,
        "autoRecalc": None,
        "timeZone": None,
        "defaultFormat": _FORMAT,
        "iterativeCalculationSettings": None,
        "spreadsheetTheme": None,
    },
    "sheets": {
        "properties": {
            "sheetId": None,
            "title": None,
            "index": None,
            "sheetType": None,
            "hidden": None,
            "rightToLeft": None,
            "tabColor": None,
            "gridProperties": {
                "rowCount": None,
                "columnCount": None,
                "frozenRowCount": None,
                "frozenColumnCount": None,
            },
        },
        "merges": _AREA,
        "conditionalFormats": None,
        "filterViews": None,
        "protectedRanges": None,
        "basicFilter": None,
        "charts": None,
        "bandedRanges": None,
        "rowGroups": None,
        "columnGroups": None,
        "slicers": None,
        "tables": None,
        "data": {
            "startRow": None,
            "startColumn": None,
            "rowData": {"values": _CELL},
            "rowMetadata": _ROW,
            "columnMetadata": _ROW,
        },
    },
}
_PERSON = {"displayName": None, "emailAddress": None, "kind": None, "me": None, "permissionId": None}
FILE = dict.fromkeys(
    (
        "kind",
        "id",
        "name",
        "mimeType",
        "createdTime",
        "modifiedTime",
        "version",
        "trashed",
        "webViewLink",
        "shared",
        "size",
        "capabilities",
        "parents",
        "md5Checksum",
        "headRevisionId",
        "exportLinks",
        "driveId",
    )
) | {"owners": _PERSON, "lastModifyingUser": _PERSON, "permissions": _PERSON | {"role": None, "type": None, "id": None}}
FILES = {"kind": None, "nextPageToken": None, "incompleteSearch": None, "files": FILE}


def spreadsheet_of(book: Spreadsheet, tree: dict | None, ranges: list[str], grid: bool) -> object:
    """What GET /v4/spreadsheets/{id} answers: under a mask the cell data go out where it names them, else where `grid`
    says so."""
    masks.check(tree, KNOWN)
    wanted = [parse(book, text) for text in ranges]
    grid = "data" in (_under(tree, "sheets") or {"data": None}) if tree is not None else grid
    answer = {
        "spreadsheetId": book.key,
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.key}/edit",
        "properties": {
            "title": book.title,
            "locale": book.locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": book.time_zone,
        },
        "sheets": [
            _sheet(book, tab, index, wanted, grid, _under(tree, "sheets"))
            for index, tab in enumerate(book.tabs)
            if not ranges or any(one.tab is tab for one in wanted)
        ],
    }
    return masks.pruned(answer, tree)


def _under(tree: dict | None, name: str) -> dict | None:
    """The part of the mask below a name; {} where the mask does not name it."""
    return None if tree is None else tree.get(name, {})


def _sheet(book: Spreadsheet, tab: Tab, index: int, wanted: list[Range], grid: bool, tree: dict | None) -> dict:
    properties: dict = {"sheetId": tab.gid, "title": tab.title, "index": index, "sheetType": tab.kind}
    if tab.kind == "GRID":
        properties["gridProperties"] = {"rowCount": tab.row_count, "columnCount": tab.column_count}
    answer: dict = {"properties": properties | ({"hidden": True} if tab.hidden else {})}
    if tab.merges:
        answer["merges"] = [
            {"sheetId": tab.gid, "startRowIndex": a, "endRowIndex": b, "startColumnIndex": c, "endColumnIndex": d}
            for a, b, c, d in tab.merges
        ]
    if grid and tab.kind == "GRID":
        parts = [one for one in wanted if one.tab is tab] or [Range(tab, 0, tab.row_count, 0, tab.column_count)]
        answer["data"] = [_grid(book, part, _under(tree, "data")) for part in parts]
    return answer


def _grid(book: Spreadsheet, part: Range, tree: dict | None) -> dict:
    tab = part.tab
    answer: dict = {"startRow": part.top} if part.top else {}
    if part.left:
        answer["startColumn"] = part.left
    inner = _under(_under(tree, "rowData"), "values")
    rows = [
        [tab.at(row, column) for column in range(part.left, min(part.right, len(tab.rows[row])))]
        for row in range(part.top, min(part.bottom, len(tab.rows)))
    ]
    told = [[_cell_data(one, book, inner) for one in row] for row in rows]
    told = [trimmed(row, lambda one: not one) for row in told]
    answer["rowData"] = [{"values": row} if row else {} for row in trimmed(told, lambda row: not row)]
    if not answer["rowData"]:
        del answer["rowData"]
    answer["rowMetadata"] = [_row(tab, row) for row in range(part.top, part.bottom)]
    answer["columnMetadata"] = [{"pixelSize": 100}] * (part.right - part.left)
    return answer


def _row(tab: Tab, row: int) -> dict:
    told = {"pixelSize": 21}
    if row in tab.hidden_rows:
        told["hiddenByUser"] = True
    if row in tab.filtered_rows:
        told["hiddenByFilter"] = True
    return told


def _cell_data(one: Cell, book: Spreadsheet, tree: dict | None) -> dict:
    """The CellData of a cell, of which only what the mask names is worked out; {} where there is nothing to tell."""
    asked = (lambda name: True) if tree is None else tree.__contains__
    told: dict = {}
    if asked("userEnteredValue") and not one.is_blank:
        told["userEnteredValue"] = {"formulaValue": one.formula} if one.formula else _value(one.value)
    if asked("effectiveValue") and one.value is not None:
        told["effectiveValue"] = _value(one.value)
    if asked("formattedValue") and (text := shown(one, book.locale)):
        told["formattedValue"] = text
    if asked("userEnteredFormat") and (entered := _format(one)):
        told["userEnteredFormat"] = entered
    if asked("effectiveFormat") and (not one.is_blank or _format(one)):
        told["effectiveFormat"] = _effective(one.number_format, one.struck, one.background)
    if asked("note") and one.note:
        told["note"] = one.note
    if asked("hyperlink") and one.link:
        told["hyperlink"] = one.link
    return (
        told
        if tree is None
        else {
            name: left
            for name, inner in tree.items()
            if name in told and ((left := masks.pruned(told[name], inner)) != {} or book.tells_emptied)
        }
    )


def _value(value: object) -> dict:
    if isinstance(value, Error):
        return {"errorValue": {"type": ERRORS[value.shown], "message": f"The formula gives {value.shown}"}}
    return {
        "boolValue" if isinstance(value, bool) else "stringValue" if isinstance(value, str) else "numberValue": plain(
            value
        )
    }


def plain(value: object) -> object:
    """A number as JSON writes it: 12, not 12.0."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _format(one: Cell) -> dict:
    told: dict = {}
    if one.number_format:
        told["numberFormat"] = _number_format(one.number_format)
    if one.background:
        told["backgroundColor"] = dict(zip(("red", "green", "blue"), one.background, strict=True))
    if one.struck:
        told["textFormat"] = {"strikethrough": True}
    return told


def _number_format(number_format: tuple[str, str]) -> dict:
    kind, pattern = number_format
    return {"type": kind, "pattern": pattern} if pattern else {"type": kind}


@cache
def _effective(number_format: tuple[str, str] | None, struck: bool, background: tuple | None) -> dict:
    told = {
        "backgroundColor": dict(zip(("red", "green", "blue"), background or (1, 1, 1), strict=True)),
        "verticalAlignment": "BOTTOM",
        "wrapStrategy": "OVERFLOW_CELL",
        "hyperlinkDisplayType": "PLAIN_TEXT",
        "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
        "textFormat": {
            "foregroundColor": {},
            "fontFamily": "Arial",
            "fontSize": 10,
            "bold": False,
            "italic": False,
            "strikethrough": struck,
            "underline": False,
        },
    }
    return told | ({"numberFormat": _number_format(number_format)} if number_format else {})


def values_of(book: Spreadsheet, text: str, render: str, dates: str, dimension: str = "ROWS") -> dict:
    """What GET values/{range} answers: blanks at the ends left out, a blank row in the middle as [], no `values` where
    all is blank."""
    part = parse(book, text)
    rows = [
        [part.tab.at(row, column) for column in range(part.left, part.right)]
        for row in range(part.top, min(part.bottom, len(part.tab.rows)))
    ]
    if dimension == "COLUMNS":
        rows = [list(column) for column in zip(*rows, strict=True)]
    told = [[_rendered(one, book.locale, render, dates) for one in trimmed(row)] for row in rows]
    told = trimmed(told, lambda row: not row)
    return {"range": part.text, "majorDimension": dimension} | ({"values": told} if told else {})


def _rendered(one: Cell, locale: str, render: str, dates: str) -> object:
    if render == "FORMULA" and one.formula:
        return one.formula
    is_moment = one.number_format and one.number_format[0] in ("DATE", "TIME", "DATE_TIME")
    if (
        render in ("UNFORMATTED_VALUE", "FORMULA")
        and not isinstance(one.value, Error)
        and not (is_moment and dates == "FORMATTED_STRING")
    ):
        return "" if one.value is None else plain(one.value)
    return shown(one, locale) or ""


def file_of(book: Spreadsheet) -> dict:
    """What Drive tells of a file."""
    name, address = book.owner
    owner = {"kind": "drive#user", "displayName": name, "emailAddress": address, "me": False, "permissionId": "0"}
    return {
        "kind": "drive#file",
        "id": book.key,
        "name": book.title,
        "mimeType": book.mime,
        "createdTime": moment(book.created),
        "modifiedTime": moment(book.modified),
        "version": str(book.version),
        "trashed": book.trashed,
        "shared": len(book.readers) > 1,
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{book.key}/edit?usp=drivesdk",
        "owners": [owner] if address else [],
        "lastModifyingUser": owner,
        "capabilities": {"canEdit": False, "canDownload": True},
        **({} if book.mime == SPREADSHEET else {"size": "12345"}),
    }


def moment(at: float) -> str:
    """As Drive writes it: 2026-03-31T14:05:00.123Z."""
    whole = datetime.fromtimestamp(at, UTC)
    return f"{whole:%Y-%m-%dT%H:%M:%S}.{whole.microsecond // 1000:03d}Z"
