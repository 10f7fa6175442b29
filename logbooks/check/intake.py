"""Brings what connectors read into the clean tables: recognised, parsed, checked, every row accounted for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from connectors.cells import HIDDEN_COLUMN, Remark, Workbook
from logbooks.check import (
    answered_cells,
    declared_columns,
    exchanged_days,
    ledger,
    logs_in_other_rows,
    lot_spellings,
    merged_cells,
    parsing,
    prefilled_rows,
    rules,
    setting_values,
    settled,
    settled_money,
    shared_currencies,
    total_rows,
    unread_rows,
)
from logbooks.check.clean_values import collect, type_tabs
from logbooks.check.staged_rows import (
    Merges,
    StagedTab,
    as_json,
    headings,
    places,
    settle_unsure,
    stage,
    write_down,
    write_places,
)
from logbooks.check.value_sql import ODD, Defaults
from logbooks.declare import Column
from logbooks.problems import BY_COLUMN, DOUBTFUL, SHEET_UNUSABLE, problem_kinds
from logbooks.questions import asking
from logbooks.questions.checked_answers import refuse_wrong
from logbooks.recognise import titles
from logbooks.recognise.answers import NOTHING, Answers, question_id
from logbooks.recognise.column_units import dimension_of
from logbooks.recognise.mapping import Mapping, tabs_said
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.tables_of_a_tab import tabs_of
from logbooks.recognise.tabs_as_read import tabs_as_read
from logbooks.vocabulary.units import Unit, own_measure, read_unit
from logbooks.warehouse.warehouse import create_tables, create_views, insert

if TYPE_CHECKING:
    import duckdb

TABLES = Path(__file__).with_name("tables.sql").read_text("utf-8")


def load(connection: duckdb.DuckDBPyConnection, workbooks: Iterable[Workbook], mapping: Mapping | None = None) -> None:
    """Reads the workbooks into the clean tables of the connection, with their problems, ledger and views.

    They are asked for once all tables and views are made, so that they may still be being read meanwhile.
    """
    create(connection)
    fill(connection, workbooks, mapping)


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the empty tables, and the views and words of the SQL."""
    create_tables(connection)
    create_views(connection)
    connection.execute(TABLES)
    insert(connection, "_kinds", [(k.code, k.what, k.fix) for k in problem_kinds().values()], ("code", "what", "fix"))
    parsing.create(connection)
    settled.create(connection)
    settled_money.create(connection)
    rules.create(connection)
    connection.execute(ODD)


def fill(connection: duckdb.DuckDBPyConnection, workbooks: Iterable[Workbook], mapping: Mapping | None = None) -> None:
    """Reads the workbooks into the tables that `create` made, of which none holds a row yet."""
    read = list(workbooks)
    answers = mapping.answers if mapping else Answers()
    refuse_wrong(answers)
    tabs = [tab for workbook in read for tab in tabs_of(workbook)]
    found = [answered_cells.with_answers(one, answers) for one in tabs_as_read(tabs, mapping)]
    connection.execute("INSERT INTO read_with VALUES (?)", [tabs_said(mapping or Mapping(), tabs)])
    _Reading(connection, read, answers).read(found)


