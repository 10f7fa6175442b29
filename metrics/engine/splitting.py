"""What can be shown of chosen stations, varieties or processes, and the sentence where it can't be: the same
everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def cannot_split(filters: Mapping[str, tuple[str, ...]] | None, splits: Iterable[str] = ()) -> str | None:
    """The sentence that refuses a number that can be split by `splits` alone; None where no other filter is set."""
    stuck = [name for name, values in (filters or {}).items() if values and name not in splits]
    if not stuck:
        return None
    return f"This can't be split by {' and '.join(stuck)}: what it is made of is not written down that way."
