"""Indicators of terms, water, pay and plots once more, in plain Python from the definition alone, over the rows of the
sample."""

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from math import ceil
from statistics import mean, median

import pytest

from metrics.commercial.days_to_payment import OVERDUE
from tests.metrics.sample import AS_OF, rows
from tests.metrics.test_second_computation import (
    STREAMS,
    YEARS,
    assert_agree,
    by_sample,
    computed,
    deals,
    last_stage,
    lots,
    net,
    of_lot,
    pay_per_kg,
    price,
    usd,
)

pytestmark = pytest.mark.parametrize("year", YEARS)


def assert_agree_by_process(year, name, value):
    """The plain value of every process of each stream is the one listed, and the headline is one of them."""
    found = computed(year)[name]
    for stream in STREAMS:
        processes = {lot["process"] for lot in lots(year, stream)}
        plain = {
            process: value([lot for lot in lots(year, stream) if lot["process"] == process]) for process in processes
        }
        for process, expected in plain.items():
            listed = found.by[process][stream].value if found.by else found.groups[stream].value
            assert listed == pytest.approx(expected), (process, stream)
        assert found.groups[stream].value == pytest.approx(plain[found.groups[stream].basis])


def cherry(lot):
    return sum(
        row["weight"] for row in of_lot("receipts", lot) if row["form"] == "cherry" and row["received_on"] <= AS_OF
    )


def ratio(pairs):
    kept = [(top, bottom) for top, bottom in pairs if top and bottom]
    return sum(top for top, _ in kept) / sum(bottom for _, bottom in kept) if kept else None


def dry_green(lot):
    """Kg green out of the last milling, at 12 % moisture."""
    milled = [row for row in of_lot("processing", lot) if row.get("form_out") == "green" and row["ended_on"] <= AS_OF]
    if not milled:
        return 0
    last = max(milled, key=lambda row: row["ended_on"])
    samples = last_stage([s for s in of_lot("quality", lot) if s.get("moisture")])
    moisture = last.get("moisture_out") or (by_sample(samples, "moisture") if samples else 12)
    return last["weight_out"] * (100 - moisture) / 88


def test_outturn(year):
    assert_agree_by_process(year, "outturn", lambda found: ratio((dry_green(lot), cherry(lot)) for lot in found))


def test_ripe_share(year):
    def share(stream):
        looked_at = [
            r
            for lot in lots(year, stream)
            for r in of_lot("receipts", lot)
            if r.get("ripe_share") is not None and r["received_on"] <= AS_OF
        ]
        return sum(r["ripe_share"] * r["weight"] for r in looked_at) / sum(r["weight"] for r in looked_at)

    assert_agree(year, "ripe_share", share)


def test_water_use(year):
    def litres(lot):
        return sum(
            row.get("water_litres") or 0
            for row in of_lot("processing", lot)
            if row["started_on"] <= AS_OF and row["ended_on"] <= AS_OF
        )

    assert_agree_by_process(year, "water_use", lambda found: ratio((litres(lot), cherry(lot)) for lot in found))


def test_ppe_use(year):
    answers = defaultdict(list)
    for row in rows()["checks"]:
        if (
            row["kind"] == "ppe"
            and row.get("crop_year") == year
            and row["checked_on"] <= AS_OF
            and row["result"] != "not applicable"
        ):
            answers[row["stream"], row["occasion"], row["checked_on"]].append((row["result"] == "yes", row["observed"]))
    for stream in STREAMS:
        for basis, observed in (("observed", True), ("self-reported", False)):
            worn = [
                all(yes for yes, _ in items)
                for (of, *_), items in answers.items()
                if of == stream and all(seen for _, seen in items) == observed
            ]
            if worn:
                assert computed(year)["ppe_use"].by[basis][stream].value == pytest.approx(mean(worn))


