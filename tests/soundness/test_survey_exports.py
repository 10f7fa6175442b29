"""Exports of survey tools: groups in the headings, the tool's own columns, the record's number as the only key."""

import pytest

from logbooks.recognise.recognition import recognise
from logbooks.recognise.survey_headings import NOT_A_SURVEY, survey_row
from tests.logbooks.typed_sheets import checked, found, standings, tab


def rows(text: str) -> list[list[str]]:
    """A row a line, cells between semicolons; a line that begins with a plus goes on with the one above."""
    return [line.strip().split(";") for line in text.replace("\n    + ", "").strip().split("\n")]


# Two deliveries of 44.5 and 100 kg of cherry on 1 and 2 November, of F-1 and F-2, into M-1, as four tools write them.
KOBO = rows("""
    start;end;group_intro/date_purchase;group_farmer/farmer_id;group_receipt/coffee_form;group_receipt/weight_kg;
    + group_receipt/lot_code;_id;_uuid;_submission_time;_notes;_status
    2025-11-05T08:30:12.345+03:00;2025-11-05T08:40:12.345+03:00;2025-11-01;F-1;cherry;44.5;M-1;4001;c9ce29d1;
    + 2025-11-05T12:00:31;;submitted_via_web
    2025-11-05T08:50:12.345+03:00;2025-11-05T08:59:12.345+03:00;2025-11-02;F-2;cherry;100;M-1;4002;ffedf3cb;
    + 2025-11-05T12:10:31;;submitted_via_web""")
ODK_CENTRAL = rows("""
    SubmissionDate;start;receipt-date_received;receipt-farmer_code;receipt-weight_kg;receipt-form;receipt-lot;
    + meta-instanceID;KEY;SubmitterID;Status
    2025-11-05T12:00:31Z;2025-11-05T08:30Z;2025-11-01;F-1;44.5;cherry;M-1;uuid:1;uuid:1;17;received
    2025-11-05T12:10:31Z;2025-11-05T08:50Z;2025-11-02;F-2;100;cherry;M-1;uuid:2;uuid:2;17;received""")
COMMCARE = rows("""
    number;formid;form.receipt.date_received;form.receipt.farmer.farmer_id;form.receipt.cherry_kg;
    + form.receipt.lot_id;form.@name;form.meta.userID;completed_time;started_time;received_on
    1;ab-1;2025-11-01;F-1;44.5;M-1;Purchase;u1;2025-11-05 08:40;2025-11-05 08:30;2025-11-05 12:00
    2;ab-2;2025-11-02;F-2;100;M-1;Purchase;u1;2025-11-05 08:59;2025-11-05 08:50;2025-11-05 12:10""")
GROUPS_ALONE = rows("""
    receipt.date_received;receipt.farmer_id;receipt.peso_kg_neto;receipt.form;receipt.lot_code
    2025-11-01;F-1;44.5;cherry;M-1
    2025-11-02;F-2;100;cherry;M-1""")
EXPORTS = {"kobo": KOBO, "odk central": ODK_CENTRAL, "commcare": COMMCARE, "groups alone": GROUPS_ALONE}


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_the_questions_are_found_behind_their_groups(export):
    w = checked(tab("purchases", *export))
    read = w.rows("SELECT received_on, farmer_id, weight_kg, form, lot_id, note, recorded_at FROM receipts ORDER BY 1")
    assert [
        (str(row["received_on"]), row["farmer_id"], row["weight_kg"], row["form"], row["lot_id"]) for row in read
    ] == [
        ("2025-11-01", "F-1", 44.5, "cherry", "M-1"),
        ("2025-11-02", "F-2", 100.0, "cherry", "M-1"),
    ]
    assert {row["note"] for row in read} == {row["recorded_at"] for row in read} == {None}
    assert set(standings(w).values()) == {"used"}


@pytest.mark.parametrize("name", ["kobo", "odk central", "commcare"])
def test_the_tools_own_columns_are_one_remark(name):
    w = checked(tab("purchases", *EXPORTS[name]))
    assert found(w) == [(1, "", "survey-columns")]


@pytest.mark.parametrize(("name", "keys"), [("kobo", ["4001", "4002"]), ("odk central", ["uuid:1", "uuid:2"])])
def test_the_number_of_a_record_is_its_key(name, keys):
    w = checked(tab("purchases", *EXPORTS[name]))
    assert [row["receipt_no"] for row in w.rows("SELECT receipt_no FROM receipts ORDER BY 1")] == keys


def test_the_same_export_of_next_month_holds_the_same_records_once():
    more = ["2025-12-05T08:30:12.345+03:00", "x", "2025-12-01", "F-1", "cherry", "10", "M-1", "4003", "aa", "x", "", ""]
    w = checked(tab("purchases", *KOBO, source="november.csv"), tab("purchases", *KOBO, more, source="december.csv"))
    assert w.rows("SELECT sum(weight_kg) AS kg FROM receipts") == [{"kg": 44.5 + 100 + 10}]


def test_a_number_that_is_not_of_one_record_is_no_key():
    again = [*KOBO[2][:7], "4001", *KOBO[2][8:]]
    w = checked(tab("purchases", *KOBO[:2], again))
    assert [row["receipt_no"] for row in w.rows("SELECT receipt_no FROM receipts")] == [None, None]


SALES = rows("""
    group_sale/lot_code;group_sale/buyer_name;group_sale/date_offer;group_sale/quantity_green_kg;
    + group_sale/price_per_kg;group_sale/currency;group_sale/incoterm;group_sale/deal_status;group_sale/date_closed;
    + _id;_uuid;_status
    M-1;Buyer Z;2026-03-01;300;9.2;usd;fob;accepted;2026-03-22;7001;aa;submitted
    M-2;Buyer Y;2026-03-01;300;11;usd;fob;rejected;2026-03-20;7002;bb;submitted""")


