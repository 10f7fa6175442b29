"""Every indicator once more, in plain Python from its definition alone, over the rows of the sample."""

from collections import defaultdict
from datetime import timedelta
from functools import cache
from statistics import mean

import pytest

from metrics.engine.compute import answers
from tests.metrics.sample import AS_OF, rows, sample

YEARS = ("2025/26", "2024/25")
STREAMS = ("micro", "bulk")
BEANS = {
    "full black": (1, 1),
    "severe insect": (1, 5),
    "broken": (2, 5),
    "partial black": (2, 3),
    "slight insect": (2, 10),
}
SETTINGS = {(row["setting"], row.get("stream")): row["value"] for row in rows()["settings"]}

pytestmark = pytest.mark.parametrize("year", YEARS)


@cache
def computed(year):
    return answers(sample(), year)


def lots(year, stream):
    return [lot for lot in rows()["lots"] if (lot["crop_year"], lot["stream"]) == (year, stream)]


def of_lot(log, lot):
    return [row for row in rows()[log] if row.get("lot_id") == lot["lot_id"]]


def assert_agree(year, name, value, part=None):
    """The plain value of each stream is the computed one."""
    found = computed(year)[name].parts[part] if part else computed(year)[name].groups
    for stream in STREAMS:
        assert found[stream].value == pytest.approx(value(stream)), stream


def last_stage(samples):
    return [s for s in samples if s["stage"] == "pre-shipment"] or [s for s in samples if s["stage"] == "resting"]


def by_sample(samples, column):
    seen = defaultdict(list)
    for s in samples:
        seen[s["sample_id"]].append(s[column])
    return mean(mean(values) for values in seen.values())


def moistures(year, stream):
    return [by_sample(found, "moisture") for lot in lots(year, stream) if (found := last_stage(of_lot("quality", lot)))]


def test_moisture(year):
    assert_agree(year, "moisture", lambda s: mean(moistures(year, s)))
    assert_agree(year, "moisture_in_range", lambda s: mean(10 <= round(m, 6) <= 12 for m in moistures(year, s)))


def cupped(year, stream):
    return [[s for s in of_lot("quality", lot) if s.get("cup_score")] for lot in lots(year, stream)]


def test_cup_score(year):
    assert_agree(year, "cup_score", lambda s: mean(by_sample(found, "cup_score") for found in cupped(year, s) if found))


def full_defects(sample_id):
    return sum(row["count"] / BEANS[row["defect"]][1] for row in rows()["defects"] if row["sample_id"] == sample_id)


def whole_defects(sample_id, category):
    return sum(
        row["count"] // BEANS[row["defect"]][1]
        for row in rows()["defects"]
        if row["sample_id"] == sample_id and category == BEANS[row["defect"]][0]
    )


def graded(year, stream):
    return [{s["sample_id"] for s in found} for found in cupped(year, stream) if found]


def test_defect_rate_and_specialty_grade(year):
    assert_agree(year, "defect_rate", lambda s: mean(mean(full_defects(i) for i in ids) for ids in graded(year, s)))
    assert_agree(
        year,
        "specialty_grade",
        lambda s: mean(
            all(whole_defects(i, 1) == 0 and whole_defects(i, 2) <= 5 for i in ids) for ids in graded(year, s)
        ),
    )


def test_sop_compliance(year):
    def share(stream):
        results = [row["result"] for lot in lots(year, stream) for row in of_lot("checks", lot) if row["kind"] == "sop"]
        return results.count("yes") / (results.count("yes") + results.count("no"))

    assert_agree(year, "sop_compliance", share)


def offers(year, stream, *statuses):
    return [row for lot in lots(year, stream) for row in of_lot("offers", lot) if row["status"] in statuses]


def deals(year, stream, own=True):
    return [row for row in offers(year, stream, "accepted") if not own or row.get("sold_as") in (None, stream)]


def net(offer, stream):
    """Price at the gate: FOB less the export bills of the lot over its kg sold FOB, else less the setting of its
    stream."""
    if offer["incoterm"] == "EXW":
        return offer["accepted_price"]
    assert offer["incoterm"] == "FOB"
    bills = [c["amount"] for c in of_lot("costs", offer) if c["category"] == "export" and c["spent_on"] <= AS_OF]
    exported = sum(o["weight"] for o in of_lot("offers", offer) if (o["status"], o["incoterm"]) == ("accepted", "FOB"))
    return offer["accepted_price"] - (sum(bills) / exported if bills else float(SETTINGS["export", stream]))


