"""The numbers of a report as everybody is told them: each rounded once, so that the terminal, the page, the pictures
and the files hold the same, and a member's own number as its summary has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from metrics.engine.intervals import Range
from union.pooling.pooled import MemberNumber, Pooled
from union.summary.rounded import step_of, to_step
from union.summary.row import SummaryRow

ERRORS_IN_95, ERRORS_IN_80 = 3.92, 2.56  # standard errors from end to end of such a range
FINER = 5  # than half a standard error, to which a summary is rounded: so an end keeps its side of nothing


def as_told(found: Pooled, rows: Mapping[str, SummaryRow], within: Range) -> Pooled:
    """The same, each number to the largest of 1, 2, 5, 10 ... that is no more than a tenth of its standard error;
    `rows` are the members' own lines by name, and no end lies beyond `within`."""
    mean, low, high, new_low, new_high = _rounded(
        (found.mean, *found.mean95, *found.prediction95), found.mean95, ERRORS_IN_95
    )
    members = tuple(_member(one, rows[one.member], within) for one in found.members)
    return replace(found, mean=mean, mean95=(low, high), prediction95=(new_low, new_high), members=members)


def _member(one: MemberNumber, row: SummaryRow, within: Range) -> MemberNumber:
    together, low, high = _rounded((one.with_neighbours, *one.with_neighbours80), one.with_neighbours80, ERRORS_IN_80)
    if row.value is None or row.low80 is None or row.high80 is None:
        alone, *ends = _rounded((one.alone, *one.alone80), one.alone80, ERRORS_IN_80)
    else:
        alone, *ends = row.value, max(row.low80, within[0]), min(row.high80, within[1])
    return replace(
        one, alone=alone, alone80=(ends[0], ends[1]), with_neighbours=together, with_neighbours80=(low, high)
    )


def _rounded(values: tuple[float, ...], ends: Range, errors: float) -> list[float]:
    low, high = ends
    if not high > low:
        return list(values)
    step = step_of((high - low) / errors / FINER)
    return [to_step(value, step) for value in values]