def test_a_sale_has_its_status_from_its_question_and_its_code_from_the_record():
    w = checked(tab("sales", *SALES))
    assert w.rows(
        "SELECT offer_id, form, weight_kg, accepted_price_per_kg AS price, status, currency, incoterm FROM offers"
    ) == [
        {"offer_id": "7001", "form": "green", "weight_kg": 300.0, "price": 9.2, "status": "accepted"}
        | {"currency": "USD", "incoterm": "FOB"},
        {"offer_id": "7002", "form": "green", "weight_kg": 300.0, "price": 11.0, "status": "rejected"}
        | {"currency": "USD", "incoterm": "FOB"},
    ]


def test_without_a_question_for_the_status_the_tools_own_is_none():
    heads = [("group_sale/remark" if head.endswith("deal_status") else head) for head in SALES[0]]
    one = recognise(tab("sales", heads, *SALES[1:]))
    assert (one.logbook, "status" in one.columns) == ("offers", False)


def test_the_choices_of_one_question_are_no_questions():
    """What was checked: weight, moisture; 1 is yes, no kilos."""
    heads = [*KOBO[0], "group_receipt/checked", "group_receipt/checked/weight", "group_receipt/checked/price"]
    w = checked(tab("purchases", heads, *([*row, "weight", "1", "0"] for row in KOBO[1:])))
    assert [row["weight_kg"] for row in w.rows("SELECT weight_kg FROM receipts ORDER BY received_on")] == [44.5, 100.0]
    assert w.rows("SELECT max(price_per_kg) AS price FROM receipts") == [{"price": None}]


NUMBERED = rows("""
    No.;Lot;Buyer;Offered on;Weight (kg);Status
    1;M-1;Buyer A;2026-02-01;18;open
    2;B-1;Buyer B;2026-02-02;90;open""")


@pytest.mark.parametrize("heading", ["No.", "#", "STT", "Correlativo"])
def test_sales_that_are_only_counted_are_told_apart_by_their_number(heading):
    w = checked(tab("Sales", [heading, *NUMBERED[0][1:]], *NUMBERED[1:]))
    assert [row["offer_id"] for row in w.rows("SELECT offer_id FROM offers ORDER BY 1")] == ["1", "2"]


def test_a_number_that_two_sales_share_tells_none_apart():
    w = checked(tab("Sales", NUMBERED[0], NUMBERED[1], ["1", *NUMBERED[2][1:]]))
    assert w.rows("SELECT offer_id FROM offers") == []
    assert "missing-column" in {code for _, _, code in found(w)}


def test_the_number_of_a_contract_goes_before_the_one_that_counts():
    w = checked(tab("Sales", [*NUMBERED[0], "Contract no."], *([*row, f"C-{row[0]}"] for row in NUMBERED[1:])))
    assert [row["offer_id"] for row in w.rows("SELECT offer_id FROM offers ORDER BY 1")] == ["C-1", "C-2"]


def test_receipts_of_two_months_that_are_only_counted_are_all_counted():
    """Each month begins with 1: where no number is needed, one that only counts is none."""
    months = [
        rows(f"""
            No.;Received on;Farmer;Weight (kg);Form
            1;2025-{month}-03;F-1;40;cherry
            2;2025-{month}-04;F-2;60;cherry""")
        for month in (11, 12)
    ]
    w = checked(*(tab(name, *cells) for name, cells in zip(("November", "December"), months, strict=True)))
    assert w.rows("SELECT sum(weight_kg) AS kg FROM receipts") == [{"kg": 200.0}]


PLOTS = rows("""
    start;end;plot/plot_code;farmer/farmer_id;plot/area_ha;plot/gps;_id;_uuid;_submission_time
    2025-11-05;2025-11-05;P-1;F-1;0.8;-2.345678 29.743210 1712.0 4.5;4001;aa;2025-11-05
    2025-11-05;2025-11-05;P-2;F-2;1.2;;4002;bb;2025-11-05""")


def test_the_place_a_tool_notes_in_one_cell_is_latitude_and_longitude():
    w = checked(tab("plots", *PLOTS))
    assert w.rows("SELECT plot_id, latitude, longitude, altitude_m FROM plots ORDER BY 1") == [
        {"plot_id": "P-1", "latitude": -2.345678, "longitude": 29.74321, "altitude_m": None},
        {"plot_id": "P-2", "latitude": None, "longitude": None, "altitude_m": None},
    ]
    assert {"place-in-one-cell", "survey-columns"} <= {code for _, _, code in found(w)}
    assert "unknown-column" not in {code for _, _, code in found(w)}


def test_numbers_that_are_no_place_are_not_taken_apart():
    w = checked(tab("plots", *([*row[:5], "12 bags 3" if n else row[5], *row[6:]] for n, row in enumerate(PLOTS))))
    assert "unknown-column" in {code for _, _, code in found(w)}
    assert w.rows("SELECT DISTINCT latitude FROM plots") == [{"latitude": None}]


@pytest.mark.parametrize(
    "headings",
    [
        ["Fecha-oferta", "Precio-oferta", "Precio-feria", "Lote", "Comprador"],  # a hyphen between words
        ["Precio/kg", "Precio/lb", "Fecha", "Lote"],  # a unit
        ["start", "end", "Lot", "Step", "Form in", "Weight in (kg)", "Status"],  # a log of the mill, of no survey
    ],
)
def test_signs_and_words_that_people_write_too_are_no_groups_and_no_tools(headings):
    assert survey_row(dict(enumerate(headings, start=1))) == NOT_A_SURVEY
