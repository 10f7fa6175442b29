"""The indicators of one drawn cooperative by the plainest loops over its rows: {(indicator, crop year, group):
[numerator, denominator]}."""

from collections import defaultdict
from datetime import timedelta

from sample_data.world import parameters

BEANS = {
    "full black": (1, 1),
    "severe insect": (1, 5),
    "broken": (2, 5),
    "partial black": (2, 3),
    "slight insect": (2, 10),
}
UNCLEAR = {"<0.05", "<10"}  # sought with a method coarser than the limit


def plain_sums(drawn):
    found = defaultdict(lambda: [0.0, 0.0])
    lots = {lot["lot_id"]: lot for lot in drawn["lots"]}

    def add(indicator, lot_id, num, den):
        add_to(indicator, lots[lot_id]["crop_year"], lots[lot_id]["stream"], num, den)

    def add_to(indicator, crop_year, group, num, den):
        found[indicator, crop_year, group][0] += num
        found[indicator, crop_year, group][1] += den

    made = {row["lot_id"]: row for row in drawn["processing"] if row["step"] == "milling"}
    samples(drawn, add)
    chain(drawn, lots, made, add)
    deals(drawn, lots, {lot_id: row["weight_out"] for lot_id, row in made.items()}, add, add_to)
    plots(drawn, lots, add_to)
    people(drawn, add_to)
    custody(drawn, lots, add)
    return found


def samples(drawn, add):
    whole = defaultdict(int)  # full defects of a sample and category, kind by kind and without fractions
    for row in drawn["defects"]:
        category, beans = BEANS[row["defect"]]
        whole[row["sample_id"], category] += row["count"] // beans
    for row in drawn["quality"]:
        if row["stage"] == "pre-shipment" and row["cupper"] == "AB":
            add("moisture", row["lot_id"], row["moisture"], 1)
            add("moisture_in_range", row["lot_id"], 10 <= row["moisture"] <= 12, 1)
            add("defect_rate", row["lot_id"], row["category1_defects"] + row["category2_defects"], 1)
            one, two = (whole[row["sample_id"], category] for category in (1, 2))
            add("specialty_grade", row["lot_id"], one == 0 and two <= 5, 1)
            add("cup_score", row["lot_id"], row["cup_score"], 1)
    for row in drawn["checks"]:
        if row["kind"] == "sop":
            add("sop_compliance", row["lot_id"], row["result"] == "yes", 1)
    results = defaultdict(set)
    for row in drawn["lab_tests"]:
        results[row["lot_id"], "residue_pass" if row["kind"] == "residue" else "microbiology_pass"].add(
            (row["analyte"], row["result"])
        )
    for (lot_id, indicator), of_lot in results.items():
        if not any(result in UNCLEAR for _, result in of_lot):
            failed = any(
                (analyte, result) in {("chlorpyrifos", "0.02"), ("ochratoxin A", "7,4")} for analyte, result in of_lot
            )
            add(indicator, lot_id, not failed, 1)


def chain(drawn, lots, made, add):
    cherry = defaultdict(float)
    for row in drawn["receipts"]:
        cherry[row["lot_id"]] += row["weight"]
        if row["ripe_share"] is not None:
            add("ripe_share", row["lot_id"], row["ripe_share"] * row["weight"], row["weight"])
        add("records_on_time", row["lot_id"], row["recorded_at"].date() - row["received_on"] <= timedelta(days=2), 1)
    water = defaultdict(float)
    for row in drawn["processing"]:
        water[row["lot_id"]] += row.get("water_litres") or 0
    for lot_id, kg in cherry.items():
        suffix = {"washed": ""}.get(lots[lot_id]["process"], f": {lots[lot_id]['process']}")
        add(f"outturn{suffix}", lot_id, made[lot_id]["weight_out"] * (100 - made[lot_id]["moisture_out"]) / 88, kg)
        add(f"water_use{suffix}", lot_id, water[lot_id], kg)


def deals(drawn, lots, made, add, add_to):
    exported, bill = defaultdict(float), defaultdict(float)  # a lot sold in halves has two bills
    for row in drawn["offers"]:
        if row["status"] == "accepted" and row["incoterm"] == "FOB":
            exported[row["lot_id"]] += row["weight"]
    for row in drawn["costs"]:
        if row["category"] == "export":
            bill[row["lot_id"]] += row["amount"]
    bought = defaultdict(set)
    for row in drawn["offers"]:
        lot_id, taken, lot = row["lot_id"], row["status"] == "accepted", lots[row["lot_id"]]
        if row["status"] != "open":
            add("offer_conversion", lot_id, taken, 1)
        if row["sample_result"] is not None:
            add("samples_approved", lot_id, row["sample_result"] == "approved", 1)
        if taken:
            add("price_realisation", lot_id, row["accepted_price"] * row["weight"], row["asked_price"] * row["weight"])
            clauses = {
                "price": True,
                "incoterm": True,
                "payment": row["payment_days"] <= 30,
                "prefinance": _known(row["prefinance_share"], lambda x: x > 0),
                "claims": _known(row["claims_days"], lambda x: x <= 28),
                "approval": _known(row["quality_approval"], lambda x: "before" in x),
                "years": row["multi_year"],
                "others": _known(row["exclusivity"], lambda x: not x),
            }
            known = [good for good in clauses.values() if good is not None]
            add("contract_terms", lot_id, sum(known), len(known))
        if taken and lot["crop_year"] == "2024/25":  # all of it paid by now
            add("days_to_payment: paid within 45 days", lot_id, (row["paid_on"] - row["shipped_on"]).days <= 45, 1)
        if taken and row["sold_as"] is None:
            export, inland = (parameters()["netback"][name][lot["stream"]] for name in ("export", "inland"))
            loading = bill[lot_id] / exported[lot_id] if lot_id in bill else export
            netted = 0 if row["incoterm"] == "EXW" else inland + loading
            add("premium_over_bulk", lot_id, (row["accepted_price"] - netted) * row["weight"], row["weight"])
            if row["tier"]:
                add(
                    f"price_by_tier: tier {row['tier']}",
                    lot_id,
                    (row["accepted_price"] - netted) * row["weight"],
                    row["weight"],
                )
                bought[lot["crop_year"]].add(row["buyer"])
            add("sold_share", lot_id, row["weight"], 0)
    for lot_id, kg in made.items():
        add("sold_share", lot_id, 0, kg)
    add_to("buyer_repeat", "2025/26", "micro", len(bought["2024/25"] & bought["2025/26"]), len(bought["2024/25"]))


