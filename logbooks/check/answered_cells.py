"""What people answered about cells, taken over into the reading: units of columns, and which lot a code means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from connectors.cells import Remark
from logbooks.catalogue import logbooks
from logbooks.check.merged_cells import spread
from logbooks.check.staged_rows import Merges, StagedTab
from logbooks.recognise.answers import BOTH, NO_ANSWER, TOGETHER, Answers, about_column, day_of_sale
from logbooks.recognise.blank_below import cells_above
from logbooks.recognise.recognised import FoundColumn, Recognised
from logbooks.vocabulary.sheet_words import fold_sql
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb


ONE_DAY = {"closed_on": "offered_on", "offered_on": "closed_on"}  # of a sale: the day that may stand for the other


def with_answers(found: Recognised, answers: Answers) -> Recognised:
    """The tab with what people answered about its columns: their units, and a day that stands for two."""
    here = answers.of_tab(found.tab.sheet)
    return _with_one_day(_with_units(found, here), here)


def _with_one_day(found: Recognised, answers: Answers) -> Recognised:
    """A tab of sales with one day, where it is that of the deal: it is read as both days, so that none is invented
    between them."""
    if found.logbook != "offers":
        return found
    for lacking, other in ONE_DAY.items():
        there = found.columns.get(other)
        if there and lacking not in found.columns and answers.said(day_of_sale(there.header)) == BOTH:
            remarks = tuple(one for one in found.remarks if not _says_missing(one, lacking))
            return replace(found, columns=found.columns | {lacking: there}, remarks=remarks)
    return found


def _says_missing(remark: Remark, name: str) -> bool:
    return remark.code == "missing-column" and remark.detail == logbooks()["offers"].column(name).title


def _with_units(found: Recognised, answers: Answers) -> Recognised:
    """The tab with the units people said its columns are in; they hold against heading, format and unit column."""
    if found.logbook is None or not answers:
        return found
    units = {
        name: said
        for name, column in found.columns.items()
        if (said := answers.said(about_column("unit", found.logbook, name, column.header))) not in (None, *NO_ANSWER)
    }
    columns: dict[str, FoundColumn] = {
        name: replace(column, unit=units[name], unit_said=True) if name in units else column
        for name, column in found.columns.items()
    }
    return replace(found, columns=columns) if units else found


def with_cells_above(merges: Merges, one: Recognised, answers: Answers) -> Merges:
    """The cells of a tab, where each blank one that people said means the cell above holds what that says."""
    return replace(merges, cells=spread(merges.cells, cells_above(one, answers)))


def leave_open(connection: duckdb.DuckDBPyConnection, typed: Mapping[StagedTab, Iterable[str]]) -> None:
    """Takes the closing day from sales still open where one column is read as both days: nothing was closed on it."""
    for tab, columns in typed.items():
        days = {place.index for name, place in tab.places.items() if name in ONE_DAY}
        if tab.logbook.id == "offers" and {*ONE_DAY, "status"} <= set(columns) and len(days) == 1:
            connection.execute(f"UPDATE {tab.typed} SET closed_on = NULL WHERE status = 'open'")


def take_lots(
    connection: duckdb.DuckDBPyConnection, typed: Mapping[StagedTab, Iterable[str]], answers: Answers, last_id: int
) -> int:
    """Writes for codes and names of lots the code of the lot that people said they mean; a register stays. A sale of
    several lots becomes a row for each, with ids of their own after `last_id`; returns the last one given."""
    told = {word: answer for word, answer in answers.of_kind("lot").items() if answer not in NO_ANSWER}
    if not told:
        return last_id
    connection.execute("CREATE OR REPLACE TEMP TABLE said_lot (word VARCHAR, lot VARCHAR, together BOOLEAN)")
    meant = [(word, lot, TOGETHER in answer) for word, answer in told.items() for lot in answer.split(TOGETHER)]
    insert(connection, "said_lot", meant, ("word", "lot", "together"))
    for tab, columns in typed.items():
        if "lot_id" not in columns or (tab.logbook.id == "lots" and not tab.recognised.beside):
            continue
        if tab.logbook.id == "offers" and any(together for *_, together in meant):
            last_id = _share_out(connection, tab, set(columns), typed, last_id)
        connection.execute(
            f"UPDATE {tab.typed} t SET lot_id = s.lot FROM said_lot s "
            f"WHERE NOT together AND s.word = coalesce(nullif({fold_sql('t.lot_id')}, ''), t.lot_id)"
        )
    return last_id


def _share_out(
    connection: duckdb.DuckDBPyConnection,
    tab: StagedTab,
    columns: set[str],
    typed: Mapping[StagedTab, Iterable[str]],
    last_id: int,
) -> int:
    """A sale of several lots is a row for each, its kg shared out by what was made of them, evenly where that is not
    known of all. The first keeps the id; the others are its twins, in a tab of the same sheet that counts no row."""
    made = " UNION ALL ".join(
        f"SELECT lot_id, green_kg FROM {one.typed}"
        for one, names in typed.items()
        if one.logbook.id == "lots" and {"lot_id", "green_kg"} <= set(names)
    )
    weights = [name for name in ("weight_kg", "accepted_weight_kg") if name in columns]
    replaced = ", ".join(["s.lot AS lot_id", *(f"{name} * share AS {name}" for name in weights)])
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE shared_out AS
        WITH made AS ({made or "SELECT NULL::VARCHAR AS lot_id, NULL::DOUBLE AS green_kg"}),
        sized AS (
            SELECT s.word, s.lot, any_value(m.green_kg) AS kg FROM said_lot s LEFT JOIN made m ON m.lot_id = s.lot
            WHERE together GROUP BY s.word, s.lot),
        shares AS (
            SELECT word, lot, CASE WHEN count(kg) OVER whole = count(*) OVER whole AND sum(kg) OVER whole > 0
                THEN kg / sum(kg) OVER whole ELSE 1.0 / count(*) OVER whole END AS share
            FROM sized WINDOW whole AS (PARTITION BY word))
        SELECT t.* REPLACE ({replaced}), row_number() OVER (PARTITION BY row_id ORDER BY s.lot) AS lot_no
        FROM {tab.typed} t JOIN shares s ON s.word = {fold_sql("t.lot_id")}""")
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE twins AS
            SELECT row_id AS of_row, lot_no, {last_id} + row_number() OVER (ORDER BY row_id, lot_no) AS twin_id
            FROM shared_out WHERE lot_no > 1;
        INSERT INTO twin SELECT twin_id, of_row FROM twins;
        INSERT INTO _tabs SELECT * REPLACE ({-tab.tab_no} AS tab_no, true AS beside) FROM _tabs
            WHERE tab_no = {tab.tab_no} AND EXISTS (FROM twins);
        INSERT INTO _placed SELECT p.* REPLACE (twin_id AS row_id, {-tab.tab_no} AS tab_no)
            FROM _placed p JOIN twins ON of_row = p.row_id;
        DELETE FROM {tab.typed} WHERE row_id IN (SELECT row_id FROM shared_out);
        INSERT INTO {tab.typed} BY NAME SELECT s.* EXCLUDE (lot_no) REPLACE (coalesce(twin_id, row_id) AS row_id)
            FROM shared_out s LEFT JOIN twins t ON t.of_row = s.row_id AND t.lot_no = s.lot_no""")
    ((given,),) = connection.execute("SELECT coalesce(max(twin_id), ?) FROM twins", [last_id]).fetchall()
    return given
