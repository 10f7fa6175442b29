"""Tasks of the roadmap whose proof stands beside the logs of the coffee: papers, stores, photos, letters of intent,
traces, the list of a standard, incidents."""

from datetime import date, datetime

import pytest

from decisions.evidence import CANNOT_TELL, CONTRADICTED, IN_PART, NOT_SEEN, SEEN, look
from tests.decisions.pilot_rows import OPEN, cherry, lot, offer, world


def uniform(planned, **more):
    """Three micro-lots planned at `planned` kg together, beside bulk of 900 kg."""
    each = {"variety": "Typica", "process": "washed", "planned_kg": planned / 3} | more
    return [lot(name, **each) for name in ("M1", "M2", "M3")] + [lot("B1", "bulk", planned_kg=900.0)]


@pytest.mark.parametrize(
    ("lots", "ripe", "state"),
    [
        (uniform(90.0), 0.96, SEEN),  # 90 of 990 kg: 9 %
        (uniform(300.0), 0.96, CONTRADICTED),  # 300 of 1200 kg: 25 %
        (uniform(90.0, planned_kg=None), 0.96, CANNOT_TELL),
        (uniform(90.0, variety="Typica + Caturra"), 0.96, NOT_SEEN),
        (uniform(90.0), 0.90, CONTRADICTED),
        (uniform(90.0), None, NOT_SEEN),
    ],
)
def test_a_uniform_lot_is_of_one_variety_few_kg_and_ripe(lots, ripe, state):
    slips = [cherry("M1", 100.0, ripe_share=ripe)]
    assert look(world(lots=lots, receipts=slips), "uniform_lots").state == state


def test_ripe_kg_are_seen_in_part_while_the_rest_was_not_looked_at():
    """60 of 100 kg were looked at and ripe; 80 are meant."""
    slips = [cherry("M1", 60.0, ripe_share=0.97), cherry("M1", 40.0)]
    assert look(world(lots=uniform(90.0), receipts=slips), "uniform_lots")[::2] == (IN_PART, pytest.approx(0.6))


def rules(dated_on, about="cooperative", **more):
    return {"document": "Procedimiento, versión 2", "about": about, "dated_on": dated_on, **more}


@pytest.mark.parametrize(
    ("papers", "state"),
    [
        ([rules(date(2025, 11, 1))], SEEN),  # the day of the first delivery
        ([rules(date(2025, 11, 2))], CONTRADICTED),
        ([rules(date(2025, 11, 2)), rules(date(2025, 9, 1))], SEEN),  # a later version beside it
        ([rules(date(2025, 1, 1), valid_until=date(2025, 10, 31))], NOT_SEEN),  # had ended
        ([rules(date(2025, 9, 1), about="lot", lot_id="M1")], NOT_SEEN),
        ([rules(None)], NOT_SEEN),
        ([{"document": "contract", "lot_id": "M1"}], NOT_SEEN),
    ],
)
def test_the_procedure_is_dated_before_the_first_delivery(papers, state):
    there = world(lots=[lot("M1")], receipts=[cherry("M1", 100.0)], documents=papers)
    assert look(there, "sop_written").state == state


def moved(lot_id, day, to, came_from="Station", bags=2):
    return {
        "lot_id": lot_id,
        "moved_on": date(2025, 12, day),
        "from_place": came_from,
        "to_place": to,
        "form": "dry parchment",
        "bags": bags,
    }


def test_a_store_with_bulk_in_it_is_not_apart():
    """M1 lay in Store 1 from 1 to 5 Dec, the bulk of B1 there from 3 or 5 Dec on."""
    lots = [lot("M1"), lot("B1", "bulk")]
    there = [moved("M1", 1, "Store 1"), moved("M1", 5, "Mill", "Store 1")]
    milled = {"lot_id": "M1", "step": "milling", "place": "Mill", "form_in": "dry parchment", "form_out": "green"}

    def shown(*bulk):
        return look(world(lots=lots, handovers=[*there, *bulk], processing=[milled]), "store_apart").state

    assert shown(moved("B1", 3, "store 1")) == CONTRADICTED
    assert shown(moved("B1", 5, "Store 1"), moved("B1", 5, "Mill", "Store 1")) == SEEN
    assert shown(moved("B1", 3, "Store 2")) == SEEN
    assert shown(moved("M1", 6, "Port", "Store 1", bags=1)) == CONTRADICTED  # two bags came, three left


