"""What the members' view says of the farmers' own work, and what a day of it brought."""

from __future__ import annotations

from metrics.engine import labour
from metrics.engine.contract import Answer, Estimate, Metric
from words.numbers import figure, number, span
from words.speech import say


def members_view(metric: Metric, answer: Answer) -> str:
    """The number as the members see it, with or before their own work; "" where there is none."""
    members = _part(answer, metric.of_members)
    if members is None or members.value is None:
        return ""
    work = _part(answer, labour.WORTH)
    told = "of_members_and_work" if work is not None and work.value is not None else "of_members"
    return say(f"meaning.{told}", value=number(members.value, members.unit, signed=metric.beyond_bulk))


def day_of_work(answer: Answer) -> str:
    """What each extra day brought, beside what a day is paid, or why that is not known; "" of other indicators."""
    found, days, wage = (_part(answer, name) for name in (labour.DAY, labour.DAYS_MORE, labour.WAGE))
    if found is None:
        return ""
    if found.value is None:
        return found.why_not or ""
    values = {
        "days": figure(days.known, 0) if days is not None else "",
        "value": number(found.value, found.unit, signed=True),
    }
    between = "_between" if found.range80 else ""
    if found.range80:
        values["ends"] = span(*found.range80, found.unit, with_unit=False)
    told = say(f"meaning.day_of_work{between}", **values)
    if wage is None or wage.value is None:
        return f"{told} {wage.why_not if wage else ''}".strip()
    return f"{told} {say('meaning.day_wage', wage=number(wage.value, wage.unit))}"


def _part(answer: Answer, name: str) -> Estimate | None:
    return answer.parts.get(name, {}).get("micro")
