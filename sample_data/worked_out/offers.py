"""What becomes of offers: by when they are accepted, what is sold, who buys again, when the money comes, on which
terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sample_data.chance import LONGEST_DAYS, closing_days, even
from sample_data.draw.sales import MOST_OFFERS, PAID_AROUND, first_asked
from sample_data.world import Season, parameters, seasons


@dataclass(frozen=True)
class Chain:
    """What becomes of the lot of one stream, by day: `sold[d]` is the chance that it is sold in its own stream's offers
    on that day, up to the as-of day; `made`, `closed`, `accepted` are mean numbers of offers of a lot until then,
    `after[d]` of offers made until then and accepted d days later; `left` the chance that no buyer took it; `by_turn`
    the chance that the first, second ... buyer asked took it by the as-of day.
    """

    sold: dict[date, float]
    made: float
    closed: float
    accepted: float
    after: tuple[float, ...]
    left: float
    by_turn: tuple[float, ...]


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
    after, by_turn = [0.0] * len(takes), [0.0] * MOST_OFFERS
    for turn in range(MOST_OFFERS):
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
                    by_turn[turn] += chance * p * yes
                    sold[end] = sold.get(end, 0.0) + chance * p * yes
                after[days] += chance * p * yes * (start <= seen)
                for gap, q in enumerate(gaps):
                    if q:
                        following[end + gap] = following.get(end + gap, 0.0) + chance * p * (1 - yes) * q
        starts = following
    by_day = {first + timedelta(days=day): chance for day, chance in sorted(sold.items()) if chance}
    return Chain(by_day, made, closed, accepted, tuple(after), 1 - sum(by_day.values()), tuple(by_turn))


def _spread(one: int, other: int) -> list[float]:
    """The chances of the sum of two days, each equally likely among its own."""
    return [sum(0 <= total - day < other for day in range(one)) / (one * other) for total in range(one + other - 1)]


def return_days(season: Season) -> list[date]:
    """The days, all equally likely, on which a micro lot nobody took is sold as bulk."""
    low, high = parameters()["returned"]["close_days"]
    return [season.returned_on + timedelta(days=1 + day) for day in range(low, high + 1)]


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

    While the season runs the open offers are followed only so far, which tells nothing of how they end: the share is
    the chance of a yes times that of an answer by then. After it every offer has ended, cut short or sold as bulk at
    the end.
    """
    truth, offers = parameters()[stream], chain(season, stream)
    if parameters()["as_of"] < season.settled_on:
        return truth["accepted"] * sum(closing_days(truth["close_median_days"], truth["close_sigma"])[: days + 1])
    last = returned(season) if stream == "micro" else 0.0
    low, high = parameters()["returned"]["close_days"]
    return (sum(offers.after[: days + 1]) + last * min(1.0, max(0, days - low + 1) / (high - low + 1))) / (
        offers.made + last
    )


def half_accepted_on(season: Season, stream: str) -> int:
    """The first day after offering by which half of the offers are accepted."""
    return next(day for day in range(LONGEST_DAYS) if accepted_within(season, stream, day) >= 0.5)


def sold_share(season: Season, stream: str) -> float:
    """Kg sold as their own stream until the declared day over kg produced; kg and selling have nothing to do with each
    other."""
    own = 1 - parameters()[stream].get("low_grade_share", 0.0)
    return own * sum(chain(season, stream).sold.values())


def lots_sold(season: Season, stream: str) -> float:
    """The chance that a lot, or at least one half of it, is sold by the declared day."""
    truth, sold = (
        parameters()[stream],
        sum(chain(season, stream).sold.values()) + (returned(season) if stream == "micro" else 0.0),
    )
    halves = len(parameters()["segregation"]["sold_in_halves"]) if stream == "micro" else 0
    return ((truth["lots"] - halves) * sold + halves * (1 - (1 - sold) ** 2)) / truth["lots"]


def buyer_repeat(season: Season) -> float | None:
    """Buyers of both seasons over buyers of the season before, of micro lots in their own offers; none before the
    first."""
    order = list(seasons())
    if season == order[0]:
        return None
    now, before = _buys(season), _buys(order[order.index(season) - 1])
    return sum(p * q for p, q in zip(now, before, strict=True)) / sum(before)


def _buys(season: Season) -> list[float]:
    """The chance of each buyer, by place, to buy at least once: the first one asked of each lot is known, the others
    come in any order."""
    truth, halves, turns = (
        parameters()["micro"],
        parameters()["segregation"]["sold_in_halves"],
        chain(season, "micro").by_turn,
    )
    buyers = truth["buyers"]
    first = sum(chance for turn, chance in enumerate(turns) if turn % buyers == 0)
    other = (sum(turns) - first) / (buyers - 1)
    none = [1.0] * buyers
    for place in range(1, truth["lots"] + 1):
        for half in range(1 + (place in halves)):
            asked = first_asked(season, "micro", place, half) % buyers
            none = [chance * (1 - (first if buyer == asked else other)) for buyer, chance in enumerate(none)]
    return [1 - chance for chance in none]


def paid_within(season: Season, stream: str, days: int) -> float:
    """The share of deals paid within so many days of shipping, were each followed to its payment."""
    sold, back = sum(chain(season, stream).sold.values()), returned(season) if stream == "micro" else 0.0
    return (sold * _paid(stream, days) + back * _paid("bulk", days)) / (sold + back)


def _paid(buyers: str, days: int) -> float:
    """The chance that a buyer of that stream pays within so many days: agreed days, and some earlier or later, never
    before the third."""
    terms, (low, high) = parameters()[buyers]["payment_days"], PAID_AROUND
    ways = [max(3, term + around) <= days for term in terms for around in range(low, high + 1)]
    return sum(ways) / len(ways)


def half_paid_on(season: Season, stream: str) -> int:
    """The first day after shipping by which half of the deals are paid."""
    return next(day for day in range(LONGEST_DAYS) if paid_within(season, stream, day) >= 0.5)


def days_to_cash(stream: str) -> float:
    """The mean days from an offer that is accepted to its money: closing, shipping and payment."""
    truth = parameters()[stream]
    closing = sum(
        days * chance for days, chance in enumerate(closing_days(truth["close_median_days"], truth["close_sigma"]))
    )
    shipping = 7 + sum((days - 14) * 2 // 3 for days in range(14, 36)) / 22
    paid = [
        max(3, term + around) for term in truth["payment_days"] for around in range(PAID_AROUND[0], PAID_AROUND[1] + 1)
    ]
    return closing + shipping + sum(paid) / len(paid)


def favourable_terms(season: Season, stream: str, within_days: int = 30) -> float:
    """Clauses that favour the cooperative over clauses written down: outright or fixed, at origin, paid within 30 days,
    and the buyer's own."""
    sold, back = sum(chain(season, stream).sold.values()), returned(season) if stream == "micro" else 0.0
    ways, written = (
        ((sold, stream), (back, "bulk")),
        3 + sum(clause["known"] for clause in parameters()["terms"].values()),
    )
    return sum(share * _favourable(buyers, within_days) for share, buyers in ways) / (sold + back) / written


def _favourable(buyers: str, within_days: int) -> float:
    """The mean number of clauses that favour the cooperative in a deal with such buyers."""
    days, terms = parameters()[buyers]["payment_days"], parameters()["terms"].values()
    return (
        2
        + sum(agreed <= within_days for agreed in days) / len(days)
        + sum(clause["known"] * clause["favourable"][buyers] for clause in terms)
    )
