"""How much of a task the logs show, and what speaks against it: each piece of evidence on a few rows."""

from datetime import date, timedelta

import pytest

from decisions.evidence import (
    CANNOT_TELL,
    CONTRADICTED,
    IN_PART,
    NOT_SEEN,
    SEEN,
    Condition,
    Showing,
    catalogue,
    judged,
    look,
    together,
)
from tests.decisions.pilot_rows import OPEN, cherry, lot, offer, world
from tests.support import warehouse_of


@pytest.mark.parametrize("evidence", catalogue())
def test_every_piece_of_evidence_cannot_be_told_from_empty_logs(evidence):
    shown, because, share = look(world(), evidence)
    assert shown == CANNOT_TELL and because.endswith("no rows.") and share is None


@pytest.mark.parametrize("evidence", catalogue())
def test_every_piece_of_evidence_reads_real_columns(evidence):
    """One row in each log it reads, none of them the pilot's: the SQL runs and never says seen."""
    rows = {"lots": [lot("B1", "bulk")], "plan": [{"gate": 360, "indicator": "x"}]}
    reads = catalogue()[evidence].reads
    found = look(world(**{log: rows.get(log, [{}]) for log in {"lots", *reads}}), evidence)
    assert found.state in (NOT_SEEN, CANNOT_TELL) and "{" not in found.because


# found, wanted, against: 1 of 20 is 5 %, where a part begins
@pytest.mark.parametrize(
    ("found", "wanted", "against", "enough", "state"),
    [
        (20, 20, 0, 1.0, SEEN),
        (19, 20, 0, 1.0, IN_PART),
        (19, 20, 0, 0.95, SEEN),
        (1, 20, 0, 1.0, IN_PART),
        (1, 21, 0, 1.0, NOT_SEEN),
        (0, 20, 0, 1.0, NOT_SEEN),
        (20, 20, 1, 1.0, CONTRADICTED),
        (0, 0, 0, 1.0, CANNOT_TELL),
        (None, None, 2, 1.0, CONTRADICTED),
    ],
)
def test_the_state_of_a_condition(found, wanted, against, enough, state):
    one = Condition("{found} of {wanted}.", enough=enough, against="{against} against.", unknown="Nothing.")
    assert judged(one, {"found": found, "wanted": wanted, "against": against}).state == state


def test_a_share_is_never_rounded_up_to_all_of_it():
    """199 of 200 is 99.5 %, 1 of 300 a third of a percent."""
    one = Condition("{share}")
    assert judged(one, {"found": 199, "wanted": 200}).because == "99\u202f%"
    assert judged(one, {"found": 1, "wanted": 300}).because == "less than 1\u202f%"


def test_of_several_conditions_the_least_met_decides():
    seen, part, half, unseen = (Showing(s, s, x) for s, x in ((SEEN, 1), (IN_PART, 0.8), (IN_PART, 0.5), (NOT_SEEN, 0)))
    unknown, against = Showing(CANNOT_TELL, "?"), Showing(CONTRADICTED, "no", 0.9)
    assert together([seen, part, half])[::2] == (IN_PART, 0.5)
    assert together([seen, unseen, unknown]).state == NOT_SEEN
    assert together([seen, unknown]) == (CANNOT_TELL, "seen ?", None)
    assert together([unseen, against]).state == CONTRADICTED


def test_three_micro_lots_opened_since_the_start_are_seen():
    lots = [lot("M1"), lot("M2"), lot("M3"), lot("B1", "bulk")]
    assert look(world(lots=lots), "micro_lots_open") == (
        SEEN,
        "Micro-lots opened since the pilot began: 3; at least 3 needed.",
        1,
    )


def test_lots_opened_before_the_start_or_after_the_day_seen_do_not_count():
    lots = [lot("M1"), lot("M2", opened_on=date(2026, 4, 1)), lot("M3", opened_on=date(2025, 10, 14))]
    assert look(world(lots=lots), "micro_lots_open")[::2] == (IN_PART, 1 / 3)


