"""An amount that names no money is in that of its column's other cells, of another heading or of the title; where these
say nothing and the sheets speak of more than the base currency, it is asked about, and waits."""

from datetime import date

import pytest

from logbooks.health import settled
from tests.logbooks.questions.asking_sheets import questions, read, values
from tests.logbooks.typed_sheets import OFFERS, PAYMENTS, SETTINGS, Formatted, checked, found, tab

DAY = date(2026, 1, 10)
OFFERED = ["Offer", "Lot", "Buyer", "Offered on", "Closed on", "Weight (kg)", "Status"]
DEAL = ["O-1", "M-1", "Roaster", DAY, DAY, 100, "accepted"]
IN_DOLLARS = tab("Ventas", OFFERS, ["O-1", "M-1", "Tostador", DAY, 100, "accepted", DAY, 9])
MONEY = "money/costs.amount/monto"


def costs(*amounts, above=(), heading="Monto", sheet="Gastos"):
    rows = [[DAY, "selección", amount, "micro"] for amount in amounts]
    return tab(sheet, *([text] for text in above), ["Fecha", "Categoría", heading, "Tipo de lote"], *rows)


def sales(price, heading="Price", above=(), **beside):
    return tab("Sales", *([text] for text in above), [*OFFERED, heading, *beside], [*DEAL, price, *beside.values()])


def moneys(w, table="costs"):
    return values(w, "currency", table)


def told(w):
    return [(one["question"], one["answer"], one["cells"], one["evidence"]) for one in settled(w)]


def test_the_marked_cells_of_a_column_settle_the_others():
    """Two of four amounts say soles: all 8,000 are soles."""
    w = read(IN_DOLLARS, costs("S/ 3,500.00", 1400, 900, "S/ 2,200.00"))
    assert (values(w, "amount", "costs"), moneys(w)) == ([3500, 1400, 900, 2200], ["PEN"] * 4)
    assert told(w) == [(MONEY, "PEN", 2, "money-of-column")]
    assert [one for one in questions(w) if one.startswith("money/")] == []


def test_what_the_number_format_shows_is_a_mark_too():
    assert moneys(read(IN_DOLLARS, costs(Formatted("S/ 3500"), 1400))) == ["PEN", "PEN"]


def test_a_settled_money_can_be_said_otherwise_and_taken_back():
    sheets = (IN_DOLLARS, costs("S/ 3,500.00", 1400))
    assert moneys(read(*sheets, answers={MONEY: "USD"})) == ["PEN", "USD"]
    assert moneys(read(*sheets, answers={MONEY: ""})) == ["PEN", "PEN"]
    w = read(*sheets, answers={MONEY: "nothing"})
    assert (moneys(w), told(w)) == (["PEN"], [])
    assert [code for *_, code in found(w) if code == "no-money-said"] == ["no-money-said"]


def test_cells_that_name_several_are_asked_about_once_and_the_others_wait():
    w = read(IN_DOLLARS, costs("S/ 3,500.00", 1400, 900, "US$ 600.00"))
    asked = questions(w)[MONEY]
    assert asked.asks == "Which money are the numbers under “Monto” in Gastos?"
    assert (asked.cells, sorted(one.id for one in asked.choices)) == (2, ["PEN", "USD"])
    assert (values(w, "amount", "costs"), moneys(w)) == ([3500, 600], ["PEN", "USD"])
    w = read(IN_DOLLARS, costs("S/ 3,500.00", 1400, 900, "US$ 600.00"), answers={MONEY: "PEN"})
    assert (values(w, "amount", "costs"), moneys(w)) == ([3500, 1400, 900, 600], ["PEN", "PEN", "PEN", "USD"])


def test_a_column_without_any_mark_is_asked_about_where_the_sheets_speak_of_two():
    paid = tab("Pagos", PAYMENTS, [DAY, "F1", 77, "KES"])
    w = read(IN_DOLLARS, paid, costs(1400, 900))
    asked = questions(w)[MONEY]
    assert (asked.cells, sorted(one.id for one in asked.choices)) == (2, ["KES", "USD"])
    assert moneys(w) == []
    assert moneys(read(IN_DOLLARS, paid, costs(1400, 900), answers={MONEY: "KES"})) == ["KES", "KES"]