def _known(value, favours):
    return None if value is None else favours(value)


def plots(drawn, lots, add_to):
    """What plots got, by the share of their kg that went to each stream."""
    plot_of = {row["plot_id"]: row for row in drawn["plots"]}
    brought = defaultdict(float)
    for row in drawn["receipts"]:
        lot, plot = lots[row["lot_id"]], plot_of.get(row["plot_id"])
        brought[lot["crop_year"], row["plot_id"], lot["stream"]] += row["weight"]
        add_to(
            "plot_geolocation",
            lot["crop_year"],
            lot["stream"],
            row["weight"] if plot and plot["latitude"] else 0,
            row["weight"],
        )
    used, seen = defaultdict(float), set()
    for row in drawn["inputs"]:
        share = row.get("element_share") or row["active_ingredient_share"]
        used[row["crop_year"], row["plot_id"], row["input"]] += row["amount"] * share
        seen.add((row["crop_year"], row["plot_id"]))
    names = {
        "N": "fertiliser_use",
        "P": "fertiliser_use: P per ha",
        "K": "fertiliser_use: K per ha",
        "fungicide": "pesticide_use",
    }
    for crop_year, plot_id in seen:
        kg = {stream: brought.get((crop_year, plot_id, stream), 0) for stream in ("micro", "bulk")}
        for stream in kg:
            for what, indicator in names.items():
                share = kg[stream] / sum(kg.values()) if sum(kg.values()) else 0
                add_to(
                    indicator,
                    crop_year,
                    stream,
                    used[crop_year, plot_id, what] * share,
                    plot_of[plot_id]["area_ha"] * share,
                )


def people(drawn, add_to):
    worn = defaultdict(list)
    for row in drawn["checks"]:
        if row["kind"] == "ppe":
            how = "ppe_use" if row["observed"] else "ppe_use: self-reported"
            worn[how, row["crop_year"], row["stream"], row["occasion"]].append(row["result"] == "yes")
    for (how, crop_year, stream, _), items in worn.items():
        add_to(how, crop_year, stream, all(items), 1)
    for row in drawn["feedback"]:
        group = "takes part" if row["takes_part"] else "takes no part"
        add_to(f"farmer_feedback: {row['question']} (1-5)", row["crop_year"], group, row["score"], 1)
    lots = {lot["lot_id"]: lot["crop_year"] for lot in drawn["lots"]}
    members = len({row["farmer_id"] for row in drawn["plots"]})
    for crop_year in set(lots.values()):
        paid = {
            row["farmer_id"]
            for row in drawn["payments"]
            if row["purpose"] == "premium" and lots[row["lot_id"]] == crop_year
        }
        add_to("income_spread: farmers paid of members", crop_year, "micro", len(paid), members)


def custody(drawn, lots, add):
    """Papers required and there; lots kept apart by the three ways in which the sample can fail."""
    there = {(row["lot_id"], row["document"]): row.get("signed") for row in drawn["documents"]}
    moved, tested = {row["lot_id"] for row in drawn["handovers"]}, {row["lot_id"] for row in drawn["lab_tests"]}
    sold = {row["lot_id"] for row in drawn["offers"] if row["status"] == "accepted"}
    bags, beds = defaultdict(int), defaultdict(list)
    for row in drawn["handovers"]:
        for place, sign in ((row["to_place"], 1), (row["from_place"], -1)):
            if place == "Store 1":
                bags[row["lot_id"]] += sign * row["bags"]
    for row in drawn["processing"]:
        if row["step"] == "drying":
            beds[row["place"]].append(row)
    for lot_id in lots:
        plain = ["plot list", "receipt slips", "drying sheet", "storage sheet", "milling report", "quality certificate"]
        wanted = plain + ["laboratory report"] * (lot_id in tested)
        signed = ["hand-over note"] * (lot_id in moved) + ["contract"] * (lot_id in sold)
        add(
            "custody_file",
            lot_id,
            sum((lot_id, paper) in there for paper in wanted)
            + sum(there.get((lot_id, paper), False) for paper in signed),
            len(wanted) + len(signed),
        )
        if lot_id in moved:
            bed = next(row for rows in beds.values() for row in rows if row["lot_id"] == lot_id)
            alone = not any(
                row["lot_id"] != lot_id
                and row["started_on"] <= bed["ended_on"]
                and bed["started_on"] <= row["ended_on"]
                for row in beds[bed["place"]]
            )
            add("segregation", lot_id, alone and bags[lot_id] >= 0, 1)
