"""What each chart draws: every lot, every range, every open deal, zero always in sight."""

from __future__ import annotations

import pytest

from charts.curves import break_even, closure, open_ticks, still_open
from charts.dots import dots, stacked
from charts.run_chart import process_limits, run
from charts.theme import BULK, MICRO
from charts.tornado import tornado
from metrics.engine.contract import Answer, Estimate
from tests.charts.figures import BARS, CLOSED, CLOSURE, OWN_GROUPS, PAID, PREMIUM, SHARE, STILL_OPEN, every_figure


def traces(figure, mode):
    return [t for t in figure.data if getattr(t, "mode", None) == mode]


def test_every_lot_is_a_dot():
    drawn = [t for t in traces(dots(PREMIUM), "markers") if t.marker.symbol in ("circle", "diamond-open")]
    assert sorted(len(t.x) for t in drawn) == [4, 20]


def test_micro_is_a_filled_teal_circle_and_bulk_a_hollow_amber_diamond():
    looks = {(t.marker.symbol, t.marker.color) for t in traces(dots(PREMIUM), "markers")}
    assert {("circle", MICRO), ("diamond-open", BULK)} <= looks


def test_both_ranges_are_drawn_the_80_percent_one_thicker():
    wide = {
        tuple(round(x, 3) for x in t.x): t.line.width for t in traces(dots(PREMIUM), "lines") if t.line.color == MICRO
    }
    assert wide[(6.37, 7.87)] > wide[(5.995, 8.245)]  # 7.12 -+ 0.75 and -+ 1.125


def test_shares_stand_at_their_percentage():
    assert {x for t in traces(dots(SHARE), "markers") if t.marker.symbol == "circle" for x in t.x} == {0.0, 100.0}


def test_dots_of_equal_value_hang_below_one_another():
    assert stacked([1.0, 5.0, 1.0, 1.0]) == [0, 0, 1, 2]
    assert stacked([]) == []


def test_a_group_without_a_number_is_not_drawn():
    assert not any("Bulk" in a.text for a in dots(SHARE).layout.annotations)


def test_an_answer_without_any_number_gives_an_empty_figure():
    assert len(dots(Answer("x", None, {"micro": Estimate("share", why_not="No lot.")})).data) == 0


def test_open_deals_are_ticked_on_the_curve_where_they_were_last_seen():
    # at risk falls on days 40, 50 and 90 without a deal closed or lost
    assert still_open(CLOSED) == [(40, 0.4), (50, 0.4), (90, 0.55)]
    ticks = [t for t in traces(closure(CLOSURE), "markers") if t.marker.color is None and len(t.x) == 3]
    assert list(ticks[0].x) == [40, 50, 90]


def test_a_curve_ends_where_watching_ended_unless_nothing_is_open_any_more():
    closed = [t for t in traces(closure(CLOSURE), "lines") if t.line.color == BULK]
    assert max(closed[0].x) == 30  # 5 % of bulk still open: nothing is known after day 30
    done = Answer("deal_closure", None, {}, outcomes={"bulk": ((5, 0.5, 0.0, 2), (30, 0.5, 0.5, 1))})
    assert max(traces(closure(done), "lines")[0].x) == 60


def test_a_share_the_indicator_does_not_give_is_not_made_up_by_the_chart():
    assert any("not watched for 60 days yet" in a.text for a in closure(CLOSURE).layout.annotations)


def test_the_curve_of_closing_starts_at_nothing_on_day_zero():
    assert all((t.x[0], t.y[0]) == (0, 0.0) for t in traces(closure(CLOSURE), "lines"))


def test_volumes_that_never_break_even_are_left_out_of_the_curve():
    figure = break_even([100, 200, 300], [None, 9.0, 6.0], "USD/kg", 300, 3.0)
    assert [list(t.x) for t in traces(figure, "lines")] == [[200, 300]]


def test_the_widest_bar_of_the_tornado_is_on_top_and_a_missing_one_is_left_out():
    figure = tornado(BARS, -3.0, "USD/kg")
    assert [round(t.x[0], 2) for t in figure.data] == [0.2, 2.0, 3.1]  # rows from the bottom up


def test_measured_bars_are_solid_and_assumed_ones_hatched():
    hatched = {round(t.x[0], 2): t.marker.pattern.shape for t in tornado(BARS, -3.0, "USD/kg").data}
    assert hatched == {0.2: "/", 2.0: "/", 3.1: None}


