"""Without a tab of lots they come from the logs that tell a lot and its stream in each row."""

from logbooks.health import ledger, tabs
from logbooks.recognise.mapping import loads
from tests.logbooks.typed_sheets import checked, found, tab

RECEIPTS = ["Received on", "Farmer", "Weight (kg)", "Form", "Lot", "Stream", "Variety"]
DELIVERIES = [
    ["2025-11-03", "F-1", 40, "cherry", "M-1", "micro", "Bourbon"],
    ["2025-11-04", "F-2", 60, "cherry", "M-1", "Micro lot", None],
    ["2025-11-04", "F-3", 500, "cherry", "B-1", "bulk", "Caturra"],
]
SALES = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Lot stream", "Season"]
OFFERS = [
    ["O-1", "M-1", "Buyer A", "2026-02-01", 18, "open", "micro", "2025/26"],
    ["O-2", "B-1", "Buyer B", "2026-02-01", 90, "open", "bulk", "2025/26"],
    ["O-3", "B-1", "Buyer C", "2026-02-03", 90, "open", "bulk", "2025/26"],
]
SAMPLES = ["Sampled on", "Lot", "Type of lot", "Cup score", "Process"]


def lots(w):
    return w.rows("SELECT lot_id, stream, crop_year, variety FROM lot ORDER BY lot_id")


def test_receipts_tell_their_lots():
    w = checked(tab("Receipts", RECEIPTS, *DELIVERIES))
    assert lots(w) == [
        {"lot_id": "B-1", "stream": "bulk", "crop_year": "2025/26", "variety": "Caturra"},
        {"lot_id": "M-1", "stream": "micro", "crop_year": "2025/26", "variety": "Bourbon"},
    ]
    # variety is a column of lots, not of receipts: it is read all the same and not called unknown
    assert found(w) == [(1, "", "lots-told-beside")]


def test_a_row_counts_once_in_the_ledger_and_a_tab_stands_once_in_the_list():
    w = checked(tab("Receipts", RECEIPTS, *DELIVERIES))
    (one,) = ledger(w)
    assert (one["rows_in"], one["used"], one["not_data"]) == (4, 3, 1)
    assert [(one["sheet"], one["logbook"]) for one in tabs(w)] == [("Receipts", "receipts")]


def test_sales_and_samples_of_a_lot_have_the_stream_that_its_receipts_tell():
    offers = [row[:6] for row in OFFERS]
    w = checked(
        tab("Receipts", RECEIPTS, *DELIVERIES),
        tab("Offers", SALES[:6], *offers),
        tab("Quality", ["Sampled on", "Lot", "Cup score"], ["2026-01-12", "M-1", 85.5]),
    )
    assert w.rows("SELECT offer_id, stream FROM offers ORDER BY 1") == [
        {"offer_id": "O-1", "stream": "micro"},
        {"offer_id": "O-2", "stream": "bulk"},
        {"offer_id": "O-3", "stream": "bulk"},
    ]
    assert w.rows("SELECT stream FROM quality") == [{"stream": "micro"}]


def test_sales_with_the_lots_data_beside_fill_offers_and_lots():
    w = checked(tab("Sales", SALES, *OFFERS))
    assert [(one["lot_id"], one["stream"], one["crop_year"]) for one in lots(w)] == [
        ("B-1", "bulk", "2025/26"),
        ("M-1", "micro", "2025/26"),
    ]
    assert w.rows("SELECT sum(weight_kg) AS kg FROM offers WHERE stream = 'bulk'") == [{"kg": 180.0}]


def test_samples_tell_what_no_receipt_does():
    samples = [["2026-01-12", "M-1", "micro", 85.5, "honey"], ["2026-01-12", "B-1", "bulk", 81, "washed"]]
    w = checked(tab("Receipts", RECEIPTS, *DELIVERIES), tab("Cupping", SAMPLES, *samples))
    told = w.rows("SELECT lot_id, stream, process, variety FROM lot ORDER BY lot_id")
    assert [tuple(one.values()) for one in told] == [
        ("B-1", "bulk", "washed", "Caturra"),
        ("M-1", "micro", "honey", "Bourbon"),
    ]


