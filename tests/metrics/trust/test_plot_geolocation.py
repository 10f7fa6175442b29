"""Kg from plots whose place is known, in one form, with the reasons of the rest."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values

PLOTS = [
    {
        "plot_id": "P1",
        "farmer_id": "F1",
        "country": "HN",
        "latitude": 14.512345,
        "longitude": -88.712345,
        "area_ha": 1.0,
    },
    # swapped
    {
        "plot_id": "P2",
        "farmer_id": "F2",
        "country": "HN",
        "latitude": -88.712345,
        "longitude": 14.512345,
        "area_ha": 1.0,
    },
    # no place
    {"plot_id": "P3", "farmer_id": "F3", "country": "HN", "area_ha": 1.0},
    # above 4 ha
    {
        "plot_id": "P4",
        "farmer_id": "F4",
        "country": "HN",
        "latitude": 14.522345,
        "longitude": -88.712345,
        "area_ha": 6.0,
    },
]


def receipt(lot, plot, kg, form="cherry", **columns):
    return {
        "received_on": date(2025, 11, 5),
        "farmer_id": "F",
        "weight_kg": kg,
        "form": form,
        "lot_id": lot,
        "plot_id": plot,
        **columns,
    }


RECEIPTS = [
    receipt("M1", "P1", 500),
    receipt("M1", "P2", 200),
    receipt("M1", None, 100),
    receipt("M1", "P3", 100),
    receipt("M1", "P9", 100),
    receipt("M2", "P1", 80, "green"),
    receipt("M2", "P4", 20, "green"),
    receipt("B1", "P1", 300),
]


def test_by_hand():
    # green equivalent: M1 1000 kg cherry x 0.16 = 160, of which P1 500 x 0.16 = 80; M2 100 kg green, of which P1 80
    # micro (80 + 80) / (160 + 100) = 160 / 260; bulk all of it
    found = asked("plot_geolocation", lots=lots(2, 1), plots=PLOTS, receipts=RECEIPTS)
    assert values(found.groups) == pytest.approx({"micro": 160 / 260, "bulk": 1.0})
    assert found.groups["micro"].n == 2 and found.groups["micro"].rows == 7
    assert {name: values(part)["micro"] for name, part in found.parts.items()} == pytest.approx(
        {
            "no plot on the slip": 16 / 260,
            "plot not in the list of plots": 16 / 260,
            "plot without a place": 16 / 260,
            "plot with a fault in its place": (32 + 20) / 260,
        }
    )


def test_the_reasons_and_the_located_share_make_up_all_kg():
    found = asked("plot_geolocation", lots=lots(2, 1), plots=PLOTS, receipts=RECEIPTS)
    assert sum(values(part)["micro"] for part in found.parts.values()) + found.groups["micro"].value == pytest.approx(1)


def test_a_second_computation():
    per_kg = {"cherry": 0.16, "green": 1.0}
    kg = [
        (row["weight_kg"] * per_kg[row["form"]], row["plot_id"] == "P1")
        for row in RECEIPTS
        if row["lot_id"].startswith("M")
    ]
    assert values(asked("plot_geolocation", lots=lots(2, 1), plots=PLOTS, receipts=RECEIPTS).groups)[
        "micro"
    ] == pytest.approx(sum(k for k, here in kg if here) / sum(k for k, _ in kg))


def test_a_split_delivery_and_another_order_change_nothing():
    whole = asked("plot_geolocation", lots=lots(2, 1), plots=PLOTS, receipts=RECEIPTS).groups["micro"]
    split = [receipt("M1", "P1", 250), receipt("M1", "P1", 250), *RECEIPTS[1:]][::-1]
    again = asked("plot_geolocation", lots=lots(2, 1), plots=PLOTS[::-1], receipts=split).groups["micro"]
    assert (again.value, again.low, again.n) == (pytest.approx(whole.value), pytest.approx(whole.low), whole.n)


def test_a_plot_given_two_places_is_in_neither():
    twice = [PLOTS[0], {**PLOTS[0], "latitude": 14.6}]
    assert (
        values(asked("plot_geolocation", lots=lots(1), plots=twice, receipts=[receipt("M1", "P1", 10)]).groups)["micro"]
        == 0
    )


def test_the_same_plot_in_two_rows_counts_its_kg_once():
    found = asked(
        "plot_geolocation", lots=lots(1), plots=[PLOTS[0], {**PLOTS[0]}], receipts=[receipt("M1", "P1", 10)]
    ).groups["micro"]
    assert (found.value, found.rows) == (1.0, 1)


def test_without_a_country_nothing_is_located():
    nowhere = [{**PLOTS[0], "country": None}]
    assert (
        values(asked("plot_geolocation", lots=lots(1), plots=nowhere, receipts=[receipt("M1", "P1", 10)]).groups)[
            "micro"
        ]
        == 0
    )
    said = [{"setting": "country", "value": "Honduras"}]
    assert (
        values(
            asked(
                "plot_geolocation", lots=lots(1), plots=nowhere, receipts=[receipt("M1", "P1", 10)], settings=said
            ).groups
        )["micro"]
        == 1
    )


def test_without_a_list_of_plots_there_is_no_number():
    found = asked("plot_geolocation", lots=lots(1), receipts=[receipt("M1", "P1", 10)]).groups["micro"]
    assert found.value is None and found.why_not