def test_a_lot_without_an_opening_day_counts_by_its_crop_year():
    lots = [lot("M1"), lot("M2"), lot("M3", opened_on=None), lot("M0", opened_on=None, crop_year="2024/25")]
    assert look(world(lots=lots), "micro_lots_open").state == SEEN


def test_bulk_of_another_process_is_no_comparison():
    bulk = [lot(f"B{n}", "bulk", process=process) for n, process in enumerate(("washed", "Washed", "natural", None))]
    assert look(world(lots=[lot("M1", process="washed"), *bulk]), "bulk_to_compare")[::2] == (IN_PART, 2 / 3)


def test_goals_agreed_after_the_first_offer_contradict():
    goals = [{"gate": 180, "indicator": name, "agreed_on": date(2025, 10, 15)} for name in ("sold_share", "moisture")]
    assert look(world(plan=goals, lots=[lot("M1")]), "plan_agreed").state == SEEN
    undated = {"gate": 180, "indicator": "cup_score"}
    assert look(world(plan=[*goals, undated], lots=[lot("M1")]), "plan_agreed")[::2] == (IN_PART, 2 / 3)
    early = offer("M1", offered_on=date(2025, 10, 14))
    found = look(world(plan=goals, lots=[lot("M1")], offers=[early]), "plan_agreed")
    assert found.state == CONTRADICTED
    assert found.because == "Of 2 goals 2 were agreed after 14 Oct 2025, when the pilot had begun."


def test_deliveries_without_lot_or_slip_count_by_their_kg():
    """Green: 100 kg with both, 50 kg of the same farmer without a slip, 50 kg of one who takes no part: 100 of 150."""
    slips = [
        cherry("M1", 625),
        cherry("M1", 312.5) | {"receipt_no": None},
        cherry("B1", 312.5, "F2") | {"receipt_no": None},
    ]
    found = look(world(lots=[lot("M1"), lot("B1", "bulk")], receipts=slips), "deliveries_by_lot")
    assert found[::2] == (IN_PART, pytest.approx(2 / 3))
    assert (
        "Of 150 kg green delivered by the farmers of micro-lots 100 kg carry a lot and a slip number (66\u202f%)."
        in (found.because)
    )


def test_deliveries_under_a_code_nobody_knows_contradict():
    slips = [cherry("M1", 625), cherry("M-1", 312.5)]
    assert look(world(lots=[lot("M1")], receipts=slips), "deliveries_by_lot").state == CONTRADICTED


def test_a_place_shared_with_bulk_on_the_same_day_contradicts():
    def step(lot_id, place):
        return {
            "lot_id": lot_id,
            "step": "drying",
            "started_on": OPEN,
            "place": place,
            "form_in": "wet parchment",
            "form_out": "dry parchment",
        }

    lots = [lot("M1"), lot("M2"), lot("B1", "bulk")]
    shared = world(lots=lots, processing=[step("M1", "bed 1"), step("M2", "bed 2"), step("B1", "bed 2")])
    assert look(shared, "processed_apart") == (
        CONTRADICTED,
        "1 of 2 micro-lots lay on a bed with another lot; 1 dried on a bed of their own.",
        0.5,
    )
    half = world(lots=lots, processing=[step("M1", "bed 1")])
    assert look(half, "processed_apart").state == IN_PART


def check(lot_id, item, result="yes", critical=False):
    return {
        "checked_on": OPEN,
        "kind": "sop",
        "item": item,
        "result": result,
        "lot_id": lot_id,
        "critical": critical,
    }


