"""The tabs of a dress: grids of cells with what stands above, below and between the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from benchmarks.dress.columns import AMOUNTS, DECLARED, KG_OF, WEIGHTS, DressCell, DressColumn, moneys
from benchmarks.dress.drawn import Dress, words
from benchmarks.dress.invented_rows import AS_OF, EXPORT_COST

HEADING_STYLES = ("{heading} ({unit})", "{heading} {unit}", "{heading} [{unit}]", "{heading}, {unit}")
MERGED = ("received_on", "paid_on", "lot_id", "stream", "crop_year")
STRUCK_KG = 41.5  # of a row that was crossed out
SECOND_TABLE_ROWS, PREFILLED_ROWS = 12, 60


@dataclass
class DressTab:
    """One tab: a grid of cells, ranges that are merged (first row, first column, last row, last column), what is
    hidden; rows and columns count from 0."""

    name: str
    grid: list[list[DressCell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def tabs(dress: Dress, logbooks: dict[str, list[DressColumn]]) -> list[DressTab]:
    """Every logbook as one tab, receipts as one a month where the dress does so, and the settings last."""
    found: list[DressTab] = []
    for logbook, columns in logbooks.items():
        name = dress.said("values", "tabs", logbook)
        if logbook == "receipts" and dress.by_month:
            found += [_tab(dress, logbook, f"{_month(dress, month)}", part) for month, part in _months(columns)]
        else:
            found.append(_tab(dress, logbook, name, columns))
    seen: dict[str, int] = defaultdict(int)
    for tab in found:  # no two of one name
        seen[tab.name.lower()] += 1
        tab.name += f" {seen[tab.name.lower()]}" if seen[tab.name.lower()] > 1 else ""
    return [*found, _settings(dress)]


def _month(dress: Dress, month: tuple[int, int]) -> str:
    return f"{words('values')['months'][dress.language][month[1] - 1]} {month[0]}"


def _months(columns: list[DressColumn]) -> Iterable[tuple[tuple[int, int], list[DressColumn]]]:
    """The columns split by the month of the first column of days, in order."""
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, cell in enumerate(_days(columns)):
        rows[cell.year, cell.month].append(place)
    for month, places in sorted(rows.items()):
        parts = [DressColumn(c.key, c.heading, [c.cells[p] for p in places], c.unit, c.hidden) for c in columns]
        yield month, parts


def _days(columns: list[DressColumn]) -> list[date]:
    return next([c.value for c in column.cells] for column in columns if isinstance(column.cells[0].value, date))


def heading_of(dress: Dress, column: DressColumn) -> str:
    style = dress.rng("heading style").choice(HEADING_STYLES)
    return style.format(heading=column.heading, unit=column.unit) if column.unit else column.heading


def _tab(dress: Dress, logbook: str, name: str, columns: list[DressColumn]) -> DressTab:
    tab, second = DressTab(name), logbook == "receipts" and dress.second_table
    _titles(dress, tab, len(columns))
    _headings(dress, tab, logbook, columns)
    if dress.hidden == "column" and logbook == "offers":
        columns = _with_old_price(dress, tab, columns)
    rows = [[column.cells[row] for column in columns] for row in range(len(columns[0].cells))]
    kept = rows[:-SECOND_TABLE_ROWS] if second else rows
    top = len(tab.grid)
    _rows(dress, tab, logbook, columns, kept)
    if dress.merged:
        _merge(tab, columns, top, len(kept))
    if dress.hidden == "rows" and logbook == "receipts":
        tab.hidden_rows += [top + row for row in dress.rng("hidden").sample(range(len(kept)), 5)]
    if dress.totals == "last" and logbook in ("receipts", "processing", "offers", "costs", "payments"):
        _total(dress, tab, logbook, columns, kept, dress.said("values", "words", "total"))
    if second:
        _second_table(dress, tab, columns, rows[-SECOND_TABLE_ROWS:])
    if dress.prefilled and logbook in ("payments", "receipts"):
        _prefill(tab, columns, rows)
    return tab


def _titles(dress: Dress, tab: DressTab, width: int) -> None:
    """A merged title, perhaps what is in the tab and the day of printing, and an empty row, as a logo leaves it."""
    if not dress.titles:
        return
    lines = [
        [DressCell(dress.said("values", "words", "title"))],
        [DressCell(tab.name)],
        [DressCell(), DressCell(date(2026, 3, 30))],
        [],
    ]
    tab.merged.append((0, 0, 0, min(width, 6) - 1))
    tab.grid += [*lines[: dress.titles - 1], [], []][: dress.titles]


def _headings(dress: Dress, tab: DressTab, logbook: str, columns: list[DressColumn]) -> None:
    """One row of headings, or two: names of groups above, or one weight above In and Out, Gross and Net."""
    row, names = len(tab.grid), [heading_of(dress, column) for column in columns]
    split = dress.headings == "split" and logbook == "processing"
    if dress.headings == "groups":
        third = max(len(columns) // 3, 1)
        groups = words("values")["words"]["group"][dress.language]
        starts = (0, third, 2 * third, len(columns))
        above = [DressCell() for _ in columns]
        for group, start, end in zip(groups, starts, starts[1:], strict=False):
            above[start] = DressCell(group)
            tab.merged.append((row, start, row, end - 1))
        tab.grid += [above]
    if split:
        pair = [place for place, column in enumerate(columns) if column.key in ("weight_in", "weight_out")]
        if pair[1] != pair[0] + 1:  # only what stands side by side shares a heading
            columns.insert(pair[0] + 1, columns.pop(pair[1]))
            names.insert(pair[0] + 1, names.pop(pair[1]))
        weight = DressColumn("weight", dress.said("headings", "weight"), [], columns[pair[0]].unit)
        inner = ("in", "out") if columns[pair[0]].key == "weight_in" else ("out", "in")
        _two_rows(dress, tab, names, pair[0], heading_of(dress, weight), inner)
    elif dress.headings == "gross and net" and logbook == "receipts":
        place = next(place for place, column in enumerate(columns) if column.key == "weight")
        gross = DressColumn(
            "gross", "", [DressCell(round(c.value + 1, 1), c.format, c.decimals) for c in columns[place].cells]
        )
        columns.insert(place, gross)
        names.insert(place, "")
        _two_rows(dress, tab, names, place, heading_of(dress, columns[place + 1]), ("gross", "net"))
    else:
        tab.grid.append([DressCell(name) for name in names])


def _two_rows(dress: Dress, tab: DressTab, names: list[str], place: int, over: str, inner: tuple[str, str]) -> None:
    row = len(tab.grid)
    upper, lower = [DressCell(name) for name in names], [DressCell() for _ in names]
    upper[place], upper[place + 1] = DressCell(over), DressCell()
    for step, word in enumerate(inner):
        lower[place + step] = DressCell(dress.said("values", "words", word))
    tab.grid += [upper, lower]
    tab.merged.append((row, place, row, place + 1))
    tab.merged += [(row, other, row + 1, other) for other in range(len(names)) if other not in (place, place + 1)]


def _with_old_price(dress: Dress, tab: DressTab, columns: list[DressColumn]) -> list[DressColumn]:
    """The offers with last year's prices beside them, in a hidden column."""
    place = next(place for place, column in enumerate(columns) if column.key == "accepted_price")
    shown = columns[place]
    old = DressColumn(
        "old price", f"{shown.heading} ({dress.said('values', 'words', 'old')})", [], shown.unit, hidden=True
    )
    old.cells = [DressCell(cell.value and round(cell.value * 0.8, 2), cell.format, 2) for cell in shown.cells]
    tab.grid[-1].insert(place, DressCell(heading_of(dress, old)))
    tab.hidden_columns.append(place)
    return [*columns[:place], old, *columns[place:]]


