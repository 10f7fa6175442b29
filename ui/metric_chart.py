"""The chart of one indicator, chosen by what its answer holds."""

from __future__ import annotations

from charts.bars import bars
from charts.curves import closure
from charts.dots import dots
from charts.numbers import cases, difference_unit, number, span
from metrics.catalogue import metrics
from metrics.contract import Answer, Estimate, Metric
from ui import session
from ui.chart_block import Drawn, Ready, Table, ready
from ui.filters import Chosen
from ui.meaning import meaning
from ui.words import say

GROUPS = ("micro", "bulk", "all")
BANDS = {"moisture": (10.0, 12.0)}      # agreed ranges drawn behind the dots, unless the settings <id>_low and <id>_high move them


def metric_chart(metric_id: str, chosen: Chosen, beside_last: bool = False) -> Ready | None:
    """The chart of one indicator of the page's season, with last season's stroke if asked; None where there is no number."""
    def draw() -> Drawn | None:
        year = session.season_before(chosen.crop_year) if beside_last else None
        before = session.answers(year, chosen.splits).get(metric_id) if year else None
        return drawn_metric(metrics()[metric_id], session.answers(chosen.crop_year, chosen.splits)[metric_id], before, _band(metric_id))
    return ready(metric_id, chosen, draw, beside_last)


def drawn_metric(metric: Metric, answer: Answer, before: Answer | None = None,
                 band: tuple[float, float] | None = None) -> Drawn | None:
    """The indicator's figure with its words and table; None where nothing was computed, so nothing can be drawn."""
    known = {g: e for g in GROUPS if (e := answer.groups.get(g)) is not None}
    if answer.outcomes and any(answer.outcomes.values()):
        figure, behind = closure(answer), _curve_table(answer)
    elif any(e.value is not None for e in known.values()) or any(answer.cases.values()):
        case_is = next((e.case_is for e in known.values() if e.case_is), "case")
        figure, behind = dots(answer, case_is, band, before), _case_table(answer)
    else:
        return None
    n = ", ".join(f"{say(f'groups.{g}')}: {cases(e)}" for g, e in known.items() if e.value is not None)
    unit = say("chart.of_deals") if answer.outcomes else next(e.unit for e in known.values())
    return Drawn(answer.id, metric.title, figure, unit, n, (estimate_table(answer), behind), metric.audience == "internal",
                 metric.question, f"{metric.title}. {meaning(metric, answer)}", dict(answer.row_ids), notes_of(answer))


def _band(metric_id: str) -> tuple[float, float] | None:
    """The agreed range of an indicator, in its unit."""
    if metric_id not in BANDS:
        return None
    low, high = (session.setting(f"{metric_id}_{end}") for end in ("low", "high"))
    try:
        return float(low or BANDS[metric_id][0]), float(high or BANDS[metric_id][1])
    except ValueError:
        return None          # what is written there is a problem of the settings, shown on Data health


def notes_of(answer: Answer) -> tuple[str, ...]:
    """What has to be said beside the number, each thing once."""
    found = [*answer.notes, *metrics()[answer.id].caveats, *(note for e in answer.groups.values() for note in e.notes)]
    return tuple(dict.fromkeys(found))


def drawn_split(metric: Metric, answer: Answer, by: str) -> Drawn | None:
    """The parts of an indicator, such as cost by category, as bars from zero; None where it has none."""
    found = {name: groups.get("micro") or groups.get("all") for name, groups in (answer.by or answer.parts).items()}
    amounts = sorted(((name, e) for name, e in found.items() if e), key=lambda pair: -(pair[1].value or 0))
    if not amounts:
        return None
    unit = amounts[0][1].unit
    figure = bars([(name, e.value) for name, e in amounts], unit)
    return Drawn(f"{answer.id}-by-{by}", f"{metric.title}: {by}", figure, unit, cases(amounts[0][1]),
                 (([by, say("chart.value")], [[name, number(e.value, unit)] for name, e in amounts]),), metric.audience == "internal",
                 metric.question, row_ids=dict(answer.row_ids), notes=notes_of(answer))


def estimate_table(answer: Answer) -> Table:
    """Each group and the difference with ranges, cases, rows and how the range was made."""
    head = ["", *(say(f"chart.{k}") for k in ("value", "range80", "range95", "cases", "rows_in", "left_out", "method"))]
    rows = [_estimate_row(say(f"groups.{g}"), e, e.unit) for g in GROUPS if (e := answer.groups.get(g))]
    if answer.difference:
        rows.append(_estimate_row(say("groups.difference"), answer.difference, difference_unit(answer.difference.unit)))
    for part, groups in answer.parts.items():
        rows += [_estimate_row(f"{part[:1].upper()}{part[1:]}, {say(f'groups.{g}').lower()}", e, e.unit if g != "difference" else difference_unit(e.unit))
                 for g, e in groups.items()]
    return head, rows


def _estimate_row(name: str, e: Estimate, unit: str) -> list[str]:
    if e.value is None:
        return [name, e.why_not or "", "", "", "", "", "", ""]
    how = "; ".join(t for t in (e.method or e.no_range, e.basis, f"assumed: {', '.join(e.assumed)}" if e.assumed else None) if t)
    return [name, number(e.value, unit), span(e.low80, e.high80, unit), span(e.low, e.high, unit), cases(e), str(e.rows), str(e.left_out), how]


def _case_table(answer: Answer) -> Table:
    """Every dot."""
    return [say("chart.case"), "", say("chart.value")], [
        [name, say(f"groups.{g}"), number(value, answer.groups[g].unit)] for g in GROUPS for name, value in answer.cases.get(g, ()) if value is not None]


def _curve_table(answer: Answer) -> Table:
    head = ["", *(say(f"chart.{k}") for k in ("day", "closed", "lost", "at_risk"))]
    return head, [[say(f"groups.{g}"), f"{day:.0f}", number(accepted, "share"), number(lost, "share"), f"{at_risk:.0f}"]
                  for g in GROUPS for day, accepted, lost, at_risk in answer.outcomes.get(g, ())]
