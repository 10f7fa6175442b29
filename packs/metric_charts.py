"""The charts of one indicator, chosen by what its answer holds: each case, the order of time, its parts, its bases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charts.bars import bars
from charts.curves import closure
from charts.dots import dots
from charts.forest import MOST_BLOCKS, forest
from charts.run_chart import LIMITS_FROM, PROVISIONAL_FROM, process_limits, run
from decisions.thresholds import Threshold
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.metric_catalogue import metrics
from packs.audience import Audience
from packs.drawn_chart import DrawnChart, Table, audience_of
from packs.metric_tables import (
    agreed_table,
    by_what,
    case_table,
    curve_table,
    estimate_head,
    estimate_row,
    estimate_table,
)
from words.finding import finding
from words.meaning import meaning
from words.numbers import cases, number, unit_words
from words.speech import group_name, say
from words.view_finding import of_buyers, of_kinds, of_parts, of_run, of_split

IN_ORDER = ("run", "run of counts")  # the charts of an indicator whose cases are also seen in the order of time
FEWEST_IN_ORDER = 2
FINDINGS = {"parts": of_parts, "bases": of_kinds, "buyers": of_buyers}
OF_LOTS = ("buyer", "month")  # cases a price rests on; what is drawn one by one is each of their lots


@dataclass(frozen=True)
class Beside:
    """What an indicator is drawn beside: its answer of the season before, the range it should lie in, and what was
    agreed."""

    before: Answer | None = None
    band: tuple[float, float] | None = None
    agreed: tuple[Threshold, ...] = ()


def drawn_view(metric: Metric, answer: Answer, view: str, beside: Beside) -> DrawnChart | None:
    """One of the `views` of an indicator; where the answer has not got it, the first it has, None where it has none."""
    known = list(views(answer))
    if not known:
        return None
    view = view if view in known else known[0]
    kind, _, what = view.partition(" ")
    if kind == "cases":
        return drawn_metric(metric, answer, beside)
    if kind == "run":
        return _drawn_run(metric, answer, what, beside.band)
    if kind == "bases" and metric.chart == "bars":
        return drawn_split(metric, answer, say("measure.view_bars").lower())
    rows = (
        {
            name: {g: e for g, e in groups.items() if g in answer.sides and e.unit == what}
            for name, groups in answer.parts.items()
        }
        if kind == "parts"
        else by_what(answer, buyers=kind == "buyers")
    )
    return _drawn_forest(metric, answer, {name: groups for name, groups in rows.items() if groups}, view)


def views(answer: Answer) -> dict[str, str]:
    """{name: words} of the charts this answer can have, the one to begin with first."""
    found, chart = {}, metrics()[answer.id].chart
    if chart == "curves" and any(answer.outcomes.values()):
        found["cases"] = say("measure.view_curves")
    elif any(answer.cases.values()):
        found["cases"] = say("measure.view_cases")
    elif any(e.value is not None for e in answer.groups.values()):
        found["cases"] = say("measure.view_number")
    if chart in IN_ORDER:
        found |= {
            f"run {g}": say("measure.view_run", group=group_name(g).lower())
            for g in answer.sides
            if len(in_order(answer, g)) >= FEWEST_IN_ORDER
        }
    for unit, known in _parts_by_unit(answer).items():
        if len(known) > 1 or known[0].low80 is not None:  # one number alone is no picture: it stands in the table
            found[f"parts {unit}"] = say("measure.view_parts", unit=unit_words(unit))
    if by_what(answer, buyers=False):
        found["bases"] = say("measure.view_bars" if chart == "bars" else "measure.view_bases")
    if by_what(answer, buyers=True):
        found["buyers"] = say("measure.view_buyers")
    return found


def _parts_by_unit(answer: Answer) -> dict[str, list[Estimate]]:
    """The known numbers of all parts, by unit."""
    found: dict[str, list[Estimate]] = {}
    for groups in answer.parts.values():
        for group, e in groups.items():
            if e.value is not None and group in answer.sides:
                found.setdefault(e.unit, []).append(e)
    return found


def drawn_metric(metric: Metric, answer: Answer, beside: Beside) -> DrawnChart | None:
    """The indicator's figure with its words and tables; None where nothing was computed, so nothing can be drawn."""
    known = answer.groups
    curves = metric.chart == "curves" and any(answer.outcomes.values())
    if curves:
        figure, behind = closure(answer, _clock(answer)), curve_table(answer)
    elif any(e.value is not None for e in known.values()) or any(answer.cases.values()):
        case_is = next((e.case_is for e in known.values() if e.case_is), "case")
        mark, fences = "lot" if case_is in OF_LOTS else case_is, _first_group(beside.agreed)
        figure, behind = dots(answer, mark, beside.band, beside.before, fences), case_table(answer)
    else:
        return None
    unit = say("chart.of_times", done=metric.happening) if curves else next(e.unit for e in known.values())
    return _drawn(
        metric,
        answer,
        answer.id,
        metric.title,
        figure,
        unit,
        (estimate_table(answer), agreed_table(metric, answer, beside.agreed), behind),
        found=finding(metric, answer),
        agreed=beside.agreed,
    )


