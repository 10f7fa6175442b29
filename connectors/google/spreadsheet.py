"""One spreadsheet read whole: never two moments mixed, never more than is needed, and not at all where nothing has
changed."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from connectors.cells import Remark, Tab, Workbook
from connectors.formats import grid
from connectors.formats.grid import SheetReading
from connectors.google import google_cells, locales
from connectors.google.google_failures import Gone, TabMoved
from connectors.google.google_links import LINK, id_of
from connectors.google.pace import LIMITS
from connectors.google.service_key import find_key
from connectors.google.wire import Wire
from connectors.source import Fetched, Mark, Source
from connectors.trouble import TooLarge
from connectors.utc_time import utc_seconds

READER = 2  # raised where the same spreadsheet would be read otherwise than before
SHEET, EXCEL = "application/vnd.google-apps.spreadsheet", ("spreadsheetml", "ms-excel", "opendocument.spreadsheet")
# Not its version, which also counts what nobody typed, and would make us read again without end.
_FILE = "id,name,mimeType,modifiedTime,trashed,owners(displayName,emailAddress)"
_HEAD = 20  # rows at the top of a tab that are asked for again with each further part of it
_TAB = "properties(sheetId,title,index,sheetType,hidden,gridProperties(rowCount,columnCount)),merges"
_BOOK = "spreadsheetId,properties(title,locale,timeZone)"
# of the names of ranges in one address, as they are written there; longer ones are refused on the way
_LETTERS_A_READ = 6_000


@dataclass(frozen=True)
class _Grid:
    """One tab as Sheets describes it, without its cells."""

    gid: int
    title: str
    index: int
    kind: str
    hidden: bool
    rows: int
    columns: int


@dataclass(frozen=True)
class _Part:
    """Rows of a tab that are asked for together, from `top` (0 is the first) up to before `bottom`."""

    grid: _Grid
    top: int
    bottom: int

    @property
    def text(self) -> str:
        title = self.grid.title.replace("'", "''")
        return f"'{title}'!A{self.top + 1}:{grid.place_of(self.bottom, self.grid.columns)}"


@dataclass(frozen=True)
class _SpreadsheetAttempt:
    """What one attempt gave; `whole` is false where the answers are of different moments."""

    properties: dict
    grids: tuple[_Grid, ...]
    parts: dict[int, list[dict]]
    merges: dict[int, list[dict]]
    whole: bool
    at_once: bool  # all cells came in one answer


def fetch(source: Source, mark: Mark | None, say: Callable[[str], None]) -> Fetched:
    """The spreadsheet, or that it is unchanged since the mark; raises NotNow or NotAllowed."""
    identity = id_of(source.where)
    return read(Wire(find_key(source.key), source.name, say), source, identity, mark)


def read(wire: Wire, source: Source, identity: str, mark: Mark | None = None) -> Fetched:
    """The same over a given wire."""
    before = _file(wire, identity)
    now = datetime.fromtimestamp(wire.clock.everyday(), UTC)
    if mark and _unchanged(mark, source, before, now):
        return Fetched((), mark, unchanged=True, calls=dict(wire.counts))
    for attempt in range(1, LIMITS["reading"]["attempts"] + 1):
        if attempt > 1:
            wire.begin()
            wire.say("It was edited while it was read; reading it again.")
        last = attempt == LIMITS["reading"]["attempts"]
        try:
            got = _read(wire, identity)
        except TabMoved:
            if last:
                raise
            before = _file(wire, identity)
            continue
        after = _file(wire, identity)
        still = after["modifiedTime"] == before["modifiedTime"]
        # Cells of one answer are of one moment, whatever happened around it; those of several are not.
        if got.whole and (still or (last and got.at_once)):
            return _fetched(wire, source, after, got, still, now)
        before = after
    raise wire.trouble("edited-meanwhile")


def _file(wire: Wire, identity: str) -> dict:
    """What Drive tells of the file; raises where it is no spreadsheet that can be read."""
    try:
        told = wire.file(identity, _FILE)
    except Gone:
        # Drive says the same of a file that is not there and of one that is not shared; Sheets tells them apart.
        wire.spreadsheet(identity, {"fields": "spreadsheetId"})
        raise
    if not isinstance(told.get("modifiedTime"), str) or not isinstance(told.get("mimeType"), str):
        raise wire.trouble("other-shape", "Drive told no time of the last edit")
    if told["mimeType"] != SHEET:
        raise wire.trouble("excel-in-drive" if any(one in told["mimeType"] for one in EXCEL) else "no-spreadsheet")
    if told.get("trashed"):
        raise wire.trouble("in-the-bin")
    return told


def _unchanged(mark: Mark, source: Source, file: dict, now: datetime) -> bool:
    known = (mark.get("reader"), mark.get("of"), mark.get("modified"))
    if known != (READER, _of(source), file["modifiedTime"]):
        return False
    try:
        age = now - datetime.fromisoformat(str(mark["in_full"]))
    except (KeyError, ValueError):
        return False
    return timedelta(0) <= age < timedelta(hours=LIMITS["reading"]["in_full_hours"])


def _of(source: Source) -> str:
    return hashlib.sha256(f"{source.name}\n{source.where}\n{source.owner}".encode()).hexdigest()[:16]


def _read(wire: Wire, identity: str) -> _SpreadsheetAttempt:
    wire.say("Asking which tabs there are.")
    told = wire.spreadsheet(identity, {"fields": f"{_BOOK},sheets({_TAB})"})
    grids = _grids(wire, told)
    batches = list(_batches([one for one in grids if one.kind == "GRID"]))
    total = sum(one.rows * one.columns for one in grids)
    if total > LIMITS["reading"]["cells"]:
        raise TooLarge(
            f"{wire.name} has {total:,} cells, more than {LIMITS['reading']['cells']:,}.",
            "Delete the empty rows and columns at the end of its tabs, or split it by season.",
        )
    parts: dict[int, list[dict]] = {one.gid: [] for one in grids}
    merges: dict[int, list[dict]] = {}
    whole = True
    for number, batch in enumerate(batches, 1):
        wire.say(
            f"Reading {len(grids)} tabs."
            if len(batches) == 1
            else f"Reading {len(grids)} tabs, part {number} of {len(batches)}."
        )
        wire.allow(wire.patience.seconds_a_read if number > 1 else 0)
        answer = wire.spreadsheet(
            identity,
            {"fields": f"{_BOOK},sheets({_TAB},{google_cells.DATA_FIELDS})", "ranges": [one.text for one in batch]},
        )
        asked = {one.grid for one in batch}
        whole = whole and set(_grids(wire, answer)) == asked and answer.get("properties") == told.get("properties")
        for sheet in answer["sheets"]:
            gid, data = sheet["properties"]["sheetId"], sheet.get("data", [])
            if parts.get(gid):
                whole = whole and _headings([one for one in data if not one.get("startRow")]) == _headings(parts[gid])
                data = [one for one in data if one.get("startRow")]
            parts.setdefault(gid, []).extend(data)
            merges[gid] = sheet.get("merges", [])
    return _SpreadsheetAttempt(told.get("properties") or {}, grids, parts, merges, whole, len(batches) <= 1)


def _headings(parts: list[dict]) -> list[tuple[int, int, str]]:
    """What is typed as text at the top of a tab, with its place: it moves where a column is moved, at once and for
    sure."""
    rows = parts[0].get("rowData", [])[:_HEAD] if parts else []
    return [
        (row, column, cell["effectiveValue"]["stringValue"])
        for row, told in enumerate(rows)
        for column, cell in enumerate(told.get("values", ()))
        # {} or nothing: of a formula alone it is told
        if "stringValue" in cell.get("effectiveValue", {}) and not cell.get("userEnteredValue")
    ]


def _grids(wire: Wire, told: dict) -> tuple[_Grid, ...]:
    """The tabs an answer tells of, in their order; raises where it tells of none."""
    sheets = told.get("sheets")
    if not isinstance(sheets, list) or not all(
        isinstance(one, dict) and isinstance(one.get("properties"), dict) for one in sheets
    ):
        raise wire.trouble("other-shape", "Sheets told of no tabs")
    found = []
    for one in (sheet["properties"] for sheet in sheets):
        if not isinstance(one.get("sheetId"), int) or not isinstance(one.get("title"), str):
            raise wire.trouble("other-shape", "a tab without id or title")
        size = one.get("gridProperties") or {}
        found.append(
            _Grid(
                one["sheetId"],
                one["title"],
                one.get("index", 0),
                one.get("sheetType", "GRID"),
                bool(one.get("hidden")),
                size.get("rowCount", 0),
                size.get("columnCount", 0),
            )
        )
    return tuple(sorted(found, key=lambda one: one.index))


def _batches(grids: Sequence[_Grid]) -> Iterator[list[_Part]]:
    """The rows of all tabs, in as few reads as their cells allow."""
    batch: list[_Part] = []
    room, letters = LIMITS["reading"]["cells_a_read"], _LETTERS_A_READ
    for one in (each for each in grids if each.rows and each.columns):
        row = 0
        while row < one.rows:
            if room <= 0 or letters <= 0:
                yield batch
                batch, room, letters = [], LIMITS["reading"]["cells_a_read"], _LETTERS_A_READ
                batch += [_Part(one, 0, min(_HEAD, row))] if row else []
            rows = min(one.rows - row, math.ceil(room / one.columns))
            batch.append(_Part(one, row, row + rows))
            room, letters, row = room - rows * one.columns, letters - len(quote(batch[-1].text, safe="")), row + rows
    if batch:
        yield batch


def _fetched(wire: Wire, source: Source, file: dict, got: _SpreadsheetAttempt, still: bool, now: datetime) -> Fetched:
    locale = got.properties.get("locale") or ""
    digest = hashlib.sha256(repr((READER, locale, got.properties.get("timeZone"))).encode())
    tabs, remarks = [], []
    for one in got.grids:
        if one.kind != "GRID":
            remarks.append(Remark("tab-without-cells", written=one.title))
            continue
        reading = grid.checked(
            one.title, google_cells.reading(got.parts[one.gid], got.merges.get(one.gid, []), one.hidden)
        )
        _digest(digest, one, reading)
        tabs.append(_tab(source.name, file["id"], one, reading, locale))
    if not still:
        remarks.append(Remark("changed-while-read"))
    owner: dict = next(iter(file.get("owners") or ()), {})
    mark = {
        "reader": READER,
        "of": _of(source),
        "modified": file["modifiedTime"] if still else None,
        "in_full": utc_seconds(now),
    }
    modified = utc_seconds(file["modifiedTime"])
    book = Workbook(
        source.name,
        digest.hexdigest(),
        utc_seconds(now),
        modified,
        tuple(tabs),
        source.owner or owner.get("displayName") or owner.get("emailAddress") or "",
        got.properties.get("timeZone"),
        tuple(remarks),
    )
    return Fetched((book,), mark, calls=dict(wire.counts))


def _tab(name: str, identity: str, one: _Grid, reading: SheetReading, locale: str) -> Tab:
    table, width = (None, 0) if reading.refused else grid.table(reading)
    return Tab(
        name,
        one.title,
        table,
        width,
        tuple(grid.few(reading.remarks)),
        reading.refused,
        reading.counts(),
        str(one.gid),
        LINK.format(identity=identity, gid=one.gid),
        locales.decimal_mark(locale),
        locales.date_order(locale),
        tuple(reading.merges),
    )


def _digest(digest: hashlib._Hash, one: _Grid, reading: SheetReading) -> None:
    digest.update(repr((one.gid, one.title, one.hidden, reading.remarks, reading.merges)).encode())
    for array in (reading.row, reading.column, reading.kind, reading.hidden_rows):
        digest.update(array.tobytes() + b"|")
    for text in reading.text.to_pylist():
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