def waits(year, stream, began):
    """(days, paid) of every accepted offer whose clock began."""
    found = []
    for deal in deals(year, stream, own=False):
        if deal.get(began) and deal[began] <= AS_OF:
            paid = deal.get("paid_on") if deal.get("paid_on") and deal["paid_on"] <= AS_OF else None
            found.append((((paid or AS_OF) - deal[began]).days, paid is not None))
    return [(days, paid) for days, paid in found if days >= 0]


def paid_by(waited, day):
    """The share paid by a day: what is still owed counts as long as it was followed."""
    owed = 1.0
    for step in sorted({days for days, paid in waited if paid and days <= day}):
        owed *= 1 - sum(d == step and paid for d, paid in waited) / sum(d >= step for d, _ in waited)
    return 1 - owed


def test_days_to_payment(year):
    found = computed(year)["days_to_payment"]
    for basis, began in (("from shipping", "shipped_on"), ("from contract", "contract_signed_on")):
        for stream in STREAMS:
            waited = waits(year, stream, began)
            half = next(
                (days for days in sorted({d for d, paid in waited if paid}) if paid_by(waited, days) >= 0.5 - 1e-12),
                None,
            )
            assert found.by[basis][stream].value == half, (basis, stream)
    headline = {"from shipping": "shipped_on", "from contract": "contract_signed_on"}[found.groups["micro"].basis]
    for stream in STREAMS:
        waited = waits(year, stream, headline)
        within = found.parts["paid within 45 days"][stream].value
        assert (within is None and max(d for d, _ in waited) < 45) or within == pytest.approx(paid_by(waited, 45))


def test_paid_late_or_overdue(year):
    for stream in STREAMS:
        late = []
        for deal in deals(year, stream, own=False):
            if deal.get("shipped_on") and deal.get("payment_days") is not None and deal["shipped_on"] <= AS_OF:
                due = deal["shipped_on"] + timedelta(days=deal["payment_days"])
                if due < AS_OF:
                    late.append(not deal.get("paid_on") or deal["paid_on"] > due)
        assert computed(year)["days_to_payment"].parts[OVERDUE][stream].value == (
            pytest.approx(mean(late)) if late else None
        )


def clauses(deal):
    """What is known of a contract: True where it favours the cooperative."""
    basis, approval = deal.get("price_basis"), deal.get("quality_approval")
    known = {
        "price basis": None
        if basis is None
        else basis == "outright" or bool(deal.get("fixed_on") and deal["fixed_on"] <= AS_OF),
        "incoterm": (deal.get("incoterm") or "FOB") in ("EXW", "FCA", "FOB"),
        "payment days": None if deal.get("payment_days") is None else deal["payment_days"] <= 30,
        "prefinance": None if deal.get("prefinance_share") is None else deal["prefinance_share"] > 0,
        "claims window": None if deal.get("claims_days") is None else deal["claims_days"] <= 28,
        "quality approval": None if approval is None else approval == "sample before shipment",
        "multi-year": deal.get("multi_year"),
        "exclusivity": None if deal.get("exclusivity") is None else not deal["exclusivity"],
    }
    return {name: good for name, good in known.items() if good is not None}


def test_contract_terms(year):
    def of(stream):
        return [clauses(deal) for deal in deals(year, stream, own=False)]

    assert_agree(year, "contract_terms", lambda s: sum(sum(known.values()) for known in of(s)) / sum(map(len, of(s))))
    for clause, groups in computed(year)["contract_terms"].parts.items():
        if clause.startswith("price, "):
            continue
        for stream in STREAMS:
            known = [contract[clause] for contract in of(stream) if clause in contract]
            expected = (
                sum(map(len, of(stream))) / (8 * len(of(stream)))
                if clause == "clauses known of all"
                else mean(known)
                if known
                else None
            )
            assert groups[stream].value == pytest.approx(expected), (clause, stream)


