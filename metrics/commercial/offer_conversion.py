"""Share of answered offers that were accepted."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="offer_conversion",
    layer="commercial",
    title="Offers accepted",
    question="How many of our offers end in a deal?",
    definition="Accepted / (accepted + rejected + withdrawn + expired); open offers stand beside it, in neither.",
    unit="share",
    better="higher",
    reads=("offers", "lots"),
    columns=("offers.status",),
    sql="""
        SELECT o.crop_year, o.stream, o.offered_on AS day, o.lot_id AS case_id, CASE WHEN o.status = 'accepted' THEN 1
            ELSE 0 END AS num,
               1 AS den, o.row_id, NULL AS part, l.station, l.variety, l.process
        FROM offers o LEFT JOIN lot l USING (lot_id) WHERE o.status <> 'open'
        UNION ALL
        SELECT o.crop_year, o.stream, o.offered_on, o.lot_id, CASE WHEN o.status = 'open' THEN 1 ELSE 0
            END, 1, o.row_id,
               'open of all offers', l.station, l.variety, l.process
        FROM offers o LEFT JOIN lot l USING (lot_id)""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="conversion = contracts / offers",
    trap="A log that holds only the offers that succeeded shows 100 %.",
)
