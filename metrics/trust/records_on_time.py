"""Rows written down in time."""

from logbooks.fixed_numbers import with_numbers
from metrics.engine.contract import Metric

_RECORDED = with_numbers("""
            SELECT *, recorded < ends_at AS in_time, recorded < day AS before,
                   -- the hours ended after the last reading without the row and before the first with it
                   by_reading AND bare_there < ends_at AND recorded >= ends_at AS unsure
            FROM (
                SELECT r.crop_year, r.stream, r.received_on AS day, l.station, l.variety, l.process, r.row_id,
                       r.recorded_at, f.bare_there,
                       -- the hour of the delivery is not written, so the 48 hours run from the end of its day;
                       -- midnight stands for a day without its hour, so what was recorded on the day that begins as
                       -- they end is late
                       r.received_on + 1 + to_hours(coalesce(setting_number('recorded_within_hours'),
                           {recorded_within_hours})::INT) AS ends_at,
                       coalesce(r.recorded_at, f.seen_there) AS recorded,
                       r.recorded_at IS NULL AND f.bare_there IS NOT NULL AS by_reading
                FROM receipts r LEFT JOIN lot l ON l.lot_id = r.lot_id
                LEFT JOIN first_seen f ON f.row_id = r.row_id)""")

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
    sql=f"""
        WITH r AS ({_RECORDED})
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d') AS case_id, count(*) FILTER (in_time) AS num,
            count(*) AS den, list(row_id) AS row_id,
               NULL AS part, NULL AS why_not, station, variety, process,
               CASE WHEN bool_or(by_reading) THEN 'the first reading that held a row stands for when it was recorded'
                   END AS assumed
        FROM r WHERE (recorded_at IS NOT NULL OR by_reading) AND NOT before AND NOT unsure GROUP BY crop_year, stream,
            day, station, variety, process
        UNION ALL
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d'), NULL, NULL, [row_id], NULL,
               CASE WHEN unsure THEN 'no reading near enough to tell whether it was in time'
                   ELSE 'recorded before the day it happened' END,
               station, variety, process, NULL
        FROM r WHERE (before AND (recorded_at IS NOT NULL OR by_reading)) OR unsure
        UNION ALL
        SELECT crop_year, stream, NULL, NULL, NULL, NULL, [], NULL,
            'neither Recorded at nor an earlier reading tells when deliveries were written down',
               NULL, NULL, NULL, NULL
        FROM r GROUP BY crop_year, stream HAVING count(recorded_at) = 0 AND count(*) FILTER (by_reading) = 0
        UNION ALL
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d'), count(recorded_at), count(*), [],
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
