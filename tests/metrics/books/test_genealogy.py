"""The way of a lot: at every point, what comes in goes out, is lost, or is left."""

from __future__ import annotations

from random import Random

import pytest

from logbooks.warehouse.warehouse import Warehouse
from metrics.books.genealogy import Genealogy, genealogy
from tests.logbooks.warehouse.test_segregation import day, way
from tests.metrics.sample import rows, sample
from tests.support import warehouse_of

PASSED_BY = ("receipt", "step", "store")  # neither the first nor the last of the way


def balances(found: Genealogy) -> dict[str, tuple[float, float]]:
    """Kg in and kg out of every node that is passed by."""
    return {
        node.key: (
            sum(e.kg for e in found.edges if e.target == node.key),
            sum(e.kg for e in found.edges if e.source == node.key),
        )
        for node in found.nodes
        if node.kind in PASSED_BY
    }


def edges(found: Genealogy) -> dict[tuple[str, str], float]:
    names = {node.key: node.name for node in found.nodes}
    return {(names[e.source], names[e.target]): e.kg for e in found.edges}


def lot(**changes) -> Warehouse:
    return warehouse_of(**{**way("M1"), **changes})


def test_by_hand():
    # 1000 kg cherry of an unnamed plot; 400 wet, 200 dry, 150 green, moved whole to the port and sold whole.
    assert edges(genealogy(lot(), "M1")) == {
        ("plot not written", "received"): 1000.0,
        ("received", "pulping"): 1000.0,
        ("pulping", "lost"): 600.0,
        ("pulping", "drying"): 400.0,
        ("drying", "lost"): 200.0,
        ("drying", "milling"): 200.0,
        ("milling", "lost"): 50.0,
        ("milling", "Port"): 150.0,
        ("Port", "Buyer A"): 150.0,
    }


def test_a_farmer_is_named_only_where_every_row_of_them_says_the_name_may_be_shown():
    def plot(plot_id, farmer_id, name, shown):
        return {"plot_id": plot_id, "farmer_id": farmer_id, "farmer_name": name, "name_may_be_shown": shown}

    plots = [
        plot("P1", "F1", "Ana Example", True),
        plot("P2", "F2", "Berta Example", False),
        plot("P3", "F3", "Carla Example", True),  # of whom another row says no
        plot("P4", "F3", "Carla Example", None),
        plot("P5", "F5", "Dora Example", True),
        plot("P6", "F5", "Dora Example", True),
        plot("P7", "F7", None, True),
    ]
    receipts = [
        {
            "lot_id": "M1",
            "farmer_id": "F",
            "received_on": day(0),
            "form": "cherry",
            "plot_id": f"P{n}",
            "weight_kg": 9.0,
        }
        for n in range(1, 8)
    ]
    names = [node.name for node in genealogy(lot(plots=plots, receipts=receipts), "M1").nodes if node.kind == "plot"]
    assert names == ["Ana Example", "P2", "P3", "P4", "Dora Example, P5", "Dora Example, P6", "P7"]


def test_plots_come_in_by_their_kg():
    receipts = [
        {"lot_id": "M1", "farmer_id": "F", "received_on": day(0), "form": "cherry", "plot_id": plot, "weight_kg": kg}
        for plot, kg in (("P1", 300.0), ("P2", 600.0), ("P1", 100.0))
    ]
    found = edges(genealogy(lot(receipts=receipts), "M1"))
    assert (found["P1", "received"], found["P2", "received"]) == (400.0, 600.0)


def test_two_buyers_and_what_is_left():
    offer = way("M1")["offers"][0]
    found = edges(
        genealogy(
            lot(
                offers=[offer | {"weight_kg": 80.0}, offer | {"offer_id": "O 2", "buyer": "Buyer B", "weight_kg": 40.0}]
            ),
            "M1",
        )
    )
    assert (found["Port", "Buyer A"], found["Port", "Buyer B"], found["Port", "left"]) == (80.0, 40.0, 30.0)


@pytest.mark.parametrize("order", [1, -1])
def test_what_came_on_one_day_is_sold_by_the_weight_nearest_to_the_deal(order):
    # 150 kg green in two stores on one day, 100 and 50, and 48 kg are sold: they came from the 50, however it is typed
    store, port, *_ = way("M1")["handovers"][-1:] * 2
    parts = [store | {"to_place": "Port", "weight_kg": 100.0}, port | {"to_place": "Warehouse", "weight_kg": 50.0}]
    offer = way("M1")["offers"][0] | {"weight_kg": 48.0}
    found = edges(genealogy(lot(handovers=parts[::order], offers=[offer]), "M1"))
    assert found["Warehouse", "Buyer A"] == 48.0 and ("Port", "Buyer A") not in found


def test_kg_nobody_can_explain_are_an_edge_of_their_own():
    processing = way("M1")["processing"]
    processing[1] = processing[1] | {"weight_in_kg": 450.0}  # 50 kg more were dried than were pulped
    found = genealogy(lot(processing=processing), "M1")
    assert edges(found)["not explained", "drying"] == 50.0
    assert all(came == pytest.approx(went) for came, went in balances(found).values())


