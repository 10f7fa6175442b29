"""Which charts an answer can have, and what stands in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charts.theme import key_of
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from packs import metric_charts
from packs.metric_charts import Beside, drawn_metric, drawn_view, in_order, other_bases, views


def lots(count, id="moisture", unit="%"):
    """An answer of `count` micro-lots, the last of them without a day and the days running backwards."""
    days = (*(date(2026, 1, 31 - i) for i in range(count - 1)), None)
    return Answer(
        id,
        "2025/26",
        {"micro": Estimate(unit, 11.0, n=count, case_is="lot")},
        cases={"micro": tuple((f"M{i}", 11 + i % 2) for i in range(count))},
        days={"micro": days},
    )


@pytest.fixture
def drawn():
    """A function (answer, view) -> the chart, with nothing agreed and no band."""
    return lambda answer, view: drawn_view(metrics()[answer.id], answer, view, Beside())


def test_the_form_of_an_indicator_says_whether_its_cases_are_seen_in_the_order_of_time(drawn, monkeypatch):
    """The same answer of an indicator called otherwise: its form decides, not its name."""
    forms = {chart: replace(metrics()["moisture"], id="another", chart=chart) for chart in ("dots", "run")}
    for chart, expected in (("dots", ["cases"]), ("run", ["cases", "run micro"])):
        monkeypatch.setattr(metric_charts, "metrics", lambda chart=chart: {"another": forms[chart]})
        assert list(views(lots(4, "another"))) == expected


def test_samples_stand_in_the_order_they_were_taken_and_those_without_a_day_are_left_out():
    assert [name for name, _ in in_order(lots(4), "micro")] == ["M2, 2026-01-29", "M1, 2026-01-30", "M0, 2026-01-31"]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (5, "4 samples. Control limits are drawn from 8 samples on."),
        (12, "11 samples. The limits are provisional until there are 20."),
    ],
)
def test_a_run_says_how_far_its_limits_can_be_trusted_and_how_many_have_no_day(drawn, count, said):
    notes = drawn(lots(count), "run micro").notes
    assert said in notes and "1 case has no day and is not drawn." in notes


def test_a_run_of_defects_says_why_it_has_no_limits(drawn):
    chart = drawn(lots(24, "defect_rate", "full defects per 350 g"), "run micro")
    assert any("Defects are counted" in note for note in chart.notes) and not chart.figure.layout.shapes


def test_an_answer_without_a_number_has_no_chart():
    assert views(Answer("moisture", None, {"micro": Estimate("%", why_not="No lot.")})) == {}


def test_parts_of_different_units_stand_in_charts_of_their_own():
    parts = {
        "N": {"micro": Estimate("kg/ha", 34.0)},
        "P": {"micro": Estimate("kg/ha", 4.0)},
        "N per kg": {"micro": Estimate("kg/kg", 0.1)},
        "P per kg": {"micro": Estimate("kg/kg", 0.01)},
        "K": {"micro": Estimate("kg/ha", why_not="No row.")},
    }
    answer = Answer("fertiliser_use", None, {"micro": Estimate("kg/ha", 34.0)}, parts=parts)
    assert list(views(answer)) == ["cases", "parts kg/ha", "parts kg/kg"]


def test_a_dot_of_a_price_is_a_lot_though_its_range_rests_on_buyers():
    price = Estimate("USD/kg", 9.0, 8.0, 10.0, 8.5, 9.5, 3, "buyer")
    drawn = drawn_metric(
        metrics()["premium_over_bulk"],
        Answer("premium_over_bulk", None, {"micro": price}, cases={"micro": (("M-1", 8.8), ("M-2", 9.2))}),
        Beside(),
    )
    assert "each mark one lot" in key_of(drawn.figure) and "3 buyers" in drawn.n


def test_one_number_alone_without_a_range_is_no_picture():
    alone, ranged = (
        {"Shared costs": {"micro": Estimate("USD", 11_600.0, low80=low, high80=high)}}
        for low, high in ((None, None), (11_000.0, 12_000.0))
    )
    answer = Answer("added_cost", None, {"micro": Estimate("USD/kg", 2.3)}, parts=alone)
    assert list(views(answer)) == ["cases"] and list(views(replace(answer, parts=ranged))) == ["cases", "parts USD"]


def test_buyers_are_told_from_bases_and_the_headlines_own_basis_from_the_others(drawn):
    buyer = {"micro": Estimate("USD/kg", 9.0, n=1, no_range="one buyer")}
    by = {
        "tier A": {"micro": Estimate("USD/kg", 9.0, basis="tier A")},
        "tier B": {"micro": Estimate("USD/kg", 7.0)},
        "Buyer 1": buyer,
        "Buyer 2": buyer,
    }
    answer = Answer("price_by_tier", None, {"micro": Estimate("USD/kg", 9.0, basis="tier A")}, by=by)
    assert list(views(answer)) == ["cases", "bases", "buyers"] and other_bases(answer, ["tier A"]) == ["tier B"]
    assert [row[0] for row in drawn(answer, "buyers").tables[0][1]] == ["Buyer 1, micro-lots", "Buyer 2, micro-lots"]


def test_of_many_parts_those_with_most_rows_are_drawn_and_all_are_listed(drawn):
    parts = {f"clause {i}": {"micro": Estimate("share", 0.5, rows=i)} for i in range(9)}
    chart = drawn(Answer("contract_terms", None, {"micro": Estimate("share", 0.5)}, parts=parts), "parts share")
    assert len(chart.figure.layout.annotations) == 7 and "clause 8" in chart.figure.layout.annotations[0].text.lower()
    assert len(chart.tables[0][1]) == 9 and "Of 9, the 7 with the most rows are drawn." in chart.notes
