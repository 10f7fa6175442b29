"""Working rules kept."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="sop_compliance",
    layer="technical",
    title="Working rules kept",
    question="Is the work done as agreed, lot by lot?",
    definition="Yes / (yes + no) over the sop items checked; not applicable counts in neither. Beside it how many of "
    "the items expected of a lot (every item seen in its stream that season) were recorded at all, and the share of "
    "lots with every critical item passed. There an item nobody recorded is not passed, so a lot nobody checked "
    "counts in both; a critical item that is not applicable is neither passed nor failed, the others of the lot "
    "decide, and a lot to which no critical item applies is left out.",
    unit="share",
    better="higher",
    reads=("checks", "lots"),
    columns=("checks.result",),
    sql="""
        WITH sop AS (
            SELECT c.*, coalesce(c.lot_id, 'no lot, ' || coalesce(c.station, 'no station')) AS case_id,
                   lower(trim(c.item)) AS rule, l.variety, l.process, coalesce(l.station, c.station) AS place
            FROM checks c LEFT JOIN lot l USING (lot_id) WHERE c.kind = 'sop'),
        looked_at AS (SELECT lot_id, max(checked_on) AS day, list(row_id) AS row_id FROM sop WHERE lot_id IS NOT NULL
            GROUP BY lot_id),
        every_lot AS (      -- a lot nobody looked at is expected too
            SELECT l.crop_year, l.stream, l.lot_id AS case_id, l.station AS place, l.variety, l.process,
                coalesce(c.day, l.closed_on, l.opened_on) AS day,
                   coalesce(c.row_id, [l.row_id]) AS row_id
            FROM lot l LEFT JOIN looked_at c USING (lot_id)),
        rules AS (SELECT crop_year, stream, rule, bool_or(coalesce(critical, false)) AS critical FROM sop GROUP BY ALL),
        seen AS (        -- passed is empty where the item was only found not applicable
            SELECT case_id, crop_year, stream, rule, true AS recorded,
                   bool_and(result = 'yes') FILTER (result IN ('yes', 'no')) AS passed
            FROM sop GROUP BY ALL),
        expected AS (
            SELECT l.*, r.rule, r.critical, s.recorded,
                   CASE WHEN s.recorded IS NULL THEN false ELSE s.passed END AS passed
            FROM every_lot l
            JOIN rules r ON r.crop_year = l.crop_year AND r.stream IS NOT DISTINCT FROM l.stream
            LEFT JOIN seen s ON s.case_id = l.case_id AND s.rule = r.rule AND s.crop_year = l.crop_year)
        SELECT crop_year, stream, max(checked_on) AS day, case_id, count(*) FILTER (result = 'yes') AS num,
               count(*) AS den, list(row_id) AS row_id, NULL AS part, NULL AS why_not,
               place AS station, variety, process
        FROM sop WHERE result IN ('yes', 'no') GROUP BY ALL
        UNION ALL
        SELECT crop_year, stream, day, case_id, count(recorded), count(*), any_value(row_id), 'recorded of expected',
               NULL, place, variety, process
        FROM expected GROUP BY ALL
        UNION ALL
        SELECT crop_year, stream, day, case_id, bool_and(passed)::INT, 1, any_value(row_id),
               'lots with every critical item passed',
               CASE WHEN count(passed) = 0 THEN 'no critical item applies to the lot' END, place, variety, process
        FROM expected WHERE critical GROUP BY ALL""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="TechnoServe washing station standards: minimum requirement and best practice kept apart",
    trap="An item nobody looked at is not a pass: read the share recorded beside it.",
)
