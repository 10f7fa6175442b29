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

from sample_data.chance import closing_days, even, poisson
from sample_data.draw.laboratory import EQUIVALENTS
from sample_data.draw.sales import MOST_OFFERS
from sample_data.world import Season, market_usd_per_kg, parameters, seasons

STREAMS = ("micro", "bulk")
SHORTLY = 60    # days within which an offer should be accepted


@dataclass(frozen=True)
class Chain:
    """What becomes of the lot of one stream, by day: `sold[d]` is the chance that it is sold in its own stream's offers
    on that day, up to the as-of day; `made`, `closed`, `accepted`, `shortly` are mean numbers of offers of a lot
    until then (shortly: accepted within 60 days, of those made long enough before); `left` the chance that no buyer
    took it before the season's last day.
    """

    sold: dict[date, float]
    made: float
    closed: float
    accepted: float
    shortly: float
    left: float


@cache
def chain(season: Season, stream: str) -> Chain:
    """The offers of one lot of that season and stream, as seen on the declared day."""
    calendar, truth, as_of = parameters()["calendar"], parameters()[stream], parameters()["as_of"]
    first = season.first_opening + timedelta(days=calendar["first_offer_after"])
    last = ((season.returned_on if stream == "micro" else season.settled_on) - first).days
    seen = (as_of - first).days
    takes, gaps = closing_days(truth["close_median_days"], truth["close_sigma"]), even(*truth["offer_again_after"])
    starts = dict(enumerate(_spread(calendar["opening_days"], calendar["first_offer_spread"])))
    sold: dict[int, float] = {}
    made = closed = accepted = shortly = 0.0
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
                shortly += chance * p * yes * (start <= seen and days <= SHORTLY)
                for gap, q in enumerate(gaps):
                    if q:
                        following[end + gap] = following.get(end + gap, 0.0) + chance * p * (1 - yes) * q
        starts = following
    by_day = {first + timedelta(days=day): chance for day, chance in sorted(sold.items()) if chance}
    return Chain(by_day, made, closed, accepted, shortly, 1 - sum(by_day.values()))


def _spread(one: int, other: int) -> list[float]:
    """The chances of the sum of two days, each equally likely among its own."""
    return [sum(0 <= total - day < other for day in range(one)) / (one * other) for total in range(one + other - 1)]


def net_price(stream: str, day: date) -> float:
    """The mean price in USD per kg green at the gate of a deal closed on that day; the factors of buyers have mean 1."""
    truth = parameters()[stream]
    of_score = exp((truth["score_effect"] * truth["cup_score_sd"]) ** 2 / 2)
    return market_usd_per_kg(day) * (1 + truth["premium"]) * of_score


def returned_price(season: Season) -> float:
    """The mean net price of a micro lot that went to bulk."""
    low, high = parameters()["returned"]["close_days"]
    days = [season.returned_on + timedelta(days=1 + day) for day in range(low, high + 1)]
    return parameters()["returned"]["factor"] * sum(net_price("bulk", day) for day in days) / len(days)


def mean_price(season: Season, stream: str) -> float:
    """The mean net price of what was sold until the declared day in the stream's own offers."""
    sold = chain(season, stream).sold
    return sum(chance * net_price(stream, day) for day, chance in sold.items()) / sum(sold.values())


def green_kg(stream: str) -> float:
    """The mean kg green of a lot."""
    return parameters()[stream]["cherry_kg"] * parameters()[stream]["outturn"]


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


def realisation(stream: str) -> float:
    """Accepted over asked, weighted by kg: asked = accepted / r, so the ratio of means is 1 / mean(1 / r)."""
    truth = parameters()[stream]
    return truth["realisation"] * exp(-(truth["realisation_buyer_sd"] ** 2 + truth["realisation_sd"] ** 2) / 2)


def pay_per_kg_green(season: Season, stream: str) -> float:
    """What farmers were paid until the declared day for the cherry of one kg green, in USD."""
    truth = parameters()[stream]
    second = truth["second_payment"] if season.settled_on < parameters()["as_of"] else 0.0
    return (truth["first_payment"] + truth["premium_payment"] + second) / truth["outturn"]


def seasons_by_year() -> dict[str, Season]:
    """The seasons by crop year."""
    return {season.crop_year: season for season in seasons()}
