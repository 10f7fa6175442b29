"""Days stand beside days and shares beside shares."""

from __future__ import annotations

import pytest

from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from pages.measure.metric_layers import row_of
from tests.support import warehouse_of
from ui.parts.cards import board_cells, short_cell
from ui.parts.tables import Strip
from ui.state import open_snapshots
from words.compared_shares import as_compared, compared_shares, half_words

CLOSURE = metrics()["deal_closure"]
DAYS = {"micro": Estimate("days", 33.0, n=6, case_is="lot"), "bulk": Estimate("days", 23.0, n=20, case_is="lot")}
SHARES = {
    "micro": Estimate("share", 0.86, low80=0.62, high80=0.97, n=6, case_is="lot"),
    "bulk": Estimate("share", 0.75, low80=0.62, high80=0.86, n=20, case_is="lot"),
}


@pytest.fixture(autouse=True)
def no_plan():
    """A visitor who looks at logs without a row: no thresholds are agreed in them."""
    with open_snapshots.looking_at(warehouse_of(), keeps=False):
        yield


def closing(difference: Estimate | None, **more) -> Answer:
    """Half of the deals closed in 33 and in 23 days; 86 and 75 % of them in 60."""
    curves = dict.fromkeys(DAYS, ((5, 0.5, 0.0, 2),))
    given = {"parts": {CLOSURE.within: SHARES}, "outcomes": curves, **more}
    return Answer(CLOSURE.id, None, DAYS, difference, **given)


def test_where_shares_are_compared_shares_are_shown_and_the_days_said():
    # 86 less 75 is 11 percentage points; 33 less 23 days would be 10, and of the other sign
    answer = closing(Estimate("share", 0.11, low80=-0.16, high80=0.28, n=6))
    title, micro, bulk, apart, strip, *_ = row_of(CLOSURE, answer)
    assert (micro.main, bulk.main, apart.main) == ("86", "75", "+11")
    assert (micro.unit, bulk.unit) == ("%", "%") and isinstance(strip, Strip)
    assert "Micro-lots: half in 33 days. Bulk: half in 23 days." in title.below
    board = board_cells(CLOSURE, answer, ("micro", "bulk"))
    assert [cell.main for cell in board[1:4]] == ["86", "75", "+11"]
    assert board[1].unit == "% in 60 days" and "62 to 97" in board[4].words.replace("\u202f", " ")
    assert short_cell(CLOSURE, answer).main.replace("\u202f", " ") == "86 %"


def test_more_in_time_is_good_where_shares_are_shown_and_fewer_days_where_days_are():
    shares = closing(Estimate("share", 0.11, low80=-0.16, high80=0.28, n=6))
    assert row_of(CLOSURE, shares)[-1].main == "higher" and row_of(CLOSURE, closing(None))[-1].main == "lower"


def test_days_without_a_difference_of_shares_stay_days():
    for answer in (
        closing(None),
        closing(Estimate("days", 10.0, n=6)),
        closing(Estimate("share", why_not="Few.", n=6)),
    ):
        assert compared_shares(answer) == {} and as_compared(answer) is answer and half_words(answer) == ""
        assert [cell.main for cell in row_of(CLOSURE, answer)[1:3]] == ["33", "23"]


def test_a_group_whose_share_is_not_known_leaves_days_beside_days():
    shares = SHARES | {"bulk": Estimate("share", why_not="Not followed for 60 days yet.", n=20)}
    answer = closing(Estimate("share", 0.11, n=6), parts={CLOSURE.within: shares})
    assert compared_shares(answer) == {}


def test_a_median_that_is_not_reached_is_not_said():
    answer = closing(Estimate("share", 0.11, low80=-0.16, high80=0.28, n=6))
    days = DAYS | {"micro": Estimate("days", why_not="Fewer than half are closed.", n=6)}
    assert half_words(
        Answer(answer.id, None, days, answer.difference, parts=answer.parts, outcomes=answer.outcomes)
    ) == ("Bulk: half in 23 days.")
