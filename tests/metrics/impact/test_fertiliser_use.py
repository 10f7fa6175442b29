"""Kg of N, P and K as elements, per hectare and per kg green, of plots with a row; unknown content leaves the plot
out."""

from datetime import date

import pytest

from tests.metrics.hand import YEAR, asked, lots, values
from tests.support import warehouse_of


def plot(name, ha, farmer="F1"):
    return {"plot_id": name, "farmer_id": farmer, "area_ha": ha}


def used(name, what, amount, share=None, unit="kg", **columns):
    return {
        "used_on": date(2025, 11, 5),
        "plot_id": name,
        "input": what,
        "amount": amount,
        "unit": unit,
        "element_share": share,
        "crop_year": YEAR,
        **columns,
    }


def delivered(lot, kg, plot=None, farmer="F1", form="green"):
    return {
        "received_on": date(2025, 11, 20),
        "farmer_id": farmer,
        "plot_id": plot,
        "weight_kg": kg,
        "form": form,
        "lot_id": lot,
    }


def found_of(**logs):
    return asked("fertiliser_use", **{"lots": lots(1, 1, green_kg=None), **logs})


def test_by_hand():
    # P1 (2 ha) delivered 300 to micro and 100 to bulk kg green: 3/4 of its 80 kg N and of its 2 ha are micro's.
    # P2 (1 ha) delivered 200 to bulk, 20 kg N.
    # micro: 60 / 1.5 = 40 per ha, 60 / 300 = 0.2 per kg; bulk: (20 + 20) / (0.5 + 1) = 26.667, 40 / 300 = 0.1333
    found = found_of(
        plots=[plot("P1", 2.0), plot("P2", 1.0, "F2")],
        inputs=[used("P1", "N", 80.0, 1.0), used("P2", "n ", 20.0, 1.0)],
        receipts=[delivered("M1", 300, "P1"), delivered("B1", 100, "P1"), delivered("B1", 200, "P2", "F2")],
    )
    assert values(found.groups) == pytest.approx({"micro": 40.0, "bulk": 40 / 1.5})
    assert values(found.parts["N per kg green"]) == pytest.approx({"micro": 0.2, "bulk": 40 / 300, "difference": None})
    # P1 is the pilot's only plot and feeds bulk too: the two numbers are of the same land.
    assert found.difference.value is None
    assert found.describes == found.difference.why_not
    assert found.describes.startswith("Describes, does not compare: 1 of the 1 plots that feed the pilot feed bulk too")
    assert values(found.parts["P per ha"])["micro"] == 0  # its log is kept, and no P is in it
    assert (found.groups["micro"].n, found.groups["bulk"].n, found.groups["micro"].case_is) == (1, 2, "plot")


MICRO = {"plots": [plot("P1", 1.0)], "receipts": [delivered("M1", 100, "P1")]}


ELEMENTS = (  # input, amount, share, unit: kg of N, P, K
    ("N", 100, 0.46, "kg", 46, 0, 0),  # urea by its share
    ("Urea", 100, 0.46, "kg", 46, 0, 0),
    ("Urée granulée", 100, 0.46, "kg", 46, 0, 0),
    ("N", 100, 1.0, "lb", 45.359237, 0, 0),
    ("N", 500, 1.0, "g", 0.5, 0, 0),
    ("N", 40, None, "Kg", 40, 0, 0),  # of the element itself, and that is said
    ("P2O5", 100, 1.0, "kg", 0, 43.64, 0),  # the oxide of the label is not the element
    ("K2O", 100, None, "kg", 0, 0, 83.01),
    ("P", 100, 0.20, "kg", 0, 20, 0),
    ("TSP", 100, 0.46, "kg", 0, 0.46 * 43.64, 0),  # 46 % P can't be: it is P2O5
    ("TSP", 100, 0.20, "kg", 0, 20, 0),
    ("Cloruro de potasio (KCl)", 100, 0.60, "kg", 0, 0, 0.60 * 83.01),
    ("Abono 15-15-15", 100, None, "kg", 15, 15 * 0.4364, 15 * 0.8301),
    ("DAP 18:46:0", 50, None, "kg", 9, 23 * 0.4364, 0),
    ("NPK 12,5-5-20", 100, None, "kg", 12.5, 5 * 0.4364, 20 * 0.8301),
    ("compost", 0, None, None, 0, 0, 0),  # nothing of whatever is nothing
    ("fungicide", 5, None, "L", 0, 0, 0),
)


def test_product_to_element():
    inputs = [
        used(f"P{i}", what, float(amount), share, unit) for i, (what, amount, share, unit, *_) in enumerate(ELEMENTS)
    ]
    found = {row["plot_id"]: row for row in warehouse_of(lots=lots(1, 1), inputs=inputs).rows("SELECT * FROM applied")}
    for i, (what, _, _, _, *elements) in enumerate(ELEMENTS):
        row = found[f"P{i}"]
        assert row["fertiliser_why"] is None, what
        assert [row["n_kg"], row["p_kg"], row["k_kg"]] == pytest.approx(elements), what


