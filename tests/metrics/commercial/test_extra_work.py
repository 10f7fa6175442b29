"""What farmers worked more for the pilot, from a few rows against days and money worked out by hand."""

from datetime import date

import pytest

from metrics.books.break_even_inputs import measured_inputs
from metrics.engine import labour
from tests.metrics.hand import YEAR, asked, deal, lots
from tests.support import warehouse_of

MEMBERS = "per kg made, as the members see it"
IN_ALL = "in money of the season, as the members see it"
DAY = date(2025, 12, 1)


def work(days, **columns):
    return {"worked_on": DAY, "days": days, **columns}


def brought(farmer, lot, kg, plot=None, day=DAY):
    return {"received_on": day, "farmer_id": farmer, "plot_id": plot, "lot_id": lot, "weight_kg": kg, "form": "green"}


def found(rows, wage=10.0, **logs):
    """100 kg green of M1 and of M2 sold at 9 and 8, 200 of B1 at 5; a bill of 100: before their labour the members have
    1,700 - 1,000 - 100 = 600."""
    settings = [] if wage is None else [{"setting": "day_wage", "value": str(wage)}]
    return asked("net_gain", **sold(), settings=settings, labour=rows, **logs)


def sold():
    return {
        "lots": [*lots(2, green_kg=100.0), *lots(0, 1, green_kg=200.0)],
        "offers": [deal("M1", 100, 9.0), deal("M2", 100, 8.0, "Buyer B"), deal("B1", 200, 5.0, "Buyer X")],
        "costs": [{"spent_on": DAY, "category": "lab", "amount": 100.0, "stream": "micro"}],
    }


def part(answer, name):
    return answer.parts[name]["micro"]


def test_extra_is_micro_less_bulk_of_the_same_work():
    # Picking: 40 days for 200 kg of micro, 20 for 200 kg of bulk: 0.20 - 0.10 = 0.10 days a kg. Sorting: 10 days for
    # 200 kg, none of bulk written: 0.05. In all 0.15 x 200 = 30 days at 10: 300 of the 600; 600 / 30 = 20 a day.
    answer = found(
        [
            work(25, work="picking", lot_id="M1"),
            work(15, work="picking", lot_id="M2"),
            work(20, work="picking", stream="bulk"),
            work(10, work="sorting", stream="micro"),
            work(7, work="drying", stream="bulk"),  # micro has none: not taken off
        ]
    )
    assert part(answer, labour.DAYS_MORE).value == pytest.approx(30)
    assert part(answer, labour.WORTH).value == pytest.approx(1.5)
    assert part(answer, IN_ALL).value == pytest.approx(300)
    assert part(answer, labour.DAY).value == pytest.approx(20)
    assert part(answer, labour.WAGE).value == 10
    assert answer.groups["micro"].value == pytest.approx(3)  # for the cooperative nothing changes
    assert "Days of work are gross, as none of bulk are written: sorting." in answer.notes


def test_break_even_of_the_members_needs_their_work_paid():
    # as above with 40 days of micro alone, gross: 2.00 a kg; needed 100 / 200 + 2.00 on each kg sold
    answer = asked("break_even", **sold(), labour=[work(40, stream="micro", wage=10.0)])
    assert part(answer, "premium, as the members see it").value == pytest.approx(2.5)
    assert answer.groups["micro"].value == pytest.approx(0.5)


def test_picking_of_some_farmers_is_held_against_what_they_brought():
    # F1 brought 30 kg green to M1 and F2 20 to M2, 15 days: 0.30 a kg of their 50 kg, and so of all 200: 60 days. The
    # same farmer twice counts his kg once. Sorting of a lot is held against the lot, whoever did it.
    answer = found(
        [
            work(6, work="picking", farmer_id="F1", lot_id="M1"),
            work(3, work="picking", farmer_id="F1", lot_id="M1"),
            work(6, work="picking", farmer_id="F2", stream="micro"),
            work(5, work="sorting", farmer_id="F1", lot_id="M1"),
        ],
        receipts=[
            brought("F1", "M1", 30.0),
            brought("F3", "M1", 70.0),
            brought("F2", "M2", 20.0),
            brought("F3", "M2", 80.0),
            brought("F1", "B1", 200.0),
        ],
    )
    assert part(answer, labour.per_kg_part("picking")).value == pytest.approx(0.30)
    assert part(answer, labour.per_kg_part("sorting")).value == pytest.approx(0.05)
    assert part(answer, labour.DAYS_MORE).value == pytest.approx(60 + 10)
    assert any("(picking) are written for 25 % of the kg of micro" in note for note in answer.notes)


