"""The premium, and the volume, at which the pilot does as well as bulk."""

import numpy as np

from metrics.commercial.net_gain import BUYERS, PARTS, READS, as_arrays, whole
from metrics.engine import economics, stream_costs
from metrics.engine import labour as farmers_labour
from metrics.engine.contract import CannotSay, Composite
from metrics.engine.next_season import NEXT_SEASON, next_season

VIEWS = (("as the cooperative sees it", False), ("as the members see it", True))


def break_even(sums, context):
    """Premium needed beside the one reached, each per kg sold and per kg made, and volume; as the cooperative sees it
    and as its members do; none without a cost."""
    if sums["made"].num[0] > 0:
        stream_costs.noted(stream_costs.stream_costs(sums), context)
    work = farmers_labour.labour(sums, context)
    found = as_arrays(sums, context, work)
    farmers_labour.noted(work, context)
    plain, kg, values = whole(found), found.produced_kg, work.parts()
    if plain.sold_share <= 0:
        raise CannotSay("Nothing is sold as micro yet, so no premium per kg sold can pay for the pilot.")
    for view, members in VIEWS:
        values["part", f"premium, {view}", "micro"] = economics.break_even_premium(found, members)
    values["part", "premium reached", "micro"] = found.premium
    for view, members in VIEWS:
        values["part", f"premium per kg made, {view}", "micro"] = economics.spent_beyond_bulk(found, members) / kg
    values["part", "premium per kg made reached", "micro"] = economics.earned(found) / kg - found.bulk_price
    ahead = next_season(context.question)
    for view, members in VIEWS:
        volume = economics.break_even_volume_kg(plain, ahead, members)
        values["part", f"volume, {view}", "micro"] = (
            np.float64(volume)
            if volume is not None
            else "No volume breaks even: with the premium that can be counted on, further kilos earn too little."
        )
    values["micro"] = values["part", f"premium, {VIEWS[0][0]}", "micro"]
    return values


METRIC = Composite(
    id="break_even",
    layer="commercial",
    title="Break-even",
    question="What premium, and how many kilos, does the pilot need to earn what bulk would have?",
    definition="The premium per kg sold at which (sold kg x premium) pays for added costs, farmers' extra pay, kg "
    "unsold or sold otherwise for less, waiting for money, and what bulk lost: there the net gain is 0. Beside it the "
    "premium reached, and both per kg made, where reached less needed is the net gain. Two views: for the "
    "cooperative farmers' extra pay is a cost; for the members it is not, and the days they work more than for bulk "
    "are one, at the local wage.",
    unit="base/kg",
    better="lower",
    reads=(*READS, "intents"),
    columns=("offers.accepted_price", "lots.stream", "costs.amount"),
    sql=stream_costs.COSTS.strip(),
    splits=(),
    interval="ratio",
    case_is="buyer",
    plausible=(0.1, 60.0),
    source="profit beyond bulk = 0, solved for premium and for volume",
    trap="At pilot size fixed cost and sold share decide: not yet is not never. Look at it at the volume planned.",
    has_bulk=False,
    of_members="premium, as the members see it",
    why_no_bulk="It is what micro needs beyond bulk.",
    parts=PARTS | {"next season": NEXT_SEASON},
    formula=break_even,
    case_of=BUYERS,
    further={
        "volume, as the cooperative sees it": ("none", "kg green"),
        "volume, as the members see it": ("none", "kg green"),
        farmers_labour.WORTH: farmers_labour.UNITS[farmers_labour.WORTH],
    },
    caveats=(
        "kg made, kg sold and bills are taken as they are: the range is that of prices between buyers, and the tornado "
        "shows what each figure does",
    ),
)