def test_atomic_weights_give_the_factors():
    phosphorus, potassium, oxygen = 30.974, 39.098, 15.999
    assert 2 * phosphorus / (2 * phosphorus + 5 * oxygen) == pytest.approx(0.4364, abs=0.0001)
    assert 2 * potassium / (2 * potassium + oxygen) == pytest.approx(0.8301, abs=0.0001)


UNKNOWN = (
    ("Urea", None, "kg", "without the share of its element"),
    ("Abono orgánico", 0.05, "kg", "the element is not known"),
    ("Compound X", 0.05, "kg", "the element is not known"),
    ("Compound X", None, "kg", "neither the share of an element nor of an active ingredient"),
    ("N", 0.3, "L", "in litres"),
    ("N", 1.0, "sacos", "no fixed weight"),
    ("N", 1.0, None, "without a unit"),
)


def test_unknown_content_leaves_the_plot_out():
    # Each of these plots with its 30 kg N and something unknown would look thrifty; the last has 90 kg on 1 ha.
    names = [f"P{i}" for i in range(len(UNKNOWN))]
    inputs = [used(name, what, 10.0, share, unit) for name, (what, share, unit, _) in zip(names, UNKNOWN, strict=True)]
    found = found_of(
        plots=[plot(name, 1.0) for name in (*names, "P99")],
        receipts=[delivered("M1", 100, name) for name in (*names, "P99")],
        inputs=[*inputs, *(used(name, "N", 30.0, 1.0) for name in names), used("P99", "N", 90.0, 1.0)],
    ).groups["micro"]
    assert (found.value, found.n, found.left_out) == (90.0, 1, len(UNKNOWN))
    for *_, why in UNKNOWN:
        assert any(why in note for note in found.notes), why


def test_only_plots_with_a_row():
    found = found_of(
        plots=[plot("P1", 1.0), plot("P2", 9.0, "F2")],
        inputs=[used("P1", "N", 50.0, 1.0)],
        receipts=[delivered("M1", 100, "P1"), delivered("M1", 900, "P2", "F2")],
    )
    assert (found.groups["micro"].value, found.parts["N per kg green"]["micro"].value) == (50.0, 0.5)


def test_kg_green_are_what_the_lots_gave():
    # 1000 kg cherry promise 160 kg green by the table, the lot gave 200: 50 kg N are 0.25 per kg green
    found = found_of(
        lots=lots(1, 0, green_kg=200.0),
        plots=[plot("P1", 1.0)],
        inputs=[used("P1", "N", 50.0, 1.0)],
        receipts=[delivered("M1", 1000, "P1", form="cherry")],
    )
    assert found.parts["N per kg green"]["micro"].value == pytest.approx(0.25)


def test_a_delivery_without_plot_comes_from_the_only_one():
    found = found_of(plots=[plot("P1", 1.0)], inputs=[used("P1", "N", 50.0, 1.0)], receipts=[delivered("M1", 100)])
    assert found.parts["N per kg green"]["micro"].value == 0.5
    assert "a delivery without a plot comes from the only plot of its farmer" in found.groups["micro"].assumed


def test_a_farmer_of_two_plots_who_names_none_has_no_number_per_kg():
    found = found_of(
        plots=[plot("P1", 1.0), plot("P2", 1.0)],
        inputs=[used("P1", "N", 50.0, 1.0)],
        receipts=[delivered("M1", 100, "P1"), delivered("M1", 400)],
    )
    assert found.groups["micro"].value == 50.0
    assert found.parts["N per kg green"]["micro"].value is None
    assert "some name no plot" in found.parts["N per kg green"]["micro"].why_not


def test_without_a_delivery_the_stream_is_not_known():
    found = found_of(
        plots=[plot("P1", 1.0)], inputs=[used("P1", "N", 50.0, 1.0)], receipts=[delivered("M1", 100, "P9", "F9")]
    )
    assert found.groups["micro"].value is None and "its stream is not known" in found.groups["micro"].why_not
    named = found_of(plots=[plot("P1", 1.0)], inputs=[used("P1", "N", 50.0, 1.0, stream="micro")])
    assert values(named.groups) == {"micro": 50.0, "bulk": None}
    assert "no delivery" in named.parts["N per kg green"]["micro"].why_not


def test_a_plot_without_area_still_counts_per_kg():
    found = found_of(
        plots=[plot("P1", None)], inputs=[used("P1", "N", 50.0, 1.0)], receipts=[delivered("M1", 100, "P1")]
    )
    assert found.groups["micro"].value is None and "without an area" in found.groups["micro"].why_not
    assert found.parts["N per kg green"]["micro"].value == 0.5


def test_without_a_register_of_lots_there_is_one_group():
    found = asked(
        "fertiliser_use",
        plots=[plot("P1", 1.0), plot("P2", 1.0, "F2")],
        receipts=[delivered(None, 100, "P1")],
        inputs=[used("P1", "N", 40.0, 1.0), used("P2", "N", 60.0, 1.0)],
    )
    assert values(found.groups) == {"all": 50.0}
    assert found.groups["all"].n == 2


