"""A moment as it is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from connectors.utc_time import of_a_file, utc_seconds


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        ("2026-03-31T10:42:00-06:00", "2026-03-31T16:42:00+00:00"),
        ("2026-03-31T16:42:00.9", "2026-03-31T16:42:00+00:00"),
        (datetime(2026, 3, 31, 16, 42), "2026-03-31T16:42:00+00:00"),
        (datetime(2026, 3, 31, 16, 42, tzinfo=UTC), "2026-03-31T16:42:00+00:00"),
    ],
)
def test_a_moment_is_in_utc_to_the_second_and_without_a_zone_is_taken_for_it(moment, kept):
    assert utc_seconds(moment) == kept


def test_without_a_moment_it_is_now():
    before, now, after = datetime.now(UTC).replace(microsecond=0), utc_seconds(), datetime.now(UTC)
    assert before <= datetime.fromisoformat(now) <= after


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "1970-01-01T00:00:00+00:00"),
        (-1.5, "1969-12-31T23:59:58+00:00"),  # a file of a camera or an archive without a clock
        (-315_619_200, "1960-01-01T00:00:00+00:00"),  # 10 years, 3 of them leap years: 3653 days of 86,400 s
        (1e15, None),
    ],
)
def test_when_a_file_was_changed_is_known_before_1970_too(seconds, said):
    assert of_a_file(seconds) == said