def _rows(dress: Dress, tab: DressTab, logbook: str, columns: list[DressColumn], rows: list[list[DressCell]]) -> None:
    month_ends = set()
    if dress.totals == "by month" and logbook in ("receipts", "payments"):
        days = _days(columns)[: len(rows)]
        month_ends = {p for p in range(len(days)) if p + 1 == len(days) or days[p].month != days[p + 1].month}
    struck = dress.rng("struck").randrange(1, len(rows)) if dress.struck == "rows" and logbook == "receipts" else None
    start = 0
    for place, row in enumerate(rows):
        if place == struck:
            tab.grid.append([_crossed_out(dress, column, cell) for column, cell in zip(columns, row, strict=True)])
        tab.grid.append(row)
        if dress.struck == "part" and logbook == "receipts" and place in (3, 9):
            weight = row[next(p for p, column in enumerate(columns) if column.key == "weight")]
            weight.struck_part = "46" if isinstance(weight.value, int | float) else ""
        if place in month_ends:
            month = _month(dress, (days[place].year, days[place].month)).upper()
            word = f"{dress.said('values', 'words', 'total')} {month}"
            _total(dress, tab, logbook, columns, rows[start : place + 1], word)
            start = place + 1


def _crossed_out(dress: Dress, column: DressColumn, like: DressCell) -> DressCell:
    """A row somebody crossed out: another receipt of another weight, all of it struck through."""
    value = "R9999" if column.key == "receipt_no" else STRUCK_KG if column.key == "weight" else like.value
    if column.key == "weight" and isinstance(like.value, str):
        value = like.value.replace(like.value.split()[0], "41")
    return DressCell(value, like.format, like.decimals, struck=True)


