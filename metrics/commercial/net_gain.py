"""What the pilot earned beyond bulk, and the figures it and break-even are made of: made, sold, spent, paid, waited
for."""

import numpy as np

from metrics.commercial.realised_premium import LOTS, OWN, SEASON
from metrics.engine import counterfactual, economics, stream_costs
from metrics.engine import labour as farmers_labour
from metrics.engine.contract import CannotSay, Composite, Left
from metrics.engine.cumulative_shares import HAPPENED, restricted_mean
from metrics.engine.next_season import NEXT_SEASON, NOTHING_PLANNED, next_season
from metrics.impact.farmer_premium_share import PAID, paid_per_kg, untold_pay

# Days from the money going out until the buyer's came, of every deal, unpaid ones to the day of the data, by where the
# wait begins: when farmers were paid for the lot, else when its coffee was delivered, else when it was offered.
WAITS = ("farmers were paid", "the coffee was delivered", "the coffee was offered")
CASH = f"""
        WITH out AS (
            SELECT lot_id, sum(amount * (paid_on - DATE '2000-01-01')) / sum(amount) AS on_day
            FROM paid WHERE lot_id IS NOT NULL AND amount > 0 GROUP BY lot_id),
        came AS (
            SELECT lot_id, sum(kg * (day - DATE '2000-01-01')) / sum(kg) AS on_day
            FROM delivery_day WHERE lot_id IS NOT NULL AND kg > 0 GROUP BY lot_id)
        SELECT d.crop_year, d.stream, d.closed_on AS day, d.lot_id AS case_id,
               CASE WHEN b.began IS NOT NULL THEN greatest(coalesce(d.paid_on, getvariable('as_of'))
                   - DATE '2000-01-01' - b.began, 0) END AS num, d.kg AS den,
               d.row_id, d.stream || ' cash from when ' || b.wait AS part,
               CASE WHEN d.paid_on IS NULL THEN 'censored' ELSE 'happened' END AS outcome
        FROM deals d LEFT JOIN out ON out.lot_id = d.lot_id LEFT JOIN came ON came.lot_id = d.lot_id,
            LATERAL (VALUES ('{WAITS[0]}', out.on_day), ('{WAITS[1]}', came.on_day),
                ('{WAITS[2]}', d.offered_on - DATE '2000-01-01')) AS b(wait, began)
        WHERE d.as_own AND d.kg > 0 AND d.stream IS NOT NULL"""
# Nothing is final while a buyer may claim or has not paid yet.
SOLD = OWN.replace("d.may_be_claimed OR d.unfixed AS to_date", "d.may_be_claimed OR d.unfixed OR d.unpaid AS to_date")
PARTS = {
    "own": SOLD,
    "season": SEASON,
    "lots": LOTS,
    **counterfactual.PARTS,
    **stream_costs.PARTS,
    **farmers_labour.PARTS,
    "cash": CASH,
    "paid": PAID,
}
# Prices come from buyers, and they alone are left out: kg made, kg sold and bills are what they are.
BUYERS = {"own": "buyer", "season": "buyer", "standing for": "buyer"}
# Where the spread of one figure is asked for, its own cases are.
OWN_CASES = BUYERS | dict.fromkeys(("lots", "matched", *stream_costs.PARTS, "cash"), "lot") | {"paid": "farmer"}
# days of work weigh lots by themselves, not beside the kg of bills and deals
OWN_CASES |= dict.fromkeys(farmers_labour.PARTS, "lot worked for")
READS = (
    "offers",
    "lots",
    "costs",
    "rates",
    "processing",
    "receipts",
    "payments",
    "quality",
    "defects",
    "market_prices",
    "labour",
)


def inputs(sums, context, work: farmers_labour.Labour) -> dict:
    """Every field of economics.Inputs as (array, where it comes from, whether measured)."""
    made = sums["made"].num
    if not made[0] > 0:
        raise CannotSay("No kg green made is known of micro lots yet.")
    if not sums["own"].den[0] > 0:
        raise CannotSay("No micro deal is closed yet, so neither the sold share nor the premium is known.")
    bulk = counterfactual.decided(sums, context)
    own_price = sums["own"].num / sums["own"].den
    sold = sums["own kg"].num / sums["own kg"].den
    otherwise, otherwise_price = _otherwise(sums, sold, bulk, context)
    rate = context.number("finance_rate")
    return {
        "produced_kg": (made, "weighed", True),
        "sold_share": (sold, "kg sold as micro / kg produced", True),
        "otherwise_share": (otherwise, "kg of micro sold otherwise or lost / kg produced", True),
        "bulk_price": (bulk, counterfactual.said(context), True),
        "premium": (own_price - bulk, "net price of micro deals less that of bulk", True),
        **_costs(sums, context, made, rate),
        "return_discount": _discount(context, bulk),
        "otherwise_price": otherwise_price,
        "finance_rate": (
            np.full_like(made, rate),
            "setting finance_rate" if context.is_set("finance_rate") else "not set: taken as 0",
            False,
        ),
        "days_to_cash": _cash(context, made),
        "dilution": _set(context, "dilution", made),
        "bulk_kg": (sums["bulk made"].num, "weighed", True),
        "farmer_extra": _farmers(sums, context, made),
        "labour_extra": work.as_input(made),
    }


