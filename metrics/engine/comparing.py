"""Whether the two groups of an indicator can be compared: where they are for the most part the same plots, or farmers
who chose for themselves, the numbers describe, and their difference is withheld with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from logbooks.fixed_numbers import fixed
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.question import Question

PLOTS, FARMERS = "plots", "farmers"  # what `compares` of a form may say
CHANGE = "change since last season"  # how the parts begin that compare the same ones with themselves
SHARED = """
    SELECT count(*) FILTER (of_both) AS shared, count(*) AS plots FROM (
        SELECT crop_year, plot_id, bool_or(stream = 'bulk') AS of_both FROM plot_delivered
        WHERE coalesce(crop_year = $year, $year IS NULL)
        GROUP BY crop_year, plot_id HAVING bool_or(stream = 'micro'))"""
SAME_PLOTS = (
    "Describes, does not compare: {shared} of the {plots} plots that feed the pilot feed bulk too, so that both "
    "numbers are mostly of the same plots."
)
CHOSE = (
    "Describes, does not compare: farmers chose for themselves whether to take part, so that the two groups may have "
    "differed before."
)


def compared(question: Question, metric: Metric, answer: Answer) -> Answer:
    """The answer, its differences withheld where its groups can't be compared; those of changes since last season stay,
    because each plot or farmer is compared with itself."""
    why = why_only_describes(question, metric) if metric.compares else None
    if why is None:
        return answer
    return replace(
        answer,
        difference=_withheld(answer.difference, why),
        relative=_withheld(answer.relative, why),
        parts={
            name: of_part if name.startswith(CHANGE) else _each_withheld(of_part, why)
            for name, of_part in answer.parts.items()
        },
        describes=why,
    )


def why_only_describes(question: Question, metric: Metric) -> str | None:
    """Why the groups of the indicator can't be compared, None where they can, or where nothing tells."""
    if metric.compares == FARMERS:
        return CHOSE
    (found,) = question.fetched(SHARED, {"year": question.crop_year})
    if not found["plots"] or found["shared"] <= fixed("shared_plots_share") * found["plots"]:
        return None
    return SAME_PLOTS.format(**found)


def _each_withheld(part: Mapping[str, Estimate], why: str) -> dict[str, Estimate]:
    return {name: (_withheld(one, why) or one) if name == "difference" else one for name, one in part.items()}


def _withheld(difference: Estimate | None, why: str) -> Estimate | None:
    """The difference without its number; one that has none keeps the reason it came with."""
    if difference is None or difference.value is None:
        return difference
    return difference.without_number(why)
