"""A slip in a column beside the main thing takes its own cell away, never the weight, the price or the row."""

from datetime import date

import pytest

from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind
from logbooks.vocabulary.sheet_words import LANGUAGES, language
from metrics.engine.compute import answer
from tests.logbooks.typed_sheets import Percent, checked, tab
from tests.metrics.hand import YEAR, values

LOTS = tab("Lots", ["Lot", "Stream", "Crop year", "Green kg"], ["M1", "micro", YEAR, 100], ["B1", "bulk", YEAR, 100])
RECEIPTS = ["Received on", "Farmer", "Weight (kg)", "Form", "Receipt number"]
OFFERS = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Form", "Incoterm", "Accepted price (USD/kg)"]


def receipts(heading, cells):
    """One receipt of 40 kg for each cell."""
    rows = [[date(2025, 11, 3), "F1", 40, "cherry", f"R{n}", cell] for n, cell in enumerate(cells)]
    return tab("Receipts", [*RECEIPTS, heading], *rows)


def sold(heading, cell):
    """60 of the 100 kg of M1 sold at 9.00 and all of B1 at 4.00, with a further column that is filled in for M1."""
    deals = [
        ["O1", "M1", "Buyer A", date(2026, 1, 5), 60, "accepted", "green", "EXW", 9.0, cell],
        ["O2", "B1", "Buyer B", date(2026, 1, 5), 100, "accepted", "green", "EXW", 4.0, None],
    ]
    return checked(LOTS, tab("Offers", [*OFFERS, heading], *deals))


def problems(w):
    return w.rows("SELECT code, severity, row_no FROM problems WHERE code <> 'accepted-without-day'")


def test_one_percentage_among_fractions_costs_its_own_cell_alone():
    w = checked(receipts("Ripe share", [0.9] * 19 + [95]))
    assert w.rows("SELECT sum(weight_kg) AS kg, count(ripe_share) AS shares FROM receipts") == [
        {"kg": 20 * 40, "shares": 19}
    ]
    assert problems(w) == [{"code": "share-or-percent", "severity": "cell-left-out", "row_no": 21}]


def test_fractions_under_a_percent_sign_are_one_question_and_every_kg_counts():
    w = checked(receipts("% ripe", [0.9, 0.95, 0.85, 0.9]))
    assert w.rows("SELECT sum(weight_kg) AS kg, count(ripe_share) AS shares FROM receipts") == [
        {"kg": 160, "shares": 0}
    ]
    assert problems(w) == [{"code": "share-or-percent", "severity": "cell-left-out", "row_no": 2}]
    assert "in the column: 4." in w.rows("SELECT what FROM problems")[0]["what"]


def test_two_scales_without_a_usual_one_are_one_question():
    w = checked(receipts("Ripe share", [0.9, 95, 0.85, 90, 0.8]))
    assert w.rows("SELECT sum(weight_kg) AS kg, count(ripe_share) AS shares FROM receipts") == [
        {"kg": 200, "shares": 0}
    ]
    assert [p["code"] for p in problems(w)] == ["share-or-percent"]
    assert "in the column: 5." in w.rows("SELECT what FROM problems")[0]["what"]


@pytest.mark.parametrize("heading", ["Prefinanced share", "Asked price (USD/kg)", "Shipped on", "Paid on", "Closed on"])
def test_a_slip_beside_a_sale_leaves_its_price_and_its_kg(heading):
    """60 of 100 kg at 9.00 against 4.00 as bulk: sold 60 %, 5.00 more."""
    w = sold(heading, "4o,x")
    assert [(p["severity"], p["row_no"]) for p in problems(w)] == [("cell-left-out", 2)]
    assert values(answer(w, "sold_share", YEAR).groups)["micro"] == pytest.approx(0.6)
    assert answer(w, "premium_over_bulk", YEAR).difference.value == pytest.approx(5.0)


