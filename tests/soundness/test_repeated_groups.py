"""Repeated groups of a survey on tabs of their own are read with the columns of the record they belong to."""

import pytest

from logbooks.health import ledger, tabs
from tests.logbooks.typed_sheets import checked, found, tab


def rows(text: str) -> list[list[str]]:
    """A row a line, cells between semicolons."""
    return [line.strip().split(";") for line in text.strip().split("\n")]


# Two visits to the scale: F-1 brought 40 and 4.5 kg on 1 November, F-2 100 kg on the 2nd.
KOBO = {
    "purchases": rows("""
        start;group_day/date_purchase;group_farmer/farmer_id;total_weight_kg;_id;_uuid;_submission_time;_index
        2025-11-05;2025-11-01;F-1;44.5;4001;aa;2025-11-05;1
        2025-11-05;2025-11-02;F-2;100;4002;bb;2025-11-05;2"""),
    "bags": rows("""
        bags/coffee_form;bags/weight_kg;bags/lot_code;_index;_parent_table_name;_parent_index;_submission__id
        cherry;40;M-1;1;purchases;1;4001
        cherry;4.5;B-1;2;purchases;1;4001
        cherry;100;B-1;3;purchases;2;4002"""),
}
ODK = {
    "purchases": rows("""
        SubmissionDate;visit-date_purchase;visit-farmer_id;meta-instanceID;KEY
        2025-11-05;2025-11-01;F-1;uuid:1;uuid:1
        2025-11-05;2025-11-02;F-2;uuid:2;uuid:2"""),
    "purchases-bags": rows("""
        coffee_form;weight_kg;lot_code;PARENT_KEY;KEY
        cherry;40;M-1;uuid:1;uuid:1/bags[1]
        cherry;4.5;B-1;uuid:1;uuid:1/bags[2]
        cherry;100;B-1;uuid:2;uuid:2/bags[1]"""),
}
SUBMISSIONS_ALONE = {
    "purchases": KOBO["purchases"],
    "bags": [row[:3] + row[6:] for row in KOBO["bags"]],
}
CASES = {
    "numbers within a workbook": (KOBO, False),
    "keys, a file each": (ODK, True),
    "submissions, a file each": (SUBMISSIONS_ALONE, True),
    "numbers, a file each, the tab named": (KOBO, True),
}


def read(sheets, files):
    return checked(
        *(tab(name, *cells, source=f"{name}.csv" if files else "export.xlsx") for name, cells in sheets.items())
    )


@pytest.mark.parametrize(("sheets", "files"), CASES.values(), ids=CASES)
def test_each_row_has_the_day_and_the_farmer_of_its_record(sheets, files):
    w = read(sheets, files)
    told = w.rows("SELECT received_on, farmer_id, weight_kg, lot_id FROM receipts ORDER BY weight_kg")
    assert [(str(one["received_on"]), one["farmer_id"], one["weight_kg"], one["lot_id"]) for one in told] == [
        ("2025-11-01", "F-1", 4.5, "B-1"),
        ("2025-11-01", "F-1", 40.0, "M-1"),
        ("2025-11-02", "F-2", 100.0, "B-1"),
    ]


@pytest.mark.parametrize(
    ("sheets", "keys"),
    [(KOBO, ["4001-1", "4001-2", "4002-1"]), (ODK, ["uuid:1/bags[1]", "uuid:1/bags[2]", "uuid:2/bags[1]"])],
)
def test_each_row_has_a_number_of_its_own(sheets, keys):
    w = read(sheets, False)
    assert [one["receipt_no"] for one in w.rows("SELECT receipt_no FROM receipts ORDER BY 1")] == keys


def test_what_was_joined_is_said_once_and_every_row_is_accounted_for():
    w = read(KOBO, False)
    assert sorted(code for _, _, code in found(w)) == ["joined-to-record", "survey-columns"]
    assert [(one["sheet"], one["used"], one["not_data"]) for one in ledger(w)] == [("purchases", 0, 3), ("bags", 3, 1)]
    assert [one["not_a_log"] for one in tabs(w)] == ["in its rows", ""]


def test_a_weight_of_the_record_is_not_repeated_for_its_rows():
    """Two photographs of one delivery are no two deliveries."""
    whole = [[*KOBO["purchases"][0][:3], "weight_kg", "form", *KOBO["purchases"][0][4:]]]
    whole += [[*row[:4], "cherry", *row[4:]] for row in KOBO["purchases"][1:]]
    photos = [["photos/photo", *KOBO["bags"][0][3:]], *(["x.jpg", *row[3:]] for row in KOBO["bags"][1:])]
    w = read({"purchases": whole, "photos": photos}, False)
    assert w.rows("SELECT count(*) AS n, sum(weight_kg) AS kg FROM receipts") == [{"n": 2, "kg": 144.5}]


def test_rows_of_a_record_that_is_not_there_say_so():
    w = read({"bags": KOBO["bags"]}, False)
    assert "record-not-found" in {code for _, _, code in found(w)}
    assert w.rows("SELECT count(*) AS n FROM receipts") == [{"n": 0}]


def test_groups_within_groups_are_joined_all_the_way_up():
    samples = rows("""
        visit/lot_code;visit/date_cupping;_id;_uuid;_submission_time;_index
        M-1;2026-02-10;7001;aa;2026-02-11;1""")
    tables = rows("""
        table/moisture_percent;_index;_parent_table_name;_parent_index;_submission__id
        11.5;1;cupping;1;7001""")
    cups = rows("""
        cup/cupper_code;cup/total_score;_index;_parent_table_name;_parent_index;_submission__id
        A;85;1;table;1;7001
        B;86;2;table;1;7001""")
    w = read({"cup": cups, "cupping": samples, "table": tables}, False)
    told = w.rows("SELECT lot_id, cupper, cup_score, moisture FROM quality WHERE cup_score IS NOT NULL ORDER BY cupper")
    assert told == [
        {"lot_id": "M-1", "cupper": "A", "cup_score": 85.0, "moisture": 11.5},
        {"lot_id": "M-1", "cupper": "B", "cup_score": 86.0, "moisture": 11.5},
    ]


def test_what_no_log_knows_by_its_heading_is_carried_to_the_rows_and_known_by_its_words():
    """Lot and stream stand in the record under a heading of the cooperative's own; the bags are weighed one by one."""
    sheets = {
        "collection": rows("""
            day_received;farmer_id;lot_code;grade_given;bags_paid;_id;_uuid;_submission_time;_index
            2025-11-01;F-1;M-1;microlot;2;1;aa;2025-11-05;1
            2025-11-02;F-2;B-1;bulk;1;2;bb;2025-11-05;2
            2025-11-03;F-2;B-1;bulk;1;3;cc;2025-11-05;3"""),
        "bags": rows("""
            coffee_form;weight_kg;_index;_parent_table_name;_parent_index
            cherry;40;1;collection;1
            cherry;4.5;2;collection;1
            cherry;100;3;collection;2
            cherry;60;4;collection;3"""),
    }
    w = read(sheets, files=False)
    kg = w.rows("SELECT stream, sum(weight_kg) AS kg FROM receipts GROUP BY ALL ORDER BY 1")
    assert kg == [{"stream": "bulk", "kg": 160.0}, {"stream": "micro", "kg": 44.5}]
    # a number that nobody knows may be an amount of the record, which its rows must not repeat
    assert "bags_paid" not in str(w.rows("SELECT what FROM problems WHERE code = 'joined-to-record'"))
