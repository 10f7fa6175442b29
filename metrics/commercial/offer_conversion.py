"""Share of answered offers that were accepted."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="offer_conversion",
    layer="commercial",
    title="Offers accepted",
    question="How many of our offers end in a deal?",
    definition="Accepted / (accepted + rejected + withdrawn + expired); open offers stand beside it, in neither, and "
    "so do sales whose sample is not approved yet; a refused sample is a refused offer. An "
    "offer counts here also where its weight or price could not be read.",
    unit="share",
    better="higher",
    reads=("offers", "lots"),
    columns=("offers.status",),
    sql="""
        WITH offered AS (
            SELECT o.*, l.station, l.variety, l.process,
                   CASE WHEN bool_and(o.agreed) OVER (PARTITION BY o.crop_year)
                       THEN 'every offer of the season is accepted: a list of sales is no list of offers' END AS why_not
            FROM answered_offer o LEFT JOIN lot l USING (lot_id))
        SELECT crop_year, stream, offered_on AS day, lot_id AS case_id, CASE WHEN status = 'accepted' THEN 1 ELSE 0
            END AS num, 1 AS den, row_id, NULL AS part, why_not, station, variety, process
        FROM offered WHERE status <> 'open'
        UNION ALL
        SELECT crop_year, stream, offered_on, lot_id, CASE WHEN status = 'open' THEN 1 ELSE 0 END, 1, row_id,
               'open of all offers', NULL, station, variety, process
        FROM offered""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="conversion = contracts / offers",
    trap="A log that holds only the offers that succeeded shows 100 %.",
)
