"""A wide table carries several logs: each row a lot with its stream, its sample and its sale."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.engine.compute import answer
from tests.logbooks.questions.asking_sheets import questions, read
from tests.logbooks.typed_sheets import found, tab

SPANISH = [
    *("Lote", "Clase", "Kg oro producidos", "Fecha catación", "Puntaje SCA", "Cliente"),
    *("Fecha oferta", "Fecha de cierre", "Kg vendidos", "Precio USD/kg", "Incoterm", "Estado"),
]
SOLD = {"column/offers.offer_id": "nothing", "column/offers.weight": "Kg vendidos"}


def sale(buyer, kg, price, offered=date(2026, 2, 10)):
    return [buyer, offered, date(2026, 3, 2), kg, price, "EXW", "vendido"]


FIRST = ["ML-1", "microlote", 300, date(2026, 2, 3), 86]
SECOND = ["ML-2", "microlote", 250, date(2026, 2, 3), "85,5"]
BULK = ["CV-1", "convencional", 6000, date(2026, 2, 8), 80]
UNSOLD = [None] * 7
ROWS = [
    [*FIRST, *sale("A", 200, 9.5)],
    [*FIRST, *sale("B", 80, 9)],
    [*SECOND[:4], 85.5, *sale("C", 100, 8)],
    [*SECOND, *sale("D", 50, 8)],
    [*BULK, *sale("X", 6000, 5)],
]


def sums(w):
    return w.rows("""SELECT stream, sum(weight_kg) AS kg, sum(weight_kg * accepted_price_per_kg) AS money
                     FROM offers GROUP BY stream ORDER BY stream""")


def test_sales_with_the_stream_and_the_laboratory_beside_them_fill_three_logs():
    w = read(tab("Hoja1", SPANISH, *ROWS), answers=SOLD)
    # 200 x 9.5 + 80 x 9 + 150 x 8 = 1900 + 720 + 1200
    assert [tuple(one.values()) for one in sums(w)] == [("bulk", 6000, 30000), ("micro", 430, 3820)]
    assert w.rows("SELECT lot_id, green_kg FROM lots ORDER BY 1") == [
        {"lot_id": "CV-1", "green_kg": 6000.0},
        {"lot_id": "ML-1", "green_kg": 300.0},
        {"lot_id": "ML-2", "green_kg": 250.0},
    ]
    # a sample stands in the row of each sale of its lot, once as 85.5 and once as 85,5: it is one
    assert w.rows("SELECT lot_id, cup_score FROM quality ORDER BY 1") == [
        {"lot_id": "CV-1", "cup_score": 80.0},
        {"lot_id": "ML-1", "cup_score": 86.0},
        {"lot_id": "ML-2", "cup_score": 85.5},
    ]
    assert {code for _, _, code in found(w)} == {"lots-told-beside", "samples-told-beside"}


def test_a_tab_of_no_telling_name_is_not_asked_about():
    asked = questions(read(tab("Hoja1", SPANISH, *ROWS)))
    assert not [one for one in asked if one.startswith("tab/")]


def test_a_lot_that_nobody_bought_yet_is_a_lot_and_no_sale():
    w = read(tab("Hoja1", SPANISH, *ROWS, ["ML-3", "microlote", 120, date(2026, 2, 5), 88, *UNSOLD]), answers=SOLD)
    assert w.rows("SELECT stream, green_kg FROM lots WHERE lot_id = 'ML-3'") == [{"stream": "micro", "green_kg": 120.0}]
    assert w.rows("SELECT count(*) AS n FROM offers") == [{"n": 5}]
    assert w.rows("SELECT reason FROM not_data WHERE row_no = 7") == [{"reason": "tells of its lot alone"}]


def test_two_samples_of_a_lot_are_two():
    later = [*FIRST[:3], date(2026, 3, 1), 87]
    w = read(tab("Hoja1", SPANISH, ROWS[0], [*later, *sale("B", 80, 9)], *ROWS[2:]), answers=SOLD)
    assert w.rows("SELECT cup_score FROM quality WHERE lot_id = 'ML-1' ORDER BY 1") == [
        {"cup_score": 86.0},
        {"cup_score": 87.0},
    ]


def test_what_a_lot_gave_told_differently_is_not_known_and_is_said():
    other = [*FIRST[:2], 280, *FIRST[3:], *sale("B", 80, 9)]
    w = read(tab("Hoja1", SPANISH, ROWS[0], other, *ROWS[2:]), answers=SOLD)
    assert w.rows("SELECT green_kg FROM lots WHERE lot_id = 'ML-1'") == [{"green_kg": None}]
    assert (2, "green_kg", "lot-told-differently") in found(w)


@pytest.mark.parametrize(
    "headings",
    [
        "Lot|Stream|Green kg|Buyer|Offered on|Closed on|Kg sold|Price USD/kg|Incoterm|Status",
        "Lote|Clase|Kg oro|Cliente|Fecha oferta|Fecha de cierre|Kg vendidos|Precio USD/kg|Incoterm|Estado",
        "Lot|Catégorie|Kg café vert|Acheteur|Date offre|Date de clôture|Kg vendus|Prix USD/kg|Incoterm|Statut",
    ],
)
def test_kilos_of_green_beside_what_was_sold_of_them_are_what_the_lot_gave(headings):
    rows = [
        [lot, stream, green, buyer, date(2026, 2, 10), date(2026, 3, 2), sold, price, "EXW", "accepted"]
        for lot, stream, green, buyer, sold, price in (
            ("L-1", "micro", 500, "A", 300, 9),
            ("L-2", "micro", 400, "B", 300, 8),
            ("L-3", "bulk", 4000, "X", 3000, 5),
        )
    ]
    w = read(tab("Sheet1", headings.split("|"), *rows), answers={"column/offers.offer_id": "nothing"})
    assert w.rows("SELECT list(green_kg ORDER BY lot_id) AS made FROM lots") == [{"made": [500.0, 400.0, 4000.0]}]
    # what was sold of each, never what the lot gave: 600 of 900 kg of the pilot, 3000 of 4000 of bulk
    assert w.rows("SELECT list(accepted_weight_kg ORDER BY lot_id) AS sold FROM offers") == [{"sold": [300, 300, 3000]}]
    sold = answer(w, "sold_share", None).groups
    assert (sold["micro"].value, sold["bulk"].value) == (pytest.approx(600 / 900), pytest.approx(3000 / 4000))
    # 5100 for 600 kg sold, the 300 kg unsold at the 5 of bulk: 6600 / 900 = 7.33, 2.33 more than bulk
    premium = answer(w, "realised_premium", None).difference
    assert premium is not None and premium.value == pytest.approx(6600 / 900 - 5)


def test_a_score_without_its_day_is_not_counted_and_is_said():
    w = read(tab("Hoja1", SPANISH, ROWS[0], [*SECOND[:3], None, 85.5, *sale("C", 100, 8)]), answers=SOLD)
    assert w.rows("SELECT lot_id FROM quality") == [{"lot_id": "ML-1"}]
    assert (3, "sampled_on", "sample-without-day") in found(w)


def test_a_table_without_the_day_of_the_sample_asks_for_it_and_the_sales_count_meanwhile():
    heads, rows = [*SPANISH[:3], *SPANISH[4:]], [[*row[:3], *row[4:]] for row in ROWS]
    w = read(tab("Hoja1", heads, *rows), answers=SOLD)
    asked = questions(w)["column/quality.sampled_on"]
    assert [one.id for one in asked.choices] == ["Fecha oferta", "Fecha de cierre", "nothing"]
    assert (len(w.rows("FROM offers")), len(w.rows("FROM quality"))) == (5, 0)
    w = read(tab("Hoja1", heads, *rows), answers=SOLD | {asked.id: "Fecha oferta"})
    assert len(w.rows("FROM quality")) == 3 and len(w.rows("FROM offers")) == 5


def test_a_tab_of_samples_goes_before():
    samples = tab("Laboratorio", ["Fecha de muestra", "Lote", "Puntaje"], [date(2026, 2, 3), "ML-1", 84])
    w = read(tab("Hoja1", SPANISH, *ROWS), samples, answers=SOLD)
    assert w.rows("SELECT lot_id, cup_score FROM quality") == [{"lot_id": "ML-1", "cup_score": 84.0}]


def test_a_stream_under_a_heading_nobody_knows_is_asked_for_with_the_words_that_mean_it():
    heads = ["Lot", "Grade", "Buyer", "Offered on", "Weight (kg)", "Price (USD/kg)", "Status"]
    rows = [
        [f"L-{n}", grade, f"Buyer {n}", date(2026, 2, n), kg, price, "sold"]
        for n, (grade, kg, price) in enumerate([("Top", 100, 9), ("Top", 50, 9), ("Std", 900, 5), ("Std", 800, 5)], 1)
    ]
    said = {"column/offers.offer_id": "nothing"}
    asked = questions(read(tab("Data", heads, *rows), answers=said))["column/lots.stream"]
    assert [one.id for one in asked.choices] == ["Grade", "always: micro", "always: bulk", "nothing"]
    said |= {asked.id: "Grade"}
    (words,) = (one for one in questions(read(tab("Data", heads, *rows), answers=said)).values() if one.kind == "word")
    said |= {part.id: "micro" if part.id.endswith("top") else "bulk" for part in words.parts}
    w = read(tab("Data", heads, *rows), answers=said)
    assert [(one["stream"], one["kg"]) for one in sums(w)] == [("bulk", 1700), ("micro", 150)]


@pytest.mark.parametrize(
    ("headings", "day"),
    [
        (
            ["Lot no", "Lot type", "Buyer", "Contract date", "kg", "Price (USD/lb)", "Status", "SCA score"],
            "Contract date",
        ),
        (["Lô", "Loại lô", "Người mua", "Ngày chào", "Kg", "Giá (USD/kg)", "Trạng thái", "Điểm thử nếm"], None),
        (["Lot", "Jenis lot", "Pembeli", "Tgl. penawaran", "Kg", "Harga (USD/kg)", "Status", "Skor cupping"], None),
    ],
)
def test_other_languages_and_few_columns(headings, day):
    """Buyer, price and weight make a sale, whatever else is missing; the one day of a contract may be chosen."""
    rows = [
        ["ML-1", "micro", "A", date(2026, 2, 10), 200, 9, "accepted", 86],
        ["B-1", "bulk", "X", date(2026, 2, 10), 6000, 5, "accepted", 80],
    ]
    answers = {"column/offers.offer_id": "nothing"} | ({"column/offers.offered_on": day} if day else {})
    w = read(tab("Data", headings, *rows), answers=answers)
    assert [(one["stream"], one["kg"]) for one in sums(w)] == [("bulk", 6000), ("micro", 200)]


RESULTS = ["Rank", "Score", "Farm / CWS", "Lot size (kg)", "High bid (US$/lb)", "Company name"]
AUCTION = tab(
    "CoE 2026",
    ["Auction results 2026"],
    RESULTS,
    ["1a", 91.25, "Farm A", 180, "$50.00", "Roaster A"],
    ["2", 90, "Farm B", 240, "$20.00", "Roaster B"],
    ["Totals:", None, None, 420, None, None],
)


def test_a_list_of_an_auction_is_of_sales_and_its_day_is_typed_once():
    """$50 and $20 a lb of 0.45359237 kg; the row of totals is no sale."""
    asked = questions(read(AUCTION))
    assert asked["column/offers.offered_on"].takes == "day"
    w = read(
        AUCTION,
        answers={
            "column/offers.offer_id": "nothing",
            "column/offers.lot_id": "Rank",
            "column/offers.offered_on": "2026-02-20",
            "column/offers.status": "always: accepted",
            "column/lots.stream": "always: micro",
            "column/quality.sampled_on": "2026-02-10",
        },
    )
    sold = w.rows("""SELECT lot_id, stream, offered_on::VARCHAR AS day, weight_kg, accepted_price_per_kg AS price
                     FROM offers ORDER BY 1""")
    assert [tuple(one.values()) for one in sold] == [
        ("1a", "micro", "2026-02-20", 180.0, pytest.approx(50 / 0.45359237)),
        ("2", "micro", "2026-02-20", 240.0, pytest.approx(20 / 0.45359237)),
    ]
    assert w.rows("SELECT lot_id, cup_score FROM quality ORDER BY 1") == [
        {"lot_id": "1a", "cup_score": 91.25},
        {"lot_id": "2", "cup_score": 90.0},
    ]


DAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    "headings, whole, without_a_day",
    [
        (["Lot", "Stream", "Sampled on", "Cup score"], ["L-1", "micro", DAY, 87], ["L-3", "micro", None, 88]),
        (
            ["Lot", "Stream", "Received on", "Weight (kg)", "Form", "Farmer"],
            ["L-1", "micro", DAY, 100, "cherry", "Ana"],
            ["L-3", "micro", None, None, "cherry", None],
        ),
    ],
)
def test_a_row_of_any_other_log_that_lacks_its_day_is_told_and_not_passed_over(headings, whole, without_a_day):
    w = read(tab("Sheet", headings, whole, ["L-2", *whole[1:]], without_a_day))
    assert "left out" in {row["standing"] for row in w.rows("SELECT standing FROM placed WHERE row_no = 4")}
    assert "missing-value" in {code for _, _, code in found(w)}
