"""A moment as it is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from connectors.utc_time import utc_seconds


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
