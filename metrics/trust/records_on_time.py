"""Rows written down in time."""

from metrics.contract import Metric

_RECORDED = """
            SELECT r.crop_year, r.stream, r.received_on AS day, l.station, l.variety, l.process, r.row_id, r.recorded_at,
                   -- the hour of the delivery is not written, so the 48 hours run from the end of its day; midnight stands for a day
                   -- without its hour, so what was recorded on the day that begins as they end is late
                   r.recorded_at < r.received_on + 1 + to_hours(coalesce(setting_number('recorded_within_hours'), 48)::INT) AS in_time,
                   r.recorded_at < r.received_on AS before
            FROM receipts r LEFT JOIN lot l ON l.lot_id = r.lot_id"""

METRIC = Metric(
    id="records_on_time",
    layer="trust",
    title="Records on time",
    question="Are deliveries written down when they happen?",
    definition="Rows recorded within 48 hours (setting) of the end of the day of the event / rows that say when they were recorded. Receipts are "
               "the logbook with such a column; rows without are counted beside, as recorded of all.",
    unit="share",
    better="higher",
    reads=("receipts", "lots"),
    columns=("receipts.recorded_at",),
    sql=f"""
        WITH r AS ({_RECORDED})
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d') AS case_id, count(*) FILTER (in_time) AS num, count(*) AS den, list(row_id) AS row_id,
               NULL AS part, NULL AS why_not, station, variety, process
        FROM r WHERE recorded_at IS NOT NULL AND NOT before GROUP BY crop_year, stream, day, station, variety, process
        UNION ALL
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d'), NULL, NULL, [row_id], NULL, 'recorded before the day it happened', station, variety, process
        FROM r WHERE before
        UNION ALL
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d'), count(recorded_at), count(*), [], 'say when they were recorded', NULL, station, variety, process
        FROM r GROUP BY crop_year, stream, day, station, variety, process""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="day",
    chart="shares",
    plausible=(0.0, 1.0),
    source="records made at the time of the event, as every chain-of-custody standard asks; 48 hours is this method's own limit",
    trap="A sheet filled in at the end of the month from memory looks complete; only the time of typing shows it.",
)
