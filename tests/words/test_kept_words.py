"""A verdict that was kept is told from its values, with when it was written down and what would be said otherwise."""

from datetime import date

from decisions.gates import PilotDay
from decisions.verdict.kept_verdicts import KeptVerdict
from decisions.verdict.verdict import Standing, Verdict
from words.kept_words import kept_words, rule_words, say_shown

RULES = [
    {"rule": "stop", "fired": False, "because": "No guardrail is broken."},
    {"rule": "wait", "fired": True, "because": "Sell to a third buyer."},
]
GIVEN = {
    "gate": 180,
    "gate_on": "2026-02-21",
    "recorded": "2026-02-22",
    "answer": "wait",
    "rules": RULES,
    "plan_seal": "ab12" * 16,
}
UNDER_ANOTHER = GIVEN | {"answer": "stop", "plan_seal": "cd34" * 16, "recorded": "2026-03-05"}


def standing(answer: str) -> Standing:
    found = Verdict(180, date(2026, 2, 21), date(2026, 2, 21), answer, (), None, "ab12" * 16, "1")
    return Standing(PilotDay(), found, None, None, ())


def test_it_says_what_the_rule_said_and_why():
    assert say_shown(GIVEN) == "Day 180, 21 Feb 2026: the agreed rule says wait. Sell to a third buyer."
    assert [rule_words(one) for one in RULES] == ["no, stop: No guardrail is broken.", "YES, wait."]


def test_it_says_when_it_was_written_down_and_where_today_would_say_another_thing():
    kept = tuple(KeptVerdict(one, (), "s", "") for one in (GIVEN, UNDER_ANOTHER))
    assert kept_words(standing("wait"), GIVEN, kept[:1]) == [
        "Written down on 22 Feb 2026, under the plan ab12ab12; it stands as it was given, whatever the sheets say "
        "later."
    ]
    assert kept_words(standing("scale"), GIVEN, kept)[1:] == [
        "Worked out again from the sheets of today, the rule would say scale.",
        "Under the plan cd34cd34 the rule said stop on day 180; written down on 5 Mar 2026.",
    ]


def test_one_that_was_not_written_down_says_nothing_of_it():
    assert kept_words(standing("wait"), GIVEN | {"recorded": None}, ()) == []