class _Reading:
    """One reading of all tabs: the settings first, because they say how the others are to be read."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, workbooks: Sequence[Workbook], answers: Answers):
        self.connection, self.answers = connection, answers
        self.seasons: dict[str, set[str]] = {}
        for workbook in workbooks:
            about = [workbook.source, workbook.content_hash, workbook.read_at, workbook.modified_at]
            about += [workbook.owner, workbook.time_zone]
            connection.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)", about)
        read = [workbook.read_at[:10] for workbook in workbooks]
        self.latest = max([date.fromisoformat(day) for day in read], default=datetime.now(UTC).date())
        self.defaults = Defaults()
        self.last_id, self.next_found = 0, 1
        self.headings: list[tuple[int, str, str]] = []
        self.beside: list[StagedTab] = []

    def read(self, found: list[Recognised]) -> None:
        """Stages, parses and checks every tab."""
        numbered = list(enumerate(found, start=1))
        self.seasons = titles.seasons(found)
        settled.note_columns(self.connection, numbered)
        for tab_no, recognised in numbered:
            self._note(tab_no, recognised)
        logs = [(no, one) for no, one in numbered if one.logbook is not None and not one.lacking]
        self._values([(no, one) for no, one in logs if one.logbook == "settings"])
        setting_values.read_values(self.connection)
        setting_values.take_answers(self.connection, self.answers)
        self.defaults, self.latest = setting_values.defaults(self.connection, self.latest, self.answers)
        self._values([(no, one) for no, one in logs if one.logbook != "settings"])
        shared_currencies.settle(self.connection)
        rules.apply_rules(self.connection)
        logs_in_other_rows.leave_out_with_deliveries(self.connection, self.beside)
        for tab_no, recognised in numbered:
            self._remarks(tab_no, recognised)
        self._settle()
        asking.ask(self.connection, found, self.answers)

    def _note(self, tab_no: int, one: Recognised) -> None:
        """One row of `_tabs`; the rows of a tab that is no logbook are accounted for at once."""
        tab = one.tab
        rows = 0 if tab.cells is None else tab.cells.num_rows
        refused = (
            tab.refused.code
            if tab.refused
            else next((r.code for r in one.remarks if problem_kinds()[r.code].severity == SHEET_UNUSABLE), None)
        )
        self.connection.execute(
            "INSERT INTO _tabs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                tab_no,
                tab.source,
                tab.sheet,
                one.logbook,
                one.header_row,
                as_json(one),
                json.dumps([header for _, header in one.unknown], ensure_ascii=False),
                refused,
                one.not_a_log,
                rows,
                headings(one),
                tab.tab_id,
                tab.link,
                one.beside is not None,
            ],
        )
        if one.logbook is None:
            unread_rows.write_down(self.connection, one)

    def _values(self, tabs: list[tuple[int, Recognised]]) -> None:
        """Parses the cells of these tabs together, then types each tab."""
        if not tabs:
            return
        self.connection.execute("DELETE FROM cells; DELETE FROM parsed; DELETE FROM found; DELETE FROM choices")
        latest = self.latest.isoformat()
        before, beside = self._staged(tabs)
        declared_columns.declare_found(self.connection, before, self.defaults, self.latest, self.answers)
        with_odd = collect(self.connection, list(before), latest)
        if parsing.prepare(self.connection):
            settled.settle_marks(self.connection, before, self.answers)
            settled.settle_days(self.connection, before, self.answers, self.seasons, self.latest)
            parsing.parse(self.connection, self.defaults.sizes, self.answers)
            settled.note_paid(self.connection, before, self.answers)
        settled_money.settle(self.connection, list(before), self.answers)
        rules.flag_parsed(self.connection)
        for tab, first in beside.items():
            logs_in_other_rows.keep_told_once(self.connection, tab, first)
        exchanged_days.flag_mixed(self.connection, before, with_odd, self.latest)
        typed = type_tabs(self.connection, list(before), self.defaults, latest, with_odd)
        answered_cells.leave_open(self.connection, typed)
        lot_spellings.settle(self.connection, typed, self.answers)
        self.last_id = answered_cells.take_lots(self.connection, typed, self.answers, self.last_id)
        rules.keep_typed(self.connection, {tab: columns for tab, columns in typed.items() if not tab.unusable})
        logs_in_other_rows.keep_once(self.connection, list(beside))
        self.beside += list(beside)
        self.connection.execute("; ".join(f"DROP TABLE {tab.table}; DROP TABLE {tab.typed}" for tab in before))

    def _staged(self, tabs: list[tuple[int, Recognised]]) -> tuple[dict[StagedTab, int], dict[StagedTab, StagedTab]]:
        """The tabs with the row_id before the first of each, their rows settled; of the logs that stand in others,
        these too."""
        before: dict[StagedTab, int] = {}
        for tab_no, one in tabs:
            if one.beside is None:
                said = self.answers.of_tab(one.tab.sheet)
                merges = answered_cells.with_cells_above(merged_cells.read(one), one, said)
                tab = self._placed(tab_no, one, merges)
                before[tab], self.last_id = self.last_id, stage(self.connection, tab, self.last_id)
        settle_unsure(self.connection, before)
        prefilled_rows.find(self.connection, list(before))
        total_rows.find(self.connection, list(before))
        firsts, beside = {id(tab.recognised.tab): tab for tab in before}, {}
        for tab_no, one in tabs:
            if one.beside is not None:
                first = firsts[id(one.tab)]
                tab = self._placed(tab_no, one, first.merges)
                before[tab] = self.last_id
                self.last_id = logs_in_other_rows.stage(self.connection, tab, first, self.last_id)
                beside[tab] = first
        for first in dict.fromkeys(beside.values()):
            others = [tab for tab, log in beside.items() if log is first]
            logs_in_other_rows.leave_to_lots(self.connection, first, others)
        write_down(self.connection, list(firsts.values()))
        merged_cells.tell(self.connection, list(firsts.values()))
        if beside:
            write_places(self.connection, list(beside))
        return before, beside

    def _placed(self, tab_no: int, one: Recognised, merges: Merges) -> StagedTab:
        found = places(one, self.next_found, self._unit)
        self.next_found += len(found)
        tab = StagedTab(tab_no, one, one.declared, found, merges)
        self.headings += [(tab_no, name, place.header) for name, place in found.items()]
        return tab

    def _unit(self, column: Column, text: str) -> Unit:
        unit = parse_unit(column, text, self.defaults.sizes)
        measure = unit.detail.removesuffix("_kg") if unit.code == "measure-without-size" else ""
        return Unit() if measure and self.answers.said(question_id("size", measure)) == NOTHING else unit

    def _remarks(self, tab_no: int, one: Recognised) -> None:
        """What connectors and the recogniser saw, as problems of the tab."""
        heads = headings(one)
        remarks = [
            *(r for r in one.tab.remarks if r.code != HIDDEN_COLUMN and one.beside is None),
            *one.remarks,
            *([one.tab.refused] if one.tab.refused else []),
        ]
        for remark in (r for r in remarks if not _beside_the_rows(r, one)):
            kind = problem_kinds()[remark.code]
            heading = heads[remark.column - 1] if remark.column and remark.column <= len(heads) else None
            self.connection.execute(
                "INSERT INTO _problems VALUES (?, ?, ?, ?, NULL, ?, ?, ?, 1)",
                [
                    kind.code,
                    DOUBTFUL if kind.severity == BY_COLUMN else kind.severity,
                    tab_no,
                    remark.row,
                    heading,
                    remark.written,
                    remark.detail,
                ],
            )
            if kind.marks and kind.severity != SHEET_UNUSABLE:
                self._mark(tab_no, remark)

    def _mark(self, tab_no: int, remark: Remark) -> None:
        """A remark that takes trust from rows makes its row, or all rows of the tab, doubtful."""
        self.connection.execute(
            "UPDATE _placed SET standing = 'doubtful' WHERE tab_no = ? AND standing = 'used' AND (row_no = ? "
            "OR ? IS NULL)",
            [tab_no, remark.row, remark.row],
        )

    def _settle(self) -> None:
        insert(self.connection, "_headings", self.headings, ("tab_no", "name", "heading"))
        rules.flag_plots(self.connection)
        rules.settle(self.connection)
        once = ", ".join(f"'{kind.code}'" for kind in problem_kinds().values() if kind.once)
        self.connection.execute(f"""INSERT INTO _problems
            WITH spotted AS (
                SELECT j.code, j.severity, p.tab_no, p.row_no, nullif(j.name, '') AS name, h.heading, j.written,
                    j.detail
                FROM judged j LEFT JOIN twin t USING (row_id) JOIN _placed p ON p.row_id = coalesce(t.of_row, j.row_id)
                LEFT JOIN _headings h ON h.tab_no = p.tab_no AND h.name = j.name
                WHERE t.row_id IS NULL OR (t.of_row, j.code, j.name) NOT IN (SELECT (row_id, code, name) FROM flags))
            SELECT *, 1 FROM spotted WHERE code NOT IN ({once})
            UNION ALL SELECT code, severity, tab_no, min(row_no), name, heading, arg_min(written, row_no), detail,
                count(*) FROM spotted WHERE code IN ({once}) GROUP BY ALL""")
        ledger.write(self.connection)


def _beside_the_rows(remark: Remark, one: Recognised) -> bool:
    """Whether it speaks of a note that explains a heading, or of marks where nothing is counted."""
    return remark.code in ("cell-note", "struck-through", "struck-in-part") and (
        one.logbook is None or (remark.row or one.header_row + 1) <= one.header_row
    )


def parse_unit(column: Column, text: str, sizes: dict[str, float]) -> Unit:
    """The unit in a heading, for a column of that kind; of a weight a measure of one's own too."""
    unit = read_unit(text, dimension_of(column), sizes)
    return own_measure(text, sizes) if unit.code == "unknown-unit" and dimension_of(column) == "mass" else unit
