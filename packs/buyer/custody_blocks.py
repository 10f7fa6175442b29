"""What was done to a lot and where it has been: its steps, tests of its logbooks, hand-overs and papers."""

from __future__ import annotations

from logbooks.vocabulary.process_words import step_in_english
from packs.buyer.lot_facts import LotFacts, in_english
from packs.buyer.pack_block import PackBlock, for_buyers, heads
from packs.buyer.supply_blocks import kg
from packs.slide import SlideTable
from words.days import day
from words.numbers import ABSENT, counted, number
from words.speech import say

CONTRACT = "contract"  # another buyer's paper


def process_block(lot: LotFacts) -> PackBlock:
    """Process and variety, the days of picking, and every step with its days."""
    coffee, picked = lot.coffee, lot.origin.picked
    answer = ""
    if coffee and picked:
        answer = say("buyer.process.answer", coffee=coffee, first=day(picked[0]), last=day(picked[1]))
    elif coffee:
        answer = say("buyer.process.answer_unpicked", coffee=coffee)
    facts = (
        (say("buyer.process.species"), lot.withheld.fit(lot.species)),
        (say("buyer.process.station"), lot.text("station")),
    )
    rows = tuple(
        (
            in_english(lot.withheld.fit(step.name), step_in_english),
            day(step.first_on) or ABSENT,
            day(step.last_on) or ABSENT,
            counted((step.last_on - step.first_on).days) if step.first_on and step.last_on else ABSENT,
            f"{kg(step.kg)} {step.form or ''}".strip() or ABSENT,
            number(step.moisture, "%"),
        )
        for step in lot.way.steps
    )
    table = SlideTable(heads("process", "step", "from", "to", "lasted", "gave", "moisture"), rows)
    return for_buyers("process", answer, facts, table, () if rows else (say("buyer.process.steps_unknown"),))


def separation_block(lot: LotFacts) -> PackBlock:
    """The tests of the lot's logbooks by name: which found no contradiction, which did, and which could not be made."""
    tests = lot.tests.tests if lot.tests else ()
    outcomes = (("passed", True), ("failed", False), ("not_testable", None))
    names = {key: ", ".join(test.name for test in tests if test.passed is outcome) for key, outcome in outcomes}
    facts = tuple((say(f"buyer.separation.{key}"), listed) for key, listed in names.items())
    made = sum(test.passed is not None for test in tests)
    if not lot.tests or not made:
        return for_buyers("separation", say("buyer.separation.none") if tests else "", facts)
    key = {False: "contradicted", True: "clear", None: "untested"}[lot.tests.apart]
    counts = {"made": counted(made), "all": counted(len(tests)), "count": len(lot.tests.failed)}
    return for_buyers("separation", say(f"buyer.separation.{key}", names=names["failed"], **counts), facts)


def way_block(lot: LotFacts) -> PackBlock:
    """Every hand-over with its day; a place that names a buyer is not given."""
    moves, fit = lot.way.moves, lot.withheld.fit
    rows = tuple(
        (
            day(move.moved_on),
            fit(move.from_place),
            fit(move.to_place),
            move.form or ABSENT,
            kg(move.kg) or ABSENT,
            counted(move.bags) if move.bags is not None else ABSENT,
        )
        for move in moves
    )
    signed = counted(sum(move.signed for move in moves))
    answer = say("buyer.way.answer", moves=counted(len(moves)), signed=signed) if moves else ""
    return for_buyers("way", answer, table=SlideTable(heads("way", "day", "from", "to", "form", "kg", "bags"), rows))


def papers_of(lot: LotFacts) -> list[tuple[str, bool]]:
    """The papers of the lot's file but for other buyers' contracts."""
    return [(paper, there) for paper, there in lot.way.papers if paper != CONTRACT]


def papers_block(lot: LotFacts) -> PackBlock:
    """The papers on file by name, and how many photographs; never their links."""
    papers = papers_of(lot)
    there = sum(found for _, found in papers)
    told = [say("buyer.papers.answer", there=counted(there), all=counted(len(papers)))] if there else []
    first, last = lot.way.photographed
    if lot.way.photos and first and last:
        days = {"day": day(first), "first": day(first), "last": day(last)}
        told.append(say("buyer.papers.photos_of", count=lot.way.photos, **days))
    elif lot.way.photos:
        told.append(say("buyer.papers.photos", count=lot.way.photos))
    on_file = ", ".join(paper for paper, found in papers if found)
    lacks = [paper for paper, found in papers if not found]
    lacks += [] if lot.way.photos else [say("buyer.papers.no_photos")]
    return for_buyers("papers", " ".join(told), ((say("buyer.papers.on_file"), on_file),), lacks=tuple(lacks))
