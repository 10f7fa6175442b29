"""Whatever the rows of one source do, the others go on, and the source is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from history import fault_log
from logbooks.check import ledger
from refresh import source_states
from refresh.configuration import BadConfiguration
from refresh.one_refresh import refresh
from tests.refresh.connected import codes, connect, lots, state, two_sheets
from tests.scenes import Scene

FAULT = "Lotwise met a fault of its own while reading “North”."


@pytest.fixture(scope="module")
def of_north_and_south(tmp_path_factory) -> Scene:
    return two_sheets(tmp_path_factory)


@pytest.fixture
def sheets(of_north_and_south, monkeypatch) -> Path:
    return of_north_and_south.anew(monkeypatch)


@pytest.fixture
def defect(monkeypatch):
    """A defect of ours at the lot ODD, as long as it is not mended."""
    return break_at(monkeypatch, "ODD")


def break_at(monkeypatch, lot: str) -> Callable[[], None]:
    """From now on the sum of a snapshot that holds a lot of that code does not close, until what is returned is
    called."""
    sound = ledger.check

    def check(connection) -> None:
        if connection.execute("SELECT 1 FROM clean.lots WHERE lot_id = ?", [lot]).fetchall():
            raise ledger.LedgerBroken("one row too many")
        sound(connection)

    monkeypatch.setattr(ledger, "check", check)
    return lambda: monkeypatch.setattr(ledger, "check", sound)


def test_the_last_good_rows_of_a_source_stand_in_and_the_others_go_on(sheets, defect):
    lots(sheets / "north.csv", "N1", "N2", "ODD")
    lots(sheets / "south.csv", "S1", "S2")
    done = refresh()
    assert codes() == ["N1", "S1", "S2"]
    assert {one.name: one.standing for one in done.sources} == {"North": "failed", "South": "done"}
    assert state("North").trouble.what == FAULT
    assert fault_log.log_file().read_text("utf-8").count(" reference ") == 1
    assert [one.name for one in source_states.stale_sources()] == ["North"]

    lots(sheets / "south.csv", "S1", "S2", "S3")
    refresh()
    assert codes() == ["N1", "S1", "S2", "S3"]
    defect()
    refresh()
    assert codes() == ["N1", "N2", "ODD", "S1", "S2", "S3"] and state("North").trouble is None


def test_a_sheet_corrected_is_taken_again(sheets, defect):
    lots(sheets / "north.csv", "N1", "ODD")
    refresh()
    lots(sheets / "north.csv", "N1", "N2")
    refresh()
    assert codes() == ["N1", "N2", "S1"] and state("North").trouble is None


def test_a_source_that_never_was_in_the_numbers_keeps_nobody_waiting(sheets, defect):
    connect("West", lots(sheets / "west.csv", "ODD"))
    lots(sheets / "south.csv", "S1", "S2")
    refresh()
    assert codes() == ["N1", "S1", "S2"]
    assert (state("West").read_at, state("West").trouble.what) == (None, FAULT.replace("North", "West"))


def test_rows_that_a_newer_program_can_not_take_are_out_in_words(sheets, monkeypatch):
    """What was read before is at fault too: nothing of the source can stand in, and the others go on."""
    mended = break_at(monkeypatch, "N1")
    lots(sheets / "south.csv", "S1", "S2")
    refresh()
    assert codes() == ["S1", "S2"]
    assert (state("North").trouble.what, state("North").read_at) == (FAULT, None)
    mended()
    refresh()
    assert codes() == ["N1", "S1", "S2"] and state("North").trouble is None


def test_two_sources_whose_workbooks_would_have_one_name_are_refused(sheets):
    lots(sheets / "books" / "east.csv", "E1")
    connect("Books", sheets / "books", kind="folder")
    with pytest.raises(BadConfiguration, match=r"“books/East\.csv” and “Books” would give their workbooks one name"):
        connect("books/East.csv", lots(sheets / "east.csv", "E2"))
    connect("North/2024", lots(sheets / "2024.csv", "N0"))  # a workbook's name is its own