def test_a_lot_that_is_micro_here_and_bulk_there_has_no_stream_and_it_is_said_once():
    rows = [*DELIVERIES, ["2025-11-05", "F-4", 70, "cherry", "M-1", "bulk", None]]
    w = checked(tab("Receipts", RECEIPTS, *rows))
    assert [(one["lot_id"], one["stream"]) for one in lots(w)] == [("B-1", "bulk"), ("M-1", None)]
    assert found(w) == [(1, "", "lots-told-beside"), (2, "stream", "lot-told-differently")]
    (said,) = w.rows("SELECT severity, what FROM problems WHERE code = 'lot-told-differently'")
    assert said["severity"] == "cell-left-out" and "M-1: bulk, micro" in said["what"]
    assert ledger(w)[0]["used"] == len(rows)


def test_a_word_for_a_stream_that_nobody_knows_is_said_where_it_stands_and_once():
    w = checked(tab("Receipts", RECEIPTS, *([*row[:5], "specialty A", None] for row in DELIVERIES)))
    assert {problem[1:] for problem in found(w)} == {("", "lots-told-beside"), ("stream", "unknown-choice")}
    assert w.rows("SELECT DISTINCT logbook FROM problems WHERE code = 'unknown-choice'") == [{"logbook": "receipts"}]
    samples = [["2026-01-12", "M-1", "specialty A", 85.5, "honey"]]
    w = checked(tab("Cupping", SAMPLES, *samples))
    assert w.rows("SELECT logbook, severity FROM problems WHERE code = 'unknown-choice'") == [
        {"logbook": "lots", "severity": "cell-left-out"}
    ]
    assert w.rows("SELECT cup_score, stream FROM quality") == [{"cup_score": 85.5, "stream": None}]
    (one,) = ledger(w)
    assert (one["used"], one["left_out"]) == (1, 0)


def test_the_crop_year_is_that_of_the_first_delivery():
    """October begins a season: what was delivered on 28 September belongs to the one before, whenever it is sold."""
    rows = [["2025-09-28", "F-1", 40, "cherry", "M-1", "micro", None]]
    w = checked(tab("Receipts", RECEIPTS, *rows), tab("Offers", SALES[:6], OFFERS[0][:6]))
    assert [one["crop_year"] for one in lots(w)] == ["2024/25"]


def test_a_tab_of_lots_goes_before():
    w = checked(
        tab("Lots", ["Lot", "Stream", "Crop year"], ["M-1", "bulk", "2025/26"], ["B-1", "bulk", "2025/26"]),
        tab("Receipts", RECEIPTS, *DELIVERIES),
    )
    assert [(one["lot_id"], one["stream"]) for one in lots(w)] == [("B-1", "bulk"), ("M-1", "bulk")]
    assert "lots-told-beside" not in {code for _, _, code in found(w)}


def test_rows_without_a_stream_make_no_lots():
    w = checked(tab("Receipts", RECEIPTS[:5], *(row[:5] for row in DELIVERIES)))
    assert [(one["lot_id"], one["stream"]) for one in lots(w)] == [("B-1", None), ("M-1", None)]
    assert found(w) == []


def test_what_a_person_said_of_the_columns_holds_for_the_lots_too():
    said = loads('[[tab]]\nsheet = "Purchases"\n[tab.columns]\nstream = "Kind"\nlot_id = "Heap"\n')
    heads = [*RECEIPTS[:4], "Heap", "Kind"]
    w = checked(tab("Purchases", heads, *(row[:6] for row in DELIVERIES)), mapping=said)
    assert [(one["lot_id"], one["stream"]) for one in lots(w)] == [("B-1", "bulk"), ("M-1", "micro")]


def test_weights_and_days_of_a_row_are_not_the_lots():
    """The day a deal was closed closes no lot, and what was sold of it is not all its green."""
    heads = [*SALES, "Closed on", "Green kg"]
    w = checked(tab("Sales", heads, *([*row, "2026-02-20", 5] for row in OFFERS)))
    assert w.rows("SELECT DISTINCT closed_on, green_kg FROM lot") == [{"closed_on": None, "green_kg": None}]