def test_order_and_splitting_change_nothing():
    receipts = [
        delivered("M1", 60, "P1"),
        delivered("M1", 40, "P1"),
        delivered("B1", 300, "P1"),
        delivered("B1", 80, "P2", "F2"),
    ]
    inputs = [used("P1", "N", 30.0, 1.0), used("P1", "N", 10.0, 1.0), used("P2", "N", 25.0, 1.0)]
    plots = [plot("P1", 1.5), plot("P2", 0.7, "F2")]
    one = found_of(plots=plots, receipts=receipts, inputs=inputs)
    other = found_of(
        plots=plots[::-1],
        receipts=[*receipts[:1:-1], delivered("M1", 100, "P1")],
        inputs=[used("P1", "N", 40.0, 1.0), inputs[2]],
    )
    assert values(one.groups) == pytest.approx(values(other.groups))
    assert values(one.parts["N per kg green"]) == pytest.approx(values(other.parts["N per kg green"]))


def test_a_plot_of_both_streams_is_split_by_kg_delivered_whatever_each_stream_gave():
    # P1 (1 ha, 80 kg N) gave 300 kg cherry to M1 and 100 to B1: 48 and 16 kg green by the table. M1 gave 60 kg green,
    # B1 14. By kg delivered micro has 3/4 of the plot (60 kg N, 0.75 ha); per kg green 60 / 60 = 1 and 20 / 14.
    made = [{**lots(1)[0], "green_kg": 60.0}, {**lots(0, 1)[0], "green_kg": 14.0}]
    found = found_of(
        lots=made,
        plots=[plot("P1", 1.0), plot("P2", 1.0, "F2")],
        inputs=[used("P1", "N", 80.0, 1.0), used("P2", "N", 10.0, 1.0)],
        receipts=[delivered("M1", 300, "P1", form="cherry"), delivered("B1", 100, "P1", form="cherry")],
    )
    assert values(found.groups) == pytest.approx({"micro": 80.0, "bulk": 80.0})
    assert values(found.parts["N per kg green"]) == pytest.approx(
        {"micro": 1.0, "bulk": 20 / 14, "difference": None}  # of one plot alone
    )


def test_streams_on_plots_of_their_own_are_compared_up_to_a_fifth_that_feed_both():
    # Five plots feed the pilot; with one of them in bulk too it is a fifth, and compares; with two it does not.
    plots = [plot(f"P{i}", 1.0, f"F{i}") for i in range(1, 8)]
    inputs = [used(f"P{i}", "N", 10.0 * i, 1.0) for i in range(1, 8)]
    own = [delivered("M1", 100, f"P{i}", f"F{i}") for i in range(1, 6)]
    own += [delivered("B1", 100, f"P{i}", f"F{i}") for i in (6, 7)]

    def with_shared(*shared):
        both = [delivered("B1", 100, f"P{i}", f"F{i}") for i in shared]
        return found_of(plots=plots, inputs=inputs, receipts=own + both)

    assert with_shared().difference.value == pytest.approx(30 - 65)  # (10 + ... + 50) / 5 less (60 + 70) / 2
    assert with_shared(1).describes is None
    assert with_shared(1).difference.value is not None
    assert with_shared(1, 2).difference.value is None
    assert "2 of the 5 plots" in with_shared(1, 2).describes


def test_each_plot_is_compared_with_itself_a_season_ago():
    # P1 (2 ha, micro and bulk): 80 kg N now, 100 before: -10 a ha. P2 (1 ha, bulk): 20 now, 15 before: +5. P3 has no
    # row of last season and says nothing.
    last = {"crop_year": "2024/25", "used_on": date(2024, 11, 5)}
    old = [{**delivered("OLD", kg, name, farmer)} for kg, name, farmer in ((300, "P1", "F1"), (200, "P2", "F2"))]
    for row in old:
        row["received_on"] = date(2024, 11, 20)
    found = found_of(
        lots=[*lots(1, 1), {"lot_id": "OLD", "stream": "bulk", "crop_year": "2024/25"}],
        plots=[plot("P1", 2.0), plot("P2", 1.0, "F2"), plot("P3", 1.0, "F3")],
        inputs=[
            *(used(name, "N", kg, 1.0) for name, kg in (("P1", 80.0), ("P2", 20.0), ("P3", 9.0))),
            *(used(name, "N", kg, 1.0, **last) for name, kg in (("P1", 100.0), ("P2", 15.0))),
        ],
        receipts=[
            *old,
            delivered("M1", 300, "P1"),
            delivered("B1", 100, "P1"),
            delivered("B1", 200, "P2", "F2"),
            delivered("B1", 200, "P3", "F3"),
        ],
    )
    changes = found.parts["change since last season, N per ha, same plots"]
    assert values(changes) == pytest.approx({"micro": -10.0, "bulk": 5.0, "difference": -15.0})
    assert found.difference.value is None  # the levels are of the same land, their changes are not
