"""How many of the known clauses of the contracts favour the cooperative."""

from metrics.engine.contract import Metric

# Which clauses there are, and when each favours the cooperative, is in logbooks/warehouse/tables/money/clause.sql.
CLAUSES = (
    "price basis",
    "incoterm",
    "payment days",
    "prefinance",
    "claims window",
    "quality approval",
    "multi-year",
    "exclusivity",
)
WAYS = ("favourable", "not favourable")

METRIC = Metric(
    id="contract_terms",
    layer="commercial",
    title="Contract terms",
    question="How good are the terms we sell on?",
    definition="Clauses favourable to the cooperative / clauses written down, over the accepted offers: price "
    "outright or fixed, cost and risk handed over at origin, payment within 30 days (setting), prefinance, claims "
    "within 28 days, quality approved before shipment, more than one year, no exclusivity. A clause that is not "
    "written down is unknown and in neither. Beside it, clause by clause, the net price at the gate of the deals whose "
    "clause is favourable and of those whose is not, weighted by kg, with their buyers: described, not compared.",
    unit="share",
    better="higher",
    reads=("offers", "lots", "costs", "rates"),
    columns=("offers.status",),
    sql="""
        SELECT crop_year, stream, closed_on AS day, buyer AS case_id, count(*) FILTER (favourable) AS num,
            count(favourable) AS den, row_id, lot_id,
               NULL AS part, CASE WHEN count(favourable) = 0 THEN 'no clause is written down' END AS why_not, station,
                   variety, process, false AS to_date
        FROM clauses GROUP BY ALL
        UNION ALL
        SELECT crop_year, stream, closed_on, buyer, CASE WHEN favourable THEN 1 ELSE 0 END, 1, row_id, lot_id, clause,
               CASE WHEN favourable IS NULL THEN unclear END, station,
                   variety, process, false
        FROM clauses WHERE is_written
        UNION ALL
        SELECT crop_year, stream, closed_on, buyer, count(favourable), count(*), row_id, lot_id, 'clauses known of all',
            NULL, station, variety, process, false
        FROM clauses GROUP BY ALL
        UNION ALL
        SELECT c.crop_year, c.stream, c.closed_on, c.buyer, d.net_value, d.kg, c.row_id, c.lot_id,
            'price, ' || c.clause || CASE WHEN c.favourable THEN ': favourable' ELSE ': not favourable' END,
            coalesce(d.why_not, 'a deal that lacks in Settings: ' || d.no_basis), c.station, c.variety, c.process,
            d.may_be_claimed OR d.unfixed
        FROM clauses c JOIN deals d USING (row_id) WHERE d.as_own AND c.favourable IS NOT NULL""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="buyer",
    plausible=(0.0, 1.0),
    source="favourable / known; clauses after The Coffee Guide, ESCC 2018 and Incoterms 2020",
    trap="A contract of which one good clause is known scores 100 %: read it beside the share of clauses known.",
    further={f"price, {clause}: {way}": ("price", "base/kg") for clause in CLAUSES for way in WAYS},
    caveats=(
        "Every clause weighs the same; a price open to the exchange can cost more than all the others bring: read the "
        "prices clause by clause.",
        "Buyers who grant a clause are other buyers: the prices beside each other do not show what the clause costs.",
    ),
)
