"""What the tabs of all files are, read together: repeated groups with their records, logs that stand in the rows of
others."""

from __future__ import annotations

from collections.abc import Iterable

from connectors.cells import Tab
from logbooks.declare import ColumnKind
from logbooks.recognise.codes_of_other_tabs import with_codes_of_others
from logbooks.recognise.logs_beside import with_logs_beside
from logbooks.recognise.mapping import Mapping
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.recognition import IN_ITS_ROWS
from logbooks.recognise.repeated_groups import JoinedTab, with_their_records
from logbooks.recognise.survey_places import place_column, taken_apart, told
from logbooks.recognise.tables_of_a_tab import recognise_all
from logbooks.recognise.tabs_of_one_name import told_apart

MEASURED = (
    *(ColumnKind.MASS, ColumnKind.MONEY, ColumnKind.PRICE, ColumnKind.SHARE),
    *(ColumnKind.PERCENT, ColumnKind.NUMBER, ColumnKind.INTEGER),
)


def recognise_tabs(tabs: Iterable[Tab], mapping: Mapping | None = None) -> list[Recognised]:
    """What each table of the tabs is, followed by the lots and samples that their rows tell where no tab holds such."""
    found = [one for tabs_of_one in _joined(list(tabs), mapping) for one in tabs_of_one]
    return with_logs_beside(with_codes_of_others(told_apart(found), mapping), mapping)


def _joined(tabs: list[Tab], mapping: Mapping | None) -> list[list[Recognised]]:
    """What each tab is, repeated groups read with their records. They do not count again what their records are read
    for, and a record read for nothing is no log where its rows are."""
    joined = with_their_records(tabs)
    found = [_with_places(recognise_all(one.tab, mapping), mapping) for one in joined]
    for place, one in enumerate(joined):
        if one.parent is None:
            continue
        rows, record = found[place][0], found[one.parent][0]
        if rows.logbook and rows.logbook == record.logbook and not record.lacks and not _adds(rows, record, one):
            found[place] = recognise_all(one.as_it_was, mapping)
        elif rows.logbook and not rows.lacks and (record.logbook is None or record.lacks):
            found[one.parent] = [Recognised(joined[one.parent].as_it_was, not_a_log=IN_ITS_ROWS)]
    return found


def _with_places(found: list[Recognised], mapping: Mapping | None) -> list[Recognised]:
    """The readings of a tab; where it notes latitude and longitude in one cell, read with a column for each."""
    if len(found) != 1 or (index := place_column(found[0])) is None:
        return found
    return [told(one, index) for one in recognise_all(taken_apart(found[0], index), mapping)]


def _adds(rows: Recognised, record: Recognised, joined: JoinedTab) -> bool:
    """Whether the rows measure something of their own that their records do not."""
    own = [name for name, column in rows.columns.items() if 0 < column.index <= joined.as_it_was.width]
    return any(rows.declared.column(name).kind in MEASURED for name in own if name not in record.columns)
