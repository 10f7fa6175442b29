"""Kg green produced: the last milling, several runs, another pass over green, a lot that changed its code, own
outturn."""

from datetime import date

import pytest

from logbooks.fixed_numbers import fixed
from tests.metrics.hand import deal, lots
from tests.support import warehouse_of


def step(lot, kg, day=1, name="milling", form_in="dry parchment", **columns):
    return {
        "lot_id": lot,
        "step": name,
        "started_on": date(2026, 1, day),
        "ended_on": date(2026, 1, day),
        "form_in": form_in,
        "form_out": "green",
        "weight_out_kg": kg,
        **columns,
    }


def receipt(lot, kg, form="cherry"):
    return {"received_on": date(2025, 11, 1), "farmer_id": "F", "weight_kg": kg, "form": form, "lot_id": lot}


def produced(as_of=date(2026, 3, 31), **logs):
    return {
        row["lot_id"]: (round(row["produced_kg"], 3), row["rung"])
        for row in warehouse_of(as_of=as_of, **logs).rows("FROM produced ORDER BY lot_id")
    }


def test_the_last_step_that_gave_green():
    assert produced(lots=lots(1), processing=[step("M1", 100.0), step("M1", 96.0, 5, "sorting", "green")]) == {
        "M1": (96, 1)
    }


def test_runs_of_one_step_add_up_but_passes_over_green_do_not():
    assert produced(lots=lots(1), processing=[step("M1", 60.0), step("M1", 40.0, 3)]) == {"M1": (100, 1)}
    passes = [step("M1", 100.0), step("M1", 97.0, 3, "sorting", "green"), step("M1", 95.0, 5, "Sorting", "green")]
    assert produced(lots=lots(1), processing=passes) == {"M1": (95, 1)}


def test_a_lot_that_became_another():
    assert produced(lots=lots(2), processing=[step("M1", 100.0, into_lot_id="M2")]) == {"M2": (100, 1)}


def test_a_step_not_ended_yet_gave_nothing():
    assert (
        produced(as_of=date(2026, 1, 4), lots=lots(1), processing=[step("M1", 100.0, 5, started_on=date(2026, 1, 3))])
        == {}
    )


def test_the_register_where_milling_is_not_logged():
    assert produced(lots=lots(1, 1, green_kg=90.0)) == {"M1": (90, 2), "B1": (90, 2)}


def test_a_lot_still_in_the_making_moves_nobody_to_a_weaker_source():
    logs = {
        "lots": lots(2),
        "processing": [step("M1", 100.0)],
        "receipts": [receipt("M1", 700.0), receipt("M2", 700.0)],
    }
    assert produced(**logs) == {"M1": (100, 1)}  # M2 is not milled and not sold
    # Once sold it must have been made: 700 kg cherry x 0.16 = 112. M1 stays as it was weighed.
    sold = {**logs, "offers": [deal("M2", 50, 8)]}
    assert produced(**sold) == {"M1": (100, 1), "M2": (112, 4)}


def test_own_outturn_from_three_lots_on():
    # Three washed lots gave 100 of 700 kg cherry each (the table says 112): 100 / 112. M4 was sold unmilled: 560 x 0.16
    # x 100 / 112 = 80
    logs = {
        "lots": lots(4, process="washed"),
        "processing": [step(f"M{i}", 100.0) for i in (1, 2, 3)],
        "receipts": [*(receipt(f"M{i}", 700.0) for i in (1, 2, 3)), receipt("M4", 560.0)],
        "offers": [deal("M4", 50, 8)],
    }
    assert produced(**logs) == {"M1": (100, 1), "M2": (100, 1), "M3": (100, 1), "M4": (80, 3)}


def test_two_lots_are_too_few_for_an_own_outturn():
    # As above with one milled lot less: two lots say nothing of the season, so the table of forms holds, 0.16 of cherry
    logs = {
        "lots": lots(3, process="washed"),
        "processing": [step(f"M{i}", 100.0) for i in (1, 2)],
        "receipts": [*(receipt(f"M{i}", 700.0) for i in (1, 2)), receipt("M3", 560.0)],
        "offers": [deal("M3", 50, 8)],
    }
    assert produced(**logs)["M3"] == (89.6, 4)


@pytest.mark.parametrize(("gone_kg", "left"), [(97.4, {"M1": (2.6, 1)}), (97.6, {})])
def test_of_a_lot_passed_on_whole_what_the_scales_differ_by_is_no_lot_of_its_own(gone_kg, left):
    # Of 100 kg green 97.4 went into M2: 2.6 kg stayed. Up to a fortieth, 2.5 kg, is what two weighings of one coffee
    # differ by: where 97.6 went, the lot made nothing of its own.
    moved = step("M1", gone_kg, 5, "blending", "green", weight_in_kg=gone_kg, into_lot_id="M2")
    found = produced(lots=lots(2), processing=[step("M1", 100.0), moved])
    assert found.pop("M2") == (gone_kg, 1) and found == left


@pytest.mark.parametrize(
    ("form", "green"),
    [("cherry", 16), ("wet parchment", 41), ("dry parchment", 80), ("dry cherry", 50), ("green", 100)],
)
def test_the_table_of_forms(form, green):
    found = produced(lots=lots(1), receipts=[receipt("M1", 100.0, form)], offers=[deal("M1", 5, 8)])
    assert found == {"M1": (green, 4)}


def test_sources_are_chosen_lot_by_lot():
    older = [{**lot, "lot_id": "OLD", "crop_year": "2024/25", "green_kg": 50.0} for lot in lots(1)]
    assert produced(lots=[*lots(1), *older], processing=[step("M1", 100.0)]) == {"M1": (100, 1), "OLD": (50, 2)}


@pytest.mark.parametrize(
    ("columns", "settings", "kg"),
    [
        ({"process": "washed"}, [], 160.0),  # 1000 kg cherry x 0.16
        ({}, [], 160.0),
        ({"process": "Natural"}, [], 170.0),
        ({"process": "natural", "species": "robusta"}, [], 200.0),
        ({"process": "lavado", "species": "Canephora"}, [], 200.0),
        ({}, [{"setting": "species", "value": "robusta"}], 200.0),
        ({"species": "arabica"}, [{"setting": "species", "value": "robusta"}], 160.0),
    ],
)
def test_unmilled_cherry_by_species_and_process_within_its_own_band(columns, settings, kg):
    w = warehouse_of(
        lots=[{**lots(1)[0], "closed_on": date(2026, 1, 20), **columns}],
        settings=settings,
        receipts=[
            {"received_on": date(2026, 1, 5), "lot_id": "M1", "farmer_id": "F", "form": "cherry", "weight_kg": 1000.0}
        ],
    )
    (made,) = w.rows("SELECT produced_kg, assumed FROM produced")
    assert (made["produced_kg"], made["assumed"]) == (
        pytest.approx(kg),
        "kg green from receipts by the table of conversions",
    )


def test_what_is_taken_of_cherry_lies_within_the_band_of_its_kind():
    bands = {(row["species"], row["process"]): row for row in warehouse_of().rows("FROM outturn_band")}
    taken = {("arabica", "washed"): "green_per_cherry", ("arabica", "natural"): "green_per_cherry_natural"}
    for kind, name in {**taken, ("robusta", "any"): "green_per_cherry_robusta"}.items():
        assert bands[kind]["lowest"] < fixed(name) < bands[kind]["highest"], kind
