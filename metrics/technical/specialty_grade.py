"""Share of lots of specialty grade, SCA for arabica and Fine Robusta for robusta."""

from logbooks.fixed_numbers import with_numbers
from metrics.engine.contract import Metric

METRIC = Metric(
    id="specialty_grade",
    layer="technical",
    title="Specialty grade",
    question="How many lots are clean enough to be sold as specialty?",
    definition="Share of the lots graded by SCA (or by Fine Robusta, which is never mixed with it) of which every "
    "pre-shipment sample (else every sample of the latest stage) has no whole full defect of category 1 and at most 5 "
    "of category 2 in 350 g. Only whole full defects grade, kind by kind: 4 beans of which 5 make one are none; of "
    "written totals the fraction is left off. SCA also asks for no quaker in 100 g roasted and a water activity below "
    "0.70: a lot measured otherwise is not of the grade, and where nobody looked it is said. The cup score stands "
    "beside it and is no part of it. Where only the total of a sample is written, none at all is clean and 6 or "
    "more are not; of 1 to 5 it can't be told.",
    unit="share",
    better="higher",
    reads=("quality", "lots", "defects"),
    columns=("quality.scheme",),
    sql=with_numbers("""
        WITH beside AS (    -- what else the grade asks for, of the samples of the last stage at which it was looked at
            SELECT lot_id, max(value) FILTER (thing = 'quakers') AS quakers,
                max(value) FILTER (thing = 'water_activity') AS activity, list(row_id) AS row_ids
            FROM sampled WHERE thing IN ('quakers', 'water_activity') GROUP BY lot_id),
        graded AS (
            SELECT *, CASE WHEN category1 IS NOT NULL AND category2 IS NOT NULL
                               THEN category1 = 0 AND category2 <= {specialty_category2}
                           -- by the total alone: none at all, or more than category 2 may have
                           WHEN value < 1 THEN true WHEN floor(value) > {specialty_category2} THEN false
                      END AS clean
            FROM sampled WHERE thing = 'defects' AND basis IN ('SCA', 'Fine Robusta') AND why_not IS NULL)
        SELECT g.crop_year, g.stream, max(g.day) AS day, g.lot_id AS case_id,
               CASE WHEN bool_or(NOT g.clean) THEN 0
                    WHEN g.basis = 'SCA' AND (b.quakers > 0 OR round(b.activity, 6) >= {specialty_water_activity})
                        THEN 0
                    WHEN count(g.clean) = count(*) THEN 1 END AS num, 1 AS den,
               list_distinct(list_concat(list(g.row_id), coalesce(b.row_ids, []))) AS row_id, g.basis, NULL AS part,
               CASE WHEN num = 1 AND g.basis = 'SCA' THEN nullif(concat_ws('; ',
                   CASE WHEN b.quakers IS NULL THEN 'lots are graded without quakers where nobody counted them' END,
                   CASE WHEN b.activity IS NULL THEN
                       'lots are graded without water activity where nobody measured it' END), '') END AS assumed,
               CASE WHEN num IS NULL THEN 'of the defects of a sample it could not be told how many are of category 1'
                   END AS why_not, g.station, g.variety, g.process
        FROM graded g LEFT JOIN beside b USING (lot_id)
        GROUP BY g.crop_year, g.stream, g.lot_id, g.basis, b.quakers, b.activity, b.row_ids, g.station, g.variety,
            g.process
        UNION ALL
        SELECT crop_year, stream, max(day), lot_id, sum(value * weight), 1, list(row_id), basis, 'cup score', NULL,
            NULL, station, variety, process
        FROM sampled WHERE thing = 'cup_score' GROUP BY ALL"""),
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="SCA washed arabica green coffee defect poster 2018: specialty grade; Fine Robusta green grading protocol: "
    "only full equivalents grade, fractions are not acceptable (the poster leaves it open)",
    trap="A cup score of 80 is not specialty: of 1,130 real lots that scored 80 or more, 258 had too many defects.",
    audience="buyer",
    further={"cup score": ("ratio", "points")},
)
