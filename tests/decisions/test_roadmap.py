"""What was said beside what the logs show."""

from datetime import date

import pytest

from decisions.roadmap_tasks import CANNOT_TELL, NOT_SEEN, SEEN, catalogue, items, look
from tests.support import warehouse_of

START = {"setting": "pilot_start", "value": "2025-10-15"}
OPEN = date(2025, 11, 1)


def lot(lot_id, stream="micro", opened_on=OPEN, crop_year="2025/26"):
    return {"lot_id": lot_id, "stream": stream, "crop_year": crop_year, "opened_on": opened_on}


def world(**logs):
    return warehouse_of(date(2026, 3, 31), settings=[START], **logs)


@pytest.mark.parametrize("evidence", catalogue())
def test_every_piece_of_evidence_cannot_be_told_from_empty_logs(evidence):
    shown, because = look(world(), evidence)
    assert shown == CANNOT_TELL and because.endswith("no rows.")


@pytest.mark.parametrize("evidence", catalogue())
def test_every_piece_of_evidence_reads_real_columns(evidence):
    """One row in each log it reads, none of them the pilot's: the SQL runs and never says seen."""
    rows = {"lots": [lot("B1", "bulk")], "plan": [{"gate": 360, "indicator": "x"}]}
    reads = catalogue()[evidence].reads
    shown, because = look(world(**{log: rows.get(log, [{}]) for log in {"lots", *reads}}), evidence)
    assert shown in (NOT_SEEN, CANNOT_TELL) and "{" not in because


def test_three_micro_lots_opened_since_the_start_are_seen():
    lots = [lot("M1"), lot("M2"), lot("M3"), lot("B1", "bulk")]
    assert look(world(lots=lots), "micro_lots_open") == (
        SEEN,
        "Micro-lots opened since the pilot began: 3; at least 3 needed.",
    )


def test_lots_opened_before_the_start_do_not_count():
    lots = [lot("M1"), lot("M2"), lot("M3", opened_on=date(2025, 10, 14), crop_year="2024/25")]
    assert look(world(lots=lots), "micro_lots_open")[0] == NOT_SEEN


def test_a_lot_without_an_opening_day_counts_by_its_crop_year():
    lots = [lot("M1"), lot("M2"), lot("M3", opened_on=None), lot("M0", opened_on=None, crop_year="2024/25")]
    assert look(world(lots=lots), "micro_lots_open")[0] == SEEN


def test_a_place_shared_with_bulk_on_the_same_day_is_not_apart():
    def step(lot_id, place):
        return {"lot_id": lot_id, "step": "drying", "started_on": OPEN, "place": place}

    lots = [lot("M1"), lot("M2"), lot("B1", "bulk")]
    shared = world(lots=lots, processing=[step("M1", "bed 1"), step("M2", "bed 2"), step("B1", "bed 2")])
    assert look(shared, "processed_apart") == (NOT_SEEN, "1 of 2 micro-lots dried on a bed of their own.")


def test_without_pilot_start_nothing_can_be_told():
    shown, because = look(warehouse_of(lots=[lot("M1")]), "micro_lots_open")
    assert shown == CANNOT_TELL and because.startswith("Nobody has said when the pilot began")


def test_a_task_said_to_be_done_that_the_logs_do_not_show_disagrees():
    task = {
        "gate": 90,
        "task": "Open three micro-lots",
        "due_on": date(2026, 1, 1),
        "done_on": date(2025, 12, 24),
        "evidence": "micro_lots_open",
    }
    (item,) = items(world(lots=[lot("M1")], roadmap=[task]))
    assert (item.said, item.shown, item.disagrees, item.overdue) == ("done", NOT_SEEN, True, False)


def test_a_task_past_its_date_and_not_said_to_be_done_is_overdue():
    (item,) = items(world(roadmap=[{"gate": 90, "task": "Beds", "due_on": date(2026, 1, 1)}]))
    assert (item.said, item.overdue, item.shown) == ("not done", True, CANNOT_TELL)


def test_what_is_said_later_than_the_day_is_not_yet_said():
    task = {"gate": 180, "task": "Cup", "done_on": date(2026, 4, 2)}
    (item,) = items(world(roadmap=[task]))
    assert item.said == "not done"


def test_an_id_outside_the_catalogue_is_named():
    assert "'beds'" in look(world(), "beds")[1]


def test_tasks_come_by_gate_then_by_date():
    tasks = [
        {"gate": 180, "task": "c"},
        {"gate": 90, "task": "b", "due_on": date(2026, 1, 9)},
        {"gate": 90, "task": "a", "due_on": date(2026, 1, 2)},
    ]
    assert [item.task for item in items(world(roadmap=tasks))] == ["a", "b", "c"]