def _merge(tab: DressTab, columns: list[DressColumn], top: int, count: int) -> None:
    """Neighbours of the same day, lot or stream become one cell, as people do for what they would repeat."""
    for place, column in enumerate(columns):
        if column.key not in MERGED or count == 0:
            continue
        start = top
        for row in range(top + 1, top + count + 1):
            if row < top + count and tab.grid[row][place].value == tab.grid[start][place].value:
                continue
            if row - 1 > start and tab.grid[start][place].value is not None:
                tab.merged.append((start, place, row - 1, place))
            start = row


def _total(
    dress: Dress, tab: DressTab, logbook: str, columns: list[DressColumn], rows: list[list[DressCell]], word: str
) -> None:
    """The sum of what can be added up, its word in one of the columns that hold no sum."""
    line: list[DressCell] = []
    for place, column in enumerate(columns):
        values = [row[place].value for row in rows]
        adds = column.key in (*WEIGHTS, *AMOUNTS) and all(isinstance(value, int | float) for value in values)
        line.append(DressCell(round(sum(values), 2), rows[0][place].format, 2) if adds else DressCell())
    free = [place for place, cell in enumerate(line) if cell.value is None]
    line[dress.rng(f"total {logbook}").choice(free[:4])] = DressCell(word)
    tab.grid.append(line)


def _second_table(dress: Dress, tab: DressTab, columns: list[DressColumn], rows: list[list[DressCell]]) -> None:
    """The last rows below two empty ones, in another order of columns and, where they are numbers, in pounds."""
    order = list(range(len(columns)))
    dress.rng("second table").shuffle(order)
    tab.grid += [[], []]
    headings, pounds = [], {}
    for place in order:
        column = columns[place]
        if column.key == "weight" and column.unit and dress.weight_unit["receipts"] == "kg":
            column, pounds[place] = DressColumn(column.key, column.heading, [], "lb"), KG_OF["lb"]
        headings.append(DressCell(heading_of(dress, column)))
    tab.grid.append(headings)
    for row in rows:
        for place, kg in pounds.items():
            row[place] = DressCell(round(row[place].value / kg, 4), decimals=4)
        tab.grid.append([row[place] for place in order])


def _prefill(tab: DressTab, columns: list[DressColumn], rows: list[list[DressCell]]) -> None:
    """Rows that hold nothing but defaults: a zero, a currency, the form."""
    for _ in range(PREFILLED_ROWS):
        line = []
        for place, column in enumerate(columns):
            if column.key in ("weight", "amount") and isinstance(rows[0][place].value, int | float):
                line.append(DressCell(0, rows[0][place].format, 0))
            elif column.key in ("currency", "form", "weight_unit"):
                line.append(DressCell(rows[0][place].value))
            else:
                line.append(DressCell())
        tab.grid.append(line)


def _settings(dress: Dress) -> DressTab:
    """What the cooperative declares, in the words of the documented logbook Settings."""
    used = {*dress.weight_unit.values(), dress.price_per}
    said: dict[str, object] = {"base_currency": "USD", "as_of": AS_OF.isoformat(), "default_incoterm": "EXW"}
    said |= {"export": EXPORT_COST, "crop_year_starts": "10-01"}
    said |= {f"{unit}_kg": KG_OF[unit] for unit in DECLARED if unit in used}
    if dress.weight_place == "settings":
        said["weight_unit"] = dress.weight_unit["receipts"]
    rows = [[DressCell(name), DressCell(value, decimals=2)] for name, value in said.items()]
    return DressTab("Settings", [[DressCell("Setting"), DressCell("Value")], *rows])


def rates_rows(dress: Dress) -> list[dict]:
    """A rate a week of every currency but the base."""
    return [
        {"date": day, "currency": money.code, "per_base": rate}
        for money in moneys(dress).values()
        for day, rate in sorted(money.rates.items())
        if day <= AS_OF
    ]
