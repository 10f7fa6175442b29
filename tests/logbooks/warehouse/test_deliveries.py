"""Receipts added up once: the slips of a day stand as one row, and open down to each of them."""

from datetime import date

from logbooks import health
from metrics.engine.compute import answer, answers
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of

DAY = date(2026, 1, 10)


def slip(farmer: str, kg: float, lot: str = "M1", day: date = DAY, **columns) -> dict:
    return {"farmer_id": farmer, "weight_kg": kg, "form": "cherry", "lot_id": lot, "received_on": day, **columns}


def test_slips_alike_of_one_day_are_one_row_and_each_is_found_again():
    w = warehouse_of(lots=lots(1), receipts=[slip("F1", 10, ripe_share=1.0), slip("F2", 30, ripe_share=0.8)])
    found = answer(w, "ripe_share", YEAR)
    # rows 1 is the lot, 2 and 3 the slips: the day is known by its first
    assert found.row_ids["micro"] == (-4,)
    assert found.groups["micro"].rows == 2
    assert found.groups["micro"].value == 34 / 40
    assert health.each_row(w, found.row_ids["micro"]) == [2, 3]


def test_slips_that_differ_in_day_lot_or_ripeness_stand_apart():
    w = warehouse_of(
        lots=lots(2),
        receipts=[
            slip("F1", 10, ripe_share=1.0),
            slip("F2", 10),
            slip("F1", 10, lot="M2", ripe_share=1.0),
            slip("F1", 10, day=date(2026, 1, 11), ripe_share=1.0),
        ],
    )
    assert answer(w, "ripe_share", YEAR).row_ids["micro"] == (3, 5, 6)
    assert sorted(row["row_id"] for row in w.rows("SELECT row_id FROM delivery_day")) == [3, 4, 5, 6]


def test_the_first_slip_of_a_day_beside_the_day_is_counted_once():
    step = {"lot_id": "M1", "step": "pulping", "started_on": DAY, "form_in": "cherry", "form_out": "dry parchment"}
    w = warehouse_of(
        lots=lots(1),
        receipts=[slip("F1", 10), slip("F2", 30)],
        processing=[{**step, "weight_in_kg": 40.0, "weight_out_kg": 8.0}],
    )
    # the test of days names slip 2 alone, that of weights both; the step is row 4
    tests = {row["test"]: row["row_ids"] for row in w.rows("SELECT test, row_ids FROM segregation")}
    assert set(tests["dates in order"]) == {2, 4} and set(tests["kg between steps"]) == {-4, 4}
    found = answer(w, "segregation", YEAR).parts["not testable"]["micro"]
    assert found.rows == 3


def test_tables_kept_from_an_earlier_question_are_not_those_of_other_lots():
    register = [{**lot, "station": "A" if lot["lot_id"] in ("M1", "B1") else "B"} for lot in lots(2, 2)]
    deals = [deal("M1", 100, 8), deal("M2", 100, 6), deal("B1", 100, 4), deal("B2", 100, 2)]
    settings = [{"setting": "counterfactual", "value": "season"}]
    logs = {"lots": [{**lot, "green_kg": 100.0} for lot in register], "offers": deals, "settings": settings}
    asked = warehouse_of(**logs)
    for chosen in ({"station": ("A",)}, {}, {"station": ("B",)}):
        kept, fresh = (answers(w, YEAR, chosen)["realised_premium"] for w in (asked, warehouse_of(**logs)))
        assert kept == fresh
    assert answers(asked, YEAR, {"station": ("A",)})["realised_premium"].groups["bulk"].value == 4
    assert answers(asked, YEAR)["realised_premium"].groups["bulk"].value == 3
