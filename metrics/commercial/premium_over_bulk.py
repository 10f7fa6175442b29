"""Premium over bulk, per kg sold."""

from metrics.contract import Metric

METRIC = Metric(
    id="premium_over_bulk",
    layer="commercial",
    title="Premium over bulk",
    question="How much more does a kilo of micro-lot coffee bring than a kilo of bulk, once sold?",
    definition="Net price at the gate per kg green of the deals sold as their own stream, weighted by kg: micro against bulk, as a "
               "difference and as a ratio less one.",
    unit="base/kg",
    better="higher",
    headline="difference",
    reads=("offers", "lots", "costs", "rates"),
    columns=("offers.accepted_price",),
    sql="""
        SELECT crop_year, stream, closed_on AS day, buyer AS case_id, net_value AS num, kg AS den, row_id, lot_id,
               assumed, why_not, no_basis, station, variety, process
        FROM deals WHERE as_own""",
    splits=("station", "variety", "process"),
    interval="price",
    case_is="buyer",
    chart="dots",
    plausible=(0.5, 60.0),
    source="kg-weighted, because plain averages of contracts can turn the ranking round (Martin, on Transaction Guide data)",
    trap="Only kg that were sold are in it: unsold and downgraded kg are in the realised premium, which decides.",
    relative=True,
    caveats=("A gap in price mixes quality, lot size, month and kind of buyer.",),
)
