"""What a kg made earned: less what it would have earned as bulk it is the realised premium."""

import numpy as np

from logbooks.fixed_numbers import with_numbers
from metrics.engine import counterfactual
from metrics.engine.contract import CannotSay, Composite

# A deal of a micro lot whose kg are not known is in neither: a price without its kg would stand for the kg of the
# others.
_DEALS = """
        SELECT crop_year, stream, closed_on AS day, {case} AS case_id, {num} AS num, kg AS den, row_id, lot_id, assumed,
               d.may_be_claimed OR d.unfixed AS to_date,
               coalesce(d.why_not, CASE WHEN u.lot_id IS NOT NULL THEN 'a deal of ' || u.why_not END) AS why_not,
                   no_basis, station, variety, process
        FROM deals d LEFT JOIN (SELECT lot_id, why_not FROM unweighed WHERE stream = 'micro'
            UNION SELECT lot_id, why_not FROM unjoined WHERE stream = 'micro') u USING (lot_id)
            WHERE {which}
        UNION ALL
        SELECT crop_year, stream, closed_on, {case}, NULL, kg, row_id, lot_id, NULL, true, why_not, NULL, station,
            variety, process
        FROM waiting_deal WHERE {which}"""
OWN = _DEALS.format(case="buyer", num="net_value", which="stream = 'micro' AND as_own")
# their value is in LOTS; here for what hinders it
OTHERWISE = _DEALS.format(case="lot_id", num="net_value", which="stream = 'micro' AND NOT as_own")
SEASON = _DEALS.format(case="buyer", num="net_value", which="stream = 'bulk' AND as_own")

# Per micro lot, against its kg produced: sold as micro, the value of what was sold otherwise, and what may still be
# sold. Kg sold at a price that is not known are in neither.
LOTS = with_numbers("""
        WITH sold AS (
            SELECT lot_id, sum(kg) AS kg, coalesce(sum(CASE WHEN why_not IS NOT NULL THEN kg END), 0) AS unpriced,
                   coalesce(sum(CASE WHEN as_own AND why_not IS NULL THEN kg END), 0) AS own_kg,
                       coalesce(sum(net_value), 0) AS value,
                   coalesce(sum(CASE WHEN NOT as_own THEN net_value END), 0) AS other_value, list(row_id) AS row_ids
            FROM deals WHERE stream = 'micro' GROUP BY lot_id),
        made AS (
            SELECT p.*, coalesce(s.own_kg, 0) AS own_kg, coalesce(s.other_value, 0) AS other_value,
                coalesce(s.value, 0) AS value,
                   p.closed_on IS NULL OR w.lot_id IS NOT NULL AS still_for_sale,
                   CASE WHEN still_for_sale THEN greatest(p.produced_kg - coalesce(s.kg, 0), 0) ELSE 0
                       END AS unsold_kg,
                   CASE WHEN still_for_sale THEN 0 ELSE greatest(p.produced_kg - coalesce(s.kg, 0), 0)
                       END AS lost_kg,
                   greatest(p.produced_kg - coalesce(s.unpriced, 0), 0) AS counted_kg,
                       list_concat(p.row_ids, coalesce(s.row_ids, [])) AS all_rows
            FROM produced p LEFT JOIN sold s USING (lot_id)
                LEFT JOIN (SELECT DISTINCT lot_id FROM waiting_deal) w USING (lot_id)
            WHERE p.stream = 'micro' AND p.lot_id NOT IN (SELECT lot_id FROM unjoined))
        SELECT m.crop_year, m.stream, m.day, m.lot_id AS case_id, p.num, CASE WHEN p.part LIKE 'plain%' THEN 1
            ELSE m.counted_kg END AS den, m.all_rows AS row_id, m.assumed,
               p.part, m.unsold_kg > (1 - {sold_out_share}) * m.produced_kg AS to_date, m.station, m.variety, m.process,
                   NULL AS why_not
        FROM made m, LATERAL (VALUES ('own kg', m.own_kg), ('other', m.other_value), ('unsold', m.unsold_kg),
            ('lost', m.lost_kg),
                                    ('plain', m.value / m.counted_kg),
                                        ('plain unsold', m.unsold_kg / m.counted_kg)) AS p(part, num)
        WHERE p.part NOT LIKE 'plain%' OR m.counted_kg > 0
        UNION ALL
        SELECT crop_year, stream, day, lot_id, NULL, NULL, [row_id], NULL, 'own kg', false, station, variety, process,
            why_not
        FROM unjoined WHERE stream = 'micro'""")

UNFIXED = """
        SELECT crop_year, stream, closed_on AS day, lot_id AS case_id, price * kg AS num, kg AS den, row_id,
            station, variety, process
        FROM deals WHERE unfixed AND price IS NOT NULL AND kg > 0 AND stream IS NOT NULL"""

PLAIN = "plain mean of lots and deals, not weighted by kg"


def realised(sums, context):
    """Net value per kg produced of micro, what bulk would have brought by the step agreed on, and all steps beside."""
    if "own kg" not in sums or not sums["own kg"].den[0] > 0:
        raise CannotSay("No kg green made is known of micro lots yet.")
    reach = counterfactual.standings(context.question)
    values = {("part", "share sold as micro", "micro"): sums["own kg"]}
    try:
        bulk = counterfactual.decided(sums, context)
        values |= {"micro": micro_per_kg(sums, context, bulk), "bulk": bulk} | _unweighted(sums, context)
    except CannotSay as reason:
        values |= {"micro": str(reason), "bulk": str(reason)}
    for step in counterfactual.STEPS:
        values |= _beside(sums, context, step, reach.get(step))
    _note_unfixed(context)
    unsold = sums["unsold"].num[0] / sums["unsold"].den[0]
    if unsold > 0 and not isinstance(values["bulk"], str):
        discount = context.number("return_discount")
        less = f" less {discount:g} {context.question.currency}/kg" if discount else ""
        context.note(f"{unsold * 100:.0f} % of the kg are unsold and stand at the bulk price{less}.")
    return values


