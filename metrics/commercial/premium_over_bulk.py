"""Premium over bulk, per kg sold."""

from metrics.engine.contract import Metric

# Beside the headline, which is weighted by kg and decides.
PLAIN = "plain mean of deals, not weighted by kg"
NET = "above the market on the day the price was fixed"

METRIC = Metric(
    id="premium_over_bulk",
    layer="commercial",
    title="Premium over bulk",
    question="How much more does a kilo of micro-lot coffee bring than a kilo of bulk, once sold?",
    definition="Net price at the gate per kg green of the deals sold as their own stream, weighted by kg: micro "
    "against bulk, as a difference and as a ratio less one. Beside it the plain mean of deals, which does not decide, "
    "and the same prices less the market price when they were fixed (that of the exchange where the log has "
    "it; else the month's of the logbook Market prices, else of the World Bank's series).",
    unit="base/kg",
    better="higher",
    headline="difference",
    reads=("offers", "lots", "costs", "rates", "market_prices"),
    columns=("offers.accepted_price",),
    sql=f"""
        SELECT crop_year, stream, closed_on AS day, buyer AS case_id, net_value AS num, kg AS den, row_id, lot_id,
               NULL AS part, assumed, why_not, no_basis, station, variety, process, may_be_claimed OR unfixed AS to_date
        FROM deals WHERE as_own
        UNION ALL
        SELECT crop_year, stream, closed_on, buyer, NULL, kg, row_id, lot_id, NULL, NULL, why_not, NULL, station,
            variety, process, true
        FROM waiting_deal WHERE as_own
        UNION ALL
        SELECT crop_year, stream, closed_on, buyer, net_price, 1, row_id, lot_id, '{PLAIN}', assumed, why_not, no_basis,
            station, variety, process, may_be_claimed OR unfixed
        FROM deals WHERE as_own
        UNION ALL
        SELECT d.crop_year, d.stream, d.closed_on, d.buyer, d.net_value - d.kg * m.market, d.kg, d.row_id, d.lot_id,
            '{NET}',
               nullif(concat_ws('; ', d.assumed, 'the market price of ' || m.month_before ||
                   ' still held in the month after it', CASE WHEN bool_or(m.series = 'exchange') OVER ()
                   THEN CASE m.series WHEN 'exchange'
                           THEN 'the market price is that of the exchange, where it is written'
                       ELSE 'the market price is the mean of the month (' || m.series || ')' END END), ''),
               coalesce(d.why_not, CASE WHEN d.no_basis IS NULL THEN m.why_not END),
               d.no_basis, d.station, d.variety, d.process, d.may_be_claimed OR d.unfixed
        FROM deals d LEFT JOIN deal_market m USING (row_id) WHERE d.as_own""",
    splits=("station", "variety", "process"),
    interval="price",
    case_is="buyer",
    plausible=(0.5, 2000.0),
    source="kg-weighted, because plain averages of contracts can turn the ranking round (Martin, on Transaction Guide "
    "data)",
    trap="Only kg that were sold are in it: unsold and downgraded kg are in what a kilo made earned, which decides.",
    relative=True,
    caveats=("A gap in price mixes quality, lot size, month and kind of buyer.",),
)