def _drawn(
    metric: Metric,
    answer: Answer,
    name: str,
    title: str,
    figure,
    unit: str,
    tables: tuple[Table, ...],
    notes: tuple[str, ...] = (),
    found: str = "",
    agreed: tuple[Threshold, ...] = (),
) -> DrawnChart:
    """A figure of an indicator with what every one of them carries."""
    n = ", ".join(f"{group_name(g)}: {cases(e)}" for g, e in answer.groups.items() if e.value is not None)
    return DrawnChart(
        name,
        title,
        figure,
        unit,
        n,
        tables,
        # what was agreed to reach is for the house; a range coffee should lie in anybody may see
        audience_of(metric) if all(fence.inside for fence in agreed) else Audience.INTERNAL,
        metric.question,
        f"{title}. {meaning(metric, answer)}",
        dict(answer.row_ids),
        (*notes, *notes_of(answer)),
        finding=found,
        to_be_decided=any(fence.gate for fence in agreed),
    )


def in_order(answer: Answer, group: str) -> list[tuple[str, float]]:
    """(case with its day, value) of a group, the oldest first; cases without a day are left out."""
    dated = [
        (day, name, value)
        for (name, value), day in zip(answer.cases.get(group, ()), answer.days.get(group, ()), strict=False)
        if day is not None
    ]
    return [(f"{name}, {day:%Y-%m-%d}", value) for day, name, value in sorted(dated)]


def _drawn_run(metric: Metric, answer: Answer, group: str, band: tuple[float, float] | None) -> DrawnChart:
    samples, unit = in_order(answer, group), answer.groups[group].unit
    undated, values = len(answer.cases.get(group, ())) - len(samples), [value for _, value in samples]
    limits = metric.chart == "run"
    notes = [] if limits else [say("measure.no_limits")]
    if limits and len(samples) < LIMITS_FROM:
        notes.append(
            say(
                "measure.no_limits_yet" if len(samples) < PROVISIONAL_FROM else "measure.provisional",
                count=len(samples),
                least=PROVISIONAL_FROM,
                real=LIMITS_FROM,
            )
        )
    notes += [say("measure.undated", count=undated)] * bool(undated)
    rows = [[name, number(value, unit)] for name, value in samples]
    title = say("measure.run_of", title=metric.title, group=group_name(group).lower())
    return _drawn(
        metric,
        answer,
        f"{answer.id}-run-{answer.sides.index(group) + 1}",
        title,
        run(samples, unit, band, group, limits),
        unit,
        (([say("chart.case"), say("chart.value")], rows),),
        tuple(notes),
        of_run(metric, group, values, unit, band, process_limits(values) if limits else None, not limits),
    )


def _drawn_forest(
    metric: Metric, answer: Answer, rows: Mapping[str, Mapping[str, Estimate]], view: str
) -> DrawnChart | None:
    if not rows:
        return None
    unit = next(e.unit for groups in rows.values() for e in groups.values())
    shown = (
        sorted(rows.items(), key=lambda row: -max((e.rows for e in row[1].values()), default=0))[:MOST_BLOCKS]
        if len(rows) > MOST_BLOCKS
        else list(rows.items())
    )
    notes = (say("measure.most_rows", count=MOST_BLOCKS, all=len(rows)),) if len(rows) > MOST_BLOCKS else ()
    named = [(name[:1].upper() + name[1:], groups) for name, groups in shown]
    table = (
        estimate_head(),
        [
            estimate_row(f"{name}, {group_name(g).lower()}", e, e.unit)
            for name, groups in rows.items()
            for g, e in groups.items()
        ],
    )
    return _drawn(
        metric,
        answer,
        f"{answer.id}-{view.split()[0]}",
        f"{metric.title}: {_lowered(views(answer)[view])}",
        forest(named, answer.sides, unit),
        unit,
        (table,),
        notes,
        FINDINGS[view.split()[0]](metric, answer, rows),
    )


def _lowered(words: str) -> str:
    """As it stands within a sentence: units keep their capitals."""
    return words[:1].lower() + words[1:]


def other_bases(answer: Answer, own: list[str]) -> list[str]:
    """The bases the headline is not on, each by its name."""
    return [name for name in by_what(answer, buyers=False) if name not in own]


def _clock(answer: Answer) -> str:
    """From when days are counted: the basis where the indicator names one, else the offer."""
    basis = next((e.basis for e in answer.groups.values() if e.basis), None)
    return basis or say("chart.since_offer")


def _first_group(agreed: tuple[Threshold, ...]) -> tuple[float, ...]:
    """The values agreed for the first group, drawn across its dots."""
    return tuple(t.scale_at for t in agreed if t.applies_to == "micro" and t.scale_at is not None)


def notes_of(answer: Answer) -> tuple[str, ...]:
    """What has to be said beside the number, each thing once."""
    found = [*answer.notes, *metrics()[answer.id].caveats, *(note for e in answer.groups.values() for note in e.notes)]
    return tuple(dict.fromkeys(found))


def drawn_split(metric: Metric, answer: Answer, by: str) -> DrawnChart | None:
    """The parts of an indicator, such as cost by category, as bars from zero; None where it has none."""
    found = {name: groups.get("micro") or groups.get("all") for name, groups in (answer.by or answer.parts).items()}
    amounts = sorted(((name, e) for name, e in found.items() if e), key=lambda pair: -(pair[1].value or 0))
    if not amounts:
        return None
    unit = amounts[0][1].unit
    amounts = [(name[:1].upper() + name[1:], e) for name, e in amounts]
    figure = bars([(name, e.value) for name, e in amounts], unit)
    return DrawnChart(
        f"{answer.id}-by-{by}",
        f"{metric.title}: {by}",
        figure,
        unit,
        cases(amounts[0][1]),
        (([by, say("chart.value")], [[name, number(e.value, unit)] for name, e in amounts]),),
        audience_of(metric),
        metric.question,
        f"{metric.title}. {meaning(metric, answer)}",
        dict(answer.row_ids),
        notes_of(answer),
        finding=of_split(next(iter(answer.groups.values()), None), amounts),
    )
