"""How much of a lot there is, who grew it and where, and how the premium was shared."""

from __future__ import annotations

from math import floor

from logbooks.vocabulary.countries import name_of
from packs.buyer.lot_facts import LEAST_KG, LotFacts
from packs.buyer.pack_block import PackBlock, for_buyers
from words.days import day
from words.numbers import counted, number, whole
from words.speech import say

MOST_NAMED = 30  # names of producers listed
LEAST_SHARE_ROUNDED, ALL_OF_IT = 0.995, 0.9999  # kg are sums of floating numbers
LEAST_EXTRA = 0.0005  # a share that is written as more than 0.0 %
WHOLE = 0.01  # of a bag that is missing, it counts as whole


def bags_of(kg: float | None, bag_kg: float | None) -> str:
    """The kilos in whole bags and what is left, as '3 bags of 69 kg and 4 kg'; "" where a bag's weight is unknown."""
    if not kg or not bag_kg:
        return ""
    whole = int(kg / bag_kg + WHOLE)
    rest, weight = kg - whole * bag_kg, number(bag_kg, "kg") if bag_kg == round(bag_kg) else f"{bag_kg:.1f} kg"
    if whole == 0:
        return say("buyer.supply.less_than_bag", weight=weight)
    if rest < WHOLE * bag_kg:
        return say("buyer.supply.bags_whole", whole=counted(whole), weight=weight)
    return say("buyer.supply.bags_of", whole=counted(whole), weight=weight, rest=number(rest, "kg"))


def supply_block(lot: LotFacts) -> PackBlock:
    """Made, sold, promised and left, in kilos and bags."""
    made, sold, left = (lot.book[name] for name in ("made_kg", "sold_kg", "unsold_kg"))
    promised, bags = lot.book["promised_kg"], bags_of(left, lot.bag_kg)
    facts = (
        (say("buyer.supply.made"), kg(made)),
        (say("buyer.supply.known_by"), lot.book["made_assumed"] or say("buyer.supply.weighed") if made else ""),
        (say("buyer.supply.sold"), kg(sold)),
        (say("buyer.supply.promised"), kg(promised) if promised else ""),
        (say("buyer.supply.remaining"), kg(left)),
        (say("buyer.supply.bags"), bags),
    )
    lacks = [say("buyer.supply.bag_unknown")] if left and not bags else []
    lacks += [say("buyer.supply.promise_unknown")] if promised is None else []
    return for_buyers("supply", _left(made, left, bags), facts, lacks=tuple(lacks))


def kg(value: float | None) -> str:
    """Kilos, or nothing where they are not known."""
    return "" if value is None else whole(value, "kg")


def _left(made: float | None, left: float | None, bags: str) -> str:
    if made is None:
        return ""
    if left is None:
        return say("buyer.supply.made_only", made=kg(made))
    if left < LEAST_KG:
        return say("buyer.supply.none_left")
    return say("buyer.supply.left_bags" if bags else "buyer.supply.left", left=kg(left), bags=bags)


def origin_block(lot: LotFacts) -> PackBlock:
    """Producers, plots, villages, altitude; names of those alone who agreed to be named."""
    origin, fit = lot.origin, lot.withheld
    names = list(fit.fit_all(origin.names))
    more = [say("buyer.and_more", count=len(names) - MOST_NAMED)] if names[MOST_NAMED:] else []
    facts = (
        (say("buyer.origin.country"), _countries(lot)),
        (say("buyer.origin.altitude"), _altitude(origin.altitude_m)),
        (say("buyer.origin.varieties"), ", ".join(fit.fit_all(origin.varieties))),
        (say("buyer.origin.names"), ", ".join(names[:MOST_NAMED] + more)),
    )
    lacks = [say("buyer.origin.from_others", count=origin.not_received)] if origin.not_received else []
    lacks += [say("buyer.origin.altitude").lower()] if origin.producers and not origin.altitude_m else []
    if not origin.producers:
        return for_buyers("origin", "", facts, lacks=tuple(lacks))
    answer = say(
        "buyer.origin.answer",
        producers=counted(origin.producers),
        deliveries=counted(origin.deliveries),
        plots=counted(origin.plots),
        villages="; ".join(villages(lot)),
    )
    return for_buyers("origin", answer, facts, lacks=tuple(lacks))


def villages(lot: LotFacts) -> list[str]:
    """Each village with its share of the kilos, the largest first."""
    return [
        say("buyer.origin.place", village=lot.withheld.fit(village), share=number(share, "share"))
        if village
        else say("buyer.origin.no_village", share=number(share, "share"))
        for village, share in lot.origin.villages
    ]


def _countries(lot: LotFacts) -> str:
    return ", ".join(name_of(code) for code in lot.origin.countries)


def place(lot: LotFacts) -> str:
    """Country and altitude in a few words, as far as they are known."""
    country, altitude = _countries(lot), _altitude(lot.origin.altitude_m)
    return say("buyer.place", country=country, altitude=altitude) if country and altitude else country or altitude


def _altitude(span: tuple[float, float] | None) -> str:
    if span is None:
        return ""
    low, high = (number(end, "m") if end != round(end) else f"{counted(round(end))} m" for end in span)
    return low if low == high else say("buyer.origin.altitude_span", low=low, high=high)


def located_block(lot: LotFacts) -> PackBlock:
    """The share of the kilos whose plots have a place on file; never the places."""
    share = lot.origin.located_share
    answer = "" if share is None else say("buyer.located.answer", share=located(share))
    return for_buyers("located", answer, lacks=(say("buyer.located.cutoff"),))


def located(share: float) -> str:
    """A share of kilos that is 100 % only where it is all of them: what is nearly all is rounded down."""
    nearly = LEAST_SHARE_ROUNDED <= share < ALL_OF_IT
    return number(floor(share * 1000) / 10, "%") if nearly else number(share, "share")


def impact_block(lot: LotFacts) -> PackBlock:
    """How many of those who brought the coffee were paid a premium for it, as far as Payments name the lot, and by how
    much what members were paid for micro-lots lies above the pay for other coffee."""
    return for_buyers("impact", " ".join(text for text in (_premium_paid(lot), _extra_pay(lot)) if text))


def _premium_paid(lot: LotFacts) -> str:
    origin = lot.origin
    if origin.premium_farmers is None or not origin.producers:
        return ""
    if origin.premium_paid is None:
        return say("buyer.impact.none", producers=counted(origin.producers))
    first, last = map(day, origin.premium_paid)
    days = say("buyer.impact.on", day=first) if first == last else say("buyer.impact.between", first=first, last=last)
    paid, producers = counted(origin.premium_farmers), counted(origin.producers)
    return say("buyer.impact.answer", paid=paid, producers=producers, days=days)


def _extra_pay(lot: LotFacts) -> str:
    if lot.extra_pay is None:
        return ""
    share, to_date = lot.extra_pay
    key = f"{'above' if share > LEAST_EXTRA else 'not_above'}{'_so_far' if to_date else ''}"
    return say(f"buyer.impact.{key}", share=number(share, "share"))