def test_working_rules_answered_no_contradict_their_check():
    """M1 keeps both; M2 was never asked the critical one, so half of them; then M2 answers all no."""
    lots = [lot("M1"), lot("M2")]
    kept = [check("M1", "labels", critical=True), check("M1", "floated"), check("M2", "floated")]
    assert look(world(lots=lots, checks=kept), "sop_checked")[::2] == (IN_PART, 0.5)
    broken = [*kept[:2], check("M2", "Labels", "no")]  # a critical item, though this row forgot to say so
    assert look(world(lots=lots, checks=broken), "sop_checked").state == CONTRADICTED
    all_no = [check(one.get("lot_id"), "floated", "no") for one in lots]
    assert look(world(lots=lots, checks=all_no), "sop_checked")[::2] == (CONTRADICTED, 0)


def test_one_unsigned_movement_of_a_lot_is_not_signed_over():
    def moved(lot_id, to, received_by="Driver"):
        return {
            "moved_on": OPEN,
            "lot_id": lot_id,
            "from_place": "Station",
            "to_place": to,
            "handed_by": "Keeper",
            "received_by": received_by,
        }

    moves = [moved("M1", "Store"), moved("M2", "Store"), moved("M2", "Mill", " ")]
    assert look(world(lots=[lot("M1"), lot("M2")], handovers=moves), "handed_over")[::2] == (IN_PART, 0.5)


def test_a_category_of_cost_without_an_amount_is_not_written_down():
    costs = [
        {"spent_on": OPEN, "category": name, "amount": amount, "lot_id": "M1"}
        for name, amount in (("sorting", 0.0), ("lab", 90.0), ("Lab", 20.0), ("freight", None))
    ]
    assert look(world(lots=[lot("M1")], costs=costs), "costs_kept")[::2] == (IN_PART, 2 / 3)


def sample(lot_id, stage="pre-shipment", **values):
    return {"sampled_on": date(2026, 1, 5), "lot_id": lot_id, "stage": stage, **values}


def test_samples_of_drying_do_not_show_the_moisture_before_shipping():
    lots = [lot("M1"), lot("M2")]
    drying = [sample("M1", "drying", moisture=11.0), sample("M2", "drying", moisture=11.0)]
    assert look(world(lots=lots, quality=drying), "moisture_measured").state == NOT_SEEN
    ready = [sample("M1", moisture=11.0), sample("M2", moisture=12.5)]
    assert look(world(lots=lots, quality=ready), "moisture_measured").state == SEEN
    wet = [sample("M1", moisture=11.0), sample("M2", moisture=12.5), sample("M2", moisture=12.7)]
    assert look(world(lots=lots, quality=wet), "moisture_measured").state == CONTRADICTED


def test_a_lot_is_cupped_by_three_or_by_somebody_from_outside():
    cups = [sample("M1", cup_score=84.0, cupper=name) for name in ("Ana", "ana", "Ben")]
    cups += [sample("M2", cup_score=85.0, third_party=True)]
    assert look(world(lots=[lot("M1"), lot("M2")], quality=cups), "lots_cupped")[::2] == (IN_PART, 0.5)
    cups += [sample("M1", cup_score=84.0, cupper="Eva")]
    assert look(world(lots=[lot("M1"), lot("M2")], quality=cups), "lots_cupped").state == SEEN


def analysed(lot_id, analyte, result, kind="residue", accredited=True, market="EU"):
    return {
        "sampled_on": date(2026, 1, 15),
        "lot_id": lot_id,
        "kind": kind,
        "analyte": analyte,
        "result": result,
        "unit": "mg/kg" if kind == "residue" else "ug/kg",
        "limit": "0.1" if kind == "residue" else "5",
        "market": market,
        "loq": "0.01" if kind == "residue" else "0.5",
        "accredited": accredited,
    }


def both(lot_id, residue="0.02", ochratoxin="1.2", **more):
    return [
        analysed(lot_id, "glyphosate", residue, **more),
        analysed(lot_id, "ochratoxin A", ochratoxin, "mycotoxin", **more),
    ]


