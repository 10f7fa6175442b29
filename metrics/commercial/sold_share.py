"""Share of what was made that was sold as its own stream."""

from logbooks.fixed_numbers import with_numbers
from metrics.engine.contract import Metric

METRIC = Metric(
    id="sold_share",
    layer="commercial",
    title="Sold as its own stream",
    question="How much of what we made did we sell as what it was made for?",
    definition="Kg green sold as their own stream (sold_as empty or the lot's stream) / kg green produced, unsold and "
    "downgraded kg included below. A sale subject to the approval of a sample is sold once it is approved. A lot in "
    "work, of which more is sold than was made or a deal could not be counted, is in neither and is named.",
    unit="share",
    better="higher",
    reads=("offers", "lots", "processing", "receipts"),
    columns=("offers.weight",),
    sql=with_numbers("""
        WITH sold AS (SELECT lot_id, sum(kg) AS kg, sum(CASE WHEN as_own THEN kg END) AS own_kg,
            list(row_id) AS row_ids,
                             string_agg(DISTINCT assumed, '; ') AS assumed FROM accepted GROUP BY lot_id),
        waiting AS (SELECT lot_id, list(row_id) AS row_ids FROM waiting_deal GROUP BY lot_id)
        SELECT p.crop_year, p.stream, p.day, p.lot_id AS case_id, coalesce(s.own_kg, 0) AS num, p.produced_kg AS den,
               p.row_ids || coalesce(s.row_ids, []) || coalesce(w.row_ids, []) AS row_id,
               nullif(concat_ws('; ', p.assumed, s.assumed, CASE WHEN w.lot_id IS NOT NULL
                   THEN 'deals that wait for the approval of their sample are not sold yet' END), '') AS assumed,
               (p.closed_on IS NULL OR w.lot_id IS NOT NULL) AND coalesce(s.kg, 0) < {sold_out_share} * p.produced_kg
                   AS to_date, p.station, p.variety, p.process,
               NULL AS why_not
        FROM produced p LEFT JOIN sold s USING (lot_id) LEFT JOIN waiting w USING (lot_id)
        WHERE p.lot_id NOT IN (SELECT lot_id FROM unjoined)
        UNION ALL
        SELECT crop_year, stream, day, lot_id, NULL, NULL, [row_id], NULL, false, station, variety, process, why_not
            FROM unjoined"""),
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    possible=(0.0, 1.05),
    source="unsold lots stay in the denominator, or the premium is that of the survivors",
    trap="Micro-lots sold back to bulk are sold, but not as micro.",
)
