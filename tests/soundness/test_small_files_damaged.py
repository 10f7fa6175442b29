"""A small file of the data folder that is damaged takes no rows away, and is whole again after the next refresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from history.snapshots import store
from refresh.one_refresh import refresh
from tests.refresh.connected import codes, connect, lots, state
from tests.scenes import Scene, filled

FILES = ("sources.json", "current.json", "built.json", "progress.json")
DAMAGED = (b"", b'{"sources": [{"na', b"\xff\xfe\x00\x80", b"[1, 2]")
# every file and every damage once; all that may befall each of the files runs apart
EVERY = [
    pytest.param(name, content, marks=[] if FILES.index(name) == DAMAGED.index(content) else pytest.mark.long)
    for name in FILES
    for content in DAMAGED
]


@pytest.fixture(scope="module")
def read_twice(tmp_path_factory) -> Scene:
    """Two sources, read twice: North holds N1, South S1 and then S2 as well."""

    def fill(place: Path) -> None:
        for name, first in (("North", "N1"), ("South", "S1")):
            connect(name, lots(place / f"{name}.csv", first))
        refresh()
        lots(place / "South.csv", "S1", "S2")
        refresh()

    return filled(tmp_path_factory, fill)


@pytest.fixture
def home(read_twice, monkeypatch) -> Path:
    return read_twice.anew(monkeypatch) / "home"


@pytest.mark.parametrize(("name", "content"), EVERY)
def test_no_rows_go_while_a_source_is_away_and_all_is_well_once_it_is_back(home, name, content):
    (home / name).write_bytes(content)
    (home.parent / "North.csv").rename(home.parent / "away.csv")
    lots(home.parent / "South.csv", "S1", "S2", "S3")
    refresh()
    assert codes() == ["N1", "S1", "S2", "S3"]
    assert (state("North").trouble.what, state("South").trouble) == ("There is no file North.csv.", None)
    assert state("North").read_at and state("North").checked_at
    (home.parent / "away.csv").rename(home.parent / "North.csv")
    lots(home.parent / "North.csv", "N1", "N2")
    refresh()
    assert (codes(), state("North").trouble) == (["N1", "N2", "S1", "S2", "S3"], None)


@pytest.mark.parametrize("content", [None, b"", b"half of it"])
def test_a_damaged_reading_is_made_anew_though_nobody_typed_anything(home, content):
    """What was read is still on the disk, so that nobody has to look at the rows of the reading before it until the
    next edit."""
    file = home / "snapshots" / f"{store.current_id()}.duckdb"
    file.write_bytes(content) if content is not None else file.unlink()
    assert codes() == ["N1", "S1"]
    done = refresh()
    assert (codes(), done.snapshot, done.trouble) == (["N1", "S1", "S2"], store.current_id(), "")
    assert refresh().snapshot is None


def test_the_second_copy_of_the_pointer_is_never_given_for_a_damaged_first(home):
    """A refresh that dies between its two writes must leave one of the two whole."""
    kept = [one.snapshot for one in store.history()]
    (home / "current.json").write_bytes(b"\xff\xfe\x00\x80")
    assert [one.snapshot for one in store.history()] == kept[1:]  # one change less, and known
    store.pin(kept[1], "the board of April")
    # the newest is found again by its file, so that the change does not forget it
    assert [one.snapshot for one in store.history()] == kept and store.history()[1].pins == ("the board of April",)
    (home / "current.json").write_bytes(b"")
    assert [one.snapshot for one in store.history()] == kept[1:]
