"""Members' summaries, read or worked out: each fault named with its member, the others counted, nothing done twice."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from history.snapshots.snapshot_list import history_in
from tests.union.federation.handed import row, summary
from tests.union.federation.members_here import data_folder
from union.federation.engine_limits import engine_limits
from union.federation.gathered import gathered
from union.federation.member_standing import MemberStanding
from union.federation.member_summary import MadeSummary, key_of
from union.federation.members import Federation, Member
from union.summary import parquet_file
from union.summary.row import SummaryRow

HOLDS_THE_LOCK = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def office(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "office"))
    return tmp_path / "office"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder into which members put their summaries."""
    (tmp_path / "handed in").mkdir()
    return tmp_path / "handed in"


def of(*members: Member, tell=lambda *_: None) -> list[MemberStanding]:
    return gathered(Federation(members), "here", engine_limits(), tell=tell)


def reasons(*members: Member) -> dict[str, str]:
    return {one.name: one.reason for one in of(*members)}


def test_every_summary_of_a_folder_counts_under_its_own_name(folder):
    for name in "AB":
        parquet_file.write(folder / f"from {name}.parquet", summary(name))
    (folder / "notes.txt").write_text("no summary", encoding="utf-8")
    found = of(Member("", folder))
    assert [(one.name, one.reason, one.from_snapshot) for one in found] == [("A", "", False), ("B", "", False)]
    assert found[0].rows == (row("A"),)


def test_a_member_goes_by_the_name_this_office_knows_it_by(folder):
    parquet_file.write(folder / "s.parquet", summary("Cooperativa Alto Tambo"))
    (found,) = of(Member("Alto", folder / "s.parquet"))
    assert (found.name, found.rows[0].member) == ("Alto", "Alto")


def test_one_that_is_damaged_or_of_another_version_is_named_and_the_rest_counts(folder):
    for name in "ABC":
        parquet_file.write(folder / f"{name}.parquet", summary(name))
    content = bytearray((folder / "B.parquet").read_bytes())
    content[content.index(b"premium_over_bulk")] ^= 1  # one letter of one cell
    (folder / "B.parquet").write_bytes(content)
    parquet_file.write(folder / "C.parquet", replace(summary("C"), version=99))
    (folder / "D.parquet").write_bytes(b"PAR1 no summary")
    found = reasons(Member("", folder))
    assert found.pop("A") == ""
    assert {name: said.split(".")[0] for name, said in found.items()} == {f"{name}.parquet": name for name in "BCD"}
    assert "not as it was written" in found["B.parquet"]
    assert "version 99" in found["C.parquet"] and "no summary" in found["D.parquet"]


def test_of_several_summaries_of_one_the_newest_counts(folder):
    parquet_file.write(folder / "a new one.parquet", summary("A", row("A", 9.0), as_of=date(2026, 5, 31)))
    parquet_file.write(folder / "old.parquet", summary("A", snapshot="before"))
    (found,) = of(Member("", folder))
    assert found.rows[0].value == 9.0
    # under one name a damaged one is said, because it may have been the newest
    (folder / "newer.parquet").write_bytes(b"")
    (found,) = of(Member("A", folder))
    assert found.rows[0].value == 9.0 and "newer.parquet" in found.said


def test_nobody_counts_twice_neither_by_name_nor_by_sheets(folder):
    for file, told in {"1": summary("A"), "2": summary("B", snapshot="A" * 4)}.items():
        parquet_file.write(folder / f"{file}.parquet", told)
    other = folder.parent / "other.parquet"
    parquet_file.write(other, summary("a", snapshot="else"))
    found = of(Member("", folder), Member("", other))
    assert [one.reason for one in found] == [
        "",
        "It was worked out from the same sheets as that of A, and would count twice.",
        "Another member is called a too, so it is not known whose these are: one of the two summaries has the wrong "
        "name.",
    ]


def eight(member: str, first: float = 7.0) -> list[SummaryRow]:
    """Numbers by which a cooperative is known: of eight seasons, each another."""
    return [row(member, first + place, crop_year=str(2018 + place)) for place in range(8)]


def test_a_cooperative_under_another_name_does_not_count_twice(folder):
    """B holds A's numbers, worked out from sheets that differ in the name alone; C has seven of the eight alike."""
    told = {"A": eight("A"), "B": eight("B"), "C": [*eight("C")[:7], row("C", 9.5, crop_year="2025")]}
    for name, rows in told.items():
        parquet_file.write(folder / f"{name}.parquet", summary(name, *rows))
    assert reasons(Member("", folder)) == {
        "A": "",
        "B": "All its numbers are those of A, so it is the same cooperative under another name, and would count twice.",
        "C": "",
    }


def test_two_summaries_of_one_name_and_day_that_differ_do_not_count(folder):
    """Neither is known to be right; a copy of one is no other, however the name is spaced."""
    parquet_file.write(folder / "1.parquet", summary("Rio Claro", *eight("Rio Claro")))
    parquet_file.write(folder / "2.parquet", summary("Rio Claro", *eight("Rio Claro", 9.0), snapshot="another"))
    assert reasons(Member("", folder)) == {
        "Rio Claro": "1.parquet and 2.parquet are of one name and one day and hold different numbers: take the wrong "
        "one away."
    }
    parquet_file.write(folder / "2.parquet", summary("Rio  Claro", *eight("Rio  Claro"), snapshot="another"))
    spaced = eight("rio  claro")
    parquet_file.write(folder / "3.parquet", summary("rio  claro", *spaced, as_of=date(2026, 1, 31), snapshot="older"))
    (found,) = of(Member("", folder))
    assert (found.name, found.reason, found.said) == ("Rio Claro", "", "1.parquet counts; 3.parquet is older.")


