"""When a row was first seen: copied from snapshot to snapshot, and unknown wherever it could only be guessed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import duckdb
import pytest

from connectors.cells import Workbook
from history.data_folder import pointer
from history.snapshots import manifest, store
from history.snapshots.first_seen import last_typed
from logbooks import health
from tests.history.snapshots.kept_once import keep
from tests.logbooks.typed_sheets import RECEIPTS, tab


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def receipt(number: str, kg: int = 50, day: int = 3) -> list:
    return [date(2025, 11, day), "F-1", kg, "cherry", number]


def read(day: int, *rows: list, hour: int = 12, **more) -> str:
    """A reading of the receipts at an hour (UTC) of a day of November; the spreadsheet is kept six hours behind."""
    book = Workbook(
        "Receipts",
        "hash",
        "2025-11-01T00:00:00+00:00",
        "2025-10-31T09:00:00+00:00",
        (tab("Receipts", RECEIPTS, *rows, source="Receipts"),),
        time_zone="America/Tegucigalpa",
    )
    return keep([replace(book, **more)], now=datetime(2025, 11, day, hour, tzinfo=UTC))


def seen() -> dict[str, tuple]:
    """By receipt: the day and hour there at which it was first seen, and at which it was last known not to be there."""
    w = store.current()
    found = {
        row["receipt_no"]: tuple(at and at.strftime("%d %H:%M") for at in (row["seen_there"], row["bare_there"]))
        for row in w.rows(
            "SELECT receipt_no, seen_there, bare_there FROM clean.receipts JOIN first_seen USING (row_id)"
        )
    }
    w.close()
    return found


def test_a_row_keeps_the_time_of_the_first_snapshot_that_held_it():
    read(3, receipt("R-1"))
    store.confirm(datetime(2025, 11, 4, 8, tzinfo=UTC))
    read(4, receipt("R-2"), receipt("R-1"), hour=9)
    read(5, receipt("R-3"), receipt("R-2"), receipt("R-1"))
    # R-1 stood there from the start. R-2 was not there at 08:00 and was at 09:00 UTC, which is 02:00 and 03:00 there.
    assert seen() == {"R-1": ("03 06:00", None), "R-2": ("04 03:00", "04 02:00"), "R-3": ("05 06:00", "04 03:00")}


def test_a_row_that_may_be_an_older_one_corrected_has_no_time_of_its_own_and_one_that_comes_back_keeps_its_own():
    read(3, receipt("R-1"), receipt("R-2"))
    read(4, receipt("R-1"), receipt("R-22"))
    assert seen()["R-22"] == ("04 06:00", None)
    read(5, receipt("R-1"), receipt("R-2"), receipt("R-22"))
    assert seen()["R-2"] == ("03 06:00", None)


def test_a_changed_value_does_not_make_a_row_new():
    read(3, receipt("R-1"))
    read(4, receipt("R-1"), receipt("R-2", kg=50))
    read(9, receipt("R-1"), receipt("R-2", kg=60))
    assert seen()["R-2"] == ("04 06:00", "03 06:00")


def test_a_source_that_could_not_be_asked_gives_no_later_bound():
    read(3, receipt("R-1"))
    store.confirm(datetime(2025, 11, 8, 12, tzinfo=UTC), stale=["Receipts"])
    read(9, receipt("R-1"), receipt("R-2"))
    assert seen()["R-2"] == ("09 06:00", "03 06:00")


def test_the_last_row_typed_is_the_newest_seen_and_in_the_first_reading_the_last_edit_the_source_tells():
    read(3, receipt("R-1"))
    assert last_typed(store.current()) == {
        "logbook": None,
        "source": "Receipts",
        "sheet": None,
        "row_no": None,
        "seen_at": "2025-10-31T09:00:00+00:00",
        "told_by": "source",
    }
    read(4, receipt("R-1"), receipt("R-2"))
    read(5, receipt("R-2"), receipt("R-1"))
    assert last_typed(store.current()) == {
        "logbook": "receipts",
        "source": "Receipts",
        "sheet": "Receipts",
        "row_no": 2,
        "seen_at": "2025-11-04T12:00:00+00:00",
        "told_by": "reading",
    }


def test_a_snapshot_of_an_earlier_version_opens_and_hands_its_rows_on(home):
    """Its tables as they were then: no first_seen, fewer columns of sources, tabs and the ledger, the whole manifest in
    the pointer."""
    of_then = "20251103T120000Z-0a1b2c3d"
    read(3, receipt("R-1"), receipt("R-2"))
    made_now = home / "snapshots" / f"{store.current_id()}.duckdb"
    old = duckdb.connect(home / "snapshots" / f"{of_then}.duckdb")
    old.execute(f"ATTACH '{made_now}' AS now (READ_ONLY); CREATE SCHEMA clean; CREATE SCHEMA checked")
    old.execute("""CREATE TABLE sources AS SELECT source, content_hash, read_at, modified_at FROM now.sources;
                   CREATE TABLE _tabs AS SELECT * EXCLUDE (tab_id, link) FROM now._tabs;
                   CREATE TABLE checked.plot_shape AS FROM now.checked.plot_shape""")
    old.execute("CREATE TABLE ledger AS SELECT * EXCLUDE (not_read) FROM now.ledger")
    for table in ("not_data", "_placed", "_headings", "_problems", "_kinds"):
        old.execute(f"CREATE TABLE {table} AS FROM now.{table}")
    for (name,) in old.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'now' AND schema_name = 'clean'"
    ).fetchall():
        old.execute(f"CREATE TABLE clean.{name} AS FROM now.clean.{name}")
    old.execute("DETACH now; CREATE VIEW receipts AS FROM clean.receipts")
    said = manifest.write(old)
    old.execute("UPDATE _made_by SET fingerprint = 'of then'")
    old.close()
    pointer().write_text(json.dumps({"snapshots": [{"snapshot": of_then, "tables": said}]}), "utf-8")

    w = store.at("2025-11-03")
    assert (w.id, w.as_of, len(w.rows("FROM receipts"))) == (of_then, date(2025, 11, 3), 2)
    assert w.rows("SELECT source, owner FROM sources") == [{"source": "Receipts", "owner": None}]
    assert [(line["used"], line["not_read"]) for line in health.ledger(w)] == [(2, 0)]
    w.close()
    read(4, receipt("R-1"), receipt("R-2"), receipt("R-3"))
    assert {number: times[0] for number, times in seen().items()} == {
        "R-1": "03 06:00",
        "R-2": "03 06:00",
        "R-3": "04 06:00",
    }
    assert [one.snapshot for one in store.history()][1] == of_then
