"""What each block says of a lot: an answer where the logbooks hold one, and never more than they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.books.lot_way import WayMove, WayStep
from packs.audience import Audience
from packs.buyer.buyer_pack import BLOCKS
from packs.buyer.custody_blocks import papers_block, process_block, separation_block, way_block
from packs.buyer.hallmarks import hallmarks
from packs.buyer.quality_blocks import cup_block, defects_block, laboratory_block, moisture_block
from packs.buyer.supply_blocks import bags_of, impact_block, located, origin_block, supply_block
from tests.packs.made_lot import DAY, cup, defects, finding, lot_of, mean, result
from words.numbers import SPACE
from words.speech import say

NOT = say("buyer.not_documented")


def said(block) -> str:
    assert block.documented
    return block.answer.replace(SPACE, " ")


@pytest.mark.parametrize("block", BLOCKS)
def test_of_a_lot_of_which_nothing_is_written_nothing_is_claimed(block):
    told = block(lot_of())
    assert (told.answer, told.documented, told.table) == (NOT, False, None)
    assert told.audience == Audience.BUYER


def test_no_hallmark_is_given_where_nothing_is_written():
    assert {value for _, value in hallmarks(lot_of())} == {say("buyer.unknown")}


def test_kilos_made_sold_promised_and_left():
    # 140 of 240 kg are left: 2 bags of 60 and 20 kg
    known = {"made_kg": 240.0, "sold_kg": 100.0, "unsold_kg": 140.0, "promised_kg": 60.0}
    block = supply_block(lot_of(known, bag_kg=60))
    assert said(block) == "140 kg of green coffee are left: 2 bags of 60 kg and 20 kg."
    assert dict(block.facts)[say("buyer.supply.promised")] == "60 kg"
    unknown = supply_block(lot_of(known | {"promised_kg": None}))
    assert unknown.lacks == (say("buyer.supply.bag_unknown"), say("buyer.supply.promise_unknown"))


def test_what_was_sold_is_not_taken_for_nothing_where_nobody_wrote_it():
    made = lot_of({"made_kg": 240.0})
    assert said(supply_block(made)) == "240 kg of green coffee were made; what was sold is not documented."


@pytest.mark.parametrize(
    ("kilos", "bag_kg", "bags"),
    [
        (211.3, 69, "3 bags of 69 kg and 4 kg"),  # 211.3 - 207 = 4.3
        (138.0, 69, "2 bags of 69 kg"),
        (137.9, 69, "2 bags of 69 kg"),  # a tenth of a kilo is no bag that is missing
        (50.0, 69, "less than one bag of 69 kg"),
        (121.0, 60.5, "2 bags of 60.5 kg"),
        (121.0, None, ""),
        (0.0, 69, ""),
    ],
)
def test_kilos_in_whole_bags(kilos, bag_kg, bags):
    assert bags_of(kilos, bag_kg) == bags


@pytest.mark.parametrize(("share", "text"), [(1.0, "100 %"), (0.9996, "99.9 %"), (0.996, "99.6 %"), (0.973, "97 %")])
def test_not_quite_all_is_never_all(share, text):
    assert located(share).replace(SPACE, " ") == text


def test_villages_and_only_the_names_that_were_agreed_to():
    known = {"producers": 3, "plots": 4, "deliveries": 5, "villages": (("Upper", 0.75), (None, 0.25))}
    block = origin_block(lot_of(origin=known | {"names": ("Ana Example",), "not_received": 1}))
    assert said(block) == (
        "3 producers brought it in 5 deliveries from 4 plots: Upper, 75 % of the kilos; "
        "village not documented, 25 % of the kilos."
    )
    assert dict(block.facts)[say("buyer.origin.names")] == "Ana Example"
    assert block.lacks[0] == "whose coffee 1 lot is that went into it"


def test_a_score_without_its_protocol_is_not_shown():
    block = cup_block(lot_of(samples={"cups": (cup(88.0, None),), "means": (mean("cup_score", 88.0),)}))
    assert (block.answer, block.table) == (NOT, None)


def test_who_cupped_by_which_protocol_and_of_which_scores_the_mean_is():
    cups = (cup(82.0, stage="drying", counts=False), cup(85.0, cupper="AB", third_party=True), cup(86.0, cupper="CD"))
    lot = lot_of(samples={"cups": cups, "means": (mean("cup_score", 85.5, "SCA-2004"),)})
    block = cup_block(lot)
    assert said(block) == (
        "85.50 points by SCA-2004: the mean of 2 scores, 85.00 to 86.00. "
        "1 of the 2 scores by this protocol are by a third party."
    )
    assert [row[3:] for row in block.table.rows] == [
        ("82.00", "–", "–"),
        ("85.00", "AB", "yes"),
        ("86.00", "CD", "–"),
    ]


def test_moisture_with_its_day_and_instrument():
    lot = lot_of(samples={"means": (mean("moisture", 11.2, "Meter 1"), mean("water_activity", 0.55))})
    block = moisture_block(lot)
    assert said(block) == "11.2 %, measured on 10 Jan 2026 with Meter 1."
    assert block.facts == ((say("buyer.moisture.water_activity"), "0.55"),)


@pytest.mark.parametrize(
    ("written", "told"), [("instrument not written", "documented"), ("tel. 99887766", "given here")]
)
def test_moisture_whose_instrument_is_not_told(written, told):
    lot = lot_of(samples={"means": (mean("moisture", 11.2, written),)})
    assert said(moisture_block(lot)) == f"11.2 %, measured on 10 Jan 2026; with which instrument is not {told}."


def graded(clean, means=(), found=(0.0, 3.0)):
    return defects_block(lot_of(samples={"defects": (defects(*found),), "means": means, "graded": {"SCA": clean}}))


def test_a_grade_is_not_reached_where_something_it_asks_for_was_not_looked_at():
    within = "What was counted on 10 Jan 2026 lies within SCA's limits of specialty grade."
    quakers, activity = mean("quakers", 0.0), mean("water_activity", 0.55)
    assert said(graded(True, (quakers, activity))) == within
    assert said(graded(True, (quakers,))) == (
        f"{within} Whether it is of the grade can't be told: water activity not documented."
    )
    assert "lies outside the limits" in said(graded(False, (quakers, activity), (1.0, 3.0)))
    assert "can't be told" in said(graded(None))


def test_raw_counts_stand_beside_what_the_grade_allows():
    beans = (("broken", 9.0), ("full black", 1.0))
    block = defects_block(lot_of(samples={"defects": (defects(1.0, 1.0, beans),), "graded": {"SCA": False}}))
    assert block.table.rows == (("broken", "9"), ("full black", "1"))
    facts = dict(block.facts)
    assert facts[say("buyer.defects.category1")] == "1 (the grade allows 0)"
    assert facts[say("buyer.defects.category2")] == "1 (the grade allows 5)"


def test_a_result_that_shows_nothing_is_not_within():
    tested = (result("a", "pass"), result("b", "inconclusive", "the LOQ is above the limit"), result("c", "fail"))
    block = laboratory_block(lot_of(samples={"laboratory": tested}))
    assert said(block) == (
        "1 of 3 results lie within the limits of their markets. 1 lies above: c. Of 1 it can't be told."
    )
    assert [row[-1] for row in block.table.rows] == ["within", "can't be told: the LOQ is above the limit", "above"]
    unjudged = laboratory_block(lot_of(samples={"laboratory": (result("a", None),)}))
    assert said(unjudged) == "0 of 1 results lie within the limits of their markets. Of 1 it can't be told."


def test_a_failed_test_is_said_by_its_name_and_no_other_lot_is_named():
    block = separation_block(lot_of(tests=(finding("kg at each step", True), finding("a bed of its own", False))))
    assert said(block) == "2 of 2 tests of its logbooks could be made; 1 found a contradiction: a bed of its own."
    assert "B-77" not in str(block)


def test_what_could_not_be_tested_was_not_passed():
    tests = (finding("kg at each step", True), finding("hand-overs unbroken", None))
    block = separation_block(lot_of(tests=tests))
    assert said(block) == "Only 1 of 2 tests of its logbooks could be made, too few to tell."
    assert dict(block.facts) == {"No contradiction": "kg at each step", "Not testable": "hand-overs unbroken"}
    assert dict(hallmarks(lot_of(tests=tests)))[say("buyer.hallmark_of.separation")].startswith("not testable")
    whole = separation_block(lot_of(tests=(finding("kg at each step", True),)))
    assert said(whole).endswith("those hold no contradiction. That is no proof.")


def test_papers_without_other_buyers_contracts():
    papers = (("plot list", True), ("drying sheet", False), ("contract", True))
    block = papers_block(lot_of(way={"papers": papers, "photos": 2, "photographed": (DAY, date(2026, 1, 12))}))
    assert said(block) == (
        "1 of 2 papers that the file of such a lot must hold. 2 photographs of 10 Jan 2026 to 12 Jan 2026 are on file."
    )
    assert (block.facts, block.lacks) == (((say("buyer.papers.on_file"), "plot list"),), ("drying sheet",))


def test_hand_overs_are_counted_with_both_sides():
    moves = (
        WayMove(DAY, "Bed", "Store", "green", 60.0, 1, True),
        WayMove(DAY, "Store", "Port", None, None, None, False),
    )
    block = way_block(lot_of(way={"moves": moves}))
    assert said(block) == "2 hand-overs are written down, 1 of them with both sides."
    assert block.table.rows[1][3:] == ("–", "–", "–")


def test_how_many_were_paid_a_premium():
    paid = {"producers": 4, "premium_farmers": 3, "premium_paid": (DAY, DAY)}
    assert said(impact_block(lot_of(origin=paid))) == (
        "3 of the 4 producers who brought it were paid a premium for this lot, on 10 Jan 2026. More may follow."
    )
    nobody = {"producers": 4, "premium_farmers": 0}
    assert "None of the 4 producers" in said(impact_block(lot_of(origin=nobody)))


def lot_with(**more):
    return replace(lot_of(), **more)


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ((0.49, False), "were paid 49 % more for a kilo of green coffee than for other coffee."),
        ((0.49, True), "So far members who delivered to the micro-lots of the season were paid 49 % more"),
        ((0.0, False), "is no more than for other coffee."),
        (
            (-0.2, True),
            "So far what members were paid for a kilo of green coffee of the micro-lots of the season is no",
        ),
    ],
)
def test_what_members_got_above_other_coffee_is_a_share_and_never_an_amount(extra, told):
    answer = said(impact_block(lot_with(extra_pay=extra)))
    assert told in answer and "USD" not in answer and "/kg" not in answer


@pytest.mark.parametrize(
    ("written", "shown"),
    [("lavado", "washed (lavado)"), ("Washed", "Washed"), ("lavado 48 h", "lavado 48 h"), ("", "")],
)
def test_a_process_the_vocabulary_knows_is_said_in_english_beside_the_sheets_word(written, shown):
    lot = lot_of(book={"process": written, "variety": "Bourbon"})
    assert lot.process == shown and lot.coffee == (f"Bourbon, {shown}" if shown else "Bourbon")


def test_steps_are_said_in_english_too():
    """Lavado is a process and a step: here it is the washing."""
    steps = tuple(WayStep(name, DAY, DAY, "green", 10.0, None) for name in ("Despulpado", "lavado", "my own step"))
    table = process_block(lot_of(way={"steps": steps})).table
    assert [row[0] for row in table.rows] == ["pulping (Despulpado)", "washing (lavado)", "my own step"]
