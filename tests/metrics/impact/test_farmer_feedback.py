"""What farmers say: by question and scale, those of the pilot and the others, one answer a farmer."""

from datetime import date

import pytest

from metrics.engine.intervals import wilson
from tests.metrics.hand import asked, lots, values

FAIR = "Was the price fair?"


def answer(farmer, score, takes_part=True, question=FAIR, scale="1-5", day=date(2026, 3, 1)):
    return {
        "asked_on": day,
        "farmer_id": farmer,
        "question": question,
        "score": float(score),
        "scale": scale,
        "takes_part": takes_part,
    }


def said(*answers):
    return asked("farmer_feedback", lots=lots(1, 1), feedback=list(answers))


def test_by_hand():
    # takes part: (5 + 4 + 3) / 3 = 4; takes no part: (2 + 3) / 2 = 2.5
    found = said(*(answer(f"F{i}", s) for i, s in enumerate((5, 4, 3))), answer("G1", 2, False), answer("G2", 3, False))
    assert values(found.groups) == {"takes part": 4.0, "takes no part": 2.5}
    assert (found.groups["takes part"].basis, found.groups["takes part"].n) == (f"{FAIR} (1-5)", 3)
    # 1.5 lie between them, and nobody knows how much of it was there before: farmers chose whether to take part.
    assert found.difference.value is None
    assert found.difference.why_not == found.describes
    assert found.describes.startswith("Describes, does not compare: farmers chose for themselves")


def test_the_change_since_last_season_of_farmers_asked_in_both():
    # F1 3 then 5: +2; F2 4 then 4: 0; F3 was not asked before. G1 2 then 3: +1; G2 5 then 3: -2.
    before = [answer("F1", 3), answer("F2", 4), answer("G1", 2, False), answer("G2", 5, False)]
    for row in before:
        row["asked_on"] = date(2025, 3, 1)
    now = [answer("F1", 5), answer("F2", 4), answer("F3", 1), answer("G1", 3, False), answer("G2", 3, False)]
    found = said(*before, *now).parts["change since last season, farmers asked in both"]
    assert values(found) == {"takes part": 1.0, "takes no part": -0.5, "difference": 1.5}
    assert (found["takes part"].n, found["takes no part"].n) == (2, 2)
    # two changes of 2 and 0: their mean 1 with a spread of 1, t of 1 degree 12.706
    assert found["takes part"].low == pytest.approx(1 - 12.706, abs=1e-3)


def test_the_answers_of_women_and_of_men():
    # women: F1 5 and F3 2: 3.5; men: F2 3. F4 stands as both in Plots, and counts with neither.
    sexes = {"F1": ("female",), "F2": ("male",), "F3": ("female",), "F4": ("female", "male")}
    plots = [{"plot_id": f"{f}{s}", "farmer_id": f, "sex": s} for f, both in sexes.items() for s in both]
    answers = [answer("F1", 5), answer("F2", 3), answer("F3", 2), answer("F4", 1)]
    found = asked("farmer_feedback", lots=lots(1, 1), feedback=answers, plots=plots).parts
    assert found["answers of women"]["takes part"].value == 3.5
    assert found["answers of men"]["takes part"].value == 3.0


def test_the_latest_answer_of_a_farmer_counts():
    found = said(answer("F1", 1, day=date(2026, 2, 1)), answer("F1", 5), answer("F2", 3)).groups["takes part"]
    assert (found.value, found.n, found.left_out) == (4.0, 2, 1)
    assert found.notes == ("1 not counted: an earlier answer of a farmer who answered again",)


@pytest.mark.parametrize("scores", [(2, 4), (4, 2)])
def test_two_answers_of_one_day_count_as_their_mean_in_any_order(scores):
    assert said(*(answer("F1", s) for s in scores)).groups["takes part"].value == 3.0


def test_questions_and_scales_are_never_mixed():
    # 9 of 10 is not better than 4 of 5.
    found = said(
        answer("F1", 4),
        answer("F2", 9, scale="0-10"),
        answer("F3", 2, question="Was payment on time?"),
        answer("G1", 3, False),
    )
    assert found.groups["takes part"].value == 4.0
    assert {basis: values(groups)["takes part"] for basis, groups in found.by.items()} == {
        f"{FAIR} (0-10)": 9.0,
        f"{FAIR} (1-5)": 4.0,
        "Was payment on time? (1-5)": 2.0,
    }


def test_one_question_typed_in_two_ways_is_one():
    found = said(
        answer("F1", 4, scale="1 - 5"),
        answer("F2", 2, question="was the PRICE fair", scale="1 to 5"),
        answer("G1", 3, False),
    )
    assert (found.groups["takes part"].value, found.groups["takes part"].n, found.by) == (3.0, 2, {})


def test_the_published_net_promoter_score():
    # 60 Decibels: 256 farmers, 19. For instance 108 of 9-10, 89 of 7-8, 59 of 0-6: (108 - 59) / 256 = 19.1
    scores = [9] * 108 + [8] * 89 + [6] * 59
    found = said(*(answer(f"F{i}", s, scale="0-10") for i, s in enumerate(scores)))
    assert found.parts["net promoter score"]["takes part"].value == pytest.approx(100 * (108 - 59) / 256)
    assert round(found.parts["net promoter score"]["takes part"].value) == 19
    promoters = found.parts["answered 9 or 10"]["takes part"]
    assert (promoters.value, promoters.n) == (108 / 256, 256)
    assert (promoters.low, promoters.high) == pytest.approx(wilson(108 / 256, 256))


def test_twelve_answers_swing_by_tens_of_points():
    # 5 promoters, 4 in between, 3 detractors: 16.7 +- t(11) x sd / sqrt(12) x 100, sd of (+1, 0, -1) by hand 0.8348
    found = said(*(answer(f"F{i}", s, scale="0-10") for i, s in enumerate([10] * 5 + [7] * 4 + [2] * 3))).parts[
        "net promoter score"
    ]["takes part"]
    assert found.value == pytest.approx(100 * 2 / 12)
    assert found.high - found.value == pytest.approx(2.201 * 100 * 0.83485 / 12**0.5, rel=1e-3)


def test_no_promoters_on_another_scale():
    assert "net promoter score" not in said(answer("F1", 5)).parts


@pytest.mark.parametrize(
    "row, why",
    [
        (answer("F9", 7), "an answer outside its scale"),
        (answer("F9", 4, None), "an answer of which it is not written whether the farmer takes part"),
        (answer("F9", 4, scale="5-1"), "an answer on a scale that runs from high to low"),
    ],
)
def test_what_cannot_be_counted_is_said(row, why):
    found = said(answer("F1", 4), answer("F2", 2), answer("G1", 3, False), row)
    assert found.groups["takes part"].value == 3.0
    notes = [
        note
        for groups in (found.groups, *found.by.values())
        for e in groups.values()
        for note in (*e.notes, e.why_not or "")
    ]
    assert any(why in note for note in notes)


def test_without_a_register_of_lots_the_groups_stay():
    found = asked("farmer_feedback", feedback=[answer("F1", 4), answer("G1", 2, False)])
    assert values(found.groups) == {"takes part": 4.0, "takes no part": 2.0}
