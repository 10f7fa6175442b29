"""Lots free of moulds' poisons and germs above the limits."""

from metrics.contract import Metric

METRIC = Metric(
    id="microbiology_pass",
    layer="technical",
    title="Germs and moulds within limits",
    question="Is the coffee clean of germs and of what moulds leave behind?",
    definition="Lots that pass / (pass + fail), of the lots tested for mycotoxins or germs: any result above its limit fails the lot; else any that "
               "is inconclusive (LOQ above the limit, limit or unit not known, not to be read) makes it so, and it is counted apart. The limit is "
               "the printed one, else that of Limits, as valid on the day of the sample.",
    unit="share",
    better="higher",
    reads=("lab_tests", "limits", "lots", "settings"),
    columns=("lab_tests.result",),
    sql="""
        WITH told AS MATERIALIZED (
            SELECT crop_year, stream, day, lot_id, verdict, market, row_ids, station, variety, process, assumed, 'inconclusive: ' || reason AS reason
            FROM lab_verdict WHERE family = 'microbiology'),
        lots AS (SELECT l.*, coalesce(l.closed_on, l.opened_on) AS day, t.row_ids FROM lot l
                 LEFT JOIN (SELECT lot_id, flatten(list(row_ids)) AS row_ids FROM told GROUP BY lot_id) t USING (lot_id))
        SELECT crop_year, stream, day, lot_id AS case_id, CASE verdict WHEN 'pass' THEN 1 WHEN 'fail' THEN 0 END AS num,
               CASE WHEN verdict <> 'inconclusive' THEN 1 END AS den, row_ids AS row_id, market AS basis, NULL AS part, assumed,
               CASE WHEN verdict = 'inconclusive' THEN reason END AS why_not, station, variety, process
        FROM told
        UNION ALL
        SELECT crop_year, stream, day, lot_id, CASE WHEN verdict = 'inconclusive' THEN 1 ELSE 0 END, 1, row_ids, market, 'inconclusive of tested',
               NULL, NULL, station, variety, process
        FROM told
        UNION ALL
        SELECT crop_year, stream, day, lot_id, CASE WHEN row_ids IS NULL THEN 0 ELSE 1 END, 1, coalesce(row_ids, [row_id]), NULL, 'tested of all lots',
               NULL, NULL, station, variety, process
        FROM lots""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    chart="shares",
    plausible=(0.0, 1.0),
    source="Regulation (EU) 2023/915: ochratoxin A 3.0 ug/kg in roasted coffee, none for green; no general norm for germs in green coffee",
    trap="There is no general limit for green coffee: without the buyer's own in Limits a lot is inconclusive. A kilogram taken from a lot of "
         "600 does not stand for its ochratoxin.",
    caveats=("A result above the limit counts as a fail whole, without taking off the laboratory's uncertainty.",),
)
