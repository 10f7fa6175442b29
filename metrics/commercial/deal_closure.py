"""Days from offer to acceptance."""

from logbooks.fixed_numbers import with_numbers
from metrics.engine.contract import Metric

METRIC = Metric(
    id="deal_closure",
    layer="commercial",
    title="Days to close a deal",
    question="How long does an offer take to become a deal?",
    definition="The first day after offering by which half of the offers were accepted. Rejected, withdrawn and "
    "expired offers compete; open ones are followed to the day of the data; open offers of a lot sold out count as "
    "withdrawn that day. A sale subject to the approval of a sample is accepted when it is approved, and open until "
    "then. Where every offer of a season closed on the day it was made, there is no number. The streams "
    "are compared on the share accepted within 60 days.",
    unit="days",
    better="lower",
    reads=("offers", "lots", "processing", "receipts"),
    columns=("offers.offered_on", "offers.status"),
    sql=with_numbers("""
        WITH sold AS (SELECT lot_id, answered_on, sum(kg) OVER (PARTITION BY lot_id ORDER BY answered_on) AS so_far
            FROM accepted),
        sold_out AS (SELECT s.lot_id, min(s.answered_on) AS day FROM sold s JOIN produced p USING (lot_id)
                     WHERE s.so_far >= {sold_out_share} * p.produced_kg GROUP BY ALL),
        ended AS (
            SELECT o.*, l.station, l.variety, l.process,
                   CASE WHEN o.status <> 'open' THEN o.answered_on
                        WHEN s.day IS NOT NULL THEN greatest(s.day, o.offered_on)
                        ELSE getvariable('as_of') END AS ended_on,
                   CASE WHEN o.status = 'accepted' THEN 'happened' WHEN o.status <> 'open'
                       OR s.day IS NOT NULL THEN 'competed'
                        ELSE 'censored' END AS outcome,
                   bool_and(o.answered_on = o.offered_on) OVER (PARTITION BY o.crop_year) AS one_day
            FROM answered_offer o LEFT JOIN lot l USING (lot_id) LEFT JOIN sold_out s USING (lot_id))
        SELECT crop_year, stream, offered_on AS day, lot_id AS case_id, ended_on - offered_on AS num, 1 AS den, row_id,
            outcome,
               CASE WHEN one_day
                        THEN 'every offer of the season closed on the day it was made: that day is not written'
                    WHEN offered_on IS NULL THEN 'an offer without a day it was made'
                    WHEN ended_on IS NULL AND closed_on IS NOT NULL THEN 'a sample answered without a day'
                    WHEN ended_on IS NULL THEN status || ' without a closing day' END AS why_not,
               station, variety, process
        FROM ended"""),
    splits=("station", "variety", "process"),
    interval="time",
    case_is="lot",
    chart="curves",
    plausible=(0.0, 365.0),
    source="Aalen and Johansen 1978; the clock starts when the offer goes out and stops at acceptance",
    trap="The plain median of the closed deals forgets those still open: 5 of 10 closed at 9 to 60 days gives 21 "
    "days, honestly 60.",
)
