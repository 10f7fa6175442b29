"""A row of Measure: what stands in each column, whatever the indicator has or has not."""

from __future__ import annotations

import pytest

from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from pages.measure.metric_layers import row_of
from ui.parts import target
from ui.parts.tables import Strip


@pytest.fixture(autouse=True)
def nothing_agreed(monkeypatch):
    monkeypatch.setattr(target, "standings", lambda metric, answer: [])


def score(value, n, **more):
    return Estimate("points", value, value - 1, value + 1, value - 0.5, value + 0.5, n, "lot", **more)


def texts(row):
    """(above, main, unit, below) of every cell; a strip by the text above it."""
    return [
        (cell.above,) if isinstance(cell, Strip) else (cell.above, cell.main, cell.unit, cell.below) for cell in row
    ]


def test_every_column_is_filled():
    answer = Answer(
        "cup_score",
        "2025/26",
        {"micro": score(85.0, 6, basis="CVA"), "bulk": score(82.0, 20, basis="CVA")},
        difference=score(3.0, 6),
        by={"CVA": {"micro": score(85.0, 6)}, "SCA-2004": {"micro": score(84.0, 2)}},
    )
    assert texts(row_of(metrics()["cup_score"], answer)) == [
        ("", "Cup score", "", "Better than bulk by 2.5 to 3.5 points. Shown: CVA. Never mixed with: SCA-2004."),
        ("", "85.0", "points", "84.5 to 85.5"),
        ("", "82.0", "points", "81.5 to 82.5"),
        ("", "+3.0", "points", ""),
        ("2.5 to 3.5",),
        ("", "6 · 20", "", "lots"),
        ("", "–", "", ""),
        ("", "higher", "", ""),
    ]


def test_a_reason_stands_in_place_of_all_numbers():
    none = Estimate("points", why_not="No lot was cupped.")
    row = row_of(metrics()["cup_score"], Answer("cup_score", None, {"micro": none, "bulk": none}, difference=none))
    assert [(cell.main, cell.over) for cell in row[:2]] == [("Cup score", 1), ("No lot was cupped.", 5)] and len(
        row
    ) == 4


def test_a_long_unit_stands_once_beside_the_title():
    answer = Answer("defect_rate", None, {"micro": Estimate("full defects per 350 g", 2.9, n=6, case_is="lot")})
    row = row_of(metrics()["defect_rate"], answer)
    assert (row[0].unit, row[1].main, row[1].unit) == ("full defects per 350 g", "2.90", "")


def test_groups_that_are_no_streams_say_their_names():
    answer = Answer(
        "farmer_feedback", None, {"takes part": score(4.0, 9), "takes no part": score(3.0, 8)}, difference=score(1.0, 8)
    )
    row = row_of(metrics()["farmer_feedback"], answer)
    assert [(cell.above, cell.main, cell.mark) for cell in row[1:3]] == [
        ("Takes part", "4.0", "own"),
        ("Takes no part", "3.0", "own"),
    ]


def test_cases_of_two_kinds_are_both_named():
    answer = Answer(
        "realised_premium",
        None,
        {"micro": Estimate("USD/kg", 9.0, n=5, case_is="buyer"), "bulk": Estimate("USD/kg", 6.0, n=7, case_is="month")},
    )
    assert texts(row_of(metrics()["realised_premium"], answer))[5] == ("", "5 · 7", "", "buyers · months")


def test_where_half_is_not_reached_the_share_in_time_stands_in_for_the_days():
    share = Estimate("share", 0.47, 0.2, 0.8, 0.25, 0.71, 6, "lot")
    answer = Answer(
        "deal_closure",
        None,
        {
            "micro": Estimate("days", why_not="Fewer than half are accepted so far.", n=6, case_is="lot"),
            "bulk": Estimate("days", 13.0, n=19, case_is="lot"),
        },
        parts={"accepted within 60 days": {"micro": share}},
        outcomes={"micro": ((5, 0.5, 0.0, 2),)},
    )
    cell = row_of(metrics()["deal_closure"], answer)[1]
    assert (cell.main, cell.unit, cell.below.replace("\u202f", " ")) == ("47", "%", "25 to 71 · in 60 days")


def test_one_group_alone_has_no_columns_of_comparison():
    row = row_of(metrics()["cup_score"], Answer("cup_score", None, {"all": score(82.0, 9)}), two=False)
    assert [cell.main for cell in row] == ["Cup score", "82.0", "9", "–", "higher"]


def bar_of(name: str, difference: Estimate, **more) -> tuple[float, ...]:
    """The ends and the mark of the bar of that difference, in hundredths of its cell."""
    side = Estimate(difference.unit, 5.0, n=6, case_is="lot")
    answer = Answer(name, "2025/26", {"micro": side, "bulk": side}, difference=difference, **more)
    strip = next(cell for cell in row_of(metrics()[name], answer) if isinstance(cell, Strip))
    return tuple(round(100 * place) for place in strip.ranges[0][1:])


def test_the_difference_lies_against_one_line_with_better_to_its_right():
    # from -1 to 3: the farther end fills its half, so 3 is at 100, -1 a third of the way to the left, the value 1 at 67
    assert bar_of("cup_score", Estimate("points", 1.0, low80=-1.0, high80=3.0, n=6)) == (33, 100, 67)


def test_where_less_is_better_the_bar_is_turned_round_in_any_unit():
    # 4 to 2 fewer defects are better: 4 fewer at the right end, 2 fewer half way, 3 fewer between
    assert metrics()["defect_rate"].better == "lower"
    assert bar_of("defect_rate", Estimate("full defects per 350 g", -3.0, low80=-4.0, high80=-2.0, n=6)) == (
        75,
        100,
        88,
    )
    shares = [m.id for m in metrics().values() if m.better == "lower" and m.unit == "share"]
    for name in shares:
        assert bar_of(name, Estimate("share", -0.3, low80=-0.4, high80=-0.2, n=6)) == (75, 100, 88), name


def test_times_are_compared_on_the_share_in_time_and_more_of_that_is_better():
    timed = next(m for m in metrics().values() if m.interval == "time" and m.better == "lower")
    found = bar_of(timed.id, Estimate("share", 0.1, low80=-0.1, high80=0.2, n=6), outcomes=(("accepted", 1.0),))
    assert found == (25, 100, 75)
