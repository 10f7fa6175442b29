"""Whether a number can be, and whether it is usual: what can't be is held back with its reason, what is unusual is said
to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from metrics.engine.contract import Answer, Estimate, Metric

if TYPE_CHECKING:
    from metrics.engine.question import Question

A_SHARE = (0.0, 1.0)
PRICED_IN = "USD"  # believable prices are told in it
DOUBTFUL = "Doubtful: "  # begins the note of a number that is unusual


def believed(question: Question, metric: Metric, answer: Answer) -> Answer:
    """The answer without the groups whose number can't be, and what is built on them; unusual numbers have a note."""
    cannot_be = {
        group: reason for group, estimate in answer.groups.items() if (reason := _why_it_cannot_be(metric, estimate))
    }
    if cannot_be:
        answer = _without(answer, cannot_be)
    if "base" in metric.unit and question.currency != PRICED_IN:
        return answer
    return replace(answer, groups={group: _noted(metric, estimate) for group, estimate in answer.groups.items()})


def doubts(answer: Answer) -> tuple[str, ...]:
    """The notes of its groups that say that a number is unusual, each once."""
    notes = (note for estimate in answer.groups.values() for note in estimate.notes)
    return tuple(dict.fromkeys(note for note in notes if note.startswith(DOUBTFUL)))


def _why_it_cannot_be(metric: Metric, estimate: Estimate) -> str | None:
    ends = metric.possible or (A_SHARE if metric.unit == "share" else None)
    if ends is None or estimate.value is None or ends[0] - 1e-9 <= estimate.value <= ends[1] + 1e-9:
        return None
    would_be, low, high = (_said(value, estimate.unit) for value in (estimate.value, *ends))
    return (
        f"It would be {would_be}, and nothing below {low} or above {high} can be: a unit, weight or code in the "
        f"{estimate.rows} rows behind it is wrong. The problems name those that were found."
    )


def _without(answer: Answer, reasons: Mapping[str, str]) -> Answer:
    """The answer in which these groups have no number, neither in parts nor by other bases, and nothing is compared."""

    def held(found: Mapping[str, Estimate]) -> dict[str, Estimate]:
        compared = next(iter(reasons.values()))
        return {
            group: _held(estimate, reasons.get(group, compared))
            if group in reasons or group == "difference"
            else estimate
            for group, estimate in found.items()
        }

    reason = next(iter(reasons.values()))
    return replace(
        answer,
        groups=held(answer.groups),
        difference=_held(answer.difference, reason) if answer.difference else None,
        relative=_held(answer.relative, reason) if answer.relative else None,
        parts={name: held(found) for name, found in answer.parts.items()},
        by={name: held(found) for name, found in answer.by.items()},
    )


def _held(estimate: Estimate, reason: str) -> Estimate:
    """The estimate without its value and ranges."""
    return estimate.without_number(estimate.why_not or reason)


def _noted(metric: Metric, estimate: Estimate) -> Estimate:
    low, high = metric.plausible
    if estimate.value is None or low <= estimate.value <= high:
        return estimate
    usual = f"{_said(low, estimate.unit)} to {_said(high, estimate.unit)}"
    return replace(estimate, notes=(*estimate.notes, f"{DOUBTFUL}usual is {usual}. Look at the rows behind it."))


def _said(value: float, unit: str) -> str:
    return f"{value * 100:,.0f} %" if unit == "share" else f"{value:,g} {unit}"