def test_a_lot_without_handovers_was_stored_nowhere():
    lots = [lot("M1"), lot("M2")]
    assert look(world(lots=lots, handovers=[moved("M1", 1, "Store 1")]), "store_apart")[::2] == (IN_PART, 0.5)


def test_deliveries_are_written_down_in_time():
    """Of four one is late, one does not say: 2 of 4, and 80 % is meant."""
    days = (datetime(2025, 11, 1, 18), datetime(2025, 11, 2, 9), datetime(2025, 11, 9, 9), None)
    slips = [cherry("M1", 100.0, receipt_no=str(n), recorded_at=day) for n, day in enumerate(days)]
    assert look(world(lots=[lot("M1")], receipts=slips), "records_in_time")[::2] == (IN_PART, 0.5)


def test_a_photo_needs_a_link_and_names_the_step():
    steps = [{"lot_id": "M1", "step": step} for step in ("pulping", "Drying 1", "drying 2", "milling")]

    def photo(name, link="photos/1.jpg", lot_id="M1"):
        return {"document": name, "link": link, "lot_id": lot_id}

    papers = [photo("Photo of drying"), photo("foto pulping", " "), photo("photo of milling", lot_id="M2"), photo("x")]
    there = world(lots=[lot("M1")], processing=steps, documents=papers)
    assert look(there, "photos_linked")[::2] == (IN_PART, 1 / 3)  # pulping, drying, milling


def test_a_sealed_sample_of_several_portions_stands_for_its_lot():
    def row(lot_id, increments, seal_no):
        return {"lot_id": lot_id, "kind": "residue", "increments": increments, "seal_no": seal_no}

    found = [row("M1", 10, "S-1"), row("M2", 1, "S-2"), row("M3", 10, None)]
    there = world(lots=[lot("M1"), lot("M2"), lot("M3")], lab_tests=found)
    assert look(there, "samples_representative")[::2] == (IN_PART, 1 / 3)


def test_a_price_step_counts_with_two_buyers_who_answered():
    """Low was answered by A and B, high by A alone; then by C, whose lot is of another grade; then by D."""
    lots = [lot("M1"), lot("M2")]
    graded = [
        {
            "lot_id": name,
            "sample_id": name,
            "sampled_on": OPEN,
            "stage": "pre-shipment",
            "scheme": "SCA",
            "category1_defects": first,
            "category2_defects": 2.0,
            "sample_g": 350.0,
        }
        for name, first in (("M1", 0.0), ("M2", 3.0))
    ]
    asked = [
        offer("M1", "A", tier="low"),
        offer("M1", "B", tier="low", status="rejected"),
        offer("M1", "A", 9, tier="high"),
        offer("M1", "E", tier="high", status="open"),
    ]

    def shown(*more):
        return look(world(lots=lots, quality=graded, offers=[*asked, *more]), "tiers_tried")[::2]

    assert shown() == (IN_PART, 0.5)
    assert shown(offer("M2", "C", tier="high")) == (IN_PART, 0.5)
    assert shown(offer("M1", "D", tier="High")) == (SEEN, 1)


def test_the_review_has_a_decision_and_signed_minutes_after_day_180():
    """Day 180 is 13 Apr 2026, so nothing of March can be; a board that wrote no next test has reviewed in part."""
    minutes = {"document": "Acta de la junta", "about": "cooperative", "signed": True, "dated_on": date(2026, 4, 14)}
    decided = {
        "gate": 180,
        "decided_on": date(2026, 4, 14),
        "answer": "wait",
        "decided_by": "Board",
        "tests_next": "A third buyer",
    }

    def shown(minutes, *decisions):
        return look(world(documents=[minutes], decisions=decisions).seen_on(date(2026, 5, 1)), "board_reviewed").state

    assert shown(minutes, decided) == SEEN
    assert shown(minutes) == CANNOT_TELL
    assert shown(minutes | {"signed": None}, decided) == NOT_SEEN
    assert shown(minutes | {"dated_on": date(2026, 3, 1)}, decided) == NOT_SEEN
    assert shown(minutes, decided | {"decided_on": date(2026, 4, 13)}) == NOT_SEEN
    assert shown(minutes, decided, decided | {"tests_next": None}) == IN_PART


