"""What was given stands: the log finds it again, and where the log is lost the files do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.union.summary.made_rows import INDICATOR, YEAR, price_of, summary_of
from union.summary import given_log, parquet_file
from union.summary.given_before import as_given
from union.summary.parquet_file import NoSummary
from union.summary.row import without_number
from union.summary.summary import Summary, number_of
from words.speech import say

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = date(2026, 3, 8)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    return tmp_path


def given(fresh: Summary, to: str = "") -> Summary:
    """What leaves, noted as given."""
    made = as_given(fresh, given_log.given_before())
    given_log.keep(made, to, NOON)
    return made


def told(summary: Summary) -> dict[str, tuple]:
    return {stream: (row.value, row.given_on) for (_, _, stream), row in zip_rows(summary) if row.value is not None}


def zip_rows(summary: Summary):
    return [(number_of(row), row) for row in summary.rows]


def test_a_number_stands_until_three_are_new():
    given(summary_of("a", "123"))
    assert told(given(summary_of("b", "12345", value=86.0, as_of=LATER))) == {"micro": (85.2, date(2026, 3, 1))}
    # 4, 5 and 6 are new to what was told, which is 1, 2 and 3 still
    assert told(given(summary_of("c", "123456", value=86.4, as_of=LATER))) == {"micro": (86.4, None)}
    # ... and from now on it is these six that three must be new to
    assert told(given(summary_of("d", "12345678", value=87.0, as_of=LATER))) == {"micro": (86.4, LATER)}


def test_the_difference_waits_until_both_streams_are_told_anew():
    given(summary_of("a", "123"))
    found = given(summary_of("b", "123", "456", value=80.0, as_of=LATER))
    assert told(found) == {"micro": (85.2, date(2026, 3, 1)), "bulk": (80.0, None)}
    assert "waits" in next(row.why_not for row in found.rows if row.stream == "difference")
    both = given(summary_of("c", "123789", "456xyz", value=81.0, as_of=LATER))
    assert told(both) == dict.fromkeys(("micro", "bulk", "difference"), (81.0, None))


def test_the_same_snapshot_gives_the_same_file_and_a_new_definition_a_new_number():
    first = given(summary_of("a", "123"))
    given(summary_of("b", "123456", value=86.0, as_of=LATER))
    assert parquet_file.in_bytes(given(summary_of("a", "123"))) == parquet_file.in_bytes(first)
    assert told(given(summary_of("a", "123", value=85.0, definitions_version="2"))) == {"micro": (85.0, None)}


def test_what_the_logs_give_no_more_stands_for_that_it_went_would_tell_what_came():
    """One deal more that is not paid yet leaves no days to payment: their absence would tell of the deal."""
    given(summary_of("a", "123"))
    assert told(given(summary_of("b", as_of=LATER))) == {"micro": (85.2, date(2026, 3, 1))}
    assert told(given(summary_of("c", "1234", value=86.0))) == {"micro": (85.2, date(2026, 3, 1))}


def test_what_rested_on_too_few_waits_until_three_of_those_behind_it_are_new():
    """Two lots last week and three today: the number of today speaks of the one between. Of five three are new."""
    few = summary_of("a", "12")
    withheld = replace(few, rows=tuple(without_number(row, "few_lots") for row in few.rows), people={})
    given(withheld)
    for lots in ("123", "1234"):
        found = given(summary_of(f"b{lots}", lots, value=86.0, as_of=LATER))
        assert told(found) == {} and say("summary.why.risen") in {row.why_not for row in found.rows}
    assert told(given(summary_of("c", "12345", value=86.4, as_of=LATER))) == {"micro": (86.4, None)}


def test_another_cooperative_and_the_invented_sample_are_held_to_nothing():
    given(summary_of("a", "123"))
    for head in ({"member": "Lower Valley"}, {"invented": True}):
        assert told(as_given(summary_of("b", "1234", value=86.0, **head), given_log.given_before())) == {
            "micro": (86.0, None)
        }


def test_names_written_otherwise_are_not_new():
    given(summary_of("a", "123"))
    assert told(given(summary_of("b", "xyz", value=86.0)))["micro"][0] == 85.2


def test_the_log_says_when_and_to_whom_and_names_nobody(home):
    given(summary_of("a", "123"), "Northern Union")
    given(summary_of("a", "123"), "Donor")
    assert [(one.given_at, one.to) for one in given_log.gifts()] == [
        ("2026-03-01T12:00:00+00:00", "Northern Union"),
        ("2026-03-01T12:00:00+00:00", "Donor"),
    ]
    assert '"f1"' not in (home / "summaries" / "given.jsonl").read_text("utf-8")


@pytest.mark.parametrize("damage", ["gone", "cut", "changed"])
def test_where_the_log_is_lost_what_the_files_told_stands_for_good(home, damage):
    given(summary_of("a", "123"))
    log = home / "summaries" / "given.jsonl"
    content = log.read_bytes()
    if damage == "gone":
        log.unlink()
    else:
        log.write_bytes(content[:-40] if damage == "cut" else content.replace(b'"to": ""', b'"to": "x"'))
    assert [one.given_at for one in given_log.gifts()] == [""]
    # six more, and still: nobody knows any more who the three were
    assert told(given(summary_of("b", "123456789", value=86.0, as_of=LATER))) == {"micro": (85.2, date(2026, 3, 1))}
    assert len(given_log.gifts()) == 2  # the log goes on, the lost one beside it


@pytest.mark.parametrize(
    ("lots", "unit", "is_told"),
    [
        ("1234", "USD/kg", True),  # the same lots: nothing to tell apart
        ("12345", "USD/kg", False),  # the fifth would be
        ("123", "USD/kg", False),  # and so would the fourth
        ("1234567", "USD/kg", True),
        ("12345", "USD", True),  # another kind of amount
    ],
)
def test_another_price_of_nearly_the_same_lots_is_not_told(lots, unit, is_told):
    given(price_of("a", "premium_over_bulk", "1234", 9.0))
    found = given(price_of("b", "realised_premium", lots, 9.4, unit))
    assert (found.rows[0].value == 9.4) is is_told
    assert is_told or "nearly the same lots" in found.rows[0].why_not


def test_what_was_worked_out_before_another_was_given_is_not_given_any_more():
    """Two windows, each with its table: the second file would tell lot 4 to whoever has the first."""
    first, second = summary_of("a", "123"), summary_of("b", "1234", value=86.0, as_of=LATER)
    given_log.keep(first, "")
    with pytest.raises(given_log.GivenMeanwhile):
        given_log.keep(second, "")
    given_log.keep(first, "")  # the same again tells nothing new


def test_where_a_file_is_gone_nothing_is_given_until_it_is_back(home):
    given(summary_of("a", "123"))
    next((home / "summaries").glob("*.parquet")).unlink()
    with pytest.raises(NoSummary, match=r"Put .* back"):
        given_log.given_before()


def test_a_file_of_another_data_folder_is_taken_in(tmp_path):
    parquet_file.write(tmp_path / "old.parquet", summary_of("a", "123"))
    given_log.take_in(parquet_file.read(tmp_path / "old.parquet"))
    assert told(given(summary_of("b", "123456789", value=86.0, as_of=LATER))) == {"micro": (85.2, date(2026, 3, 1))}


def test_a_file_that_was_changed_or_is_of_another_version_is_refused(tmp_path):
    whole = summary_of("a", "123")
    changed = parquet_file.in_bytes(whole).replace(b"Upper Valley", b"Lower Valley")
    with pytest.raises(NoSummary, match="seal does not fit"):
        parquet_file.from_bytes(changed, "changed.parquet")
    with pytest.raises(NoSummary, match="version 2"):
        parquet_file.from_bytes(parquet_file.in_bytes(replace(whole, version=2)), "newer.parquet")
    assert parquet_file.from_bytes(parquet_file.in_bytes(whole), "whole.parquet") == whole
    assert [row.indicator for row in whole.rows] == [INDICATOR] * 3 and whole.rows[0].crop_year == YEAR