def test_a_summary_that_was_cut_or_damaged_is_told_from_what_is_none(folder):
    whole = parquet_file.in_bytes(summary("A", *eight("A")))
    (folder / "cut.parquet").write_bytes(whole[: len(whole) - 40])
    (folder / "half.parquet").write_bytes(whole[: len(whole) // 2])
    (folder / "damaged.parquet").write_bytes(whole[:-8] + b"\0\0\0\0" + whole[-4:])
    (folder / "none.parquet").write_bytes(b"a letter")
    told = reasons(Member("", folder))
    assert "none.parquet is no summary of a cooperative" in told["none.parquet"]
    for name in ("cut.parquet", "damaged.parquet"):
        assert (
            told[name] == f"{name} is a summary that was damaged or cut on its way. Ask the cooperative for it again."
        )
    # what says that it is a summary stands at the end of the file
    assert told["half.parquet"].startswith("half.parquet is no summary, or was damaged or cut on its way.")


def test_invented_cooperatives_count_only_among_themselves(folder):
    for name in "AB":
        parquet_file.write(folder / f"{name}.parquet", summary(name, invented=True))
    assert set(reasons(Member("", folder)).values()) == {""}
    parquet_file.write(folder / "C.parquet", summary("C"))
    invented = "The cooperative is invented, and others are not."
    assert reasons(Member("", folder)) == {"A": invented, "B": invented, "C": ""}


def test_a_stream_nobody_knows_is_refused_with_its_file(folder):
    parquet_file.write(folder / "A.parquet", summary("A", row("A", stream="all")))
    assert "stream" in reasons(Member("", folder))["A.parquet"]


def test_a_place_that_is_not_there_or_empty_is_said(folder, tmp_path):
    assert reasons(Member("A", tmp_path / "nowhere"), Member("B", folder)) == {
        "A": f"There is no folder or file {tmp_path / 'nowhere'}, or it may not be looked into.",
        "B": "No summary lies in handed in.",
    }


def test_a_run_that_is_broken_off_goes_on_where_it_was_and_what_is_kept_is_not_done_again(tmp_path, office):
    members = [Member(name, data_folder(tmp_path / name)) for name in "AB"]

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        of(*members, tell=stop)
    (kept,) = (office / "union_summaries").iterdir()
    content = kept.read_bytes()
    told: list[tuple[int, int, int]] = []
    found = of(*members, tell=lambda *far: told.append(far))
    assert told == [(1, 1, 0)]  # B alone
    assert [one.from_snapshot for one in found] == [True, True]
    told.clear()
    # what is kept and damaged is worked out anew, to the same bytes
    kept.write_bytes(b"")
    assert of(*members, tell=lambda *far: told.append(far)) == found
    assert told == [(1, 1, 0)] and kept.read_bytes() == content


def test_the_key_changes_with_the_snapshot_its_day_the_name_and_the_definitions(tmp_path, monkeypatch):
    (before,) = history_in(data_folder(tmp_path / "A"))
    keys = {
        key_of("A", before),
        key_of("B", before),
        key_of("A", replace(before, confirmed_at="2027-01-01T00:00:00+00:00")),
        key_of("A", replace(before, manifest="of other rows")),
    }
    monkeypatch.setattr("union.summary.summarised.definitions_version", lambda: "another")
    assert len(keys | {key_of("A", before)}) == 5


def test_a_summary_that_a_worker_of_another_version_made_is_refused(tmp_path, monkeypatch, office):
    """Its definitions are of version 1, and no Lotwise has such ones; then a form of the file that nobody knows."""
    for other in (summary("A"), summary("A", version=99)):
        made = MadeSummary("A", "key", parquet_file.in_bytes(other))
        monkeypatch.setattr("union.federation.gathered.engine", lambda _, made=made: lambda *_: iter([made]))
        (found,) = of(Member("A", data_folder(tmp_path / f"A{other.version}")))
        assert "need the same version of Lotwise" in found.reason and not found.rows
    assert not (office / "union_summaries").exists()


def test_a_snapshot_that_is_locked_or_damaged_is_named_and_the_rest_counts(tmp_path):
    members = [Member(name, data_folder(tmp_path / name)) for name in ("A", "locked", "damaged")]
    members.append(Member("empty", tmp_path / "empty"))
    (tmp_path / "empty" / "snapshots").mkdir(parents=True)
    locked, damaged = (next((tmp_path / name / "snapshots").glob("*.duckdb")) for name in ("locked", "damaged"))
    damaged.write_bytes(damaged.read_bytes()[:5000])
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_THE_LOCK, locked], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        holder.stdout.readline()
        found = reasons(*members)
        holder.communicate()
    broken = "None of the snapshots in its data folder can be opened."
    assert found == {"A": "", "locked": broken, "damaged": broken, "empty": "No snapshot lies in its data folder."}
    # what stood against it is over
    assert reasons(members[1]) == {"locked": ""}
