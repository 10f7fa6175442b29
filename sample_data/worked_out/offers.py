"""What becomes of offers: by when they are accepted, what is sold, who buys again, when the money comes, on which
terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import prod

import numpy as np

from sample_data.chance import LONGEST_DAYS, closing_days, even
from sample_data.draw.sales import MOST_OFFERS, PAID_AROUND, first_asked
from sample_data.worked_out.nothing_yet import first_of, over
from sample_data.world import Season, once_a_world, parameters, places, seasons


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


@once_a_world
def chain(season: Season, stream: str) -> Chain:
    """The offers of one lot of that season and stream, as seen on the declared day; some lots nobody will take."""
    never, accepted = never_taken(stream), parameters()[stream]["accepted"]
    wanted = _followed(season, stream, accepted)
    if not never:
        return wanted
    unwanted = _followed(season, stream, 0.0)

    def mean(one: float, other: float) -> float:
        return (1 - never) * one + never * other

    return Chain(
        {day: (1 - never) * chance for day, chance in wanted.sold.items()},
        mean(wanted.made, unwanted.made),
        mean(wanted.closed, unwanted.closed),
        (1 - never) * wanted.accepted,
        tuple((1 - never) * chance for chance in wanted.after),
        mean(wanted.left, 1.0),
        tuple((1 - never) * chance for chance in wanted.by_turn),
    )


def never_taken(stream: str) -> float:
    """The share of lots of the stream that no buyer of it takes."""
    return parameters()[stream].get("never_taken", 0.0)


@once_a_world
def _followed(season: Season, stream: str, accepted_share: float) -> Chain:
    """The offers of one lot of which a buyer takes so many."""
    calendar, truth, as_of = parameters()["calendar"], parameters()[stream], parameters()["as_of"]
    first = season.first_opening + timedelta(days=truth["first_offer_after"])
    last = ((season.returned_on if stream == "micro" else season.settled_on) - first).days
    seen = (as_of - first).days
    takes = np.array(closing_days(truth["close_median_days"], truth["close_sigma"]))
    gaps = np.array(even(*truth["offer_again_after"]))
    starts = np.array(_spread(calendar["opening_days"], truth["first_offer_spread"]))
    sold, after, by_turn = np.zeros(last + 1), np.zeros(len(takes)), []
    made = closed = 0.0
    for _ in range(MOST_OFFERS):
        starts = np.append(starts, np.zeros(max(0, last - len(starts))))[:last]  # nothing is offered from `last` on
        ends = np.convolve(starts, takes)[: last + len(takes)]
        taken = np.append(ends[:last], 0.0) * accepted_share
        ends = np.append(ends[:last], ends[last:].sum())  # what would end later is cut short on that day
        made += starts[: seen + 1].sum()
        closed += ends[: seen + 1].sum()
        by_turn.append(float(taken[: seen + 1].sum()))
        sold += taken
        until = np.append(0.0, starts.cumsum())  # the chance of an offer made before that day
        within = [until[max(0, min(seen + 1, last - days))] for days in range(len(takes))]
        after += takes * within * accepted_share
        starts = np.convolve(ends - taken, gaps)
    by_day = {first + timedelta(days=day): float(p) for day, p in enumerate(sold[: max(0, seen + 1)]) if p}
    return Chain(
        by_day,
        float(made),
        float(closed),
        sum(by_turn),
        tuple(after.tolist()),
        1 - sum(by_day.values()),
        tuple(by_turn),
    )


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
    return over(offers.accepted + last, offers.closed + last)


def samples_approved(season: Season, stream: str) -> float | None:
    """Samples approved over samples answered: all of the offers taken, and of those rejected the part refused for
    something else; an offer withdrawn or run out has no answer. None where there are lots nobody will take: what their
    offers are refused for is not declared."""
    truth, offers = parameters()[stream], chain(season, stream)
    if never_taken(stream):
        return None
    taken = offers.accepted + (returned(season) if stream == "micro" else 0.0)
    rejected = offers.accepted * truth["rejected"] / truth["accepted"]
    return 1 - over(rejected * truth["sample_refused"], taken + rejected)


@once_a_world
def accepted_within(season: Season, stream: str, days: int) -> float:
    """The share of offers accepted within so many days, were each followed to its end.

    While the season runs the open offers are followed only so far, which tells nothing of how they end: the share is
    the chance of a yes times that of an answer by then. After it every offer has ended, cut short or sold as bulk at
    the end.
    """
    truth, offers = parameters()[stream], chain(season, stream)
    if parameters()["as_of"] < season.settled_on:
        answered = sum(closing_days(truth["close_median_days"], truth["close_sigma"])[: days + 1])
        wanted = (1 - never_taken(stream)) * over(_followed(season, stream, truth["accepted"]).made, offers.made)
        return wanted * truth["accepted"] * answered
    last = returned(season) if stream == "micro" else 0.0
    low, high = parameters()["returned"]["close_days"]
    by_then = last * min(1.0, max(0, days - low + 1) / (high - low + 1))
    return over(sum(offers.after[: days + 1]) + by_then, offers.made + last)


def half_accepted_on(season: Season, stream: str) -> int:
    """The first day after offering by which half of the offers are accepted."""
    return first_of(day for day in range(LONGEST_DAYS) if accepted_within(season, stream, day) >= 0.5)


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
    halves = len(places("sold_in_halves", stream))
    wanted = 1 - never_taken(stream)
    one_half = 1.0 if sold == 1 else wanted * (1 - (1 - sold / wanted) ** 2)
    return ((truth["lots"] - halves) * sold + halves * one_half) / truth["lots"]


def buyer_repeat(season: Season) -> float | None:
    """Buyers of both seasons over buyers of the season before, of micro lots in their own offers; none before the
    first."""
    order = list(seasons())
    if season == order[0]:
        return None
    now, before = _buys(season), _buys(order[order.index(season) - 1])
    return over(sum(p * q for p, q in zip(now, before, strict=True)), sum(before))


def _buys(season: Season) -> list[float]:
    """The chance of each buyer, by place, to buy at least once: the first one asked of each lot is known, the others
    come in any order."""
    truth, never = parameters()["micro"], never_taken("micro")
    buyers, turns = truth["buyers"], _followed(season, "micro", truth["accepted"]).by_turn
    first = sum(chance for turn, chance in enumerate(turns) if turn % buyers == 0)
    other = (sum(turns) - first) / max(1, buyers - 1)

    def none_of(buyer: int, asked: list[int]) -> float:
        """The chance that this buyer takes no part of a wanted lot whose parts are offered first to those."""
        return prod(1 - (first if buyer == one % buyers else other) for one in asked)

    none = [1.0] * buyers
    for place in range(1, truth["lots"] + 1):
        parts = range(1 + (place in places("sold_in_halves", "micro")))
        asked = [first_asked(season, place, half) for half in parts]
        for buyer in range(buyers):
            to_one, in_turn = none_of(buyer, [0 for _ in parts]), none_of(buyer, asked)
            wanted = truth["first_to_one"] * to_one + (1 - truth["first_to_one"]) * in_turn
            none[buyer] *= never + (1 - never) * wanted
    return [1 - chance for chance in none]


def paid_within(season: Season, stream: str, days: int) -> float:
    """The share of deals paid within so many days of shipping, were each followed to its payment."""
    sold, back = sum(chain(season, stream).sold.values()), returned(season) if stream == "micro" else 0.0
    return over(sold * _paid(stream, days) + back * _paid("bulk", days), sold + back)


def _paid(buyers: str, days: int) -> float:
    """The chance that a buyer of that stream pays within so many days: agreed days, and some earlier or later, never
    before the third."""
    terms, (low, high) = parameters()[buyers]["payment_days"], PAID_AROUND
    ways = [max(3, term + around) <= days for term in terms for around in range(low, high + 1)]
    return sum(ways) / len(ways)


def half_paid_on(season: Season, stream: str) -> int:
    """The first day after shipping by which half of the deals are paid."""
    return first_of(day for day in range(LONGEST_DAYS) if paid_within(season, stream, day) >= 0.5)


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
    return over(sum(share * _favourable(buyers, within_days) for share, buyers in ways), sold + back) / written


def _favourable(buyers: str, within_days: int) -> float:
    """The mean number of clauses that favour the cooperative in a deal with such buyers."""
    days, terms = parameters()[buyers]["payment_days"], parameters()["terms"].values()
    return (
        2
        + sum(agreed <= within_days for agreed in days) / len(days)
        + sum(clause["known"] * clause["favourable"][buyers] for clause in terms)
    )
