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
    stream; and less the inland carriage of the settings."""
    if offer["incoterm"] == "EXW":
        return offer["accepted_price"]
    assert offer["incoterm"] == "FOB"
    bills = [c["amount"] for c in of_lot("costs", offer) if c["category"] == "export" and c["spent_on"] <= AS_OF]
    exported = sum(o["weight"] for o in of_lot("offers", offer) if (o["status"], o["incoterm"]) == ("accepted", "FOB"))
    loading = sum(bills) / exported if bills else float(SETTINGS["export", stream])
    return offer["accepted_price"] - loading - float(SETTINGS["inland", stream])


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


def test_samples_approved(year):
    def share(stream):
        said = [o["sample_result"] for o in offers(year, stream, "accepted", "rejected") if o["sample_result"]]
        return said.count("approved") / len(said)

    assert_agree(year, "samples_approved", share)


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


def days_since(day, rows, on, amount):
    """From the mean day of these rows, weighted by an amount; None without any."""
    weighted = [(row[on].toordinal(), row[amount]) for row in rows if row.get(amount) and row[on] <= AS_OF]
    if not weighted:
        return None
    return day.toordinal() - sum(on * amount for on, amount in weighted) / sum(amount for _, amount in weighted)


def waited(offer):
    """Days until the money came, or until now, from when farmers were paid, coffee came, the lot was offered."""
    end = offer["paid_on"] if offer.get("paid_on") and offer["paid_on"] <= AS_OF else AS_OF
    usd_paid = [
        {**row, "usd": usd(row, row["paid_on"])} for row in of_lot("payments", offer) if row["paid_on"] <= AS_OF
    ]
    return (
        days_since(end, usd_paid, "paid_on", "usd"),
        days_since(end, of_lot("receipts", offer), "received_on", "weight"),
        float((end - offer["offered_on"]).days),
    )


def mean_wait(found, until):
    """The area under the share still waiting, by Kaplan and Meier, deals weighing as their kg."""
    area, still, last = 0.0, 1.0, 0.0
    for day in sorted({days for days, _, _ in found}):
        area += still * max(0.0, min(day, until) - last)
        last = min(day, until)
        at_risk = sum(kg for days, _, kg in found if days >= day)
        still *= 1 - sum(kg for days, came, kg in found if days == day and came) / at_risk
    return area + still * max(0.0, until - last)


def days_to_cash(year):
    for place in range(3):
        of = {
            s: [
                (waited(o)[place], bool(o.get("paid_on") and o["paid_on"] <= AS_OF), o["weight"])
                for o in deals(year, s)
            ]
            for s in STREAMS
        }
        if any(days is None for found in of.values() for days, _, _ in found):
            continue
        if any(2 * sum(came for _, came, _ in found) < len(found) for found in of.values()):
            break
        of = {s: [(max(days, 0.0), came, kg) for days, came, kg in found] for s, found in of.items()}
        ends = [max((days, not came) for days, came, _ in found) for found in of.values()]
        until = min([days for days, waits in ends if waits] or [max(days for days, _ in ends)])
        return mean_wait(of["micro"], until) - mean_wait(of["bulk"], until)
    return float(SETTINGS["days_to_cash", None])


def spent_beyond_bulk(year):
    """Fixed and varying cost, what farmers got more and what bulk lost, in all; and interest for a unit of money."""
    costs = micro_costs(year)
    extra = (pay_per_kg(year, "micro") - pay_per_kg(year, "bulk")) * all_made(year, "micro")
    diluted = float(SETTINGS["dilution", None]) * all_made(year, "bulk")
    return sum(costs.values()), extra, diluted, float(SETTINGS["finance_rate", None]) * days_to_cash(year) / 365


def extra_work(year):
    """The days micro took more than its kg would have taken as bulk, kind by kind, at the wage set."""
    days = 0.0
    kinds = {row["work"] for row in rows()["labour"]}
    for kind in kinds:
        per_kg = {
            stream: sum(r["days"] for lot in lots(year, stream) for r in of_lot("labour", lot) if r["work"] == kind)
            / all_made(year, stream)
            for stream in STREAMS
        }
        days += (per_kg["micro"] - per_kg["bulk"]) * all_made(year, "micro")
    return days, days * float(SETTINGS["day_wage", None])


def brought_otherwise(year):
    """Kg and value of what of micro was sold as something else, and the kg unsold in lots still open."""
    otherwise = [o for o in deals(year, "micro", own=False) if o not in deals(year, "micro")]
    kg = sum(o["weight"] for o in otherwise)
    value = sum(o["weight"] * net(o, "micro") for o in otherwise)
    unsold = 0.0
    for lot in lots(year, "micro"):
        sold = sum(o["weight"] for o in of_lot("offers", lot) if o["status"] == "accepted")
        closed = lot.get("closed_on") and lot["closed_on"] <= AS_OF
        unsold += 0.0 if closed else max(made(lot) - sold, 0.0)
    return kg, value, unsold


def test_break_even(year):
    kg, bulk = all_made(year, "micro"), bulk_of_the_month(year)
    spent, extra, diluted, interest = spent_beyond_bulk(year)
    sold = sum(o["weight"] for o in deals(year, "micro"))
    _, value, unsold = brought_otherwise(year)
    rest = value + unsold * (bulk - float(SETTINGS["return_discount", None]))
    _, work = extra_work(year)
    for part, farmers in (("premium, as the cooperative sees it", extra), ("premium, as the members see it", work)):
        price_needed = (kg * bulk + spent + diluted + farmers - rest) / (sold * (1 - interest))
        assert computed(year)["break_even"].parts[part]["micro"].value == pytest.approx(price_needed - bulk)


def test_net_gain(year):
    kg, bulk = all_made(year, "micro"), bulk_of_the_month(year)
    spent, extra, diluted, interest = spent_beyond_bulk(year)
    value = sum(o["weight"] * net(o, "micro") for o in deals(year, "micro"))
    _, other, unsold = brought_otherwise(year)
    earned = value + other + unsold * (bulk - float(SETTINGS["return_discount", None]))
    needed = kg * bulk + spent + extra + diluted + value * interest
    found = computed(year)["net_gain"]
    assert found.groups["micro"].value == pytest.approx((earned - needed) / kg)
    days, work = extra_work(year)
    assert found.parts["per kg made, as the members see it"]["micro"].value == pytest.approx(
        (earned - needed + extra - work) / kg
    )
    of_a_day = found.parts["per extra day of work, as the members see it"]["micro"]
    assert of_a_day.value == pytest.approx((earned - needed + extra) / days)


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
