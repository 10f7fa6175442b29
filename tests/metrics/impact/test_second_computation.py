"""Every impact indicator once more, in plain Python from its definition alone, over the rows of the sample."""

from collections import defaultdict
from functools import cache
from math import ceil
from statistics import mean, median

import pytest

from metrics.engine.compute import answer
from tests.metrics.sample import AS_OF, rows, sample
from tests.metrics.test_second_computation import all_made, deals, lots, net, of_lot, pay_per_kg, price, usd

YEAR = "2025/26"
STREAMS = ("micro", "bulk")
GREEN = {"green": 1.0, "dry parchment": 0.8, "dry cherry": 0.5, "wet parchment": 0.41, "cherry": 0.16}


@cache
def found(name):
    return answer(sample(), name, YEAR)


def known(book, day):
    return [row for row in rows()[book] if row[day] <= AS_OF]


def test_water_use():
    basis = found("water_use").groups["micro"].basis.split(" (")[0]
    for stream in STREAMS:
        litres = kg = 0.0
        for lot in (lot for lot in lots(YEAR, stream) if lot["process"] == basis):
            water = [
                row["water_litres"]
                for row in of_lot("processing", lot)
                if row.get("water_litres") is not None and row["started_on"] <= AS_OF
            ]
            cherry = sum(row["weight"] for row in of_lot("receipts", lot) if row["received_on"] <= AS_OF)
            if water and cherry:
                litres, kg = litres + sum(water), kg + cherry
        assert found("water_use").groups[stream].value == pytest.approx(litres / kg), stream


def delivered():
    """Kg delivered by plot and stream, brought to green; the same as the lots of the stream gave; the plots of farmers
    of whose deliveries some have no known plot."""
    promised, by_plot, plots_of, unsure = defaultdict(float), defaultdict(float), defaultdict(list), set()
    for row in rows()["plots"]:
        plots_of[row["farmer_id"]].append(row["plot_id"])
    stream_of = {lot["lot_id"]: lot["stream"] for stream in STREAMS for lot in lots(YEAR, stream)}
    for row in known("receipts", "received_on"):
        if row.get("lot_id") in stream_of:
            kg, own = row["weight"] * GREEN[row["form"]], plots_of[row["farmer_id"]]
            promised[stream_of[row["lot_id"]]] += kg
            plot = row.get("plot_id") or (own[0] if len(own) == 1 else None)
            if plot is None:
                unsure |= set(own)
            by_plot[plot, stream_of[row["lot_id"]]] += kg
    return (
        by_plot,
        {(plot, stream): kg * all_made(YEAR, stream) / promised[stream] for (plot, stream), kg in by_plot.items()},
        unsure,
    )


def test_fertiliser_and_pesticide_use():
    (brought, kg, unsure), area, put = (
        delivered(),
        {row["plot_id"]: row["area_ha"] for row in rows()["plots"]},
        defaultdict(float),
    )
    applied = [row for row in known("inputs", "used_on") if row["crop_year"] == YEAR]
    for row in applied:
        active = row.get("active_ingredient_share")
        put[row["plot_id"], row["input"] if active is None else "active"] += row["amount"] * (
            row["element_share"] if active is None else active
        )
    for stream in STREAMS:
        share = {
            plot: brought.get((plot, stream), 0) / (sum(brought.get((plot, s), 0) for s in STREAMS) or 1)
            for plot in {row["plot_id"] for row in applied}
        }
        ha = sum(area[plot] * part for plot, part in share.items())
        sure = set(share) - unsure
        green = sum(kg.get((plot, stream), 0) for plot in sure)
        for name, per_ha, per_kg, what in (
            ("fertiliser_use", None, "N per kg green", "N"),
            ("fertiliser_use", "K per ha", "K per kg green", "K"),
            ("pesticide_use", None, "per kg green", "active"),
        ):
            first = found(name).parts[per_ha] if per_ha else found(name).groups
            assert first[stream].value == pytest.approx(
                sum(put[plot, what] * part for plot, part in share.items()) / ha
            ), (stream, what)
            assert found(name).parts[per_kg][stream].value == pytest.approx(
                sum(put[plot, what] * share[plot] for plot in sure) / green
            ), (stream, what)


def test_ppe_use():
    basis = found("ppe_use").groups["micro"].basis
    for stream in STREAMS:
        occasions = defaultdict(list)
        for row in known("checks", "checked_on"):
            if (row["kind"], row.get("stream"), row.get("crop_year")) == ("ppe", stream, YEAR):
                occasions[row["checked_on"], row["occasion"]].append(row)
        chosen = [
            items for items in occasions.values() if all(item["observed"] for item in items) == (basis == "observed")
        ]
        assert found("ppe_use").groups[stream].value == pytest.approx(
            mean(all(i["result"] == "yes" for i in items) for items in chosen)
        ), stream


def test_farmer_feedback():
    for takes_part, group in ((True, "takes part"), (False, "takes no part")):
        for question in {row["question"] for row in rows()["feedback"]}:
            scores = [
                row["score"]
                for row in known("feedback", "asked_on")
                if (row["crop_year"], row["question"], row["takes_part"]) == (YEAR, question, takes_part)
            ]
            assert found("farmer_feedback").by[f"{question} (1-5)"][group].value == pytest.approx(mean(scores))


def test_farmer_share():
    for stream in STREAMS:
        assert found("farmer_share").groups[stream].value == pytest.approx(
            pay_per_kg(YEAR, stream) / price(YEAR, stream)
        ), stream
        of_stream = [row for row in rows()["settings"] if row.get("stream") == stream]
        to_ship = sum(float(row["value"]) for row in of_stream if row["setting"] in ("inland", "export"))
        fob = [
            (o["accepted_price"] if o["incoterm"] == "FOB" else net(o, stream) + to_ship, o["weight"])
            for o in deals(YEAR, stream)
        ]
        agreed = sum(p * w for p, w in fob) / sum(w for _, w in fob)
        assert found("farmer_share").parts["of the FOB price"][stream].value == pytest.approx(
            pay_per_kg(YEAR, stream) / agreed
        ), stream
    # the season before had second payments, this one has none yet
    assert found("farmer_share").groups["micro"].to_date


def test_income_spread():
    ids, by_farmer = {lot["lot_id"] for lot in lots(YEAR, "micro")}, defaultdict(float)
    for row in known("payments", "paid_on"):
        if row.get("purpose") == "premium" and row.get("lot_id") in ids:
            by_farmer[row["farmer_id"]] += usd(row, row["paid_on"])
    amounts = sorted(by_farmer.values(), reverse=True)
    spread = found("income_spread")
    assert spread.groups["micro"].value == pytest.approx(median(amounts))
    assert spread.parts["share of the best-paid tenth"]["micro"].value == pytest.approx(
        sum(amounts[: ceil(len(amounts) / 10)]) / sum(amounts)
    )
    assert spread.parts["farmers paid of members"]["micro"].value == pytest.approx(
        len(amounts) / len({row["farmer_id"] for row in rows()["plots"]})
    )
