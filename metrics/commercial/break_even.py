"""The premium, and the volume, at which the pilot does as well as bulk."""

import numpy as np

from metrics.commercial.added_cost import BY_BEHAVIOUR, MADE, note_unrated_costs
from metrics.commercial.realised_premium import LOTS, OWN, SEASON
from metrics.engine import counterfactual, economics
from metrics.engine.contract import CannotSay, Composite
from metrics.impact.farmer_premium_share import PAID, paid_per_kg, untold_pay

BULK_MADE = MADE.replace("stream = 'micro'", "stream = 'bulk'")
LOW_GRADE = """
        SELECT crop_year, stream, closed_on AS day, lot_id AS case_id, net_value AS num, kg AS den, row_id,
            stream || ' low grade' AS part,
               assumed, why_not, no_basis
        FROM deals WHERE sold_as = 'low grade'"""
# Days from the offer until the money came, of the deals paid; weighted by kg.
CASH = """
        SELECT crop_year, stream, closed_on AS day, lot_id AS case_id, (paid_on - offered_on) * kg AS num, kg AS den,
            row_id, stream || ' cash' AS part
        FROM deals WHERE paid_on >= offered_on AND as_own"""


def inputs(sums, context) -> dict:
    """Every field of economics.Inputs as (array, where it comes from, whether measured)."""
    made = sums["made"].num
    if not made[0] > 0:
        raise CannotSay("No kg green made is known of micro lots yet.")
    if not sums["own"].den[0] > 0:
        raise CannotSay("No micro deal is closed yet, so neither the sold share nor the premium is known.")
    bulk = counterfactual.decided(sums, context)
    own_price = sums["own"].num / sums["own"].den
    low, low_price = _with_lost(sums, made, _low_grade(sums, made, bulk, context), context)
    rate = context.number("finance_rate")
    return {
        "produced_kg": (made, "weighed", True),
        "sold_share": (sums["own kg"].num / sums["own kg"].den, "kg sold as micro / kg produced", True),
        "low_grade_share": (low, "kg of micro sold as low grade / kg produced, less that of bulk", True),
        "bulk_price": (bulk, counterfactual.said(context), True),
        "premium": (own_price - bulk, "net price of micro deals less that of bulk", True),
        **_costs(sums, context, made, rate),
        "return_discount": _set(context, "return_discount", made),
        "low_grade_price": low_price,
        "finance_rate": (
            np.full_like(made, rate),
            "setting finance_rate" if context.is_set("finance_rate") else "not set: taken as 0",
            False,
        ),
        "days_to_cash": _cash(sums, context, made),
        "dilution": _set(context, "dilution", made),
        "bulk_kg": (sums["bulk made"].num, "weighed", True),
        "farmer_extra": _farmers(sums, context, made),
    }


def _costs(sums, context, made, rate) -> dict:
    """Fixed and variable cost; what money costs is counted once, by the rate where there is one."""
    variable, fixed = (sums[p].num if p in sums else np.zeros_like(made) for p in ("variable cost", "fixed cost"))
    if "finance" in sums and rate > 0:
        context.note("Costs of category finance are left out: waiting for money is counted by finance_rate.")
    elif "finance" in sums:
        fixed = fixed + sums["finance"].num
    if not _any_cost(sums):
        context.assume("the pilot costs nothing: no cost of it can be counted")
        nothing = "no cost that can be counted: taken as 0"
        return {"fixed_cost": (fixed, nothing, False), "variable_cost": (variable / made, nothing, False)}
    return {
        "fixed_cost": (fixed, "costs, fixed and per lot", True),
        "variable_cost": (variable / made, "costs that vary with the kg / kg produced", True),
    }


def _any_cost(sums) -> bool:
    """Whether a cost of the pilot counts; a typed 0 is one."""
    return not {"variable cost", "fixed cost", "finance"}.isdisjoint(sums)


def _set(context, name, like):
    source = f"setting {name}" if context.is_set(name) else "not set: taken as 0"
    return np.full_like(like, context.number(name)), source, False


def _low_grade(sums, made, bulk, context):
    nothing = np.zeros_like(made)
    micro = sums["micro low grade"].den / made if "micro low grade" in sums else nothing
    of_bulk = (
        sums["bulk low grade"].den / sums["bulk made"].num
        if "bulk low grade" in sums and sums["bulk made"].num[0] > 0
        else nothing
    )
    share = np.maximum(micro - of_bulk, 0)
    priced = [sums[part] for part in ("micro low grade", "bulk low grade") if part in sums]
    if priced:
        return share, (sum(p.num for p in priced) / sum(p.den for p in priced), "deals sold as low grade", True)
    price = context.number("low_grade_price")
    if price is not None:
        return share, (np.full_like(made, price), "setting low_grade_price", False)
    return share, (bulk, "no low grade sold: taken as the bulk price", False)


