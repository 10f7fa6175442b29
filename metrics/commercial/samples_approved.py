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
    "counts from the day it was given.",
    unit="share",
    better="higher",
    reads=("offers", "lots"),
    columns=("offers.sample_result",),
    sql=f"""
        WITH sample AS (
            SELECT o.*, l.station, l.variety, l.process
            FROM written_offer o LEFT JOIN lot l USING (lot_id)
            WHERE coalesce(o.sample_sent_on, o.offered_on) <= getvariable('as_of') AND (o.sample_kind IS NOT NULL
                OR o.sample_sent_on IS NOT NULL OR o.sample_result IS NOT NULL))
        SELECT crop_year, stream, coalesce(sample_result_on, offered_on) AS day, lot_id AS case_id,
            CASE WHEN sample_result = 'approved' THEN 1 ELSE 0 END AS num, 1 AS den, row_id, NULL AS part,
            false AS to_date, station, variety, process
        FROM sample WHERE sample_result IS NOT NULL
        UNION ALL
        SELECT crop_year, stream, coalesce(sample_sent_on, offered_on), lot_id,
            CASE WHEN sample_result IS NULL THEN 1 ELSE 0 END, 1, row_id, '{WAITING}',
            sample_result IS NULL, station, variety, process
        FROM sample""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="approved of answered; a sale subject to approval of sample is none before it (The Coffee Guide)",
    trap="A sample nobody answered is no approval: read the share that waits beside it.",
    caveats=("Buyers who get a sample were chosen by us, and the lots too.",),
)