def test_the_base_currency_that_the_sheets_write_down_holds_for_what_names_none():
    paid = tab("Pagos", PAYMENTS, [DAY, "F1", 77, "KES"])
    w = checked(IN_DOLLARS, paid, costs(1400), tab("Settings", SETTINGS, ["base_currency", "USD"]))
    assert (moneys(w), told(w)) == ([None], [])


@pytest.mark.parametrize("amounts", [(1400, 900), ("US$ 1,400.00", 900)])
def test_sheets_that_name_one_currency_alone_are_not_asked(amounts):
    w = read(IN_DOLLARS, costs(*amounts))
    assert (values(w, "amount", "costs"), told(w)) == ([1400, 900], [])
    assert not [one for one in questions(w) if one.startswith("money/")]


def test_prices_in_soles_that_only_their_column_names_are_no_dollars():
    """The unmarked price waits: sales in soles beside costs that say soles in some cells would be all in soles."""
    w = read(sales(35, "Price per kg"), costs("S/ 3,500.00"))
    asked = questions(w)["money/offers.accepted_price/price per kg"]
    assert sorted(one.id for one in asked.choices) == ["PEN", "USD"]
    w = read(sales(35, "Price per kg"), costs("S/ 3,500.00"), answers={asked.id: "PEN"})
    assert (moneys(w, "offers"), list(questions(w))) == (["PEN"], ["setting/default_incoterm"])


@pytest.mark.parametrize(
    ("above", "money"),
    [
        ("GASTOS 2025/26 (KES)", "KES"),
        ("GASTOS DEL PROGRAMA 2025/26 (en soles, S/)", "PEN"),
        ("Valores expresados en quetzales", "GTQ"),
        ("DESPESAS SAFRA 2025/26 (R$)", "BRL"),
        ("R$", "BRL"),
        ("đơn vị: đồng", "VND"),
        ("Moneda: Q", "GTQ"),
        ("EXPENSES 2025/26 UGX", "UGX"),
    ],
)
def test_a_title_says_the_money(above, money):
    w = read(IN_DOLLARS, costs(1400, 900, above=[above]))
    assert (values(w, "amount", "costs"), moneys(w)) == ([1400, 900], [money, money])
    assert told(w) == [(MONEY, money, 2, "money-of-title")]


def test_the_name_of_the_tab_says_it_too():
    assert moneys(read(IN_DOLLARS, costs(1400, sheet="Gastos (S/)"))) == ["PEN"]


def test_a_mark_that_contradicts_the_title_is_asked_about():
    """One dollar among shillings is an exception, or the title is of last year: the other cells wait."""
    w = read(IN_DOLLARS, costs("US$ 1,400.00", 900, above=["GASTOS (KES)"]))
    assert (values(w, "amount", "costs"), moneys(w)) == ([1400], ["USD"])
    assert sorted(one.id for one in questions(w)[MONEY].choices) == ["KES", "USD"]


def test_a_mark_among_many_amounts_is_an_exception():
    """One of ten cells in dollars does not make nine amounts dollars; with a base written down they are in that."""
    marked = costs("US$ 50.00", *[3500] * 9)
    paid = tab("Pagos", PAYMENTS, [DAY, "F1", 77, "KES"])
    w = read(paid, marked)
    assert moneys(w) == ["USD"] and questions(w)[MONEY].cells == 9
    in_shillings = checked(paid, marked, tab("Settings", SETTINGS, ["base_currency", "KES"]))
    assert moneys(in_shillings) == ["USD", *[None] * 9]


def test_the_heading_wins_over_the_title_and_cells_over_both():
    assert moneys(read(IN_DOLLARS, costs(1400, above=["GASTOS (KES)"], heading="Monto (USD)"))) == ["USD"]
    assert moneys(read(IN_DOLLARS, costs("US$ 1,400.00", above=["GASTOS (KES)"], heading="Monto (PEN)"))) == ["USD"]


@pytest.mark.parametrize(
    "above", ["USD 1 = KES 129", "Tipo de cambio (S/ por US$): 3.75", "GASTOS (KES o USD)", "TOTAL: S/ 35,000"]
)
def test_a_title_that_names_several_or_a_sum_settles_nothing_and_the_column_is_asked_about(above):
    w = read(IN_DOLLARS, costs(1400, above=[above]))
    assert (moneys(w), told(w)) == ([], [])
    assert MONEY in questions(w)