def intent(kg, buyer="A", in_writing=True, crop_year="2026/27", **more):
    return {
        "dated_on": date(2026, 3, 10),
        "buyer": buyer,
        "weight_kg": kg,
        "in_writing": in_writing,
        "crop_year": crop_year,
        **more,
    }


def next_lots(micro, opened_on=date(2026, 11, 1)):
    """The next season planned at 1000 kg, `micro` of them as micro."""
    rest = {"opened_on": opened_on, "crop_year": "2026/27"}
    return [lot("M9", planned_kg=micro, **rest), lot("B9", "bulk", planned_kg=1000.0 - micro, **rest)]


def test_the_next_season_is_spoken_for_in_writing():
    """250 of 1000 kg: 25 %. In writing for that season: 100 kg green and 100 kg parchment x 0.8 = 180 of 250 kg."""
    written = [intent(100.0), intent(100.0, "B", form="dry parchment")]
    others = [intent(500.0, "C", in_writing=False), intent(500.0, "D", crop_year="2025/26")]

    def shown(micro, rows):
        return look(world(lots=[lot("M1"), *next_lots(micro)], intents=rows), "next_season")

    found = shown(250.0, written + others)
    assert found.state == SEEN
    assert "2 buyers mean in writing to take 180 kg (72\u202f%); 60\u202f% is needed." in found.because
    assert shown(250.0, written[:1] + others)[::2] == (IN_PART, 0.4)
    assert shown(250.0, others).state == NOT_SEEN
    assert shown(500.0, written).state == CONTRADICTED  # half of the next season


def test_lots_planned_without_a_day_are_of_the_next_season_and_no_lots_of_this_pilot():
    """250 of the 1000 kg planned: 25 %; 200 of those 250 kg in writing. The pilot's own lot is M1 alone."""
    now = lot("M1", green_kg=100.0)
    logs = world(lots=[now, *next_lots(250.0, opened_on=None)], intents=[intent(200.0)])
    assert look(logs, "next_season").state == SEEN
    assert look(logs, "micro_lots_open").share == pytest.approx(1 / 3)  # one of three


def test_the_next_season_may_be_planned_by_its_share():
    """20 % of the 1000 kg made this season: 200 kg; 120 of them are 60 %."""
    made = [lot("M1", green_kg=100.0), lot("B1", "bulk", green_kg=900.0)]
    share = {"setting": "target_share", "value": "0.2"}
    assert look(world([share], lots=made, intents=[intent(120.0)]), "next_season").state == SEEN
    assert look(world(lots=made, intents=[intent(120.0)]), "next_season").state == CANNOT_TELL


EVERY = ("plot list", "receipt slips", "drying sheet", "storage sheet", "milling report", "quality certificate")


def trace(direction, found_weight_kg=99.0, hours=4.0, day=2, answered_on=date(2026, 3, 2)):
    return {
        "asked_on": date(2026, 3, day),
        "lot_id": "M1",
        "direction": direction,
        "weight_kg": 100.0,
        "found_weight_kg": found_weight_kg,
        "hours": hours,
        "answered_on": answered_on,
    }


@pytest.mark.parametrize(
    ("traces", "said"),
    [
        ([trace("back"), trace("forward")], "within 4 hours: 2 of 2."),
        ([trace("back"), trace("forward", answered_on=None, hours=None)], "within 4 hours: 1 of 2."),
        ([trace("back", 98.9), trace("forward")], "In 1 of 2 directions"),
        ([trace("back", hours=4.5), trace("forward")], "In 1 of 2 directions"),
        ([trace("back", 50.0, day=1), trace("back"), trace("forward")], "within 4 hours: 2 of 2."),  # done again
    ],
)
def test_a_trace_is_found_in_both_directions(traces, said):
    papers = [{"lot_id": "M1", "document": name} for name in EVERY]
    papers += [{"lot_id": "M1", "document": "contract", "signed": True}]
    there = world(lots=[lot("M1")], offers=[offer("M1")], documents=papers, traces=traces)
    found = look(there, "custody_traced")
    assert said in found.because and "7 of 7 papers" in found.because
    assert (found.state == CONTRADICTED) == said.startswith("In 1")