def price(year, stream):
    found = deals(year, stream)
    return sum(net(o, stream) * o["weight"] for o in found) / sum(o["weight"] for o in found)


def test_premium_over_bulk(year):
    assert_agree(year, "premium_over_bulk", lambda s: price(year, s))
    found = computed(year)["premium_over_bulk"]
    assert found.difference.value == pytest.approx(price(year, "micro") - price(year, "bulk"))
    assert found.relative.value == pytest.approx(price(year, "micro") / price(year, "bulk") - 1)


def test_price_realisation(year):
    def share(stream):
        found = deals(year, stream, own=False)
        return sum(o["accepted_price"] * o["weight"] for o in found) / sum(
            o["asked_price"] * o["weight"] for o in found
        )

    assert_agree(year, "price_realisation", share)


def test_offer_conversion(year):
    assert_agree(
        year,
        "offer_conversion",
        lambda s: (
            len(offers(year, s, "accepted")) / len(offers(year, s, "accepted", "rejected", "withdrawn", "expired"))
        ),
    )


def made(lot):
    """Kg green out of the last step that gave green."""
    milled = [row for row in of_lot("processing", lot) if row.get("form_out") == "green" and row["ended_on"] <= AS_OF]
    return max(milled, key=lambda row: row["ended_on"])["weight_out"] if milled else 0.0


def all_made(year, stream):
    return sum(made(lot) for lot in lots(year, stream))


def test_sold_share_and_pilot_share(year):
    assert_agree(year, "sold_share", lambda s: sum(o["weight"] for o in deals(year, s)) / all_made(year, s))
    assert computed(year)["pilot_share"].groups["micro"].value == pytest.approx(
        all_made(year, "micro") / (all_made(year, "micro") + all_made(year, "bulk"))
    )


def bulk_of_the_month(year):
    total = weight = 0.0
    for micro in deals(year, "micro"):
        near = [o for o in deals(year, "bulk") if abs((o["closed_on"] - micro["closed_on"]).days) <= 30]
        if near:
            total += micro["weight"] * sum(net(o, "bulk") * o["weight"] for o in near) / sum(o["weight"] for o in near)
            weight += micro["weight"]
    return total / weight


def test_realised_premium(year):
    bulk, value = bulk_of_the_month(year), 0.0
    for lot in lots(year, "micro"):
        sold = [o for o in deals(year, "micro", own=False) if o["lot_id"] == lot["lot_id"]]
        value += sum(net(o, "micro") * o["weight"] for o in sold)
        if not lot.get("closed_on") or lot["closed_on"] > AS_OF:
            value += max(made(lot) - sum(o["weight"] for o in sold), 0) * (
                bulk - float(SETTINGS["return_discount", None])
            )
    assert_agree(year, "realised_premium", {"micro": value / all_made(year, "micro"), "bulk": bulk}.get)
    assert computed(year)["realised_premium"].difference.value == pytest.approx(value / all_made(year, "micro") - bulk)


def usd(row, day):
    if row.get("currency", "USD") == "USD":
        return row["amount"]
    known = [r for r in rows()["rates"] if r["currency"] == row["currency"] and day - timedelta(31) <= r["date"] <= day]
    return row["amount"] / max(known, key=lambda r: r["date"])["per_base"]


def micro_costs(year):
    """Costs tied to micro, in USD a season, by category; what serves several seasons, from the one it was spent in
    on."""
    of_lots, found = {lot["lot_id"]: lot for lot in rows()["lots"]}, defaultdict(float)
    for row in rows()["costs"]:
        lot, day = of_lots.get(row.get("lot_id")), row["spent_on"]
        first = int(lot["crop_year"][:4]) if lot else day.year - (day.month < 10)
        serves = 0 <= int(year[:4]) - first < (row.get("seasons") or 1)
        if (lot or row).get("stream") == "micro" and serves and row["category"] != "export" and day <= AS_OF:
            found[row["category"], row["behaviour"]] += usd(row, row["spent_on"]) / (row.get("seasons") or 1)
    return found


