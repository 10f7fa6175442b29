"""A second report of the same files is the kept one to the byte; whatever it depends on, changed, makes a new one."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from command_line import kept_reports, report_command
from command_line.main import main

LOTS = "Lot,Stream,Crop year\nM-1,micro,2025/26\nB-1,bulk,2025/26\n"


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch) -> Path:
    """A folder with one file, and an empty data folder in which reports are kept."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(kept_reports.SWITCH, "yes")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lots.csv").write_text(LOTS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def computed(monkeypatch) -> list[str]:
    """One entry for every report that was not answered from a kept one."""
    made, real = [], report_command._computed

    def counted(*arguments):
        made.append("read")
        return real(*arguments)

    monkeypatch.setattr(report_command, "_computed", counted)
    return made


@pytest.fixture(scope="module")
def reported_before(tmp_path_factory) -> Path:
    """A folder with the file, of which one report was made and is kept."""
    folder = tmp_path_factory.mktemp("reported")
    (folder / "lots.csv").write_text(LOTS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        patch.setenv("LOTWISE_HOME", str(folder / "home"))
        patch.setenv(kept_reports.SWITCH, "yes")
        assert main(["report", "lots.csv"]) == 0
    return folder


@pytest.fixture
def reported(place, reported_before) -> None:
    """lots.csv was reported once before."""
    shutil.copytree(reported_before, place, dirs_exist_ok=True)


def said(capsys, *arguments: str) -> str:
    assert main(["report", *arguments]) == 0
    return capsys.readouterr().out


def files(place: Path) -> list[Path]:
    return sorted((place / "home" / "kept_reports").glob("*"))


def test_the_second_answer_is_the_first_to_the_byte_and_nothing_is_read(capsys, computed):
    first = said(capsys, "lots.csv", "--json")
    assert said(capsys, "lots.csv", "--json") == first
    assert said(capsys, "lots.csv").startswith("LOTWISE")
    assert computed == ["read"]


def test_anew_reads_in_any_case(capsys, reported, computed):
    said(capsys, "lots.csv")
    assert computed == []
    said(capsys, "lots.csv", "--anew")
    assert computed == ["read"]


def edit(place: Path) -> list[str]:
    (place / "lots.csv").write_text(LOTS.replace("B-1", "B-2"), encoding="utf-8")
    return ["lots.csv"]


def rename(place: Path) -> list[str]:
    (place / "lots.csv").rename(place / "renamed.csv")
    return ["renamed.csv"]


def say_more(place: Path) -> list[str]:
    (place / "m.toml").write_text('[[tab]]\nlogbook = "lots"\n', encoding="utf-8")
    return ["lots.csv", "--mapping", "m.toml"]


@pytest.mark.parametrize(
    "change",
    [
        edit,
        rename,
        say_more,
        lambda place: ["lots.csv", "--as-of", "2026-01-31"],
        lambda place: ["lots.csv", "--crop-year", "all"],
    ],
    ids=["content", "name", "mapping", "day", "season"],
)
def test_another_question_or_another_file_is_read(capsys, reported, computed, place, change):
    said(capsys, *change(place))
    assert computed == ["read"]


def test_another_mapping_of_the_same_name_is_read(capsys, computed, place):
    arguments = say_more(place)
    said(capsys, *arguments)
    (place / "m.toml").write_text('[[tab]]\nlogbook = "lots"\nheader_row = 1\n', encoding="utf-8")
    said(capsys, *arguments)
    assert computed == ["read", "read"]


def test_the_next_day_and_another_program_have_other_keys(monkeypatch, place):
    asked = ([place / "lots.csv"], ())
    today = kept_reports.key_of(*asked)
    assert kept_reports.key_of(*asked) == today
    with monkeypatch.context() as changed:
        changed.setattr(kept_reports, "_program", lambda: iter([("metrics/new.py", 1, 1)]))
        assert kept_reports.key_of(*asked) != today
    monkeypatch.setattr(sys, "version", "another Python")
    assert kept_reports.key_of(*asked) != today


@pytest.mark.parametrize("harm", ["cut", "other", "empty"])
def test_a_damaged_one_is_never_used(capsys, reported, computed, place, harm):
    (file,) = files(place)
    whole = file.read_bytes()
    file.write_bytes({"cut": whole[:-5], "other": whole.replace(b"lots.csv", b"best.csv"), "empty": b""}[harm])
    assert "lots.csv" in said(capsys, "lots.csv")
    assert computed == ["read"]
    assert file.stat().st_size == len(whole)  # and a good one stands in its place


def test_one_under_the_name_of_another_is_never_used(place):
    kept_reports.keep("a" * 64, {"json": {}, "text": "of another"})
    (file,) = files(place)
    file.rename(file.with_name(f"{'b' * 64}.json"))
    assert kept_reports.kept("b" * 64) is None


def test_nobody_else_may_read_them(capsys, place):
    said(capsys, "lots.csv")
    (file,) = files(place)
    assert [stat.S_IMODE(os.stat(path).st_mode) for path in (file.parent, file)] == [0o700, 0o600]


def test_they_are_few_and_small_and_the_oldest_go_first(monkeypatch, place):
    monkeypatch.setattr(kept_reports, "MOST_FILES", 3)
    for number in range(5):
        kept_reports.keep(f"{number}" * 64, {"text": "x"})
        os.utime(place / "home" / "kept_reports" / f"{str(number) * 64}.json", (number, number))
    assert [file.name[0] for file in files(place)] == ["2", "3", "4"]
    monkeypatch.setattr(kept_reports, "MOST_BYTES", 400)
    kept_reports.keep("7" * 64, {"text": "x" * 200})
    assert not [file for file in files(place) if file.name.startswith("7")]
    kept_reports.keep("8" * 64, {"text": "x"})
    assert sum(file.stat().st_size for file in files(place)) <= 400


@pytest.mark.parametrize("word", ["no", "0", "off"])
def test_switched_off_nothing_is_kept_or_taken(capsys, reported, computed, monkeypatch, place, word):
    monkeypatch.setenv(kept_reports.SWITCH, word)
    said(capsys, "lots.csv")  # though one is kept
    assert computed == ["read"]
    (file,) = files(place)
    file.unlink()
    said(capsys, "lots.csv")
    assert files(place) == []


def test_what_can_not_be_reported_is_not_kept(place):
    (place / "numbers.csv").write_text("1,2,3\n4,5,6\n", encoding="utf-8")
    assert main(["report", "numbers.csv"]) == 2
    assert files(place) == []


def test_a_data_folder_that_can_not_be_written_changes_no_answer(capsys, place):
    (place / "home").mkdir()
    (place / "home" / "kept_reports").write_text("a file in its way", encoding="utf-8")
    assert said(capsys, "lots.csv").startswith("LOTWISE")