@pytest.mark.parametrize("cell", [40, "1 200 %", -0.1])
def test_a_share_that_cannot_be_is_not_counted_and_the_sale_is(cell):
    """40 among fractions, 1,200 % and -0.1 are no share of a price."""
    w = checked(
        tab(
            "Offers",
            [*OFFERS, "Prefinanced share"],
            *(
                [f"O{n}", "M1", f"Buyer {n}", date(2026, 1, 5), 10, "accepted", "green", "EXW", 9.0, share]
                for n, share in enumerate([0.5] * 9 + [cell])
            ),
        )
    )
    assert w.rows("SELECT sum(weight_kg) AS kg, count(prefinance_share) AS shares FROM offers") == [
        {"kg": 100, "shares": 9}
    ]


def test_a_sale_whose_price_cannot_be_read_was_still_sold():
    w = sold("Sample sent on", None)
    lost = checked(
        LOTS,
        tab("Offers", OFFERS, ["O1", "M1", "Buyer A", date(2026, 1, 5), 60, "accepted", "green", "EXW", "9,,0"]),
    )
    for one in (w, lost):
        assert values(answer(one, "sold_share", YEAR).groups)["micro"] == pytest.approx(0.6)
    assert lost.rows("SELECT accepted_price_per_kg FROM offers") == [{"accepted_price_per_kg": None}]
    assert [p["code"] for p in problems(lost)] == ["not-a-number"]


def test_a_currency_nobody_knows_takes_the_price_along_but_not_the_weight():
    w = checked(
        tab(
            "Receipts",
            [*RECEIPTS, "Price", "Price unit", "Currency"],
            [date(2025, 11, 3), "F1", 40, "cherry", "R1", 30, "kg", "??"],
        )
    )
    assert w.rows("SELECT weight_kg, price_per_kg FROM receipts") == [{"weight_kg": 40, "price_per_kg": None}]
    assert [(p["code"], p["severity"]) for p in problems(w)] == [("unknown-currency", "cell-left-out")]


def test_a_currency_nobody_knows_costs_a_payment_its_row():
    """Without it the amount, which is what the row is about, would count as one of the base currency."""
    w = checked(tab("Payments", ["Paid on", "Farmer", "Amount", "Currency"], [date(2025, 12, 1), "F1", 900, "??"]))
    assert [(p["code"], p["severity"]) for p in problems(w)] == [("unknown-currency", "left-out")]
    assert w.rows("SELECT * FROM clean.payments") == []


def test_a_blank_that_means_something_is_not_what_an_unreadable_cell_means():
    """Nobody can say over how many seasons the cost of 300 is spread: it is in no number, not in one season."""
    costs = tab("Costs", ["Spent on", "Category", "Amount", "Seasons"], [date(2025, 12, 1), "sorting", 300, "tres"])
    w = checked(costs)
    assert [(p["code"], p["severity"]) for p in problems(w)] == [("not-a-number", "left-out")]
    assert w.rows("SELECT * FROM clean.costs") == []


def test_two_days_that_contradict_each_other_leave_the_sale_counted():
    """Closed a year before it was offered: the day of closing is not counted, 60 kg at 9.00 are."""
    w = sold("Closed on", date(2025, 1, 5))
    assert [(p["code"], p["severity"]) for p in problems(w)] == [("closed-before-offered", "cell-left-out")]
    assert w.rows("SELECT closed_on FROM offers WHERE lot_id = 'M1'") == [{"closed_on": None}]
    assert answer(w, "premium_over_bulk", YEAR).difference.value == pytest.approx(5.0)


@pytest.mark.parametrize("cell", [1120, Percent("1120 %"), "100 %", -11])
def test_a_moisture_that_cannot_be_is_in_no_mean(cell):
    rows = [[date(2026, 1, 5), "M1", f"Q{n}", moisture, 84] for n, moisture in enumerate([11.0, 11.4, cell])]
    w = checked(LOTS, tab("Quality", ["Sampled on", "Lot", "Sample", "Moisture", "Cup score"], *rows))
    assert values(answer(w, "moisture", YEAR).groups)["micro"] == pytest.approx(11.2)
    assert w.rows("SELECT count(cup_score) AS n FROM quality") == [{"n": 3}]