@pytest.mark.parametrize(
    ("of_second_lot", "state", "share"),
    [
        (both("M2"), SEEN, 1),
        (both("M2")[:1], IN_PART, 0.5),  # no ochratoxin
        (both("M2", accredited=False), IN_PART, 0.5),
        (both("M2", residue="<0.5"), IN_PART, 0.5),  # the method sees nothing below five times the limit
        (both("M2", market="Japan"), IN_PART, 0.5),  # sold to the EU
        (both("M2", residue="9"), CONTRADICTED, 0.5),  # ninety times the limit
        (both("M2", ochratoxin="7.4"), CONTRADICTED, 0.5),
    ],
)
def test_laboratory_results_must_be_conclusive_and_within_limits(of_second_lot, state, share):
    markets = {"setting": "markets", "value": "EU"}
    found = look(world([markets], lots=[lot("M1"), lot("M2")], lab_tests=both("M1") + of_second_lot), "lab_results_in")
    assert found[::2] == (state, share)


def test_samples_of_one_lot_alone_are_sent_in_part():
    sent = [offer("M1", buyer, status="open", sample_sent_on=OPEN) for buyer in ("A", "B", "C")]
    assert look(world(lots=[lot("M1"), lot("M2")], offers=sent), "samples_sent")[::2] == (IN_PART, 0.5)
    assert look(world(lots=[lot("M1")], offers=[*sent[:2], offer("M1", "a ")]), "samples_sent")[::2] == (IN_PART, 2 / 3)


def test_an_offer_without_a_price_approaches_nobody():
    bare = {"asked_price_per_kg": None, "accepted_price_per_kg": None}
    asked = [offer("M1", "A"), offer("M1", "B"), offer("M1", "C", **bare)]
    assert look(world(lots=[lot("M1")], offers=asked), "buyers_approached")[::2] == (IN_PART, 2 / 3)


MADE = [lot("M1", green_kg=100.0), lot("M2", green_kg=300.0)]


def test_a_first_lot_is_sold_when_nearly_all_its_kg_are():
    assert look(world(lots=MADE, offers=[offer("M1", kg=95.0)]), "first_sale").state == SEEN
    found = look(world(lots=MADE, offers=[offer("M1", kg=60.0), offer("M2", kg=150.0)]), "first_sale")
    assert found == (
        IN_PART,
        "Of the 100 kg green of M1 60 kg are sold as micro (60\u202f%); no other micro-lot is further.",
        0.6,
    )


def test_a_kg_sold_as_low_grade_is_no_buyer_found():
    """1 kg of each lot as low grade: none of 400 kg found a buyer. 120 of 400 kg so: 95 % can't be reached any more."""
    low = [offer(one, kg=1.0, sold_as="low grade") for one in ("M1", "M2")]
    assert look(world(lots=MADE, offers=low), "all_lots_sold")[::2] == (NOT_SEEN, 0)
    assert look(world(lots=MADE, offers=low), "first_sale").state == NOT_SEEN
    half = [offer("M1", kg=100.0), offer("M2", kg=120.0, sold_as="bulk")]
    assert look(world(lots=MADE, offers=half), "all_lots_sold")[::2] == (CONTRADICTED, 0.25)


def test_found_a_buyer_is_counted_in_kg():
    sold = [offer("M1", kg=100.0), offer("M2", kg=100.0)]
    assert look(world(lots=MADE, offers=sold), "all_lots_sold") == (
        IN_PART,
        "Of 400 kg green of the micro-lots 200 kg are sold as micro (50\u202f%).",
        0.5,
    )
    nearly = [offer("M1", kg=100.0), offer("M2", kg=280.0)]
    assert look(world(lots=MADE, offers=nearly), "all_lots_sold").state == SEEN
    unknown = world(lots=[*MADE, lot("M3")], offers=nearly)
    assert look(unknown, "all_lots_sold").state == CANNOT_TELL


