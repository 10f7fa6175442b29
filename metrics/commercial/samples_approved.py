"""Share of the samples with an answer that were approved."""

from metrics.engine.contract import Metric

WAITING = "waiting for an answer, of all sent"

METRIC = Metric(
    id="samples_approved",
    layer="commercial",
    title="Samples approved",
    question="How many of the samples we sent did the buyers approve?",
    definition="Samples approved / samples with an answer (approved, rejected or replaced by another), offer by offer. "
    "Those that wait for an answer are in neither and stand beside it, as the share of all samples sent. An answer "
    "counts from the day it was given. In a season in which the day of sending is written, a sample without it and "
    "without an answer is not sent yet.",
    unit="share",
    better="higher",
    reads=("offers", "lots"),
    columns=("offers.sample_result",),
    sql=f"""
        WITH dated AS (
            SELECT row_id FROM clean.offers WHERE sample_sent_on IS NOT NULL
            UNION ALL SELECT row_id FROM lost.offers WHERE sample_sent_on IS NOT NULL),
        written AS (
            SELECT *, sample_sent_on IS NOT NULL OR sample_result IS NOT NULL AS sent,
                bool_or(row_id IN (FROM dated)) OVER (PARTITION BY crop_year) AS days_kept
            FROM written_offer),
        sample AS (
            SELECT o.*, l.station, l.variety, l.process,
                CASE WHEN NOT sent THEN 'samples are sent once offered: no day of sending is written' END AS assumed
            FROM written o LEFT JOIN lot l USING (lot_id)
            WHERE sent OR NOT days_kept AND o.sample_kind IS NOT NULL)
        SELECT crop_year, stream, coalesce(sample_result_on, offered_on) AS day, lot_id AS case_id,
            CASE WHEN sample_result = 'approved' THEN 1 ELSE 0 END AS num, 1 AS den, row_id, NULL AS part,
            false AS to_date, NULL AS assumed, station, variety, process
        FROM sample WHERE sample_result IS NOT NULL
        UNION ALL
        SELECT crop_year, stream, coalesce(sample_sent_on, offered_on), lot_id,
            CASE WHEN sample_result IS NULL THEN 1 ELSE 0 END, 1, row_id, '{WAITING}',
            sample_result IS NULL, assumed, station, variety, process
        FROM sample""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="approved of answered; a sale subject to approval of sample is none before it (The Coffee Guide)",
    trap="A sample nobody answered is no approval: read the share that waits beside it.",
    caveats=("Buyers who get a sample were chosen by us, and the lots too.",),
)
