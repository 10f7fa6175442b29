"""Accepted against asked price."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="price_realisation",
    layer="commercial",
    title="Price realisation",
    question="How much of the price we asked for did we get?",
    definition="Accepted price x kg / asked price x kg, over the deals that have both.",
    unit="share",
    better="higher",
    reads=("offers", "lots", "rates"),
    columns=("offers.accepted_price", "offers.asked_price"),
    sql="""
        SELECT crop_year, stream, closed_on AS day, buyer AS case_id, price * kg AS num, asked * kg AS den, row_id,
            lot_id,
               assumed, why_not, station, variety, process
        FROM priced WHERE asked > 0""",
    splits=("station", "variety", "process"),
    interval="price",
    case_is="buyer",
    plausible=(0.3, 1.5),
    possible=(0.05, 10.0),
    source="offer against accepted price, as in the founding documents of the pilot",
    trap="An asking price set low is always realised; read it beside the premium.",
)