@pytest.mark.parametrize(
    "above", ["HỢP ĐỒNG 2025", "CUP OF EXCELLENCE 2025", "SALES (US)", "COOPERATIVA LA UNIÓN, R.L."]
)
def test_words_that_only_look_like_money_say_nothing(above):
    w = read(IN_DOLLARS, costs(1400, above=[above, "Gastos"]))
    assert told(w) == []
    assert not [one for one in questions(w) if one.startswith("money/")]


def test_a_title_of_two_units_gives_weights_and_prices_theirs():
    """Đơn vị tính: kg, đồng: 100 kg at 215,000 đồng for one."""
    heads = ["STT", "Lô", "Khách hàng", "Ngày chào giá", "Ngày chốt", "Khối lượng", "Trạng thái", "Giá chốt"]
    deal = [1, "M-1", "Rang xay", DAY, DAY, 100, "accepted", 215000]
    for above in ("Đơn vị tính: kg, đồng", "Giá: đ/kg, KL: kg"):
        w = read(tab("Bán hàng", ["BÁN HÀNG"], [None, None, above], heads, deal))
        assert w.rows("SELECT weight_kg, accepted_price_per_kg AS price, currency FROM clean.offers") == [
            {"weight_kg": 100, "price": 215000, "currency": "VND"}
        ]


def test_a_unit_in_a_line_of_its_own_is_that_of_the_prices():
    """600 for 50 kg are 12 for one; a heading or a cell that says otherwise wins."""
    line = ["SALES 2025/26", "USD per 50 kg"]
    price = "SELECT accepted_price_per_kg AS price, currency FROM clean.offers"
    assert read(sales(600, above=line)).rows(price) == [{"price": 12, "currency": None}]
    assert read(costs(5, heading="Monto (KES)"), sales(600, above=line)).rows(price) == [
        {"price": 12, "currency": "USD"}
    ]
    assert read(sales(12, "Price per kg", above=line)).rows(price) == [{"price": 12, "currency": None}]
    w = read(sales(600, above=line), answers={"unit/offers.accepted_price/price": "USD/kg"})
    assert w.rows(price) == [{"price": 600, "currency": "USD"}]
    w = read(sales(600, above=line), answers={"unit/offers.accepted_price/price": "nothing"})
    assert w.rows(price) == [{"price": None, "currency": None}]


def test_a_row_of_units_two_rows_above_the_headings():
    """2 quintals of 100 kg (tạ) at 12 for one kg."""
    units = [*[None] * 5, "tạ", None, "USD/kg"]
    w = read(
        tab(
            "Sales",
            units,
            ["only a remark"],
            [*OFFERED[:5], "Weight", "Status", "Price"],
            [*DEAL[:5], 2, "accepted", 12],
        )
    )
    assert w.rows("SELECT weight_kg, accepted_price_per_kg AS price FROM clean.offers") == [
        {"weight_kg": 200, "price": 12}
    ]


def test_a_unit_is_asked_for_together_with_the_money_the_sheets_name():
    """Per kg alone may not lead from đồng to dollars."""
    unit = "unit/offers.accepted_price/price"
    w = read(sales(215000, above=["BÁN HÀNG (đồng)"]))
    assert [one.id for one in questions(w)[unit].choices] == ["VND/kg", "VND/lb", "VND/qq"]
    for answer in ("VND/kg", "per kg"):
        w = read(sales(215000, above=["BÁN HÀNG (đồng)"]), answers={unit: answer})
        assert (values(w, "accepted_price_per_kg", "offers"), moneys(w, "offers")) == ([215000], ["VND"])
    w = read(sales(600), costs("S/ 3,500.00"))
    assert [one.id for one in questions(w)[unit].choices] == ["PEN/kg", "PEN/lb", "USD/kg", "USD/lb"]
    w = read(sales(600), costs("S/ 3,500.00"), answers={unit: "per kg"})
    assert "money/offers.accepted_price/price" in questions(w)
    assert [one.id for one in questions(read(sales(600)))[unit].choices] == ["per kg", "per lb", "per qq"]


