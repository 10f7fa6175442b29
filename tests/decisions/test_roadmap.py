"""What was said beside what the logs show."""

from datetime import date

import pytest

from decisions.evidence import CANNOT_TELL, CONTRADICTED, IN_PART, NOT_SEEN, SEEN
from decisions.roadmap_tasks import AGAINST, DONE, DUE, HALF, LATE, NO_EVIDENCE, Item, items
from tests.support import warehouse_of

START = {"setting": "pilot_start", "value": "2025-10-15"}
OPEN = date(2025, 11, 1)


def lot(lot_id):
    return {"lot_id": lot_id, "stream": "micro", "crop_year": "2025/26", "opened_on": OPEN}


def world(**logs):
    return warehouse_of(date(2026, 3, 31), settings=[START], **logs)


def said_done(evidence="micro_lots_open"):
    return {
        "gate": 90,
        "task": "Open three micro-lots",
        "due_on": date(2026, 1, 1),
        "done_on": date(2025, 12, 24),
        "evidence": evidence,
    }


def test_a_task_said_to_be_done_of_which_the_logs_show_a_part_disagrees():
    (item,) = items(world(lots=[lot("M1")], roadmap=[said_done()]))
    assert (item.said, item.shown, item.share, item.disagrees, item.overdue) == ("done", IN_PART, 1 / 3, True, False)


def test_a_task_said_to_be_done_that_the_logs_do_not_show_disagrees():
    (item,) = items(world(lots=[lot("M1")], roadmap=[said_done("bulk_to_compare")]))
    assert (item.shown, item.disagrees) == (NOT_SEEN, True)


def test_a_task_said_to_be_done_that_the_logs_show_agrees():
    (item,) = items(world(lots=[lot("M1"), lot("M2"), lot("M3")], roadmap=[said_done()]))
    assert not item.disagrees


def test_a_task_past_its_date_and_not_said_to_be_done_is_overdue():
    (item,) = items(world(roadmap=[{"gate": 90, "task": "Beds", "due_on": date(2026, 1, 1)}]))
    assert (item.said, item.overdue, item.shown) == ("not done", True, CANNOT_TELL)


def test_what_is_said_later_than_the_day_is_not_yet_said():
    task = {"gate": 180, "task": "Cup", "done_on": date(2026, 4, 2)}
    (item,) = items(world(roadmap=[task]))
    assert item.said == "not done"


def test_tasks_come_by_gate_then_by_date():
    tasks = [
        {"gate": 180, "task": "c"},
        {"gate": 90, "task": "b", "due_on": date(2026, 1, 9)},
        {"gate": 90, "task": "a", "due_on": date(2026, 1, 2)},
    ]
    assert [item.task for item in items(world(roadmap=tasks))] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("said", "shown", "overdue", "stands"),
    [
        ("done", SEEN, False, DONE),
        ("not done", SEEN, True, DONE),  # the logs show it, whether anybody said so
        ("done", CONTRADICTED, False, AGAINST),
        ("not done", CONTRADICTED, True, AGAINST),
        ("done", IN_PART, False, HALF),
        ("not done", IN_PART, False, HALF),
        ("not done", IN_PART, True, LATE),
        ("not done", NOT_SEEN, True, LATE),
        ("not done", CANNOT_TELL, True, LATE),
        ("not done", NOT_SEEN, False, DUE),
        ("done", NOT_SEEN, False, NO_EVIDENCE),
        ("done", CANNOT_TELL, False, NO_EVIDENCE),
    ],
)
def test_how_a_task_stands(said, shown, overdue, stands):
    due = date(2026, 1, 13)
    assert Item(90, "Beds", None, due, None, None, said, shown, "", None, overdue, 1).stands == stands


def test_what_has_no_day_and_no_evidence_is_not_due():
    assert Item(90, "Beds", None, None, None, None, "not done", NOT_SEEN, "", None, False, 1).stands == NO_EVIDENCE
