"""Rows written down in time."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="records_on_time",
    layer="trust",
    title="Records on time",
    question="Are deliveries written down when they happen?",
    definition="Rows recorded within 48 hours (setting) of the end of the day of the event / rows of which it is "
    "known when they were recorded. That is what Recorded at says, else the first reading of the sheet that held the "
    "row, by the clock of the spreadsheet. A row that stood in the first reading of its tab, that was not whole when "
    "first seen, or that may be an older one corrected, has no such time. Left out are rows recorded before the day "
    "they tell of, and rows where no reading is near enough to tell. Receipts are the logbook with such a column; the "
    "rows that say it themselves are counted beside, as recorded of all.",
    unit="share",
    better="higher",
    reads=("receipts", "lots"),
    columns=("receipts.received_on",),
    sql="""
        WITH r AS MATERIALIZED (
            SELECT d.*, l.station, l.variety, l.process FROM delivery_day d LEFT JOIN lot l ON l.lot_id = d.lot_id)
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d') AS case_id,
               coalesce(sum(slips) FILTER (timing = 'in time'), 0) AS num, sum(slips) AS den, list(row_id) AS row_id,
               NULL AS part, NULL AS why_not, station, variety, process,
               CASE WHEN bool_or(by_reading) THEN 'the first reading that held a row stands for when it was recorded'
                   END AS assumed
        FROM r WHERE timing IN ('in time', 'late') GROUP BY crop_year, stream, day, station, variety, process
        UNION ALL       -- each of them is counted as left out
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d'), NULL, NULL, [row_id], NULL,
               CASE timing WHEN 'unsure' THEN 'no reading near enough to tell whether it was in time'
                   ELSE 'recorded before the day it happened' END,
               station, variety, process, NULL
        FROM r, range(slips) WHERE timing IN ('before', 'unsure')
        UNION ALL
        SELECT crop_year, stream, NULL, NULL, NULL, NULL, [], NULL,
            'neither Recorded at nor an earlier reading tells when deliveries were written down',
               NULL, NULL, NULL, NULL
        FROM r GROUP BY crop_year, stream HAVING sum(recorded) = 0 AND NOT bool_or(by_reading)
        UNION ALL
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d'), sum(recorded), sum(slips), [],
            'say when they were recorded', NULL, station, variety, process, NULL
        FROM r GROUP BY crop_year, stream, day, station, variety, process""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="day",
    plausible=(0.0, 1.0),
    source="records made at the time of the event, as every chain-of-custody standard asks; 48 hours is this method's "
    "own limit",
    trap="A sheet filled in at the end of the month from memory looks complete; only the time of typing shows it.",
)
