"""The rows of a second copy, made by a sync program or left by a half-done save, are never counted beside those of the
first."""

from __future__ import annotations

from history.snapshots import store
from refresh.one_refresh import refresh
from tests.refresh.connected import codes, connect, lots, state


def problems() -> list[tuple[str, str]]:
    w = store.current()
    found = [(row["code"], row["what"]) for row in w.rows("SELECT code, what FROM problems ORDER BY code")]
    w.close()
    return found


def test_a_folder_with_a_conflicted_copy_counts_each_lot_once_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    sheets = tmp_path / "sheets"
    lots(sheets / "lots.csv", "M1", "M2")
    connect("Office", sheets, "folder")
    refresh()
    assert (codes(), problems()) == (["M1", "M2"], [])
    # one row more, typed elsewhere
    lots(sheets / "lots (copia en conflicto de Test 2026-03-01).csv", "M1", "M2", "M3")
    refresh()
    assert codes() == ["M1", "M2"]
    [(code, what)] = problems()
    assert (
        code == "conflicted-copy"
        and "“lots.csv”" in what
        and "is read; “lots (copia en conflicto de Test 2026-03-01).csv”" in what
    )
    (sheets / "lots.csv").unlink()  # somebody decided: the other one stays, under its name
    (sheets / "lots (copia en conflicto de Test 2026-03-01).csv").rename(sheets / "lots.csv")
    refresh()
    assert (codes(), problems()) == (["M1", "M2", "M3"], [])


def test_half_a_file_never_replaces_what_was_read(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    sheets = tmp_path / "sheets"
    north, south = lots(sheets / "north.csv", "N1"), lots(sheets / "south.csv", "S1")
    connect("Office", sheets, "folder")
    refresh()
    south.write_bytes(b"")  # the sync client has made room and not yet filled it
    lots(north, "N1", "N2")
    refresh()
    assert codes() == ["N1", "N2", "S1"]
    assert state("Office").trouble.what == "south.csv is empty." and state("Office").trouble.passes
    lots(south, "S1", "S2")
    refresh()
    assert (codes(), state("Office").trouble) == (["N1", "N2", "S1", "S2"], None)
