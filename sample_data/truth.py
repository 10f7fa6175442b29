"""The value each indicator ought to show: worked out from truth.toml, never from drawn rows.

Every indicator is taken as the figure of an unlimited number of lots, buyers and offers made the same way: shares and
means over lots are chances and means of one lot; ratios of sums are ratios of means (a kg weight that has nothing to do
with what it weighs drops out). What depends on the day (sold so far, price of the month) follows the offers as a chain:
a lot is opened on one of the calendar's days, offered first some days later, each offer ends after its own number of
days and is accepted with its own chance whatever that number was, and is followed after a gap by the next. Adding up
these tables gives, for each day, the chance that an offer is made and that a lot is sold on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import exp
from statistics import NormalDist

from sample_data.chance import LONGEST_DAYS, closing_days, even, poisson
from sample_data.draw.laboratory import EQUIVALENTS
from sample_data.draw.sales import MOST_OFFERS
from sample_data.world import Season, market_usd_per_kg, parameters, seasons

STREAMS = ("micro", "bulk")
WITHIN_60_DAYS = "deal_closure: accepted within 60 days"    # the part on which the streams are compared


@dataclass(frozen=True)
class Chain:
    """What becomes of the lot of one stream, by day: `sold[d]` is the chance that it is sold in its own stream's offers
    on that day, up to the as-of day; `made`, `closed`, `accepted` are mean numbers of offers of a lot until then,
    `after[d]` of offers made until then and accepted d days later; `left` the chance that no buyer took it.
    """

    sold: dict[date, float]
    made: float
    closed: float
    accepted: float
    after: tuple[float, ...]
    left: float


@cache
def chain(season: Season, stream: str) -> Chain:
    """The offers of one lot of that season and stream, as seen on the declared day."""
    calendar, truth, as_of = parameters()["calendar"], parameters()[stream], parameters()["as_of"]
    first = season.first_opening + timedelta(days=truth["first_offer_after"])
    last = ((season.returned_on if stream == "micro" else season.settled_on) - first).days
    seen = (as_of - first).days
    takes, gaps = closing_days(truth["close_median_days"], truth["close_sigma"]), even(*truth["offer_again_after"])
    starts = dict(enumerate(_spread(calendar["opening_days"], truth["first_offer_spread"])))
    sold: dict[int, float] = {}
    made = closed = accepted = 0.0
    after = [0.0] * len(takes)
    for _ in range(MOST_OFFERS):
        following: dict[int, float] = {}
        for start, chance in starts.items():
            if start >= last:
                continue
            made += chance * (start <= seen)
            for days, p in enumerate(takes):
                end, yes = start + days, truth["accepted"]
                if end >= last:
                    end, yes = last, 0.0
                if end <= seen:
                    closed += chance * p
                    accepted += chance * p * yes
                    sold[end] = sold.get(end, 0.0) + chance * p * yes
                after[days] += chance * p * yes * (start <= seen)
                for gap, q in enumerate(gaps):
                    if q:
                        following[end + gap] = following.get(end + gap, 0.0) + chance * p * (1 - yes) * q
        starts = following
    by_day = {first + timedelta(days=day): chance for day, chance in sorted(sold.items()) if chance}
    return Chain(by_day, made, closed, accepted, tuple(after), 1 - sum(by_day.values()))


def _spread(one: int, other: int) -> list[float]:
    """The chances of the sum of two days, each equally likely among its own."""
    return [sum(0 <= total - day < other for day in range(one)) / (one * other) for total in range(one + other - 1)]


def net_price(stream: str, day: date) -> float:
    """The mean price in USD per kg green at the gate of a deal closed on that day; the factors of buyers have mean 1."""
    truth = parameters()[stream]
    of_score = exp((truth["score_effect"] * truth["cup_score_sd"]) ** 2 / 2)
    return market_usd_per_kg(day) * (1 + truth["premium"]) * of_score


def return_days(season: Season) -> list[date]:
    """The days, all equally likely, on which a micro lot nobody took is sold as bulk."""
    low, high = parameters()["returned"]["close_days"]
    return [season.returned_on + timedelta(days=1 + day) for day in range(low, high + 1)]


def returned_price(season: Season) -> float:
    """The mean net price of a micro lot that went to bulk."""
    days = return_days(season)
    return parameters()["returned"]["factor"] * sum(net_price("bulk", day) for day in days) / len(days)


@cache
def mean_price(season: Season, stream: str) -> float:
    """The mean net price of what was sold until the declared day in the stream's own offers."""
    sold = chain(season, stream).sold
    return sum(chance * net_price(stream, day) for day, chance in sold.items()) / sum(sold.values())


