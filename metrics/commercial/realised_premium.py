"""Realised premium, per kg produced."""

import numpy as np

from metrics.contract import CannotSay, Composite

_DEALS = """
        SELECT crop_year, stream, closed_on AS day, {case} AS case_id, {num} AS num, kg AS den, row_id, lot_id, assumed, why_not, no_basis,
               station, variety, process
        FROM deals WHERE {which}"""
OWN = _DEALS.format(case="buyer", num="net_value", which="stream = 'micro' AND as_own")
SOLD_ON = _DEALS.format(case="lot_id", num="kg", which="stream = 'micro' AND as_own AND why_not IS NULL")
OTHERWISE = _DEALS.format(case="lot_id", num="net_value", which="stream = 'micro' AND NOT as_own")   # their value is in LOTS; here for what hinders it
SEASON = _DEALS.format(case="buyer", num="net_value", which="stream = 'bulk' AND as_own")

NEAR_DAYS = 30          # before and after a micro deal: the bulk deals it is compared with
MATCHED_SHARE = 0.5     # of the kg sold as micro: with no more than that matched to bulk deals there is no headline

# Per micro lot, against its kg produced: sold as micro, the value of what was sold otherwise, and what may still be sold.
# Kg sold at a price that is not known are in neither.
LOTS = """
        WITH sold AS (
            SELECT lot_id, sum(kg) AS kg, coalesce(sum(CASE WHEN why_not IS NOT NULL THEN kg END), 0) AS unpriced,
                   coalesce(sum(CASE WHEN as_own AND why_not IS NULL THEN kg END), 0) AS own_kg,
                   coalesce(sum(CASE WHEN NOT as_own THEN net_value END), 0) AS other_value, list(row_id) AS row_ids
            FROM deals WHERE stream = 'micro' GROUP BY lot_id),
        made AS (
            SELECT p.*, coalesce(s.own_kg, 0) AS own_kg, coalesce(s.other_value, 0) AS other_value,
                   CASE WHEN p.closed_on IS NULL THEN greatest(p.produced_kg - coalesce(s.kg, 0), 0) ELSE 0 END AS unsold_kg,
                   CASE WHEN p.closed_on IS NULL THEN 0 ELSE greatest(p.produced_kg - coalesce(s.kg, 0), 0) END AS lost_kg,
                   greatest(p.produced_kg - coalesce(s.unpriced, 0), 0) AS counted_kg, list_concat(p.row_ids, coalesce(s.row_ids, [])) AS all_rows
            FROM produced p LEFT JOIN sold s USING (lot_id) WHERE p.stream = 'micro')
        SELECT m.crop_year, m.stream, m.day, m.lot_id AS case_id, p.num, m.counted_kg AS den, m.all_rows AS row_id, m.assumed,
               p.part, m.unsold_kg > 0.01 * m.produced_kg AS to_date, m.station, m.variety, m.process
        FROM made m, LATERAL (VALUES ('own kg', m.own_kg), ('other', m.other_value), ('unsold', m.unsold_kg), ('lost', m.lost_kg)) AS p(part, num)"""


