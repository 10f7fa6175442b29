"""Net price by the tier and the segment it was sold in."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="price_by_tier",
    layer="commercial",
    title="Price by tier",
    question="What does each price tier, and each kind of buyer, really bring?",
    definition="Net price at the gate per kg green of the deals sold as their own stream, weighted by kg, by tier; "
    "beside it by segment. To date while a deal of it is not paid, not fixed, may be claimed or waits for the "
    "approval of its sample. A deal without a tier is in none of them, and counted as left out of each.",
    unit="base/kg",
    better="higher",
    reads=("offers", "lots", "costs", "rates"),
    columns=("offers.accepted_price", "offers.tier"),
    sql="""
        WITH every AS (
            SELECT *, may_be_claimed OR unfixed OR unpaid AS to_date FROM deals
            UNION ALL BY NAME
            SELECT * EXCLUDE (incoterm), true AS to_date FROM waiting_deal),
        deal AS (
            SELECT d.*, min(trim(o.tier)) OVER (PARTITION BY folded(o.tier)) AS tier,
                min(trim(o.segment)) OVER (PARTITION BY folded(o.segment)) AS segment
            FROM every d JOIN offers o USING (row_id) WHERE as_own),
        tiers AS (SELECT DISTINCT crop_year, 'tier ' || tier AS basis FROM deal WHERE tier <> '')
        SELECT crop_year, stream, closed_on AS day, buyer AS case_id, net_value AS num, kg AS den, row_id, lot_id,
            'tier ' || tier AS basis, NULL AS part,
               assumed, why_not, no_basis, station, variety, process, to_date
        FROM deal WHERE tier <> ''
        UNION ALL
        SELECT d.crop_year, d.stream, d.closed_on, d.buyer, NULL, d.kg, d.row_id, d.lot_id, t.basis, NULL,
               d.assumed, 'no tier is written', NULL, d.station, d.variety, d.process, false
        FROM deal d JOIN tiers t USING (crop_year) WHERE coalesce(d.tier, '') = ''
        UNION ALL
        SELECT crop_year, stream, closed_on, buyer, net_value, kg, row_id, lot_id, NULL,
               'segment ' || CASE WHEN coalesce(segment, '') = '' THEN 'not written' ELSE segment END, assumed, why_not,
                   no_basis, station, variety, process, to_date
        FROM deal""",
    splits=("station", "variety", "process"),
    interval="price",
    case_is="buyer",
    plausible=(0.5, 2000.0),
    source="kg-weighted net price, as for the premium; published prices fall steeply with the size of the lot "
    "(Transaction Guide 2019/20)",
    trap="A tier tried on one or two buyers shows what those buyers pay, not what the tier brings.",
    caveats=("Tiers were not dealt out by lot: a dearer tier may have been asked for better coffee.",),
)