def _costs(sums, context, made, rate) -> dict:
    """Fixed and variable cost beyond those of bulk; what money costs is counted once, by the rate where there is
    one."""
    costs = stream_costs.stream_costs(sums)
    if "finance" in costs.ways and rate > 0:
        context.note("Costs of category finance are left out: waiting for money is counted by finance_rate.")
        costs = costs.without("finance")
    fixed = costs.total("fixed") + costs.total("per lot")
    variable = costs.total("variable") / made - costs.saved_per_kg
    if not costs.ways:
        context.assume("the pilot costs nothing: no cost of it can be counted")
        nothing = "no cost that can be counted: taken as 0"
        return {"fixed_cost": (fixed, nothing, False), "variable_cost": (variable, nothing, False)}
    less = ", less those of bulk" if costs.bulk_per_kg else ""
    return {
        "fixed_cost": (fixed, "costs, fixed and per lot", True),
        "variable_cost": (variable, f"costs that vary with the kg / kg produced{less}", True),
    }


def _set(context, name, like):
    source = f"setting {name}" if context.is_set(name) else "not set: taken as 0"
    return np.full_like(like, context.number(name)), source, False


def _discount(context, bulk):
    found, source, measured = _set(context, "return_discount", bulk)
    return np.minimum(found, bulk), source, measured


def _otherwise(sums, sold, bulk, context):
    """The share of the kg sold as something else or lost, and what a kg of it brought: nothing where it is lost."""
    counted = sums["own kg"].den
    share = 1 - sold - sums["unsold"].num / counted
    share = np.where(np.abs(share) < 1e-9, 0.0, share)
    if (lost := sums["lost"].num[0] / counted[0]) > 0:
        context.note(f"{lost * 100:.0f} % of the kg stayed unsold when their lot was closed: they bring nothing.")
    if share[0]:
        price = np.where(share != 0, sums["other"].num / counted / share, 0.0)
        return share, (price, "deals sold as bulk or low grade; kg unsold when their lot was closed: 0", True)
    price = context.number("low_grade_price")
    if price is not None:
        return share, (np.full_like(bulk, price), "setting low_grade_price", False)
    return share, (bulk, "nothing sold otherwise: taken as the bulk price", False)


def _cash(context, like):
    """How many days longer the money of micro is out than that of bulk: measured where half of both is paid, else as
    set."""
    rows = context.question.rows(CASH)
    for wait in WAITS:
        of = {s: [r for r in rows if r["part"] == f"{s} cash from when {wait}"] for s in ("micro", "bulk")}
        if not all(found and all(row["num"] is not None for row in found) for found in of.values()):
            continue
        if any(sum(_came(row) for row in found) * 2 < len(found) for found in of.values()):
            break
        # as far as both are followed: a stream of which all is paid is followed to the end
        longest = [max(found, key=lambda row: (row["num"], not _came(row))) for found in of.values()]
        until = min((row["num"] for row in longest if not _came(row)), default=max(r["num"] for r in longest))
        days = [restricted_mean(*_waits(found), until) for found in of.values()]
        source = f"mean days from when {wait} until the money came, over {until:.0f} days, micro less bulk"
        return np.full_like(like, days[0] - days[1]), source, True
    found, source, measured = _set(context, "days_to_cash", like)
    return found, f"{source}; fewer than half of the deals are paid", measured


def _waits(rows):
    """Days, whether the money came, and kg of each deal."""
    return tuple(
        np.array(column) for column in zip(*((row["num"], _came(row), row["den"]) for row in rows), strict=True)
    )


def _came(row) -> bool:
    return row["outcome"] == HAPPENED


def _farmers(sums, context, like):
    if untold_pay(sums):
        context.assume(
            "farmers are paid no more for micro than for bulk: payments name neither lot, stream nor receipt"
        )
        return np.zeros_like(like), "payments can't be told apart by stream: taken as 0", False
    pay = paid_per_kg(sums)
    if pay["micro"] is None or pay["bulk"] is None:
        context.assume("farmers are paid no more for micro than for bulk")
        return np.zeros_like(like), "payments of both streams are not written down: taken as 0", False
    return pay["micro"] - pay["bulk"], "paid to farmers per kg green, micro less bulk", True


