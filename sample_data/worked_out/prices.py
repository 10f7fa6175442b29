"""What a kg brings, what it costs, and what farmers are paid for it."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp

from sample_data.worked_out.lots import green_kg, outturn
from sample_data.worked_out.nothing_yet import over
from sample_data.worked_out.offers import chain, days_to_cash, return_days, returned, sold_share
from sample_data.world import (
    Season,
    harm_to_bulk,
    market_usd_per_kg,
    once_a_world,
    parameters,
    price_over_market,
    tier_of,
)

SECOND_PAID_AFTER = timedelta(days=5)  # after the season is settled


def net_price(season: Season, stream: str, day: date) -> float:
    """The mean price in USD per kg green at the gate of a deal closed on that day; the factors of buyers have mean
    1."""
    truth = parameters()[stream]
    of_score = exp((truth["score_effect"] * truth["cup_score_sd"]) ** 2 / 2)
    of_tier = mean_tier() if stream == "micro" else 1.0
    return market_usd_per_kg(day) * price_over_market(season, stream) * of_score * of_tier


def mean_tier() -> float:
    """What the tiers of the lots come to on average: 1 where there are as many lots of each."""
    lots = parameters()["micro"]["lots"]
    return sum(parameters()["micro"]["tiers"][tier_of(place)] for place in range(1, lots + 1)) / lots


def returned_price(season: Season) -> float:
    """The mean net price of a micro lot that went to bulk."""
    days = return_days(season)
    return parameters()["returned"]["factor"] * sum(net_price(season, "bulk", day) for day in days) / len(days)


@once_a_world
def mean_price(season: Season, stream: str) -> float:
    """The mean net price of what was sold until the declared day in the stream's own offers."""
    sold = chain(season, stream).sold
    return over(sum(chance * net_price(season, stream, day) for day, chance in sold.items()), sum(sold.values()))


def realisation(season: Season, stream: str) -> float:
    """Accepted over asked over all deals, weighted by kg: asked = accepted / r, so each kind of deal weighs with 1 /
    mean(1 / r)."""
    ways = [
        (
            sum(chain(season, stream).sold.values()),
            contract_price(mean_price(season, stream), stream, stream),
            _given(stream, stream),
        )
    ]
    if stream == "micro" and returned(season):
        ways.append((returned(season), contract_price(returned_price(season), stream, "bulk"), _given(stream, "bulk")))
    asked = sum(share * price / given for share, price, given in ways)
    return over(sum(share * price for share, price, _ in ways), asked)


def _given(stream: str, buyers: str) -> float:
    truth = parameters()[buyers]
    return truth["realisation"] * exp(
        -(truth["realisation_buyer_sd"] ** 2 + parameters()[stream]["realisation_sd"] ** 2) / 2
    )


def contract_price(net: float, stream: str, buyers: str) -> float:
    """The mean price in the contract of coffee of that stream sold to such buyers, of whom some pay FOB."""
    truth = parameters()[buyers]
    fob_share = 1 - round(truth["exw_share"] * truth["buyers"]) / truth["buyers"]
    return net + fob_share * to_ship(stream)


def to_ship(stream: str) -> float:
    """What a kg costs from the gate to aboard the ship."""
    return parameters()["netback"]["inland"][stream] + parameters()["netback"]["export"][stream]


@once_a_world
def bulk_of_the_month(season: Season) -> float:
    """What bulk brought within 30 days of each micro deal, on average over the micro deals; they weigh alike, as their
    kg do."""
    bulk, micro = chain(season, "bulk").sold, dict(chain(season, "micro").sold)
    for day in return_days(season):
        micro[day] = micro.get(day, 0.0) + returned(season) / len(return_days(season))
    total = 0.0
    for day, chance in micro.items():
        near = {other: p for other, p in bulk.items() if abs((other - day).days) <= 30}
        if chance:
            brought = sum(p * net_price(season, "bulk", other) for other, p in near.items())
            total += chance * over(brought, sum(near.values()))
    return over(total, sum(micro.values()))


def realised(season: Season) -> float:
    """Net value of all micro coffee per kg produced: sold as micro, sold as bulk, and unsold at bulk less the
    discount."""
    sold, back = sum(chain(season, "micro").sold.values()), returned(season)
    unsold = 0.0 if season.settled_on <= parameters()["as_of"] else 1 - sold - back
    to_bulk = bulk_of_the_month(season) - parameters()["netback"]["return_discount"]
    return sold * mean_price(season, "micro") + back * returned_price(season) + unsold * to_bulk


def price_by_tier(season: Season, tier: str) -> float:
    """The mean net price of micro lots of a tier; a lot's tier has nothing to do with when it is sold."""
    return mean_price(season, "micro") / mean_tier() * parameters()["micro"]["tiers"][tier]


