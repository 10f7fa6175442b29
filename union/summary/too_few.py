"""What may not leave: what rests on too few, and what too few new ones would tell from the number given before."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from metrics.engine.contract import Metric
from union.summary.people import BUYER, FARMER, LOT, People
from union.summary.row import DIFFERENCE
from words.speech import say

FEWEST = tomllib.loads(Path(__file__).with_name("too_few.toml").read_text("utf-8"))["fewest"]
FEW = {BUYER: "few_buyers", FARMER: "few_farmers", LOT: "few_lots"}


def rests_on(metric: Metric, stream: str, behind: People) -> People:
    """Of those behind a number the ones it speaks of: where each stream has a number of its own, those of its stream,
    for a lot of the other one may stand behind it as what it is compared with; else all."""
    if not metric.has_bulk or stream == DIFFERENCE:
        return behind
    return {kind: names for kind, names in behind.items() if kind.split()[0] == stream or kind in FEW}


def why_withheld(people: People, cases: int) -> str | None:
    """The id of the reason why a number may not be told, None where it may: each kind behind it is there three times or
    not at all, it has as many cases, and buyers or farmers are known."""
    for kind, reason in FEW.items():
        if any(len(names) < FEWEST for named, names in people.items() if named.split()[-1] == kind):
            return reason
    if not any(named.split()[-1] in (BUYER, FARMER) for named in people):
        return "nobody_named"
    return None if cases >= FEWEST else "few_cases"


@cache
def reasons_of_few() -> frozenset[str]:
    """The sentences that say of a number that it rests on too few."""
    return frozenset(say(f"summary.why.{reason}") for reason in (*FEW.values(), "few_cases"))


def has_three_more_than_few(people: People, cases: int) -> bool:
    """Whether three of each kind must be new behind a number that rested on too few before, whoever they were."""
    counts = [len(names) for named, names in people.items() if named.split()[-1] in FEW]
    return min([*counts, cases]) >= 2 * FEWEST - 1


def are_nearly_the_same(some: Mapping[str, Collection[str]], others: Mapping[str, Collection[str]]) -> bool:
    """Whether of a kind that is behind both fewer than three, but not none, are behind one of them alone."""
    apart = (len(set(some[kind]) ^ set(others[kind])) for kind in some if kind in others)
    return any(0 < count < FEWEST for count in apart)


def may_be_renewed(then: Mapping[str, Collection[str]], now: Mapping[str, Collection[str]]) -> bool:
    """Whether the number may be told anew: of each kind behind it, then or now, there are three new ones, and three
    more than there were; a name that was only written otherwise is new without being one more."""
    none: frozenset[str] = frozenset()
    for kind in {*then, *now}:
        before, after = set(then.get(kind, none)), set(now.get(kind, none))
        if len(after - before) < FEWEST or len(after) < len(before) + FEWEST:
            return False
    return True
