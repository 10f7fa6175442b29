"""A verdict out of whole logs, at the edges of plans and seasons."""

from datetime import date

import pytest

from connectors.cells import Tab
from decisions.verdict.logs_of_a_day import season_of
from decisions.verdict.plan import unknown_in, unread_rows
from decisions.verdict.verdict import decided
from tests.decisions.pilot_rows import START, cherry, lot, offer
from tests.decisions.verdict.gate_sheets import sheets
from tests.logbooks.typed_sheets import checked, tab
from tests.support import warehouse_of

SOLD = {"indicator": "sold_share", "scale_at": 0.8, "stop_at": 0.1}
LAST_DAY = date(2026, 10, 10)  # day 360 of a pilot that began on 15 Oct 2025; the season after began on 1 Oct


def pilot(as_of: date, settings=(START,), **more: list[dict]):
    logs = {
        "lots": [lot("M1"), lot("M2"), *more.pop("lots", [])],
        "receipts": [cherry("M1", 1000), cherry("M2", 1000), *more.pop("receipts", [])],
    }
    return warehouse_of(as_of, settings=list(settings), **logs, **more)


NEXT_SEASON = {
    "lots": [lot("N1", opened_on=date(2026, 10, 3), crop_year="2026/27")],
    "receipts": [cherry("N1", 500, received_on=date(2026, 10, 3))],
}


def test_day_360_judges_the_season_of_the_pilot_and_not_the_first_days_of_the_next():
    assert season_of(pilot(LAST_DAY, **NEXT_SEASON)) == "2025/26"
    assert season_of(pilot(date(2027, 5, 1), **NEXT_SEASON)) == "2025/26"
    assert season_of(pilot(date(2027, 5, 1), settings=[], **NEXT_SEASON)) == "2026/27"  # no pilot began


def test_lots_of_a_later_season_without_a_day_do_not_take_the_place_of_the_pilots():
    later = [lot("N1", opened_on=None, crop_year="2026/27", green_kg=90.0)]
    assert season_of(pilot(date(2026, 12, 1), lots=later)) == "2025/26"


def test_a_pilot_whose_coffee_has_no_day_yet_is_of_the_newest_season():
    assert season_of(warehouse_of(date(2026, 3, 31), settings=[START], lots=[lot("M1")])) == "2025/26"
    assert season_of(warehouse_of(date(2026, 3, 31), settings=[START])) is None


def test_an_unknown_name_keeps_its_own_gate_from_being_judged_and_no_other():
    rows = [{"gate": 180, **SOLD}, {"gate": 360, **SOLD, "indicator": "profit"}]
    assert (unknown_in(rows, 180), unknown_in(rows, 360)) == ((), ("profit",))
    refused = decided(pilot(LAST_DAY, plan=rows))
    assert refused.verdict is None and "profit, which is no indicator" in refused.why_not


def test_a_plan_for_a_day_that_is_no_gate_is_refused():
    """A guardrail meant for day 180 and typed 18 would be judged nowhere."""
    typed = {"gate": 18, "indicator": "segregation", "scale_at": 1.0, "stop_at": 0.8, "role": "guardrail"}
    found = decided(pilot(date(2026, 4, 20), plan=[{"gate": 180, **SOLD}, typed], offers=[offer("M1")]))
    assert found.verdict is None and "day 18, which is no gate" in found.why_not
    assert found.next_gate is None


def with_row(*row) -> list[Tab]:
    """All ten rules were kept on day 90; the plan has this row more."""
    others = [one for one in sheets(10)[0].tabs if one.sheet != "Plan"]
    first = [90, "sop_compliance", "goal", 0.9, 0.5, "counted"]
    return [*others, tab("Plan", ["Gate", "Indicator", "Role", "Scale at", "Stop at", "Judged"], first, list(row))]


@pytest.mark.parametrize(
    ("row", "unread"),
    [
        ((90, "ppe_use", "guardrail", "often", 0.5, "counted"), 1),
        ((90, "ppe_use", "guardrail", 0.9, "", "counted"), 1),
        ((90, "ppe_use", "schranke", 0.9, 0.5, "counted"), 1),
        (("day ninety", "ppe_use", "guardrail", 0.9, 0.5, "counted"), 1),
        ((90, "sop_compliance", "goal", 0.8, 0.5, "counted"), 2),  # two that contradict each other: neither counts
        ((90, "sop_compliance", "goal", 0.9, 0.5, "counted"), 0),  # the same twice
        (("Agreed in the assembly of 3 September",), 0),  # a remark
        ((360, "net_gain", "goal", "", "", ""), 1),  # half agreed
    ],
)
def test_rows_of_the_plan_that_cannot_be_read_are_counted(row, unread):
    w = checked(*with_row(*row))
    assert unread_rows(w) == unread
    w.close()


def test_a_guardrail_that_cannot_be_read_is_not_passed_over():
    found = decided(checked(*with_row(90, "ppe_use", "guardrail", "often", 0.5, "counted"), as_of=date(2026, 2, 1)))
    assert found.verdict.answer == "invalid"
    assert "Rows of the logbook Plan can't be read (1)" in found.verdict.because


def test_a_plan_of_which_no_row_can_be_read_is_no_missing_plan():
    found = decided(checked(*with_row(90, "sop_compliance", "goal", 0.8, 0.5, "counted"), as_of=date(2026, 2, 1)))
    assert found.verdict is None and "No row of the logbook Plan can be read" in found.why_not
