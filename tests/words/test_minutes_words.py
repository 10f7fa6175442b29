"""The minutes in sentences: what is known, what is not, what the rule says, and blank lines where nobody decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from decisions.gates import PilotDay
from decisions.minutes_facts import MinutesFacts
from decisions.verdict.board_decisions import BoardDecision
from decisions.verdict.held_back import HeldBack
from decisions.verdict.price_of_error import Price
from decisions.verdict.sealed_plan import PlanChange, SealedPlan
from decisions.verdict.turning_points import TurningPoint
from decisions.verdict.verdict import Standing
from words.minutes_words import minutes_of

GAIN = {
    "indicator": "net_gain",
    "title": "Net gain",
    "applies_to": "micro",
    "judged": "tested",
    "scale_at": 0.5,
    "stop_at": 0.0,
    "least_cases": 3,
    "value": 1.2,
    "unit": "USD/kg",
    "cases": 6,
    "case_is": "buyer",
    "place": "between",
    "speaks_scale_from": 1.5,
    "why_not": None,
}
SOLD = GAIN | {
    "indicator": "sold_share",
    "title": "Sold as its own stream",
    "judged": "counted",
    "scale_at": 0.8,
    "stop_at": 0.4,
    "value": 0.86,
    "unit": "share",
    "place": "beyond scale",
    "speaks_scale_from": 0.8,
}
GIVEN = {
    "gate": 180,
    "gate_on": "2026-02-21",
    "recorded": None,
    "answer": "wait",
    "rules": [{"rule": "wait", "fired": True, "because": "Sell to a third buyer."}],
    "demands": [],
    "plan_seal": "ab12" * 16,
    "rules_version": "1",
}
START = date(2025, 8, 25)
FACTS = MinutesFacts(
    cooperative="Cooperative A",
    as_of=date(2026, 3, 31),
    invented=True,
    found=Standing(PilotDay(START, 218, 360, 142), None, None, 360, ()),
    given=GIVEN,
    kept=(),
    numbers=(GAIN, SOLD),
    decisions=(),
    sealed=None,
    changes=(),
    under_sealed=None,
    price=Price(why_not="Net gain has no number."),
    turning=(),
    held_back=HeldBack(),
    unreadable=(),
    plan_seal="ab12" * 16,
    files="cd34" * 16,
)


def told(facts: MinutesFacts, title: str) -> str:
    """Every sentence under that heading, with a plain blank for the thin one before a unit."""
    section = next(one for one in minutes_of(facts).sections if one.title == title)
    return " ".join((*section.sentences, *section.points)).replace("\u202f", " ")


def test_what_is_known_and_what_is_not_stand_apart():
    """Sold share is counted and reached; net gain lies between its fences, so only from 1.50 on would it be sure."""
    assert told(FACTS, "What we know") == "Sold as its own stream: 86 %; 80 % or more was agreed. Reached."
    assert told(FACTS, "What we don't know") == (
        "Net gain: 1.20 USD/kg from 6 buyers; 0.50 USD/kg or more was agreed. "
        "Only from 1.50 USD/kg on would it be sure."
    )


def test_it_says_where_the_pilot_is_and_what_the_rule_said():
    assert "Day 218 of 360, since 25 Aug 2025; 142 days to the gate of day 360." in told(FACTS, "Where we are")
    assert told(FACTS, "What the rule says") == (
        "Day 180, 21 Feb 2026: the agreed rule says wait. Sell to a third buyer. "
        "Until day 360, 20 Aug 2026, nothing more is decided."
    )


def test_the_figures_that_would_turn_it_soonest_are_reasons_why_it_could_be_wrong():
    because = (
        "If the premium per kg sold were 5.10 USD/kg instead of 3.60 USD/kg, net gain would be exactly at its goal."
    )
    turning = (TurningPoint("premium", "USD/kg", 3.6, 5.1, 1.2, True, because),)
    assert because in told(replace(FACTS, turning=turning), "Why it could be wrong")


def test_what_waits_for_answers_is_named_with_its_logbook():
    waiting = replace(FACTS, held_back=HeldBack(0.25, "Offers"))
    assert told(waiting, "What we don't know").endswith(
        "Open questions hold back 25 % of Offers, on which these numbers rest."
    )


def test_before_the_first_gate_it_says_why_there_is_no_verdict():
    why = "A verdict is given at a gate, never between."
    early = replace(FACTS, given=None, found=Standing(PilotDay(START, 20, 90, 70), None, why, 90, ()))
    assert told(early, "What the rule says").startswith(why)


def test_what_the_board_did_not_decide_is_a_line_to_write_on():
    board = minutes_of(FACTS).sections[-1]
    assert (board.title, board.points, len(board.blanks)) == ("What the board decides", (), 5)


def test_what_it_decided_stands_in_its_own_words_and_what_it_left_blank_is_said():
    other = BoardDecision(180, date(2026, 2, 24), "scale", "The buyers ask for more", "Board")
    board = minutes_of(replace(FACTS, decisions=(other,))).sections[-1]
    assert board.blanks == ()
    assert board.points == (
        "On 24 Feb 2026 the board decided: scale. Reason: The buyers ask for more. Decided by: Board. "
        "Tested next: not written.",
    )


def test_a_change_of_a_sealed_plan_is_a_reason_why_it_could_be_wrong():
    changed = replace(
        FACTS,
        sealed=SealedPlan("ef56" * 16, date(2025, 9, 15), ()),
        changes=(PlanChange(180, "sold_share", "micro", "scale_at", 0.9, 0.8, date(2026, 1, 10)),),
        under_sealed="stop",
    )
    wrong = told(changed, "Why it could be wrong")
    assert "Sold as its own stream at day 180, scale at: 0.9 became 0.8, first seen on 10 Jan 2026." in wrong
    assert "Under the sealed plan the rule would say stop." in wrong
    assert "Plan sealed on 15 Sep 2025: ef56ef56." in minutes_of(changed).foot


def test_a_setting_sealed_with_the_plan_is_told_by_its_name():
    changes = (
        PlanChange(0, "neighbours_gain", "setting", "value", 0.5, 0.9, date(2026, 1, 10)),
        PlanChange(0, "neighbours_members", "setting", "row", None, '["neighbours_members","8"]', date(2026, 1, 10)),
        PlanChange(0, "neighbours_report", "setting", "row", '["neighbours_report","x"]', None, date(2026, 1, 10)),
    )
    wrong = told(replace(FACTS, changes=changes), "Why it could be wrong")
    assert "neighbours_gain of Settings was 0.5 and became 0.9, first seen on 10 Jan 2026." in wrong
    assert "neighbours_members of Settings was added, first seen on 10 Jan 2026." in wrong
    assert "neighbours_report of Settings is gone, first missed on 10 Jan 2026." in wrong


def test_why_neighbours_are_not_used_is_said_also_where_there_is_no_price():
    why_not = "The neighbours' numbers were agreed on too late."
    unpriced = replace(FACTS, price=Price(why_not="Net gain has no number.", neighbours_why_not=why_not))
    assert why_not in told(unpriced, "Why it could be wrong")


def test_the_page_says_from_which_files_and_which_plan_it_comes_and_that_it_is_invented():
    made = minutes_of(FACTS)
    assert (made.title, made.label) == (
        "Cooperative A: where the micro-lot pilot stands",
        "Invented sample data: no real cooperative.",
    )
    assert "Files read: cd34cd34. Plan: ab12ab12. Rules: version 1." in made.foot
    assert minutes_of(replace(FACTS, invented=False)).label == ""
