"""What was done to a lot and where it has been: its steps, tests of its logbooks, hand-overs and papers."""

from __future__ import annotations

from packs.buyer.lot_facts import LotFacts
from packs.buyer.pack_block import PackBlock, for_buyers, heads
from packs.buyer.supply_blocks import kg
from packs.slide import SlideTable
from words.days import day
from words.numbers import ABSENT, counted, number
from words.speech import say

CONTRACT = "contract"  # another buyer's paper


def process_block(lot: LotFacts) -> PackBlock:
    """Process and variety, the days of picking, and every step with its days."""
    process, variety, picked = lot.text("process"), lot.text("variety"), lot.origin.picked
    coffee = ", ".join(word for word in (variety, process) if word)
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
            lot.withheld.fit(step.name),
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
    made = sum(test.passed is not None for test in tests)
    rows = tuple((test.name[:1].upper() + test.name[1:], _outcome(test.passed)) for test in tests)
    table = SlideTable(heads("separation", "test", "outcome"), rows)
    if not lot.tests or not made:
        return for_buyers("separation", say("buyer.separation.none") if tests else "", table=table)
    key = {False: "contradicted", True: "clear", None: "untested"}[lot.tests.apart]
    names = ", ".join(test.name for test in lot.tests.failed)
    counts = {"made": counted(made), "all": counted(len(tests)), "count": len(lot.tests.failed)}
    answer = say(f"buyer.separation.{key}", names=names, **counts)
    return for_buyers("separation", answer, table=table)


def _outcome(passed: bool | None) -> str:
    return say(f"buyer.separation.{ {True: 'passed', False: 'failed', None: 'not_testable'}[passed] }")


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
    rows = tuple((paper, say("buyer.yes") if found else say("buyer.unknown")) for paper, found in papers)
    told = [say("buyer.papers.answer", there=counted(there), all=counted(len(papers)))] if there else []
    first, last = lot.way.photographed
    if lot.way.photos and first and last:
        days = {"day": day(first), "first": day(first), "last": day(last)}
        told.append(say("buyer.papers.photos_of", count=lot.way.photos, **days))
    elif lot.way.photos:
        told.append(say("buyer.papers.photos", count=lot.way.photos))
    lacks = () if lot.way.photos else (say("buyer.papers.no_photos"),)
    table = SlideTable(heads("papers", "paper", "on_file"), rows)
    return for_buyers("papers", " ".join(told), table=table, lacks=lacks)