def test_added_cost(year):
    found = computed(year)["added_cost"]
    assert found.groups["micro"].value == pytest.approx(sum(micro_costs(year).values()) / all_made(year, "micro"))
    for (category, _), amount in micro_costs(year).items():
        assert found.by[category]["micro"].value == pytest.approx(amount / all_made(year, "micro"))


def pay_per_kg(year, stream):
    ids, total = {lot["lot_id"] for lot in lots(year, stream)}, 0.0
    for row in rows()["payments"]:
        own = row.get("lot_id") in ids or (
            not row.get("lot_id") and (row.get("stream"), row.get("crop_year")) == (stream, year)
        )
        if own and row["paid_on"] <= AS_OF:
            total += usd(row, row["paid_on"])
    return total / all_made(year, stream)


def test_farmer_premium_share(year):
    extra, premium = (of(year, "micro") - of(year, "bulk") for of in (pay_per_kg, price))
    found = computed(year)["farmer_premium_share"]
    assert found.parts["paid to farmers per kg green"]["difference"].value == pytest.approx(extra)
    if found.groups["micro"].value is not None:
        assert found.groups["micro"].value == pytest.approx(extra / premium)


def test_break_even(year):
    costs, kg, bulk = micro_costs(year), all_made(year, "micro"), bulk_of_the_month(year)
    variable = sum(amount for (_, behaviour), amount in costs.items() if behaviour == "variable") / kg
    fixed = sum(amount for (_, behaviour), amount in costs.items() if behaviour != "variable")
    sold = sum(o["weight"] for o in deals(year, "micro")) / kg
    waits = {}
    for stream in STREAMS:
        paid = [o for o in deals(year, stream) if o.get("paid_on") and o["paid_on"] <= AS_OF]
        waits[stream] = (
            sum((o["paid_on"] - o["offered_on"]).days * o["weight"] for o in paid) / sum(o["weight"] for o in paid)
            if paid
            else None
        )
    wait = waits["micro"] - waits["bulk"] if None not in waits.values() else float(SETTINGS["days_to_cash", None])
    interest = float(SETTINGS["finance_rate", None]) * wait / 365
    extra = pay_per_kg(year, "micro") - pay_per_kg(year, "bulk")
    diluted = float(SETTINGS["dilution", None]) * all_made(year, "bulk")
    lost = variable + (1 - sold) * float(SETTINGS["return_discount", None])
    for part, pay in (("premium, as the cooperative sees it", extra), ("premium, as the members see it", 0.0)):
        needed = fixed + diluted + kg * (lost + pay) + kg * sold * bulk * interest
        assert computed(year)["break_even"].parts[part]["micro"].value == pytest.approx(
            needed / (kg * sold * (1 - interest))
        )


def test_deal_closure(year):
    """Day by day: of those still open, how many were accepted, how many ended otherwise."""
    for stream in STREAMS:
        ends = []
        for lot in lots(year, stream):
            sold_out = [
                o["closed_on"]
                for o in of_lot("offers", lot)
                if o["status"] == "accepted" and o["weight"] >= 0.99 * made(lot)
            ]
            for o in of_lot("offers", lot):
                if o["status"] == "open":
                    day, kind = (max(sold_out[0], o["offered_on"]), "other") if sold_out else (AS_OF, "open")
                else:
                    day, kind = o["closed_on"], "yes" if o["status"] == "accepted" else "other"
                ends.append(((day - o["offered_on"]).days, kind))
        still, share, half, within = 1.0, 0.0, None, 0.0
        for day in range(max(d for d, _ in ends) + 1):
            at_risk = sum(d >= day for d, _ in ends)
            yes, other = ends.count((day, "yes")), ends.count((day, "other"))
            share += still * yes / at_risk
            still *= 1 - (yes + other) / at_risk
            half = day if half is None and share >= 0.5 - 1e-12 else half
            within = share if day <= 60 else within
        found = computed(year)["deal_closure"]
        assert found.groups[stream].value == half
        if found.parts["accepted within 60 days"][stream].value is not None:
            assert found.parts["accepted within 60 days"][stream].value == pytest.approx(within)