def counterfactual(sums, told):
    """What a kg of this coffee would have brought as bulk: bulk deals within 30 days of each deal sold as micro, by its kg.

    Returns it and the plain average of the season's bulk deals.
    """
    season, sold = sums["season"], sums["sold on"]
    average = season.num.sum(0) / season.den.sum(0)
    step = told.text("counterfactual", "month")
    if "season" in step:
        return average, average
    if "month" not in step:
        raise CannotSay(f"The setting counterfactual is '{step}'; the logs here can give month or season.")
    if not len(sold.days):
        raise CannotSay("Nothing is sold as micro yet, so there is no bulk price of its month to compare with.")
    near = np.array([[_near(day, other) for other in season.days] for day in sold.days], float).reshape(len(sold.days), len(season.days))
    weight = np.where(near.any(1)[:, None], sold.num, 0)
    covered = float(weight[:, 0].sum() / sold.num[:, 0].sum())
    if covered <= MATCHED_SHARE:
        alone = ", ".join(f"{day:%Y-%m-%d}" if day else "an unknown day" for day, found in zip(sold.days, near.any(1), strict=True) if not found)
        raise CannotSay(f"No bulk deal closed within {NEAR_DAYS} days of the micro deals of {alone}, so what bulk would have brought is not known.")
    if covered < 1:
        alone = f"{100 * (1 - covered):.0f} %"
        told.note(f"{alone} of the kg sold as micro have no bulk deal within {NEAR_DAYS} days; the bulk price is that of the others.")
        told.assume(f"{alone} of the kg sold as micro stand against the bulk price of the others")
    price = (near @ season.num) / (near @ season.den)
    weighed = np.where(np.isfinite(price), weight, 0)
    return np.nansum(price * weighed, 0) / weighed.sum(0), average


def _near(day, other) -> bool:
    return day is not None and other is not None and abs((day - other).days) <= NEAR_DAYS


def realised(sums, told):
    """Net value per kg produced of micro, what bulk would have brought, and the steps beside."""
    if "own kg" not in sums or not sums["own kg"].den[0] > 0:
        raise CannotSay("No kg green made is known of micro lots yet.")
    own, made = sums["own"], sums["own kg"].den
    bulk, season = counterfactual(sums, told)
    unsold = sums["unsold"].num / made
    discount = told.number("return_discount", default=0.0) if unsold[0] > 0 else 0.0
    own_part = np.where(sums["own kg"].num > 0, sums["own kg"].num / made * np.where(own.den > 0, own.num / own.den, np.nan), 0.0)
    left = np.where(unsold > 0, unsold * np.maximum(bulk - discount, 0), 0.0)
    micro = own_part + sums["other"].num / made + left
    if unsold[0] > 0:
        less = f" less {discount:g} {told.asked.currency}/kg" if discount else ""
        told.note(f"{unsold[0] * 100:.0f} % of the kg are unsold and stand at the bulk price{less}.")
    return {
        "micro": micro, "bulk": bulk,
        ("part", "share sold as micro", "micro"): sums["own kg"],
        ("part", "against the season's average bulk price", "bulk"): season,
        ("part", "against the season's average bulk price", "difference"): micro - season,
    }


METRIC = Composite(
    id="realised_premium",
    layer="commercial",
    title="Realised premium",
    question="Did every kilo we made for the pilot earn more than bulk would have?",
    definition="Micro: (net value at the gate of all deals of micro lots, whatever they were sold as, + unsold kg x (bulk price - return "
               "discount)) / kg green produced; once a lot is closed its unsold kg count 0. Bulk: the kg-weighted net price of bulk deals closed "
               "within 30 days of each deal sold as micro.",
    unit="base/kg",
    better="higher",
    headline="difference",
    reads=("offers", "lots", "costs", "rates", "processing", "receipts"),
    columns=("offers.accepted_price", "lots.stream"),
    sql=OWN,
    splits=("station", "variety", "process"),
    interval="ratio",
    case_is="buyer or lot",
    chart="dots",
    plausible=(0.5, 60.0),
    source="realised per kg produced, against what the same coffee would have earned",
    trap="The premium per kg sold forgets what was not sold; this one does not.",
    relative=True,
    parts={"own": OWN, "otherwise": OTHERWISE, "sold on": SOLD_ON, "season": SEASON, "lots": LOTS},
    formula=realised,
    case_of={"own": "buyer", "sold on": "lot", "season": "buyer", "lots": "lot"},
    by_day=("sold on", "season"),
    dots="own",
    further={"share sold as micro": ("share", "share")},
    caveats=("The bulk price is that of average bulk; the pilot's cherry might have brought more than average there too.",),
)