def _with_lost(sums, made, low_grade, context):
    """Low grade and its price, with the kg left when their lot was closed: they bring nothing, as in the realised
    premium."""
    share, (price, source, measured) = low_grade
    lost = sums["lost"].num / made if "lost" in sums else np.zeros_like(made)
    if not lost[0] > 0:
        return low_grade
    context.note(f"{lost[0] * 100:.0f} % of the kg stayed unsold when their lot was closed: they bring nothing.")
    return share + lost, (price * share / (share + lost), f"{source}; kg unsold when their lot was closed: 0", measured)


def _cash(sums, context, like):
    if "micro cash" in sums and "bulk cash" in sums:
        days = [sums[f"{stream} cash"].num / sums[f"{stream} cash"].den for stream in ("micro", "bulk")]
        return days[0] - days[1], "days from offer to payment of micro deals less those of bulk", True
    return _set(context, "days_to_cash", like)


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


def break_even(sums, context):
    """Premium per kg sold and volume, as the cooperative sees it and as its members do; none without a cost."""
    if sums["made"].num[0] > 0:
        note_unrated_costs(context, _any_cost(sums))
    found = economics.Inputs(**{name: values for name, (values, _, _) in inputs(sums, context).items()})
    whole = economics.Inputs(
        **{name: float(np.ravel(getattr(found, name))[0]) for name in economics.Inputs.__dataclass_fields__}
    )
    if whole.sold_share <= 0:
        raise CannotSay("Nothing is sold as micro yet, so no premium per kg sold can pay for the pilot.")
    values = {"micro": economics.break_even_premium(found)}
    values["part", "premium, as the cooperative sees it", "micro"] = values["micro"]
    values["part", "premium, as the members see it", "micro"] = economics.break_even_premium(found, members=True)
    for words, members in (("volume, as the cooperative sees it", False), ("volume, as the members see it", True)):
        kg = economics.break_even_volume_kg(whole, members)
        values["part", words, "micro"] = (
            np.float64(kg) if kg is not None else "No volume breaks even: each further kilo costs more than it earns."
        )
    values["part", "premium reached", "micro"] = found.premium
    values["part", "profit beyond bulk", "micro"] = np.float64(economics.incremental_profit(whole))
    return values


METRIC = Composite(
    id="break_even",
    layer="commercial",
    title="Break-even",
    question="What premium, and how many kilos, does the pilot need to earn what bulk would have?",
    definition="The premium per kg sold at which (sold kg x premium) pays for fixed and variable costs, farmers' "
    "extra pay, kg returned or downgraded, waiting for money, and dilution of bulk. Two views: for the cooperative "
    "farmers' extra pay is a cost, for the members it is not.",
    unit="base/kg",
    better="lower",
    reads=(
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
    ),
    columns=("offers.accepted_price", "lots.stream", "costs.amount"),
    sql=BY_BEHAVIOUR.strip(),
    splits=(),
    interval="none",
    case_is="lot, buyer or farmer",
    plausible=(0.1, 60.0),
    source="profit beyond bulk = 0, solved for premium and for volume",
    trap="At pilot size fixed cost and sold share decide: not yet is not never. Look at it at the volume planned.",
    audience="internal",
    has_bulk=False,
    why_no_bulk="It is what micro needs beyond bulk.",
    parts={
        "own": OWN,
        "season": SEASON,
        "lots": LOTS,
        **counterfactual.PARTS,
        "made": MADE,
        "bulk made": BULK_MADE,
        "costs": BY_BEHAVIOUR,
        "low": LOW_GRADE,
        "cash": CASH,
        "paid": PAID,
    },
    formula=break_even,
    case_of={
        "own": "buyer",
        "season": "buyer",
        "lots": "lot",
        **counterfactual.CASES,
        "made": "lot",
        "bulk made": "lot",
        "costs": "lot",
        "low": "lot",
        "cash": "lot",
        "paid": "farmer",
    },
    further={
        "volume, as the cooperative sees it": ("none", "kg green"),
        "volume, as the members see it": ("none", "kg green"),
        "profit beyond bulk": ("none", "base"),
    },
    caveats=("several inputs at once: the tornado shows what each does, a single range would hide it",),
)