@pytest.mark.parametrize("name", ["bars", "tornado"])
def test_zero_is_always_in_sight_of_a_bar(name):
    axis = every_figure()[name].layout.xaxis
    assert axis.rangemode == "tozero" or axis.range[0] <= 0 <= axis.range[1]


def test_limits_of_the_process_need_eight_samples():
    assert process_limits([11.0] * 7) is None
    # mean 11.5, every step 1 point: 11.5 -+ 2.66
    assert process_limits([11.0, 12.0] * 4) == pytest.approx((8.84, 14.16))


def test_a_leap_is_dropped_before_the_limits_are_made():
    # eleven steps of 1 and one of 20: their mean is 31 / 12 = 2.58, and 20 is above 3.5 x 2.58 = 9.04, so it is dropped
    values = [11.0, 12.0] * 6 + [32.0]
    assert process_limits(values) == pytest.approx((sum(values) / 13 - 2.66, sum(values) / 13 + 2.66))


def test_values_that_never_move_have_no_limits():
    assert process_limits([11.0] * 12) is None


@pytest.mark.parametrize(
    ("count", "words", "lines"),
    [(7, "", 0), (8, "provisional limits", 2), (19, "provisional limits", 2), (20, "dashed: control limits", 2)],
)
def test_a_run_shows_the_band_alone_then_provisional_limits_then_control_limits(count, words, lines):
    figure = run([(f"S{i}", 11 + i % 2) for i in range(count)], "%", (10, 12))
    dashed = [shape for shape in figure.layout.shapes if shape.line.dash == "dash"]
    assert words in figure.layout.meta["key"] and len(dashed) == lines
    assert ("limits" in figure.layout.meta["key"]) == bool(words)
    assert any(shape.type == "rect" and (shape.y0, shape.y1) == (10, 12) for shape in figure.layout.shapes)


def test_a_count_of_defects_gets_no_limits_made_for_measurements():
    figure = run([(f"S{i}", i % 5) for i in range(30)], "full defects per 350 g", limits=False)
    assert not figure.layout.shapes and "limits" not in figure.layout.meta["key"]


def test_a_run_of_bulk_looks_like_bulk():
    assert [(t.marker.symbol, t.marker.color) for t in run([("S1", 11.0), ("S2", 12.0)], "%", group="bulk").data] == [
        ("diamond-open", BULK)
    ]


def test_open_deals_are_ticked_on_the_days_they_were_last_seen_open():
    assert open_ticks(CLOSED, (90.0, 40.0, 40.0, 5.0)) == [(5.0, 0.0), (40.0, 0.4), (90.0, 0.55)]
    assert next(t.x for t in traces(closure(STILL_OPEN), "markers")) == (40.0, 90.0)


def test_payments_are_paid_and_never_accepted():
    words = closure(PAID, "from shipping").to_json()
    assert "40\\u202f% paid within 45 days" in words or "40\u202f% paid within 45 days" in words
    assert "accepted" not in words and "days from shipping" in words


def test_groups_that_are_no_streams_keep_their_names_and_borrow_no_colour():
    figure = dots(OWN_GROUPS, "farmer")
    assert {t.marker.color for t in traces(figure, "markers")}.isdisjoint({MICRO, BULK})
    # rows from the bottom up
    assert [a.text.split("  ")[0] for a in figure.layout.annotations] == ["<b>Takes no part", "<b>Takes part"]


def test_an_agreed_value_is_drawn_across_the_first_group_alone():
    lines = [t for t in traces(dots(PREMIUM, agreed=(6.0,)), "lines") if t.line.dash == "dot"]
    assert [list(t.x) for t in lines] == [[6.0, 6.0]] and min(lines[0].y) > 0.5  # micro is the upper of two rows


def test_no_figure_is_a_pie_or_has_a_second_axis():
    for figure in every_figure().values():
        assert {t.type for t in figure.data} <= {"scatter", "bar"}
        assert "yaxis2" not in figure.layout


def test_a_deal_open_on_the_day_another_closed_is_ticked_too():
    # two at risk on day 22: one closes (half of the one lot left undecided), the other is still open
    assert still_open([(22, 0.5, 0.0, 2)]) == [(22, 0.5)]
    assert still_open([(22, 1.0, 0.0, 2)]) == []
    assert still_open([(10, 0.0, 0.5, 2), (22, 0.5, 0.5, 1)]) == []  # one lost, then the last one closed