def _note_unfixed(context) -> None:
    """Says how many kg, and how much money at the price they stand at, may still move with the exchange."""
    for stream in ("micro", "bulk"):
        rows = [row for row in context.question.rows(UNFIXED) if row["stream"] == stream]
        if rows:
            kg, money = sum(row["den"] for row in rows), sum(row["num"] for row in rows)
            context.note(
                f"At risk: the price of {kg:,.0f} kg of {stream}, {money:,.0f} {context.question.currency} as they "
                f"stand, is not fixed to the exchange yet."
            )


def micro_per_kg(sums, context, bulk):
    """Net value of all deals of micro lots and of the kg unsold, at this bulk price less the discount, per kg
    produced."""
    own, made = sums["own"], sums["own kg"].den
    own_part = np.where(
        sums["own kg"].num > 0, sums["own kg"].num / made * np.where(own.den > 0, own.num / own.den, np.nan), 0.0
    )
    return own_part + sums["other"].num / made + _left(sums["unsold"].num / made, bulk, context)


def _left(unsold, bulk, context):
    discount = context.number("return_discount") if unsold[0] > 0 else 0.0
    return np.where(unsold > 0, unsold * np.maximum(bulk - discount, 0), 0.0)


def _beside(sums, context, step, standing) -> dict:
    """One step as traded and net of the market: its bulk price, the premium by it where all kg are compared, how many
    are."""
    values: dict = {}
    if standing is not None and standing.kg > 0:
        values["part", counterfactual.coverage_part(step), "micro"] = np.float64(standing.covered_kg / standing.kg)
    for net in (False, True):
        name, reason = counterfactual.part(step, net), counterfactual.why_none(step, net, standing)
        price = counterfactual.bulk_price(sums, step, net)
        if reason or price is None or not np.isfinite(price[0]):
            values["part", name, "bulk"] = reason or "What it is made of adds up to nothing."
            values["part", name, "difference"] = values["part", name, "bulk"]
        else:
            values["part", name, "bulk"] = price
            values["part", name, "difference"] = micro_per_kg(sums, context, price) - price
    return values


def _unweighted(sums, context) -> dict:
    """The plain mean over lots and over deals, beside the headline; said where it turns the sign round."""
    step, _ = counterfactual.agreed(context)
    bulk, lots, unsold = counterfactual.plain_price(sums, step), sums["plain"], sums["plain unsold"]
    if bulk is None or not lots.den[0] > 0:
        return {}
    micro = lots.num / lots.den + _left(unsold.num / unsold.den, bulk, context)
    weighted = micro_per_kg(sums, context, counterfactual.bulk_price(sums, step)) - counterfactual.bulk_price(
        sums, step
    )
    if np.isfinite(micro[0] - bulk[0]) and (micro[0] - bulk[0]) * weighted[0] < 0:
        context.note(
            "The plain mean of lots and deals turns the sign round: a few large or small ones decide. The mean "
            "weighted by kg holds."
        )
    return {("part", PLAIN, "micro"): micro, ("part", PLAIN, "bulk"): bulk, ("part", PLAIN, "difference"): micro - bulk}


METRIC = Composite(
    id="realised_premium",
    layer="commercial",
    title="Earned per kilo made",
    question="Did every kilo we made for the pilot earn more than bulk would have?",
    definition="Micro: (net value at the gate of all deals of micro lots, whatever they were sold as, + unsold kg x "
    "(bulk price - return discount)) / kg green produced; once a lot is closed its unsold kg count 0; a sale subject "
    "to the approval of a sample counts once it is approved. Bulk: what the "
    "kg sold as micro would have brought, by the step agreed on before the season (setting counterfactual): unless "
    "set, the kg-weighted net price of bulk deals closed within 30 days of each deal sold as micro. Every deal sold "
    "as micro must have bulk deals to stand against, else there is no headline. All steps stand beside it, also net "
    "of the market's move between the days the prices were fixed, and so does the plain mean, which does not decide.",
    unit="base/kg",
    better="higher",
    headline="difference",
    reads=("offers", "lots", "costs", "rates", "processing", "receipts", "quality", "defects", "market_prices"),
    columns=("offers.accepted_price", "lots.stream"),
    sql=OWN,
    splits=("station", "variety", "process"),
    interval="ratio",
    case_is="buyer or lot",
    plausible=(0.5, 2000.0),
    source="realised per kg produced, against what the same coffee would have earned",
    trap="The premium per kg sold forgets what was not sold; this one does not.",
    relative=True,
    parts={"own": OWN, "otherwise": OTHERWISE, "season": SEASON, "lots": LOTS, **counterfactual.PARTS},
    formula=realised,
    case_of={"own": "buyer", "season": "buyer", "lots": "lot", **counterfactual.CASES},
    dots="own",
    further={
        "share sold as micro": ("share", "share"),
        **{counterfactual.coverage_part(step): ("none", "share") for step in counterfactual.STEPS},
    },
    caveats=(
        "The bulk price is that of average bulk; the pilot's cherry might have brought more than average there too.",
    ),
)