def as_arrays(sums, context, work: farmers_labour.Labour) -> economics.Inputs:
    """The figures alone, as arrays of the stack."""
    return economics.Inputs(**{name: values for name, (values, _, _) in inputs(sums, context, work).items()})


def whole(found: economics.Inputs) -> economics.Inputs:
    """The figures with no case left out, as plain numbers."""
    return economics.Inputs(
        **{name: float(np.ravel(getattr(found, name))[0]) for name in economics.Inputs.__dataclass_fields__}
    )


def _planned(found: economics.Inputs, ahead: economics.NextSeason) -> dict:
    """The gain at the volume planned for the season after, with the premium that can be counted on there."""
    if not ahead.planned_kg:
        return {("part", PLANNED, "micro"): NOTHING_PLANNED}
    grown = economics.at_volume(found, ahead.planned_kg, ahead)
    earned, needed = economics.earned(grown), economics.needed(grown)
    return {
        ("part", PLANNED, "micro"): Left(earned / ahead.planned_kg, needed / ahead.planned_kg),
        ("part", f"{PLANNED}, in money of the season", "micro"): Left(earned, needed),
        ("part", "kg planned", "micro"): np.float64(ahead.planned_kg),
    }


PLANNED = "at the volume planned for the season after"


def as_they_are(found: economics.Inputs, ahead: economics.NextSeason) -> tuple[economics.Inputs, economics.NextSeason]:
    """The figures unchanged."""
    return found, ahead


def net_gain(sums, context, changed=as_they_are):
    """Earned less needed per kg made and in money, as the cooperative and as its members see it; `changed` puts other
    figures in the place of those of the logs."""
    if sums["made"].num[0] > 0:
        stream_costs.noted(stream_costs.stream_costs(sums), context)
    work = farmers_labour.labour(sums, context)
    found, ahead = changed(as_arrays(sums, context, work), next_season(context.question))
    farmers_labour.noted(work, context)
    earned, kg, values = economics.earned(found), found.produced_kg, {}
    for view, members in (("as the cooperative sees it", False), ("as the members see it", True)):
        needed = economics.needed(found, members)
        values["part", f"per kg made, {view}", "micro"] = Left(earned / kg, needed / kg)
        values["part", f"in money of the season, {view}", "micro"] = Left(earned, needed)
    values["part", "earned", "micro"] = earned
    values["part", "needed, as the cooperative sees it", "micro"] = economics.needed(found)
    values["part", "kg made", "micro"] = np.float64(kg[0])
    values |= _planned(found, ahead) | work.parts() | work.of_a_day(found)
    values["micro"] = values["part", "per kg made, as the cooperative sees it", "micro"]
    return values


METRIC = Composite(
    id="net_gain",
    layer="commercial",
    title="Net gain",
    question="Does it pay: what did the pilot earn beyond bulk, after all that was spent for it?",
    definition="(Earned - needed) / kg green made. Earned: net value at the gate of all deals of micro lots, and "
    "unsold kg at the bulk price less the return discount. Needed: the kg made at the bulk price by the step agreed on "
    "before the season, added costs, farmers' extra pay, interest until the money is there, and what bulk lost. Beside "
    "it in money of the season, and as the members see it, for whom farmers' extra pay is no cost and the days they "
    "work more than for bulk are one, at the local wage; and what each such day brought them before it is paid for.",
    unit="base/kg",
    better="higher",
    reads=(*READS, "intents"),
    columns=("offers.accepted_price", "lots.stream", "costs.amount"),
    sql=SOLD.strip(),
    splits=(),
    interval="ratio",
    case_is="buyer",
    plausible=(-20.0, 60.0),
    possible=(-1000.0, 1000.0),
    source="profit beyond bulk, from the same sums as break-even; the range is that of earned / needed, leaving out "
    "one buyer at a time, carried back to money",
    trap="A premium is no gain: what keeping lots apart costs is spent whether they sell or not.",
    has_bulk=False,
    why_no_bulk="It is what micro earns beyond bulk.",
    beyond_bulk=True,
    of_members="per kg made, as the members see it",
    at_planned=PLANNED,
    in_all="in money of the season, as the cooperative sees it",
    parts=PARTS | {"next season": NEXT_SEASON},
    formula=net_gain,
    case_of=BUYERS,
    further={
        "in money of the season, as the cooperative sees it": ("ratio", "base"),
        "in money of the season, as the members see it": ("ratio", "base"),
        "earned": ("ratio", "base"),
        "needed, as the cooperative sees it": ("ratio", "base"),
        "kg made": ("none", "kg green"),
        **farmers_labour.UNITS,
        f"{PLANNED}, in money of the season": ("ratio", "base"),
        "kg planned": ("none", "kg green"),
    },
    caveats=(
        "kg made, kg sold and bills are taken as they are: the range is that of prices between buyers",
        "The members' view stands before the farmers' own labour where Labour holds no days of work.",
    ),
)