def test_prices_clause_by_clause(year):
    """Of the deals sold as their own stream whose clause is known: the net price weighted by kg, by what it says."""
    for named, groups in computed(year)["contract_terms"].parts.items():
        if not named.startswith("price, "):
            continue
        clause, way = named.removeprefix("price, ").split(": ")
        for stream in STREAMS:
            own = [d for d in deals(year, stream) if clauses(d).get(clause) == (way == "favourable")]
            kg = [d.get("accepted_weight") or d["weight"] for d in own]
            paid = sum(net(d, stream) * sold_kg for d, sold_kg in zip(own, kg, strict=True))
            expected = paid / sum(kg) if own else None
            assert groups[stream].value == (expected and pytest.approx(expected)), (named, stream)


def test_price_by_tier_and_segment(year):
    found = computed(year)["price_by_tier"]
    for column, shown in (("tier", found.by), ("segment", found.parts)):
        for stream in STREAMS:
            sold = defaultdict(list)
            for deal in deals(year, stream):
                sold[deal.get(column)].append(deal)
            for name, own in sold.items():
                if name is not None:
                    kg = [d.get("accepted_weight") or d["weight"] for d in own]
                    expected = sum(net(d, stream) * sold_kg for d, sold_kg in zip(own, kg, strict=True)) / sum(kg)
                    assert shown[f"{column} {name}"][stream].value == pytest.approx(expected), (name, stream)


def test_buyer_repeat(year):
    before = f"{int(year[:4]) - 1}/{year[2:4]}"
    then, now = ({deal["buyer"] for deal in deals(season, "micro")} for season in (before, year))
    micro = computed(year)["buyer_repeat"].groups["micro"]
    assert micro.value == (pytest.approx(len(then & now) / len(then)) if then else None)
    assert not then or micro.n == len(then)


def test_farmer_share(year):
    assert_agree(year, "farmer_share", lambda s: pay_per_kg(year, s) / price(year, s))


def first_day(year):
    return datetime(int(year[:4]), 10, 1).date()


def in_year(row, day, year):
    start = first_day(year)
    return row["crop_year"] == year if row.get("crop_year") else start <= row[day] < start.replace(year=start.year + 1)


def test_income_spread(year):
    paid = Counter()
    micro = {lot["lot_id"] for lot in lots(year, "micro")}
    every = {lot["lot_id"] for season in YEARS for stream in STREAMS for lot in lots(season, stream)}
    for row in rows()["payments"]:
        own = (
            row["lot_id"] in micro
            if row.get("lot_id") in every
            else in_year(row, "paid_on", year) and row.get("stream") != "bulk"
        )
        if row["purpose"] == "premium" and own and row["paid_on"] <= AS_OF:
            paid[row["farmer_id"]] += usd(row, row["paid_on"])
    found = computed(year)["income_spread"]
    assert found.groups["micro"].value == pytest.approx(median(paid.values()))
    best = sorted(paid.values(), reverse=True)[: ceil(len(paid) / 10)]
    assert found.parts["share of the best-paid tenth"]["micro"].value == pytest.approx(sum(best) / sum(paid.values()))
    assert found.parts["farmers paid of members"]["micro"].value == pytest.approx(
        len(paid) / len({plot["farmer_id"] for plot in rows()["plots"]})
    )


def delivered(year):
    """{plot: {stream: kg}} of the crop year; a delivery without a plot comes from the only plot of its farmer."""
    of_farmer, kg = defaultdict(set), defaultdict(Counter)
    for plot in rows()["plots"]:
        of_farmer[plot["farmer_id"]].add(plot["plot_id"])
    for stream in STREAMS:
        for lot in lots(year, stream):
            for row in of_lot("receipts", lot):
                plots = {row["plot_id"]} if row.get("plot_id") else of_farmer[row["farmer_id"]]
                if len(plots) == 1 and row["received_on"] <= AS_OF:
                    kg[next(iter(plots))][stream] += row["weight"]
    return kg