@pytest.mark.parametrize(
    "sheet",
    [
        costs(1400000, 900000, above=["GASTOS 2025/26 (en pesos)"]),
        costs(1400000, 900000, above=["Gastos en pesos colombianos"]),
        costs(1400000, 900000, heading="Valor (pesos)"),
        costs(1400000, 900000, heading="Valor ($)"),
        costs("$ 1400000", "$ 900000", heading="Valor"),
        costs(1400000, 900000, heading="Montant (francs)"),
        costs(1400000, 900000, sheet="Gastos en pesos"),
    ],
)
def test_a_word_or_a_sign_of_several_moneys_beside_sales_in_us_dollars_is_asked_about(sheet):
    """Pesos are no dollars: nothing of them counts until somebody says which they are."""
    w = read(IN_DOLLARS, sheet)
    (asked,) = [one for one in questions(w).values() if one.kind == "money"]
    assert (asked.cells, moneys(w)) == (2, [])
    w = read(IN_DOLLARS, sheet, answers={asked.id: "COP"})
    assert (values(w, "amount", "costs"), moneys(w)) == ([1400000, 900000], ["COP", "COP"])


@pytest.mark.parametrize(
    "sheet",
    [
        costs(1400, above=["CONTROL DE PESO Y GASTOS"]),  # a weight
        costs(1400, heading="Valor USD"),
        costs(1400, above=["Gastos en dollars"]),
        costs("US$ 1400", 900, heading="Valor"),
    ],
)
def test_what_can_be_no_other_money_is_not_asked_about(sheet):
    assert not [one for one in questions(read(IN_DOLLARS, sheet)).values() if one.kind == "money"]


def test_a_dollar_sign_is_the_base_that_the_sheets_write_down():
    settings = tab("Settings", SETTINGS, ["base_currency", "USD"])
    w = checked(IN_DOLLARS, costs(1400, heading="Valor ($)"), settings)
    assert values(w, "amount", "costs") == [1400]
    pesos = checked(IN_DOLLARS, costs(1400, heading="Valor (pesos)"), settings)
    assert values(pesos, "amount", "costs") == []


@pytest.mark.parametrize("weight", ["Weight (kg)", "Weight (qq)", "Weight"])
def test_amounts_no_cooperative_spends_on_so_little_coffee_are_asked_about(weight):
    """230,000 for 100 kg are 2,300 USD a kg: shillings, or a slip. For 100 qq of 46 kg they are 50 a kg."""
    units = {"Weight": ["Weight unit"]}.get(weight, [])
    sale = tab(
        "Sales",
        [*OFFERED[:5], weight, *units, "Status", "Price (USD/kg)"],
        [*DEAL[:5], 100, *(["qq"] if units else []), "accepted", 9],
    )
    w = read(sale, costs(140000, "90000"), answers={"size/qq": "46"})
    if weight == "Weight (kg)":
        assert (questions(w)[MONEY].cells, moneys(w)) == (2, [])
        assert moneys(read(sale, costs(140000, 90000), answers={MONEY: "KES"})) == ["KES", "KES"]
        assert moneys(read(sale, costs(140000, 90000), answers={MONEY: "USD"})) == ["USD", "USD"]
    else:
        assert (MONEY in questions(w), values(w, "amount", "costs")) == (False, [140000, 90000])


def test_a_base_that_the_sheets_write_down_holds_for_large_amounts_too():
    w = read(IN_DOLLARS, costs(140000), tab("Settings", SETTINGS, ["base_currency", "USD"]))
    assert values(w, "amount", "costs") == [140000]


def test_a_currency_that_only_rates_name_may_be_that_of_amounts_that_name_none():
    """Why else would rates of the shilling be kept?"""
    rates = tab("Rates", ["Date", "Currency", "Per base"], [DAY, "KES", 129])
    w = read(IN_DOLLARS, rates, costs(1400, 900))
    assert sorted(one.id for one in questions(w)[MONEY].choices) == ["KES", "USD"]
    paid = tab("Pagos", PAYMENTS, [DAY, "F1", 77, "KES"])
    assert moneys(read(IN_DOLLARS, rates, costs(1400), paid, answers={MONEY: "USD"})) == ["USD"]
