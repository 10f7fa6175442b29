"""Defects of the green coffee, each scheme in its own unit and by its own grades."""

from logbooks.warehouse.defect_schemes import NO_GRADE, defect_schemes
from metrics.engine.contract import Metric

SCHEMES = defect_schemes().values()

METRIC = Metric(
    id="defect_rate",
    layer="technical",
    title="Defects",
    question="How clean is the green coffee?",
    definition="Each scheme in its own unit and grams: SCA and Fine Robusta full defects per 350 g, SNI points, COB "
    "and GCA defects per 300 g, TCVN and ISO 10470 percent of mass. Per sample the sum of count / beans that make one "
    "by the table of its own scheme, else what was written, brought to the grams of that scheme and not rounded down; "
    "per lot the mean of its pre-shipment samples, else of the latest stage; then the plain mean of the lots. One "
    "scheme at a time. Beside it the share of the lots in each grade of SNI and COB, by their own tables.",
    unit="in the unit of the scheme",
    units={s.scheme: s.unit for s in SCHEMES} | {"scheme not written": "defects per 350 g"},
    better="lower",
    reads=("quality", "lots", "defects"),
    columns=("quality.scheme",),
    sql=f"""
        WITH counted AS MATERIALIZED (FROM sampled WHERE thing = 'defects' AND (value IS NOT NULL OR why_not IS NOT
            NULL)),
        of_lot AS (
            SELECT crop_year, stream, max(day) AS day, lot_id, sum(value * weight) AS defects, list(row_id) AS row_id,
                basis, station, variety, process
            FROM counted WHERE why_not IS NULL AND basis IN (SELECT scheme FROM defect_grade) GROUP BY ALL),
        graded AS MATERIALIZED (    -- the best grade whose most the lot does not exceed
            SELECT l.*, coalesce(arg_min(g.grade, g.place), '{NO_GRADE}') AS grade
            FROM of_lot l LEFT JOIN defect_grade g ON g.scheme = l.basis AND round(l.defects, 6) <= g.at_most
            GROUP BY ALL)
        SELECT crop_year, stream, day, lot_id AS case_id, value * weight AS num, weight AS den, [row_id] AS row_id,
               basis, NULL AS part, assumed, why_not, station, variety, process
        FROM counted
        UNION ALL
        SELECT l.crop_year, l.stream, l.day, l.lot_id, (l.grade = g.grade)::INT, 1, l.row_id, l.basis,
               l.basis || ' ' || g.grade, NULL, NULL, l.station, l.variety, l.process
        FROM graded l JOIN (SELECT DISTINCT basis, grade FROM graded) g USING (basis)""",
    splits=("station", "variety", "process"),
    interval="ratio",
    case_is="lot",
    chart="run of counts",
    audience="buyer",
    plausible=(0.0, 150.0),
    source="SCA washed arabica green coffee defect poster 2018; Fine Robusta green grading protocol; SNI 01-2907-2008; "
    "Brazil IN 8/2003 (COB); ICO Resolution 420 (New York method, at most 150 in 300 g of robusta); TCVN 4193:2014; "
    "ISO 10470",
    trap="The schemes give the same beans different numbers, so they are never mixed, and none is brought to the unit "
    "of another. TCVN and ISO 10470 count percent of mass, so they need a written total.",
    relative=True,
    further={f"{s.scheme} {g}": ("share", "share") for s in SCHEMES if s.grades for g in (*dict(s.grades), NO_GRADE)},
)
