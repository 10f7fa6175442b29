"""What can't be worked out yet, because nothing of it has happened."""

from __future__ import annotations

from collections.abc import Iterator


class NothingYet(Exception):
    """Nothing was offered, sold or paid of which a share or a mean could be worked out."""


def over(part: float, whole: float) -> float:
    """The part over the whole; NothingYet where there is no whole."""
    if whole == 0:
        raise NothingYet
    return part / whole


def first_of(days: Iterator[int]) -> int:
    """The first of these days; NothingYet where there is none."""
    for day in days:
        return day
    raise NothingYet