def test_a_row_of_a_farmer_has_the_stream_of_his_deliveries_or_of_that_day():
    # F1 brought to micro alone; F2 to both, but on the day after his work to micro; F3 to both on that day: not told
    later = date(2025, 12, 20)
    answer = found(
        [work(4, farmer_id="F1"), work(5, farmer_id="F2"), work(9, farmer_id="F3")],
        receipts=[
            brought("F1", "M1", 40.0),
            brought("F2", "M1", 60.0, day=date(2025, 12, 2)),
            brought("F2", "B1", 100.0, day=later),
            brought("F3", "M2", 100.0),
            brought("F3", "B1", 100.0),
        ],
    )
    assert part(answer, labour.DAYS_MORE).value == pytest.approx((4 + 5) / 100 * 200)
    assert any(note.startswith("Days of work not in it: 9; neither a known lot nor") for note in answer.notes)


def test_a_wage_of_its_own_wins_and_the_others_have_the_mean():
    # 10 days at 12, 10 at 8 and 20 without, which stand at 10: 400 for 40 days; in lempira 250 a day are 10 at 25
    mixed = [work(10, stream="micro", wage=12.0), work(10, stream="micro", wage=8.0), work(20, stream="micro")]
    answer = found(mixed, wage=None)
    assert part(answer, labour.WORTH).value == pytest.approx(2.0) and part(answer, labour.WAGE).value == 10
    assert "Days of work without a wage: 20; they stand at 10.00, the mean of the others." in answer.notes
    rates = [{"date": DAY, "currency": "HNL", "per_base": 25.0}]
    local = found([work(40, stream="micro", wage=250.0, currency="HNL")], wage=None, rates=rates)
    assert part(local, labour.WORTH).value == pytest.approx(2.0)


def test_without_days_or_a_wage_the_view_says_so():
    without = found([])
    assert part(without, MEMBERS).value == pytest.approx(3) and part(without, labour.DAY).value is None
    assert any(note.startswith("The members' view stands before the farmers' own labour.") for note in without.notes)
    unpaid = found([work(40, stream="micro")], wage=None)
    assert part(unpaid, MEMBERS).value == pytest.approx(3) and part(unpaid, labour.WORTH).value is None
    assert part(unpaid, labour.DAY).value == pytest.approx(600 / 40)  # what a day brought needs no wage
    assert any("day_wage" in note for note in unpaid.notes)


def test_days_of_lots_whose_kg_nobody_knows_are_said():
    # M1's 20 days are for its 100 kg: 0.20 a kg, 40 days for 200 kg
    answer = found([work(20, lot_id="M1"), work(30, lot_id="M7")], receipts=[])
    assert part(answer, labour.DAYS_MORE).value == pytest.approx(40)
    assert any(note.startswith("Days of work not in it: 30; neither a known lot nor") for note in answer.notes)


def test_where_micro_took_no_more_days_no_day_brought_anything():
    answer = found([work(10, stream="micro"), work(30, stream="bulk")])
    assert part(answer, labour.DAY).value is None and part(answer, labour.DAY).why_not == labour.NO_MORE
    assert part(answer, MEMBERS).value == pytest.approx(3 + 1)  # 0.05 - 0.15 days a kg at 10


def test_the_days_vary_from_lot_to_lot_as_an_input_of_break_even():
    """Picking of four micro lots of 100 kg: 18, 20, 22 and 20 days, 0.20 a kg; of three of bulk 9, 10 and 11, 0.10. The
    standard error of 0.10 is 0.0082 of micro (sd 1.633 / sqrt 4 / 100) and 0.0058 of bulk (1 / sqrt 3 / 100), in all
    0.0100; at 10 a day 1.00, give or take 0.10."""
    days = {"M1": 18, "M2": 20, "M3": 22, "M4": 20, "B1": 9, "B2": 10, "B3": 11}
    rows = [work(n, work="picking", lot_id=lot) for lot, n in days.items()]
    logs = {
        "lots": lots(4, 3, green_kg=100.0),
        "offers": [deal(lot, 100, 9.0 if lot[0] == "M" else 5.0, f"Buyer {lot}") for lot in days],
        "costs": sold()["costs"],
        "settings": [{"setting": "day_wage", "value": "10"}],
    }
    by_lot = measured_inputs(warehouse_of(**logs, labour=rows), YEAR)["labour_extra"]
    assert (by_lot.value, by_lot.n, by_lot.measured) == (pytest.approx(1.0), 3, True)
    assert 1.0 - 2.5 * 0.10 < by_lot.low80 < 1.0 - 0.10 and 1.0 + 0.10 < by_lot.high80 < 1.0 + 2.5 * 0.10
    # one row that names no lot is of no lot: the value is the same, and nothing shows how it varies
    one = [work(80, work="picking", stream="micro"), work(30, work="picking", stream="bulk")]
    whole = measured_inputs(warehouse_of(**logs, labour=one), YEAR)["labour_extra"]
    assert (whole.value, whole.low80, whole.high80) == (pytest.approx(1.0), None, None)