def test_a_paper_no_longer_in_force_is_missing_unless_the_lot_left_before():
    """The certificate held until 1 Mar 2026: of a lot here on 31 Mar 6 of 7 papers are there, of one sent in Feb 7."""
    papers = [{"lot_id": "M1", "document": name} for name in EVERY[:5]]
    papers += [{"lot_id": "M1", "document": EVERY[5], "valid_until": date(2026, 3, 1)}]
    papers += [{"lot_id": "M1", "document": "contract", "signed": True}]

    def share(shipped_on):
        sold = offer("M1", shipped_on=shipped_on)
        return look(world(lots=[lot("M1")], offers=[sold], documents=papers), "documents_filed").share

    assert share(None) == 6 / 7 and share(date(2026, 2, 20)) == 1


def test_a_paper_about_the_cooperative_is_in_no_lots_file():
    papers = [{"document": name, "about": "cooperative"} for name in EVERY]
    assert look(world(lots=[lot("M1")], documents=papers), "documents_filed")[::2] == (NOT_SEEN, 0)


def item(name, result, critical=False, day=10):
    return {"checked_on": date(2026, 2, day), "kind": "vss", "item": name, "result": result, "critical": critical}


AUDIT = {
    "document": "Certificado",
    "about": "cooperative",
    "dated_on": date(2025, 5, 1),
    "valid_until": date(2026, 4, 30),
}


@pytest.mark.parametrize(
    ("items", "paper", "state", "share"),
    [
        ([item("wages", "yes", True), item("shade", "not applicable")], AUDIT, SEEN, 1),
        ([item("wages", "yes", True), item("shade", "no")], AUDIT, IN_PART, 0.5),
        ([item("wages", "no", True, day=1), item("Wages", "yes"), item("shade", "yes")], AUDIT, SEEN, 1),  # mended
        ([item("wages", "no", True), item("shade", "yes")], AUDIT, CONTRADICTED, 0.5),
        ([item("wages", "yes", True)], AUDIT | {"valid_until": date(2026, 3, 30)}, NOT_SEEN, 0),
        ([item("wages", "yes") | {"kind": "sop"}], AUDIT, NOT_SEEN, 0),
    ],
)
def test_the_gaps_to_a_standard_are_those_of_its_last_list(items, paper, state, share):
    assert look(world(checks=items, documents=[paper]), "standard_gaps")[::2] == (state, share)


def incident(what, day=20, settled_on=None):
    return {"happened_on": date(2025, 11, day), "incident": what, "settled_on": settled_on}


def test_incidents_are_settled_and_child_labour_contradicts():
    settled = incident("injury", settled_on=date(2025, 11, 25))
    assert look(world(incidents=[incident("none"), settled]), "incidents_settled").state == SEEN
    assert look(world(incidents=[settled, incident("spill")]), "incidents_settled")[::2] == (IN_PART, 0.5)
    later = incident("spill", settled_on=date(2026, 4, 2))  # not known yet on 31 March
    assert look(world(incidents=[later]), "incidents_settled").state == NOT_SEEN
    child = incident("child labour", settled_on=date(2025, 11, 25))
    assert look(world(incidents=[settled, child]), "incidents_settled").state == CONTRADICTED


def test_a_layer_is_measured_with_two_numbers_of_cases_enough():
    """Moisture and cup of three lots are technical numbers; nothing is known of sales or farmers."""
    samples = [
        {
            "lot_id": name,
            "sample_id": name,
            "sampled_on": OPEN,
            "stage": "pre-shipment",
            "moisture": 11.0,
            "cup_score": 84.0,
            "protocol": "SCA-2004",
        }
        for name in ("M1", "M2", "M3")
    ]
    lots = [lot("M1"), lot("M2"), lot("M3")]
    found = look(world(lots=lots, quality=samples), "three_layers")
    assert found.state == NOT_SEEN
    assert "enough: 2 of 2" in found.because and "Commercial numbers that do: 0 of 2 (none)." in found.because
    plan = [{"gate": 180, "indicator": name, "min_n": 5} for name in ("moisture", "moisture_in_range", "cup_score")]
    few = look(world(lots=lots, quality=samples, plan=plan), "three_layers")
    assert "enough: 0 of 2 (none)" in few.because