def outturn(stream: str) -> float:
    """Kg green as it is per kg cherry, over the processes as often as they occur."""
    truth = parameters()[stream]
    return sum(truth["outturn"][process] * count for process, count in truth["process"].items()) / truth["lots"]


def green_kg(stream: str) -> float:
    """The mean kg green of a lot."""
    return parameters()[stream]["cherry_kg"] * outturn(stream)


def in_range_share(stream: str, low: float = 10.0, high: float = 12.0) -> float:
    """The chance that a lot's moisture, written to one decimal, lies within the range, both ends in."""
    moisture = NormalDist(parameters()[stream]["moisture"], parameters()[stream]["moisture_sd"])
    return moisture.cdf(high + 0.05) - moisture.cdf(low - 0.05)


def specialty_share(stream: str, most: int = 5) -> float:
    """The chance of no category-1 bean and at most 5 full defects of category 2, counted exactly in thirtieths."""
    parts, none = [1.0], 1.0
    for kind, mean in parameters()[stream]["defects"].items():
        category, beans = EQUIVALENTS[kind]
        if category == 1:
            none *= exp(-mean)
        else:
            step, chances = 30 // beans, poisson(mean)
            total = [0.0] * (len(parts) + step * len(chances))
            for have, p in enumerate(parts):
                if p:
                    for count, q in enumerate(chances):
                        total[have + step * count] += p * q
            parts = total
    return none * sum(parts[: most * 30 + 1])


def defect_mean(stream: str) -> float:
    """The mean full defects in 350 g."""
    return sum(mean / EQUIVALENTS[kind][1] for kind, mean in parameters()[stream]["defects"].items())


def sop_share(stream: str) -> float:
    """The chance that an item is kept."""
    truth = parameters()[stream]
    return truth["sop_good_crew"] * truth["sop_yes"]["good"] + (1 - truth["sop_good_crew"]) * truth["sop_yes"]["poor"]


def realisation(season: Season, stream: str) -> float:
    """Accepted over asked over all deals, weighted by kg: asked = accepted / r, so each kind of deal weighs with 1 / mean(1 / r)."""
    ways = [(sum(chain(season, stream).sold.values()), contract_price(mean_price(season, stream), stream, stream), _given(stream, stream))]
    if stream == "micro" and returned(season):
        ways.append((returned(season), contract_price(returned_price(season), stream, "bulk"), _given(stream, "bulk")))
    return sum(share * price for share, price, _ in ways) / sum(share * price / given for share, price, given in ways)


def _given(stream: str, buyers: str) -> float:
    truth = parameters()[buyers]
    return truth["realisation"] * exp(-(truth["realisation_buyer_sd"] ** 2 + parameters()[stream]["realisation_sd"] ** 2) / 2)


def contract_price(net: float, stream: str, buyers: str) -> float:
    """The mean price in the contract of coffee of that stream sold to such buyers, of whom some pay FOB."""
    truth = parameters()[buyers]
    fob_share = 1 - round(truth["exw_share"] * truth["buyers"]) / truth["buyers"]
    return net + fob_share * parameters()["netback"]["export"][stream]


def returned(season: Season) -> float:
    """The chance that a micro lot went to bulk by the declared day."""
    return chain(season, "micro").left if return_days(season)[-1] <= parameters()["as_of"] else 0.0


def conversion(season: Season, stream: str) -> float:
    """Offers accepted over offers answered; one sold as bulk at the end is an offer too."""
    offers, last = chain(season, stream), returned(season) if stream == "micro" else 0.0
    return (offers.accepted + last) / (offers.closed + last)


@cache
def accepted_within(season: Season, stream: str, days: int) -> float:
    """The share of offers accepted within so many days, were each followed to its end.

    While the season runs the open offers are followed only so far, which tells nothing of how they end: the share is the
    chance of a yes times that of an answer by then. After it every offer has ended, cut short or sold as bulk at the end.
    """
    truth, offers = parameters()[stream], chain(season, stream)
    if parameters()["as_of"] < season.settled_on:
        return truth["accepted"] * sum(closing_days(truth["close_median_days"], truth["close_sigma"])[: days + 1])
    last = returned(season) if stream == "micro" else 0.0
    low, high = parameters()["returned"]["close_days"]
    return (sum(offers.after[: days + 1]) + last * min(1.0, max(0, days - low + 1) / (high - low + 1))) / (offers.made + last)


def half_accepted_on(season: Season, stream: str) -> int:
    """The first day after offering by which half of the offers are accepted."""
    return next(day for day in range(LONGEST_DAYS) if accepted_within(season, stream, day) >= 0.5)


