"""One sentence for every situation, never stronger than the 80 % range."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.engine.contract import Answer, Estimate, Metric
from words.meaning import SITUATIONS, meaning, needed_of_made, situation, what_would_tell
from words.speech import words


def metric(better="higher", has_bulk=True):
    return Metric(
        id="x",
        layer="commercial",
        title="X",
        question="?",
        definition="",
        unit="USD/kg",
        better=better,
        reads=(),
        columns=(),
        sql="",
        splits=(),
        interval="price",
        case_is="buyer",
        chart="dots",
        plausible=(0, 1),
        source="",
        trap="",
        has_bulk=has_bulk,
        why_no_bulk="" if has_bulk else "It is about both.",
    )


def known(value=5.0, **more):
    return Estimate("USD/kg", value, value - 1, value + 1, value - 0.5, value + 0.5, 6, "lot", **more)


def difference(low80, high80, n=6):
    return Estimate(
        "USD/kg",
        1.0 if low80 is None else (low80 + high80) / 2,
        low80=low80,
        high80=high80,
        n=n,
        no_range="fewer than three buyers",
    )


def answer(micro=None, bulk=None, diff=None):
    return Answer("x", "2025/26", {"micro": micro or known(), "bulk": bulk or known()}, difference=diff)


NONE = Estimate("USD/kg", why_not="No lot was sold.")


# One row a situation, and the edges between them: (which way is good, the answer, the situation, what is said).
ROWS = [
    ("higher", answer(diff=difference(0.2, 1.8)), "better", "Better than bulk by 0.20 to 1.80 USD/kg."),
    ("higher", answer(diff=difference(-1.8, -0.2)), "worse", "Worse than bulk by 0.20 to 1.80 USD/kg."),
    ("lower", answer(diff=difference(0.2, 1.8)), "worse", "Worse than bulk by 0.20 to 1.80 USD/kg."),
    ("lower", answer(diff=difference(-1.8, -0.2)), "better", "Better than bulk by 0.20 to 1.80 USD/kg."),
    (
        "higher",
        answer(diff=difference(-0.01, 1.8)),
        "unsure",
        "No clear difference from bulk yet: −0.01 to 1.80 USD/kg.",
    ),
    # an end on zero does not tell apart
    ("higher", answer(diff=difference(0.0, 1.8)), "unsure", "No clear difference from bulk yet: 0.00 to 1.80 USD/kg."),
    ("inside", answer(diff=difference(0.2, 1.8)), "differs", "Differs from bulk by 0.20 to 1.80 USD/kg."),
    ("inside", answer(diff=difference(-0.2, 1.8)), "alike", "No difference from bulk seen: −0.20 to 1.80 USD/kg."),
    ("higher", answer(diff=difference(None, None, n=2)), "too_few", "Too few to say: fewer than three buyers."),
    (
        "higher",
        answer(diff=difference(None, None)),
        "unranged",
        "We can't say how certain this difference is: fewer than three buyers.",
    ),
    (
        "higher",
        answer(diff=Estimate("USD/kg", why_not="Two schemes.")),
        "not_comparable",
        "Not comparable. Two schemes.",
    ),
    (
        "higher",
        replace(answer(diff=Estimate("USD/kg", why_not="Describes, does not compare: ...")), describes="Describes ..."),
        "describes",
        "Describes, does not compare: ...",
    ),
    ("higher", answer(bulk=NONE), "bulk_absent", "Nothing to compare with. No lot was sold."),
    ("higher", answer(micro=NONE), "absent", "No lot was sold."),
    ("higher", Answer("x", None, {"all": known()}), "one_group", "One group: no lot says whether it is micro or bulk."),
    ("higher", Answer("x", None, {"all": NONE}), "absent", "No lot was sold."),
    (
        "lower",
        Answer("x", None, {"micro": known()}, parts={"premium reached": {"micro": known(2.5)}}),
        "needed",
        "Needed on every kg sold. Reached so far: 2.50 USD/kg.",
    ),
]


# Of a number that says itself how far from bulk it is: its 80 % range, whether more may come, and what is said.
GAINS = [
    ((0.2, 1.8), False, "gain", "It pays: +900 USD (200 to 1 800) in all."),
    ((-1.8, -0.2), False, "loss", "It does not pay: −900 USD (−1 800 to −200) in all."),
    ((-1.8, -0.2), True, "loss", "So far it does not pay: −900 USD (−1 800 to −200) in all."),
    ((-0.2, 1.8), False, "gain_or_loss", "It can't be told whether it pays: +900 USD (−200 to 1 800) in all."),
    ((0.0, 1.8), True, "gain_or_loss", "It can't be told yet whether it pays: +900 USD (0 to 1 800) in all."),
    (None, True, "gain_or_loss", "It can't be told yet whether it pays: +900 USD in all."),
]


@pytest.mark.parametrize(("ends", "to_date", "name", "said"), GAINS)
def test_a_gain_is_one_only_where_its_whole_range_is(ends, to_date, name, said):
    low, high = ends or (None, None)
    middle = -0.9 if ends and ends[1] < 0 else 0.9
    found = [
        Estimate(unit, by * middle, low80=ends and by * low, high80=ends and by * high, n=6, to_date=to_date)
        for unit, by in (("USD/kg", 1), ("USD", 1000))
    ]
    gained = Answer("x", None, {"micro": found[0]}, parts={"in all": {"micro": found[1]}})
    form = replace(metric(has_bulk=False), beyond_bulk=True, in_all="in all")
    assert situation(form, gained).name == name
    assert meaning(form, gained).replace("\u202f", " ").replace("\u2009", " ").replace("\xa0", " ") == said


def test_what_is_needed_and_reached_stands_on_one_denominator_each():
    parts = {
        "premium reached": 2.5,
        "premium per kg made, as the cooperative sees it": 1.5,
        "premium per kg made reached": 1.25,
    }
    found = Answer(
        "x", None, {"micro": known()}, parts={name: {"micro": known(value)} for name, value in parts.items()}
    )
    assert meaning(metric("lower"), found) == ("Needed per kg sold; reached 2.50. Per kg made: 1.50, reached 1.25.")


@pytest.mark.parametrize(("better", "found", "name", "said"), ROWS)
def test_situation(better, found, name, said):
    assert situation(metric(better), found).name == name
    assert meaning(metric(better), found) == said


def test_every_row_of_the_table_has_a_test_words_and_a_condition_a_person_can_read():
    tested = {name for _, _, name, _ in ROWS} | {name for _, _, name, _ in GAINS} | {"no_bulk"}
    assert [row.name for row in SITUATIONS if row.name not in tested] == []
    assert all(row.name in words()["meaning"] and row.when for row in SITUATIONS)


@pytest.mark.parametrize(("low80", "high80"), [(a / 4, b / 4) for a in range(-6, 7) for b in range(a + 1, 7)])
def test_a_word_of_comparison_is_never_stronger_than_the_80_percent_range(low80, high80):
    for better in ("higher", "lower", "inside"):
        said = meaning(metric(better), answer(diff=difference(low80, high80)))
        if low80 <= 0 <= high80:
            assert not any(word in said for word in ("Better", "Worse", "Differs"))


def test_groups_that_are_no_streams_are_compared_by_their_own_names():
    found = Answer("x", None, {"takes part": known(), "takes no part": known()}, difference=difference(0.2, 1.8))
    assert meaning(metric(), found) == "Better than those of “takes no part” by 0.20 to 1.80 USD/kg."


def test_only_what_more_rows_may_turn_is_said_to_be_so_far():
    unsure = answer(micro=known(to_date=True), diff=difference(-0.2, 1.8))
    assert meaning(metric(), unsure) == "No clear difference from bulk yet: −0.20 to 1.80 USD/kg."


def test_times_are_compared_on_the_share_in_time_where_more_is_better():
    days = Estimate("days", 23.0, n=6, case_is="lot")
    apart = Estimate("share", 0.3, low80=0.1, high80=0.5, n=6)
    found = Answer("x", None, {"micro": days, "bulk": days}, difference=apart, outcomes={"micro": ((5, 0.5, 0.0, 2),)})
    said = "Better than bulk: in 60 days 10 to 50 percentage points more are accepted."
    assert meaning(metric("lower"), found) == said


@pytest.mark.parametrize(
    ("happening", "ends", "said"),
    [
        ("accepted", (-0.52, 0.06), "Accepted in 60 days: −52 to 6 percentage points, not clear yet."),
        ("paid", (-0.5, -0.1), "Worse than bulk: in 60 days 10 to 50 percentage points fewer are paid."),
    ],
)
def test_what_is_compared_of_times_is_said_with_what_happened(happening, ends, said):
    days = Estimate("days", 23.0, n=6, case_is="lot")
    apart = Estimate("share", sum(ends) / 2, low80=ends[0], high80=ends[1], n=6)
    found = Answer("x", None, {"micro": days, "bulk": days}, difference=apart, outcomes={"micro": ((5, 0.5, 0.0, 2),)})
    assert meaning(replace(metric("lower"), happening=happening), found) == said


def test_an_indicator_without_bulk_says_why():
    assert meaning(metric(has_bulk=False), answer()) == "It is about both."


def test_what_is_worse_is_said_without_a_minus_sign():
    assert meaning(metric(), answer(diff=difference(-1.8, -0.2))) == "Worse than bulk by 0.20 to 1.80 USD/kg."


def test_a_number_to_date_is_said_to_be_so():
    assert (
        meaning(metric(), answer(micro=known(to_date=True), diff=difference(0.2, 1.8)))
        == "So far better than bulk by 0.20 to 1.80 USD/kg."
    )


def test_a_missing_number_gives_its_reason():
    assert meaning(metric(), answer(micro=NONE)) == "No lot was sold."


def test_what_cannot_be_told_apart_says_how_many_cases_would_tell():
    # 1.0 with an 80 % range that reaches 1.5 below it: 1.5 x sqrt(6 / n) is under 1.0 from n = 13.5 on
    open_yet = answer(diff=replace(difference(-0.5, 2.5), value=1.0, case_is="lot"))
    assert what_would_tell(metric(), open_yet) == "If it stays so, 14 lots would tell; there are 6 lots."
    # at 0.1 it would be 6 x 225 = 1,350 lots, and nobody waits for more than 200
    hopeless = answer(diff=replace(difference(-1.4, 1.6), value=0.1, case_is="lot"))
    assert what_would_tell(metric(), hopeless) == "If it stays so, not even 200 lots would tell."


def test_what_is_told_apart_or_has_no_range_says_nothing_of_it():
    assert what_would_tell(metric(), answer(diff=difference(0.5, 2.5))) == ""
    assert what_would_tell(metric(), answer(diff=difference(None, None))) == ""
    assert what_would_tell(metric(has_bulk=False), answer()) == ""


def test_what_is_needed_and_reached_on_every_kg_made_are_given_together_or_not_at_all():
    parts = {
        "premium per kg made, as the cooperative sees it": {"micro": known(5.43)},
        "premium per kg made reached": {"micro": known(3.75)},
    }
    needed, reached = needed_of_made(replace(answer(), parts=parts))
    assert (needed.value, reached.value) == (5.43, 3.75)
    parts["premium per kg made reached"] = {"micro": NONE}
    assert needed_of_made(replace(answer(), parts=parts)) is None
    assert needed_of_made(answer()) is None
