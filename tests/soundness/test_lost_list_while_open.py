"""A snapshot somebody looks at is among those found when the list of them is lost."""

import pytest

from history.data_folder import pointer
from history.snapshots import store
from tests.history.snapshots.test_time_machine import book, moment


@pytest.mark.parametrize("looked_at", [0, 1])
def test_a_snapshot_that_is_open_is_not_forgotten_with_the_list(tmp_path, monkeypatch, looked_at):
    """Else an older one would be shown, and nobody told."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    kept = [store.keep([book("M-1")], now=moment(2)), store.keep([book("M-1", "M-2")], now=moment(3))]
    somebody = store.at(kept[looked_at])
    for name in ("current.json", "current.before.json"):
        (pointer().parent / name).unlink()
    assert [one.snapshot for one in store.history()] == kept[::-1]
    assert store.mend()
    now = store.current()
    assert (now.id, len(now.rows("FROM clean.lots"))) == (kept[1], 2)
    somebody.close()
