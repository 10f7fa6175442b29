"""Where a reading is damaged another may stand in for it, and everywhere it is said which one is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.source import Source
from history.data_folder import home, pointer
from history.snapshots import store
from refresh import configuration
from refresh.source_states import SourceState, keep_source_states
from tests.command_line.calling import called
from tests.history.snapshots.kept_once import keep
from tests.ui.conftest import SCRIPT, data_folder, lots, opened, words_of  # noqa: F401  (fixtures)
from words.speech import say

STANDS_IN = "The snapshot of that time is damaged. You see the one before it, of 8 Mar 2026."


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def cli(*arguments: str) -> Done:
    done = called(*arguments, home=home())
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture
def damaged(data_folder) -> list[str]:  # noqa: F811
    """Four readings of 1, 8, 15 and 22 March, one lot more each time; that of the 15th is damaged."""
    ids = [keep(lots(count), now=datetime(2026, 3, 7 * count - 6, 16, 42, tzinfo=UTC)) for count in range(1, 5)]
    break_one(data_folder, ids[2])
    return ids


def break_one(folder: Path, snapshot: str) -> None:
    file = folder / "snapshots" / f"{snapshot}.duckdb"
    file.write_bytes(file.read_bytes()[:5000])


def test_a_page_of_the_past_says_that_another_reading_stands_in(damaged, opened):  # noqa: F811
    for moment in ("2026-03-16", damaged[2]):
        said = words_of(opened(at=moment))
        assert STANDS_IN in said and ">M-2<" in said and ">M-3<" not in said
    assert "damaged" not in words_of(opened(at="2026-03-09"))


def test_what_changed_since_a_damaged_reading_says_since_which_it_really_is(damaged, opened):  # noqa: F811
    said = words_of(opened("changes"))  # compares the newest with the one of a week before it
    # Of four lots two were there on 8 March: two rows were added since then, one since the 15th.
    assert STANDS_IN.replace("8 Mar 2026.", "8 Mar 2026 10:42.") in said and "Since 8 Mar 2026 10:42" in said


def test_every_command_says_that_another_reading_stands_in(damaged, data_folder):  # noqa: F811
    told = cli("report", "--at", "2026-03-16", "--json")
    assert told.returncode == 0 and told.stderr.startswith(
        "The snapshot of 15 Mar 2026 10:42 is damaged. You see the one before it, of 8 Mar 2026 10:42."
    )
    assert json.loads(told.stdout)["snapshot"] == damaged[1]
    break_one(data_folder, damaged[3])
    now = cli("report")
    assert (
        "The snapshot of 22 Mar 2026 10:42" in " ".join(now.stdout.split())
        and "There are newer readings" not in now.stdout
    )
    for command in (("check",), ("changes", "--from", damaged[0])):
        assert "The snapshot of 22 Mar 2026 10:42 is damaged" in cli(*command).stderr


def test_what_is_compared_is_never_the_wrong_way_round(damaged):
    wrong = cli("changes", "--from", damaged[3], "--to", damaged[1])
    assert (wrong.returncode, wrong.stdout) == (2, "") and wrong.stderr.startswith(
        "The snapshot of --from was made after the snapshot of --to."
    )


def test_a_pointer_nobody_can_read_brings_no_invented_data(data_folder, opened):  # noqa: F811
    configuration.add(Source("Station book", "workbook", "/srv/Station book.xlsx"))
    kept = store.keep(lots(2))
    at = "2026-03-01T12:00:00+00:00"
    keep_source_states([SourceState("Station book", "workbook", "/srv/Station book.xlsx", read_at=at, checked_at=at)])
    for file in (pointer(), pointer().with_suffix(".before.json")):
        file.write_text("{", "utf-8")
    (data_folder / "snapshots" / f"{kept}.duckdb").unlink()  # else it tells of itself
    app = opened("overview")
    assert [title.value for title in app.title] == [say("first.title")] and "synthetic" not in words_of(app)
    assert store.current_id() is None