def sold_share(season: Season, stream: str) -> float:
    """Kg sold as their own stream until the declared day over kg produced; kg and selling have nothing to do with each other."""
    own = 1 - parameters()[stream].get("low_grade_share", 0.0)
    return own * sum(chain(season, stream).sold.values())


@cache
def bulk_of_the_month(season: Season) -> float:
    """What bulk brought within 30 days of each micro deal, on average over the micro deals; they weigh alike, as their kg do."""
    bulk, micro = chain(season, "bulk").sold, dict(chain(season, "micro").sold)
    for day in return_days(season):
        micro[day] = micro.get(day, 0.0) + returned(season) / len(return_days(season))
    total = 0.0
    for day, chance in micro.items():
        near = {other: p for other, p in bulk.items() if abs((other - day).days) <= 30}
        total += chance * sum(p * net_price("bulk", other) for other, p in near.items()) / sum(near.values()) if chance else 0.0
    return total / sum(micro.values())


def realised(season: Season) -> float:
    """Net value of all micro coffee per kg produced: sold as micro, sold as bulk, and unsold at bulk less the discount."""
    sold, back = sum(chain(season, "micro").sold.values()), returned(season)
    unsold = 0.0 if season.settled_on <= parameters()["as_of"] else 1 - sold - back
    to_bulk = bulk_of_the_month(season) - parameters()["netback"]["return_discount"]
    return sold * mean_price(season, "micro") + back * returned_price(season) + unsold * to_bulk


def pilot_share() -> float:
    """Micro kg green over all."""
    kg = {stream: parameters()[stream]["lots"] * green_kg(stream) for stream in STREAMS}
    return kg["micro"] / sum(kg.values())


def farmer_premium_share(season: Season) -> float:
    """What farmers were paid more for a kg green of the pilot over what it was sold for more."""
    pay = pay_per_kg_green(season, "micro") - pay_per_kg_green(season, "bulk")
    return pay / (mean_price(season, "micro") - mean_price(season, "bulk"))


def added_cost() -> float:
    """Costs of the pilot alone per kg green it made, in USD; sorting and milling are bills around the price per kg."""
    costs = parameters()["costs"]
    fixed = sum(amount / costs["seasons"].get(category, 1) for category, amount in costs["fixed"].items())
    per_lot = sum(costs["per_lot"].values()) + fixed / parameters()["micro"]["lots"]
    return per_lot / green_kg("micro") + sum(costs["per_kg"].values())


@cache
def declared(crop_year: str) -> dict[str, dict[str, float]]:
    """The value each indicator ought to show for that crop year on the declared day: {indicator: {group: value}}.

    Units as the indicators have them: percent moisture, shares as fractions, USD per kg green; `difference` is micro
    less bulk, `relative` micro over bulk less one. A part of an indicator stands after a colon.
    """
    season = next(season for season in seasons() if season.crop_year == crop_year)
    by_stream = {
        "moisture": lambda s: parameters()[s]["moisture"], "moisture_in_range": in_range_share, "defect_rate": defect_mean,
        "specialty_grade": specialty_share, "cup_score": lambda s: parameters()[s]["cup_score"], "sop_compliance": sop_share,
        "premium_over_bulk": lambda s: mean_price(season, s), "price_realisation": lambda s: realisation(season, s),
        "offer_conversion": lambda s: conversion(season, s), "sold_share": lambda s: sold_share(season, s),
        WITHIN_60_DAYS: lambda s: accepted_within(season, s, 60),
    }
    truth = {name: {stream: of(stream) for stream in STREAMS} for name, of in by_stream.items()}
    truth["realised_premium"] = {"micro": realised(season), "bulk": bulk_of_the_month(season)}
    for values in truth.values():
        values["difference"] = values["micro"] - values["bulk"]
        values["relative"] = values["micro"] / values["bulk"] - 1
    truth["deal_closure"] = {s: half_accepted_on(season, s) for s in STREAMS} | {"difference": truth[WITHIN_60_DAYS]["difference"]}
    return truth | {"pilot_share": {"micro": pilot_share()}, "farmer_premium_share": {"micro": farmer_premium_share(season)},
                    "added_cost": {"micro": added_cost()}}


def pay_per_kg_green(season: Season, stream: str) -> float:
    """What farmers were paid until the declared day for the cherry of one kg green, in USD."""
    truth = parameters()[stream]
    second = truth["second_payment"] if season.settled_on < parameters()["as_of"] else 0.0
    return (truth["first_payment"] + truth["premium_payment"] + second) / outturn(stream)