def test_a_score_beyond_its_scale_is_in_no_mean():
    rows = [[date(2026, 1, 5), "M1", f"Q{n}", 11.0, score] for n, score in enumerate([84, 86, 845])]
    w = checked(LOTS, tab("Quality", ["Sampled on", "Lot", "Sample", "Moisture", "Cup score"], *rows))
    assert w.rows("SELECT avg(cup_score) AS score, count(moisture) AS n FROM quality") == [{"score": 85, "n": 3}]


def test_moist_coffee_that_is_only_odd_counts_and_is_marked():
    w = checked(tab("Quality", ["Sampled on", "Lot", "Moisture"], [date(2026, 1, 5), "M1", 24]))
    assert w.rows("SELECT moisture FROM quality") == [{"moisture": 24}]
    assert [(p["code"], p["severity"]) for p in problems(w)] == [("out-of-range", "doubtful")]


NOT_YET = [(code, word) for code in LANGUAGES for word in language(code)["words"]["not_yet"][:2]]


SAID_ALONE = [("es", "PENDIENTE "), ("vi", "Chưa trả")]


@pytest.mark.parametrize(
    ("code", "word"),
    [*SAID_ALONE, *(pytest.param(*one, marks=pytest.mark.long) for one in [*NOT_YET, ("es", "sin pagar")])],
)
def test_a_word_for_not_yet_in_a_day_is_a_day_that_has_not_come(code, word):
    w = sold("Paid on", word)
    assert problems(w) == []
    assert w.rows("SELECT paid_on FROM offers WHERE lot_id = 'M1'") == [{"paid_on": None}]
    assert answer(w, "premium_over_bulk", YEAR).difference.value == pytest.approx(5.0)


def test_every_word_for_not_yet_beside_days_is_a_day_that_has_not_come():
    """Each in a tab of its own beside one sale that is paid."""
    words = [word for _, word in NOT_YET] + ["sin pagar"]
    sales = [
        tab(
            f"Offers {n}",
            [*OFFERS, "Paid on"],
            [f"O{n}", "M1", f"Buyer {n}", date(2026, 1, 5), 1, "accepted", "green", "EXW", 9.0, word],
            [f"P{n}", "M1", f"Other {n}", date(2026, 1, 5), 1, "accepted", "green", "EXW", 9.0, date(2026, 2, 1)],
        )
        for n, word in enumerate(words)
    ]
    w = checked(LOTS, *sales)
    assert problems(w) == []
    assert w.rows("SELECT paid_on, count(*) AS sales FROM offers GROUP BY 1 ORDER BY 1 NULLS FIRST") == [
        {"paid_on": None, "sales": len(words)},
        {"paid_on": date(2026, 2, 1), "sales": len(words)},
    ]


@pytest.mark.parametrize("heading", ["Shipped on", "Closed on", "Contract signed on", "Fixed on"])
def test_other_days_that_may_not_have_come_are_read_alike(heading):
    assert problems(sold(heading, "pending")) == []


def test_a_payment_that_has_not_come_is_no_payment():
    """Its day is all that says when the row belongs: it does not count, and that is said."""
    w = checked(tab("Payments", ["Paid on", "Farmer", "Amount"], ["pendiente", "F1", 900]))
    assert [(p["code"], p["severity"]) for p in problems(w)] == [("not-a-date", "left-out")]


def test_only_what_identifies_a_row_or_is_its_main_quantity_costs_the_row():
    """Of the numbers and days that may be blank these alone are declared to."""
    measured = (
        ColumnKind.MASS,
        ColumnKind.MONEY,
        ColumnKind.PRICE,
        ColumnKind.SHARE,
        ColumnKind.PERCENT,
        ColumnKind.DATE,
    )
    costly = {
        f"{book.id}.{column.name}"
        for book in logbooks().values()
        for column in book.columns
        if column.kind in measured and not column.required and book.costs_the_row(column.name)
    }
    assert costly == {"offers.accepted_weight", "processing.weight_out", "limits.valid_from"}


def test_what_a_column_decides_is_a_column():
    for book in logbooks().values():
        for column in book.columns:
            assert all(book.has(name) for name in book.decided_by(column.name)), (book.id, column.name)
