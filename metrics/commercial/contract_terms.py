"""How many of the known clauses of the contracts favour the cooperative."""

from metrics.engine.contract import Metric

# Which clauses there are, and when each favours the cooperative, is in logbooks/warehouse/tables/money/clause.sql.
METRIC = Metric(
    id="contract_terms",
    layer="commercial",
    title="Contract terms",
    question="How good are the terms we sell on?",
    definition="Clauses favourable to the cooperative / clauses written down, over the accepted offers: price "
    "outright or fixed, cost and risk handed over at origin, payment within 30 days (setting), prefinance, claims "
    "within 28 days, quality approved before shipment, more than one year, no exclusivity. A clause that is not "
    "written down is unknown and in neither.",
    unit="share",
    better="higher",
    reads=("offers", "lots"),
    columns=("offers.status",),
    sql="""
        SELECT crop_year, stream, closed_on AS day, buyer AS case_id, count(*) FILTER (favourable) AS num,
            count(favourable) AS den, row_id, lot_id,
               NULL AS part, CASE WHEN count(favourable) = 0 THEN 'no clause is written down' END AS why_not, station,
                   variety, process
        FROM clauses GROUP BY ALL
        UNION ALL
        SELECT crop_year, stream, closed_on, buyer, CASE WHEN favourable THEN 1 ELSE 0 END, 1, row_id, lot_id, clause,
               CASE WHEN favourable IS NULL THEN 'written in words the table of clauses does not know' END, station,
                   variety, process
        FROM clauses WHERE is_written
        UNION ALL
        SELECT crop_year, stream, closed_on, buyer, count(favourable), count(*), row_id, lot_id, 'clauses known of all',
            NULL, station, variety, process
        FROM clauses GROUP BY ALL""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="buyer",
    plausible=(0.0, 1.0),
    source="favourable / known; clauses after The Coffee Guide, ESCC 2018 and Incoterms 2020",
    trap="A contract of which one good clause is known scores 100 %: read it beside the share of clauses known.",
    caveats=("Every clause weighs the same; a price open to the exchange can cost more than all the others bring.",),
)