def test_money_is_counted_in_kg_of_the_deals():
    deals = [offer("M1", kg=100.0, paid_on=date(2026, 3, 1)), offer("M2", kg=300.0)]
    assert look(world(lots=MADE, offers=deals), "deals_paid")[::2] == (IN_PART, 0.25)


def test_one_located_delivery_of_a_hundred_blank_ones_is_not_seen():
    plot = {"plot_id": "P1", "farmer_id": "F1", "country": "HN", "latitude": 14.1, "longitude": -88.5}
    slips = [cherry("M1", 100.0, plot_id="P1")] + [cherry("M1", 100.0, receipt_no=str(n)) for n in range(100)]
    found = look(world(lots=[lot("M1")], plots=[plot], receipts=slips), "plots_located")
    # 1 of 101 of 101 x 100 x 0.16 kg
    assert found == (
        NOT_SEEN,
        "Of 1616 kg green delivered to micro-lots 16 kg come from located plots (less than 1\u202f%).",
        pytest.approx(1 / 101),
    )
    all_located = [cherry("M1", 100.0, plot_id="P1")]
    assert look(world(lots=[lot("M1")], plots=[plot], receipts=all_located), "plots_located").state == SEEN


def paid(farmer_id, **more):
    return {"paid_on": date(2026, 3, 1), "farmer_id": farmer_id, "amount": 20.0, "purpose": "premium", **more}


def test_farmers_are_paid_when_all_they_delivered_to_micro_lots_is():
    """F1 all of his two lots, F2 one of two, F3 half his kg, F4 nothing: one of four."""
    slips = [cherry("M1", 100.0, who) for who in ("F1", "F2", "F3", "F4")]
    slips += [cherry("M2", 50.0, who) for who in ("F1", "F2")]
    money = [
        paid("F1", lot_id="M1"),
        paid("F1", lot_id="M2", weight_kg=50.0, form="cherry"),
        paid("F2", lot_id="M1"),
        paid("F3", lot_id="M1", weight_kg=50.0, form="cherry"),
        paid("F4", lot_id="M1", amount=0.0),
    ]
    found = look(world(lots=[lot("M1"), lot("M2")], receipts=slips, payments=money), "farmers_paid")
    assert found[::2] == (IN_PART, 0.25)
    everyone = [paid(who, stream="micro") for who in ("F1", "F2", "F3", "F4")]
    whole = world(lots=[lot("M1"), lot("M2")], receipts=slips, payments=everyone)
    assert look(whole, "farmers_paid").state == SEEN


def test_farmers_outside_the_pilot_must_be_asked_too():
    def asked(n, takes_part):
        return {"asked_on": date(2026, 3, 1), "farmer_id": f"F{n}", "question": "Again?", "takes_part": takes_part}

    inside, outside = [asked(n, True) for n in range(8)], [asked(n, False) for n in range(8, 16)]
    assert look(world(feedback=inside + outside), "farmers_asked").state == SEEN
    # 10 asked, 2 of them outside: 2 of the 5 there should be
    assert look(world(feedback=inside + outside[:2]), "farmers_asked")[::2] == (IN_PART, 0.4)
    assert look(world(feedback=inside + [asked(20, None)] * 2), "farmers_asked").state == NOT_SEEN


def test_one_document_is_not_the_file_of_a_lot():
    """Six papers are asked of every lot; the one there is one of twelve of two lots."""
    paper = {"lot_id": "M1", "document": "plot list", "dated_on": OPEN + timedelta(days=5)}
    found = look(world(lots=[lot("M1"), lot("M2")], documents=[paper]), "documents_filed")
    assert found[::2] == (IN_PART, 1 / 12)


def test_without_pilot_start_nothing_can_be_told():
    shown, because, _ = look(warehouse_of(lots=[lot("M1")]), "micro_lots_open")
    assert shown == CANNOT_TELL and because.startswith("Nobody has said when the pilot began")


def test_an_id_outside_the_catalogue_is_named():
    assert "'beds'" in look(world(), "beds").because
