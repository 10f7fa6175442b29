"""Which numbers may be pooled: those that measure the same in the same unit, by the same definitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from union.summary.row import SummaryRow

# In what two numbers of one indicator, season and stream must be alike; the first in which they differ is said.
# Money is never brought from one currency to another: the rate of a day is not that of a season.
MUST_BE_ALIKE = ("definitions_version", "scale", "currency", "unit", "basis", "counterfactual_step", "to_date")


def largest_alike(rows: Sequence[SummaryRow]) -> tuple[list[SummaryRow], list[tuple[SummaryRow, str]]]:
    """The largest group of numbers that are alike, and every other number with the name of what it differs in; of
    groups of one size the one whose signs come first in the alphabet."""
    groups: defaultdict[tuple[str, ...], list[SummaryRow]] = defaultdict(list)
    for row in rows:
        groups[_signs(row)].append(row)
    if not groups:
        return [], []
    chosen = min(groups, key=lambda signs: (-len(groups[signs]), signs))
    others = [(row, _differs(signs, chosen)) for signs, group in groups.items() if signs != chosen for row in group]
    return groups[chosen], others


def _signs(row: SummaryRow) -> tuple[str, ...]:
    return tuple(str(getattr(row, name) or "") for name in MUST_BE_ALIKE)


def _differs(signs: tuple[str, ...], chosen: tuple[str, ...]) -> str:
    return next(name for name, one, other in zip(MUST_BE_ALIKE, signs, chosen, strict=True) if one != other)
