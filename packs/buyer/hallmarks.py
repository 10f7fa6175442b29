"""The six things a careful buyer looks for first, each with what the logbooks hold of it: never a mark of ours."""

from __future__ import annotations

from packs.buyer.custody_blocks import papers_of
from packs.buyer.lot_facts import LotFacts
from packs.buyer.supply_blocks import kg, located
from words.numbers import counted
from words.speech import say


def hallmarks(lot: LotFacts) -> tuple[tuple[str, str], ...]:
    """Each hallmark by name with what is written of it, or that nothing is."""
    found = {
        "provenance": _provenance(lot),
        "separation": _separation(lot),
        "volume": _volume(lot),
        "third_party": _third_party(lot),
        "custody": _custody(lot),
        "premium": _premium(lot),
    }
    return tuple((say(f"buyer.hallmark_of.{name}"), told or say("buyer.unknown")) for name, told in found.items())


def _provenance(lot: LotFacts) -> str:
    origin = lot.origin
    if not origin.producers or origin.located_share is None:
        return ""
    counts = {"producers": counted(origin.producers), "plots": counted(origin.plots)}
    return say("buyer.hallmark_says.provenance", located=located(origin.located_share), **counts)


def _separation(lot: LotFacts) -> str:
    tests = lot.tests.tests if lot.tests else ()
    made = sum(test.passed is not None for test in tests)
    if not lot.tests or not made:
        return ""
    key = {False: "contradicted", True: "tested", None: "untested"}[lot.tests.apart]
    return say(f"buyer.hallmark_says.{key}", made=made, all=len(tests), count=len(lot.tests.failed))


def _volume(lot: LotFacts) -> str:
    made, left = lot.book["made_kg"], lot.book["unsold_kg"]
    if made is None:
        return ""
    if left is None:
        return say("buyer.hallmark_says.volume_made", made=kg(made))
    return say("buyer.hallmark_says.volume", made=kg(made), left=kg(left))


def _third_party(lot: LotFacts) -> str:
    cups = [one for one in lot.samples.cups if one.protocol]
    outside = sum(bool(one.third_party) for one in cups)
    if outside:
        return say("buyer.hallmark_says.third_party", count=outside, all=counted(len(cups)))
    return say("buyer.hallmark_says.own_cup") if cups and all(one.third_party is False for one in cups) else ""


def _custody(lot: LotFacts) -> str:
    papers = papers_of(lot)
    there = sum(found for _, found in papers)
    if not lot.way.moves and not there:
        return ""
    return say("buyer.hallmark_says.custody", moves=counted(len(lot.way.moves)), papers=there, required=len(papers))


def _premium(lot: LotFacts) -> str:
    origin = lot.origin
    if origin.premium_farmers is None or not origin.producers:
        return ""
    paid, producers = counted(origin.premium_farmers), counted(origin.producers)
    return say("buyer.hallmark_says.premium", paid=paid, producers=producers)
