"""A logbook without a row is laid out as its view would lay it out."""

from datetime import date

from logbooks.catalogue import logbooks
from logbooks.warehouse.shared_tables import lay_out
from tests.support import warehouse_of

TYPES = "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = ? ORDER BY ALL"


def test_an_empty_logbook_has_the_columns_and_types_of_its_view():
    cursor = warehouse_of().cursor()
    for name in logbooks():
        of_view = cursor.execute(TYPES, [name]).fetchall()
        there: set[str] = set()
        lay_out(cursor, f"SELECT * FROM {name}, lots", there)
        if name in there:  # a large one is read where it is
            cursor.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = 'temp' "
                "AND table_name = ? ORDER BY ALL",
                [name],
            )
            assert cursor.fetchall() == of_view, name
        for made in there:
            cursor.execute(f'DROP TABLE temp."{made}"')


def test_the_same_question_sees_the_rows_and_the_day_of_its_own_warehouse():
    """M1 was closed on 5 January: that day one lot is closed, the day before none, and none where there are no rows."""
    asked = "SELECT count(*) AS lots FROM lots WHERE closed_on IS NOT NULL"
    w = warehouse_of(lots=[{"lot_id": "M1", "stream": "micro", "closed_on": date(2026, 1, 5)}])
    assert [w.seen_on(date(2026, 1, day)).rows(asked) for day in (5, 4)] == [[{"lots": 1}], [{"lots": 0}]]
    assert warehouse_of().rows(asked) == [{"lots": 0}]