def farmer_premium_share(season: Season) -> float:
    """What farmers were paid more for a kg green of the pilot over what it was sold for more."""
    pay = pay_per_kg_green(season, "micro") - pay_per_kg_green(season, "bulk")
    return over(pay, mean_price(season, "micro") - mean_price(season, "bulk"))


def fixed_cost() -> float:
    """What a season of the pilot costs whatever it weighs, lot by lot and altogether.

    What serves several seasons is bought once, in the first one, and counts its part in each: so every season costs the
    same.
    """
    costs = parameters()["costs"]
    fixed = sum(amount / costs["seasons"].get(category, 1) for category, amount in costs["fixed"].items())
    return costs["times"] * (fixed + parameters()["micro"]["lots"] * sum(costs["per_lot"].values()))


def cost_per_kg() -> float:
    """What the pilot costs with every kg green, in USD."""
    return parameters()["costs"]["times"] * sum(parameters()["costs"]["per_kg"].values())


def added_cost() -> float:
    """Costs of the pilot alone per kg green it made, in USD; sorting and milling are bills around the price per kg."""
    return fixed_cost() / (parameters()["micro"]["lots"] * green_kg("micro")) + cost_per_kg()


def pay_per_kg_green(season: Season, stream: str) -> float:
    """What farmers were paid until the declared day for the cherry of one kg green, in USD."""
    truth = parameters()[stream]
    second = truth["second_payment"] if season.settled_on + SECOND_PAID_AFTER <= parameters()["as_of"] else 0.0
    return (truth["first_payment"] + truth["premium_payment"] + second) / outturn(stream)


def farmer_share(season: Season, stream: str, at: str = "gate") -> float:
    """Paid to farmers per kg green over the price at the gate, or over the price at the port (`at` = FOB)."""
    price = mean_price(season, stream) + (to_ship(stream) if at == "FOB" else 0.0)
    return pay_per_kg_green(season, stream) / price


def extra_work() -> float:
    """What the days farmers worked more for a kg green of the pilot are worth; sorting of bulk is not written down."""
    truth = parameters()["labour"]
    days = {stream: sum(truth[stream].values()) / outturn(stream) for stream in ("micro", "bulk")}
    return (days["micro"] - days["bulk"]) * truth["day_wage"]


def for_farmers(season: Season, members: bool) -> float:
    """What a kg green made costs for its farmers' sake: the cooperative their extra pay, the members their extra
    work."""
    return extra_work() if members else pay_per_kg_green(season, "micro") - pay_per_kg_green(season, "bulk")


def net_gain(season: Season, members: bool = False) -> float:
    """What a kg made of the pilot earned beyond bulk, after all that was spent for it; for members what farmers got
    more is no cost, and what they worked more is one."""
    netback, kg = parameters()["netback"], parameters()["micro"]["lots"] * green_kg("micro")
    bulk_kg = parameters()["bulk"]["lots"] * green_kg("bulk")
    financed = sold_share(season, "micro") * mean_price(season, "micro") * interest()
    spent = added_cost() + for_farmers(season, members) + financed + netback["dilution"] * bulk_kg / kg
    return realised(season) - bulk_of_the_month(season) - spent


def net_gain_after_harm(season: Season) -> float:
    """What a kg made of the pilot truly brought: against bulk as it would have been without the pilot, and less what
    all of bulk lost by it; the dilution that was agreed is left out."""
    harm, kg = harm_to_bulk(season, "price_share"), parameters()["micro"]["lots"] * green_kg("micro")
    bulk_kg = parameters()["bulk"]["lots"] * green_kg("bulk")
    dilution = parameters()["netback"]["dilution"] * bulk_kg / kg
    dearer = bulk_of_the_month(season) * harm / (1 - harm)  # what bulk would have brought more
    lost = mean_price(season, "bulk") * harm / (1 - harm) * bulk_kg / kg
    return net_gain(season) + dilution - dearer - lost


def interest() -> float:
    """What money costs over the days that the pilot waits longer for it than bulk."""
    return parameters()["netback"]["finance_rate"] * (days_to_cash("micro") - days_to_cash("bulk")) / 365


def break_even(season: Season, members: bool = False) -> float:
    """The premium per kg sold at which profit beyond bulk is 0 (domain.md 3.2), at the share sold until the declared
    day.

    profit = Q s p - Q (1 - s) d - Q v - Q f - Q s (Pb + p) r t / 365 - k Qb - F, solved for p; for members f is what
    they worked more.
    """
    netback, kg = (
        parameters()["netback"],
        {stream: parameters()[stream]["lots"] * green_kg(stream) for stream in ("micro", "bulk")},
    )
    sold = sold_share(season, "micro")
    extra = for_farmers(season, members)
    needed = (
        fixed_cost()
        + netback["dilution"] * kg["bulk"]
        + kg["micro"] * (cost_per_kg() + extra + (1 - sold) * netback["return_discount"])
        + kg["micro"] * sold * bulk_of_the_month(season) * interest()
    )
    return over(needed, kg["micro"] * sold * (1 - interest()))
