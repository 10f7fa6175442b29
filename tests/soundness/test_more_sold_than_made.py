"""Nobody can sell more of a lot than was made of it. Where the logs say so, the lot is in no number that needs both;
and where deliveries do not give what was sold, they do not tell what the others gave either."""

from datetime import date

import pytest

from metrics.engine.compute import answers
from tests.logbooks.typed_sheets import LOTS, OFFERS, checked, tab
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of

JOINED = ("sold_share", "realised_premium", "pilot_share", "break_even")


def receipt(lot, kg):
    return {"received_on": date(2025, 11, 1), "farmer_id": "F", "weight_kg": kg, "form": "cherry", "lot_id": lot}


def found(**logs):
    return {name: answer.groups.get("micro") for name, answer in answers(warehouse_of(**logs), YEAR).items()}


def test_a_weighed_lot_sold_more_than_whole_leaves_the_others_as_they_are():
    # M1 would make it (150 + 50) / 200: M2 alone has sold 50 of 100 kg, at 8: 4 + half the bulk price of 4 a kg.
    logs = {
        "lots": lots(2, 1, green_kg=100.0),
        "offers": [deal("M1", 150, 9), deal("M2", 50, 8, "Buyer B"), deal("B1", 90, 4, "Buyer C")],
    }
    shown = found(**logs)
    assert shown["sold_share"].value == 0.5
    assert shown["realised_premium"].value == pytest.approx(6.0)
    assert shown["pilot_share"].value == 0.5  # 100 of 200: M1 is in neither


def test_within_what_two_scales_differ_by_it_is_shown_as_it_is():
    logs = {"lots": lots(1, 1, green_kg=100.0), "offers": [deal("M1", 104, 9), deal("B1", 90, 4, "Buyer C")]}
    assert found(**logs)["sold_share"].value == pytest.approx(1.04)


def test_deliveries_that_do_not_give_what_was_sold_tell_nothing_of_the_other_lots():
    # 300 kg cherry give about 48 kg green, and 100 are sold: not all receipts carry their lot. M2's may not either.
    logs = {
        "lots": lots(2, 1),
        "receipts": [receipt("M1", 300.0), receipt("M2", 700.0), receipt("B1", 700.0)],
        "offers": [deal("M1", 100, 9), deal("M2", 50, 8, "Buyer B"), deal("B1", 90, 4, "Buyer C")],
    }
    shown = found(**logs)
    assert {name: shown[name].value for name in JOINED} == dict.fromkeys(JOINED)
    assert "deliveries may not all be written" in shown["sold_share"].why_not


def test_a_stream_of_which_many_lots_are_sold_more_than_whole_has_no_number_at_all():
    logs = {
        "lots": lots(4, 1, green_kg=100.0),
        "offers": [*(deal(f"M{i}", kg, 9) for i, kg in enumerate((150, 140, 60, 50), 1)), deal("B1", 90, 4, "Buyer C")],
    }
    assert found(**logs)["sold_share"].value is None


def test_a_stream_that_sold_more_than_all_its_deliveries_are_estimated_to_give():
    # 700 kg cherry are taken for 112 kg green. 130 sold of each of two lots are within the slack of one estimate; 260
    # of 224 are more than all there was, and would put the realised premium above every price that was paid.
    logs = {
        "lots": lots(2, 1),
        "receipts": [receipt("M1", 700.0), receipt("M2", 700.0), receipt("B1", 700.0)],
        "offers": [deal("M1", 130, 9), deal("M2", 130, 8, "Buyer B"), deal("B1", 90, 4, "Buyer C")],
    }
    shown = found(**logs)
    assert {name: shown[name].value for name in JOINED} == dict.fromkeys(JOINED)
    assert "more is sold than its deliveries give" in shown["sold_share"].why_not
    # 130 and 90 of 224 are not
    fewer = logs | {"offers": [deal("M1", 130, 9), deal("M2", 90, 8, "Buyer B"), deal("B1", 90, 4, "Buyer C")]}
    assert found(**fewer)["sold_share"].value == pytest.approx(220 / 224)


def test_the_check_names_the_deals():
    offers = [
        ["O1", "M1", "A", date(2026, 1, 10), 150, "accepted", date(2026, 2, 5), 8],
        ["O2", "M2", "A", date(2026, 1, 10), 90, "accepted", date(2026, 2, 5), 8],
    ]
    receipts = [
        ["Received on", "Farmer", "Weight (kg)", "Form", "Lot"],
        [date(2025, 11, 3), "F1", 300, "cherry", "M1"],
        [date(2025, 11, 4), "F1", 600, "cherry", "M2"],
    ]
    register = [LOTS, ["M1", "micro", YEAR], ["M2", "micro", YEAR]]
    w = checked(tab("Lots", *register), tab("Offers", OFFERS, *offers), tab("Receipts", *receipts))
    told = w.rows("SELECT row_no, written, detail FROM problems WHERE code = 'sold-more-than-delivered'")
    assert told == [{"row_no": 2, "written": "150", "detail": "48"}]
