"""What stands in a sheet is never code, and no query reaches out of its warehouse."""

from __future__ import annotations

import duckdb
import pytest

from history.snapshots import store

SECRET = "must not be read"
REACHES_OUT = [
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM glob('{folder}/*')",
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "ATTACH '{folder}/other.duckdb'",
    "SELECT * FROM SECRET_FRAME",
    "SET memory_limit = '8GB'",
    "SET GLOBAL enable_external_access = true",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SELECT * FROM read_csv('https://example.org/x.csv')",
    "EXPORT DATABASE '{folder}/all'",
]


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locked")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(folder / "home"))
        lots = folder / "Lots.csv"
        lots.write_text("Lot,Stream,Crop year\nM-1,micro,2025/26\n", encoding="utf-8")
        store.refresh([lots])
        yield folder, {"temporary": store.temporary([lots]), "snapshot": store.current()}


@pytest.mark.parametrize("which", ["temporary", "snapshot"])
@pytest.mark.parametrize("sql", REACHES_OUT)
def test_a_query_that_reaches_out_is_refused(warehouses, which, sql):
    folder, opened = warehouses
    SECRET_FRAME = [(SECRET,)]
    assert SECRET_FRAME
    with pytest.raises(duckdb.Error):
        opened[which].rows(sql.format(file=folder / "Lots.csv", folder=folder))
    assert not (folder / "out.csv").exists()


def test_a_snapshot_cannot_be_changed(warehouses):
    _, opened = warehouses
    with pytest.raises(duckdb.Error):
        opened["snapshot"].rows("DELETE FROM clean.lots")