def per_ha(year, stream, amount):
    """Kg per ha over the plots with a row; a plot feeding both streams is split by kg delivered."""
    used, area = defaultdict(float), {plot["plot_id"]: plot["area_ha"] for plot in rows()["plots"]}
    for row in rows()["inputs"]:
        if in_year(row, "used_on", year) and row["used_on"] <= AS_OF:
            used[row["plot_id"]] += amount(row)
    kg = delivered(year)
    parts = {plot: kg[plot][stream] / kg[plot].total() for plot in used if kg[plot].total() and area.get(plot)}
    return sum(used[plot] * part for plot, part in parts.items()) / sum(
        area[plot] * part for plot, part in parts.items()
    )


@pytest.mark.parametrize("element", "NPK")
def test_fertiliser_use(year, element):
    part = None if element == "N" else f"{element} per ha"
    assert_agree(
        year,
        "fertiliser_use",
        lambda s: per_ha(year, s, lambda row: row["amount"] * row["element_share"] if row["input"] == element else 0),
        part,
    )


def test_pesticide_use(year):
    assert_agree(
        year,
        "pesticide_use",
        lambda s: per_ha(year, s, lambda row: row["amount"] * (row.get("active_ingredient_share") or 0)),
    )


def test_farmer_feedback(year):
    for question in {row["question"] for row in rows()["feedback"]}:
        for takes_part, group in ((True, "takes part"), (False, "takes no part")):
            scores = [
                row["score"]
                for row in rows()["feedback"]
                if row["question"] == question
                and row["takes_part"] == takes_part
                and in_year(row, "asked_on", year)
                and row["asked_on"] <= AS_OF
            ]
            shown = {**computed(year)["farmer_feedback"].by, **computed(year)["farmer_feedback"].parts}[
                f"{question} (1-5)"
            ]
            assert shown[group].value == pytest.approx(mean(scores))


def test_records_on_time(year):
    def share(stream):
        on_time = []
        for lot in lots(year, stream):
            for row in of_lot("receipts", lot):
                if row.get("recorded_at") and row["received_on"] <= AS_OF:
                    on_time.append(
                        row["recorded_at"]
                        <= datetime.combine(row["received_on"] + timedelta(days=1), time()) + timedelta(hours=48)
                    )
        return mean(on_time)

    assert_agree(year, "records_on_time", share)


def test_laboratory(year):
    """A lot fails with any result above its limit; every result of the sample is a number, a bound, or says that
    nothing was found."""
    found = computed(year)
    for name, kinds in (("residue_pass", ("residue",)), ("microbiology_pass", ("microbiology", "mycotoxin"))):
        if name in found:
            assert_agree(year, name, lambda s, kinds=kinds: laboratory(year, s, kinds))


def laboratory(year, stream, kinds):
    verdicts = []
    for lot in lots(year, stream):
        tests = [
            verdict(row) for row in of_lot("lab_tests", lot) if row["kind"] in kinds and row["sampled_on"] <= AS_OF
        ]
        if tests:
            verdicts.append(next(one for one in ("fail", "inconclusive", "pass") if one in tests))
    known = [one == "pass" for one in verdicts if one != "inconclusive"]
    return mean(known) if known else None


NOTHING_FOUND = ("ND", "n.d.", "not detected", "no detectado", "absent", "ausente")
IN_UG = {"mg/kg": 1000, "ug/kg": 1, "ppb": 1}


def verdict(row):
    result, limit = row["result"], row["limit"]
    if limit == "absent":
        return "pass" if result in NOTHING_FOUND else "fail"
    if result in NOTHING_FOUND:
        result = f"<{row['loq']}"
    number, _, unit = result.removeprefix("<").replace(",", ".").partition(" ")
    within = float(number) * IN_UG[unit or row["unit"]] <= float(limit) * IN_UG[row["unit"]] * (1 + 1e-12)
    return "pass" if within else "inconclusive" if result.startswith("<") else "fail"