def test_sorted_out_stands_apart_from_lost():
    processing = way("M1")["processing"]
    processing[2] = processing[2] | {"rejects_kg": 20.0}
    found = edges(genealogy(lot(processing=processing), "M1"))
    assert (found["milling", "sorted out"], found["milling", "lost"]) == (20.0, 30.0)


def test_a_step_not_weighed_out_holds_what_went_in():
    processing = way("M1")["processing"][:2]
    processing[1] = processing[1] | {"weight_out_kg": None}
    found = genealogy(lot(processing=processing, handovers=[], offers=[]), "M1")
    assert edges(found)["drying", "not weighed out"] == 400.0
    assert [e.assumed for e in found.edges][-1]


def test_a_step_over_the_same_form_comes_in_between():
    sorting = {
        "lot_id": "M1",
        "step": "sorting",
        "started_on": day(32),
        "ended_on": day(33),
        "form_in": "green",
        "weight_in_kg": 150.0,
        "form_out": "green",
        "weight_out_kg": 140.0,
    }
    found = edges(genealogy(lot(processing=[*way("M1")["processing"], sorting], handovers=[], offers=[]), "M1"))
    assert (found["milling", "sorting"], found["sorting", "lost"], found["sorting", "left"]) == (150.0, 10.0, 140.0)


def test_a_lot_that_became_another():
    first = way("M1")
    first["processing"] = [first["processing"][0] | {"into_lot_id": "M2"}]
    second = way("M2")
    second["processing"] = second["processing"][1:]
    world = warehouse_of(
        lots=first["lots"] + second["lots"],
        receipts=first["receipts"],
        processing=first["processing"] + second["processing"],
    )
    assert edges(genealogy(world, "M1"))["pulping", "M2"] == 400.0
    assert edges(genealogy(world, "M2"))["M1", "drying"] == 400.0


def test_a_lot_nobody_wrote_about_has_no_way():
    assert genealogy(lot(), "M9") == Genealogy("M9", (), ())


def test_every_edge_and_node_has_its_rows():
    found = genealogy(lot(), "M1")
    assert all(edge.row_ids for edge in found.edges) and all(node.row_ids for node in found.nodes)


def test_it_is_seen_as_of_its_day():
    # on 15 November the lot dries, and nothing later is known
    names = {node.name for node in genealogy(lot().seen_on(day(14)), "M1").nodes}
    assert "drying" in names and not {"milling", "Port", "Buyer A"} & names


def drawn_by_chance(lot_id: str, random: Random) -> dict[str, list[dict]]:
    """A lot whose weights were drawn without sense, some not written at all."""

    def kg() -> float | None:
        return None if random.random() < 0.2 else float(random.randrange(2000))

    base = way(lot_id)
    return {
        "lots": base["lots"],
        "receipts": [
            {
                "lot_id": lot_id,
                "farmer_id": "F",
                "received_on": day(0),
                "form": "cherry",
                "plot_id": f"P{n}",
                "weight_kg": float(random.randrange(1, 900)),
            }
            for n in range(random.randrange(1, 5))
        ],
        "processing": [step | {"weight_in_kg": kg(), "weight_out_kg": kg()} for step in base["processing"]],
        "handovers": [
            base["handovers"][2] | {"weight_kg": kg(), "moved_on": day(40 + n), "to_place": f"Port {n}"}
            for n in range(random.randrange(4))
        ],
        "offers": [
            base["offers"][0]
            | {"offer_id": f"{lot_id} {n}", "buyer": f"Buyer {n % 2}", "weight_kg": float(random.randrange(1, 400))}
            for n in range(random.randrange(4))
        ],
    }


def test_in_is_out_and_loss_whatever_was_written():
    random, logs = Random(11), {}
    lots = [f"L{n}" for n in range(40)]
    for one in lots:
        for log, found in drawn_by_chance(one, random).items():
            logs.setdefault(log, []).extend(found)
    world = warehouse_of(**logs)
    for one in lots:
        for came, went in balances(genealogy(world, one)).values():
            assert came == pytest.approx(went, abs=0.05), one


def test_the_sample_again_in_plain_python():
    seen = sample()
    for one in [found for found in rows()["lots"] if found["crop_year"] == "2025/26"][:6]:
        found = genealogy(seen, one["lot_id"])
        assert all(came == pytest.approx(went, abs=0.05) for came, went in balances(found).values())
        received = sum(row["weight"] for row in rows()["receipts"] if row["lot_id"] == one["lot_id"])
        assert sum(node.kg for node in found.nodes if node.kind == "receipt") == pytest.approx(received)
        assert not [node for node in found.nodes if node.kind == "unexplained"]
        sold = sum(
            row["accepted_weight"] or row["weight"]
            for row in rows()["offers"]
            if row["lot_id"] == one["lot_id"] and row["status"] == "accepted" and row["closed_on"] <= seen.as_of
        )
        assert sum(node.kg for node in found.nodes if node.kind == "buyer") == pytest.approx(sold)
