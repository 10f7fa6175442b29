"""What was found in the samples of one lot: cup, moisture, water activity, defects and raw counts, laboratory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.metric_catalogue import metrics
from metrics.engine.question import Question

_CUPS = """
    SELECT sampled_on, stage, protocol, cup_score, cupper, third_party, row_id IN (
        SELECT row_id FROM sampled WHERE thing = 'cup_score' AND weight IS NOT NULL) AS counts
    FROM quality WHERE lot_id = $lot AND cup_score > 0 ORDER BY sampled_on, cupper NULLS LAST, cup_score"""
# the mean of a lot as every indicator takes it: of the pre-shipment samples, else of the latest stage
_MEANS = """
    SELECT thing, basis, sum(value * weight) AS value, count(DISTINCT sample) AS samples, min(day) AS first_on,
        max(day) AS last_on
    FROM sampled WHERE lot_id = $lot AND thing <> 'defects' AND value IS NOT NULL AND weight IS NOT NULL
    GROUP BY thing, basis ORDER BY thing, basis"""
_DEFECTS = """
    SELECT any_value(s.day) AS day, s.basis AS scheme, any_value(s.category1) AS category1,
        any_value(s.category2) AS category2, any_value(s.value) AS in_all, any_value(s.why_not) AS why_not,
        any_value(q.sample_g) AS grams,
        any_value(q.screen) AS screen, any_value(q.sample_id) AS sample_id
    FROM sampled s JOIN quality q USING (row_id) WHERE s.lot_id = $lot AND s.thing = 'defects'
    GROUP BY s.basis, s.sample ORDER BY day, s.sample"""
# of a code that stands for samples of several lots nobody knows whose beans were counted
_COUNTS = """
    SELECT defect, sum(count) AS beans FROM defects
    WHERE sample_id = $sample AND count > 0
        AND (SELECT count(DISTINCT lot_id) FROM quality WHERE sample_id = $sample) = 1
    GROUP BY defect ORDER BY beans DESC, defect"""
_LABORATORY = """
    SELECT t.sampled_on, t.kind, t.analyte, t.result, t.unit, t.loq, t."limit", j.market, t.lab, t.accredited,
        t.increments, t.seal_no, j.verdict, replace(j.reason, '<substances>', j.written) AS reason
    FROM lab_tests t LEFT JOIN lab_judged j USING (row_id) WHERE t.lot_id = $lot
    ORDER BY t.sampled_on, t.kind DESC, t.analyte, j.market"""


@dataclass(frozen=True)
class CupScore:
    """One score as it was written, by one cupper at one stage; `counts` says that the lot's own score is of it."""

    sampled_on: date
    stage: str | None
    protocol: str | None
    score: float
    cupper: str | None
    third_party: bool | None
    counts: bool


@dataclass(frozen=True)
class SampleMean:
    """The lot's own number of one thing (cup_score, moisture, water_activity, quakers) on one basis: the protocol or
    the instrument."""

    thing: str
    basis: str | None
    value: float
    samples: int
    first_on: date
    last_on: date


@dataclass(frozen=True)
class DefectCount:
    """One sample's defects by its scheme: whole full defects of each category, the sum in the unit of the scheme, or
    why it has none; `beans` are the raw counts as (defect, beans)."""

    day: date
    scheme: str
    category1: float | None
    category2: float | None
    in_all: float | None
    why_not: str | None
    grams: float | None
    screen: str | None
    beans: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class LabResult:
    """One analyte against one market, as printed; `verdict` is pass, fail or inconclusive with its reason."""

    sampled_on: date
    kind: str
    analyte: str
    result: str
    unit: str | None
    loq: str | None
    limit: str | None
    market: str | None
    laboratory: str | None
    accredited: bool | None
    portions: int | None
    seal_no: str | None
    verdict: str | None
    reason: str | None


@dataclass(frozen=True)
class LotSamples:
    """All that was found in one lot's samples. `graded` holds by scheme whether it is of specialty grade as far as it
    was looked at, None where that can't be told."""

    cups: tuple[CupScore, ...]
    means: tuple[SampleMean, ...]
    defects: tuple[DefectCount, ...]
    graded: dict[str, bool | None]
    laboratory: tuple[LabResult, ...]

    def of(self, thing: str) -> tuple[SampleMean, ...]:
        """The lot's numbers of one thing, a basis each."""
        return tuple(mean for mean in self.means if mean.thing == thing)


def lot_samples(w: Warehouse, lot_id: str) -> LotSamples:
    """The samples of one lot as of the warehouse's day."""

    def asked(sql: str) -> list[dict]:
        return w.rows(sql, {"lot": lot_id})

    def counted(row: dict) -> DefectCount:
        sample = row.pop("sample_id")
        beans = w.rows(_COUNTS, {"sample": sample}) if sample else []
        return DefectCount(**row, beans=tuple((one["defect"], one["beans"]) for one in beans))

    grades = Question(w, None).rows(metrics()["specialty_grade"].sql)
    return LotSamples(
        tuple(CupScore(*row.values()) for row in asked(_CUPS)),
        tuple(SampleMean(*row.values()) for row in asked(_MEANS)),
        tuple(map(counted, asked(_DEFECTS))),
        {
            row["basis"]: None if row["num"] is None else row["num"] == 1
            for row in grades
            if row["case_id"] == lot_id and row["part"] is None
        },
        tuple(LabResult(*row.values()) for row in asked(_LABORATORY)),
    )
