"""What a tab is: its logbook, header row, columns and units, found or asked for, never guessed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.cells import Tab
from logbooks.catalogue import logbooks
from logbooks.problems import problem_kinds
from logbooks.recognise.headings import match
from logbooks.recognise.mapping import NOT_A_LOGBOOK, Mapping, TabMapping
from logbooks.recognise.recognition import recognise
from logbooks.recognise.which_logbook import named_after
from logbooks.vocabulary.sheet_words import LANGUAGES
from logbooks.vocabulary.shown_names import column_title, title
from tests.logbooks.made_tabs import tab_of

RECEIPTS = ["Date", "Farmer", "Weight (kg)", "Form"]
DELIVERY = ["2025-11-03", "F-001", 46.5, "cherry"]


def places(found) -> dict[str, int]:
    return {name: column.index for name, column in found.columns.items()}


def codes(found) -> list[str]:
    return [remark.code for remark in found.remarks]


def test_a_plain_receipts_tab():
    found = recognise(tab_of([RECEIPTS, DELIVERY]))
    assert (found.logbook, found.header_row) == ("receipts", 1)
    assert places(found) == {"received_on": 1, "farmer_id": 2, "weight": 3, "form": 4}
    assert found.columns["weight"].unit == "kg"
    assert found.remarks == ()


@pytest.mark.parametrize("above", [1, 4, 12, 19])
def test_the_header_row_stands_below_titles(above):
    titles = [[f"Cooperative of the upper valley, line {number}"] for number in range(above)]
    found = recognise(tab_of([*titles, RECEIPTS, DELIVERY]))
    assert (found.logbook, found.header_row) == ("receipts", above + 1)


def test_empty_rows_count_as_the_person_sees_them():
    found = recognise(tab_of([["Recibos 2025"], [], [], RECEIPTS, DELIVERY], first_row=3))
    assert found.header_row == 6


def test_a_header_below_the_twentieth_row_is_not_looked_for():
    found = recognise(tab_of([*[[f"line {number}"] for number in range(20)], RECEIPTS, DELIVERY]))
    assert found.logbook is None
    assert codes(found) == ["no-header"]


def test_columns_may_stand_in_any_order_and_between_others():
    found = recognise(
        tab_of(
            [
                ["Colour of the bag", "Form", "Kilos", "Weather", "Member no.", "Date received"],
                ["red", "cherry", 46.5, "rain", "7", "2025-11-03"],
            ]
        )
    )
    assert places(found) == {"form": 2, "weight": 3, "farmer_id": 5, "received_on": 6}
    assert found.unknown == ((1, "Colour of the bag"), (4, "Weather"))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("logbook", logbooks().values(), ids=lambda one: one.id)
def test_the_titles_of_every_logbook_in_every_language(logbook, code):
    heads = [column_title(logbook.id, column.name, code) for column in logbook.columns]
    found = recognise(tab_of([heads, ["x"] * len(heads)], sheet=title(logbook.id, code)))
    assert found.logbook == logbook.id
    assert places(found) == {column.name: number for number, column in enumerate(logbook.columns, start=1)}


@pytest.mark.parametrize("logbook", logbooks().values(), ids=lambda one: one.id)
def test_a_tab_of_any_name_is_known_by_its_headers(logbook):
    heads = [column.title for column in logbook.columns]
    assert recognise(tab_of([heads, ["x"] * len(heads)], sheet="Sheet7")).logbook == logbook.id


@pytest.mark.parametrize("name", [column.name for column in logbooks()["offers"].columns])
def test_canonical_names_are_headers_too(name):
    assert match("offers", name).column == name
    assert match("offers", name.replace("_", " ").upper()).column == name


@pytest.mark.parametrize(
    "header, column, unit",
    [
        ("Peso (qq)", "weight", "qq"),
        ("Weight kg", "weight", "kg"),
        ("weight_kg", "weight", "kg"),
        ("Weight, lbs", "weight", "lbs"),
        ("Kg netos", "weight", "Kg"),
        ("Peso en libras", "weight", "en libras"),
        ("Khối lượng (tạ)", "weight", "tạ"),
        ("Quintales", "weight", "Quintales"),
        ("Precio USD/lb", "accepted_price", "USD/lb"),
        ("Price USD/kg", "accepted_price", "USD/kg"),
        ("Asked price (USc/lb)", "asked_price", "USc/lb"),
        ("Agreed price per kg", "accepted_price", "per kg"),
        ("Precio de venta/qq", "accepted_price", "/ qq"),
        ("US$/kg", "accepted_price", "US$/kg"),
        ("Accepted price", "accepted_price", None),
        ("Lot #", "lot_id", None),
        ("LOT_ID *", "lot_id", None),
        ("Nº de lote", "lot_id", None),
    ],
)
def test_units_in_the_headers_of_offers(header, column, unit):
    heads = ["Offer", "Buyer", "Offered on", "Status", header]
    found = recognise(tab_of([heads, ["x"] * 5], sheet="Offers"))
    assert found.columns[column].index == 5
    assert (found.columns[column].unit or "").replace("/ ", "/") == (unit or "").replace("/ ", "/")


@pytest.mark.parametrize(
    "header, column, unit",
    [
        ("Moisture %", "moisture", "%"),
        ("Humedad (%)", "moisture", "%"),
        ("% maduro", "ripe_share", "%"),
        ("Porcentaje de humedad", "moisture", "%"),
        ("Độ ẩm (%)", "moisture", "%"),
        ("Kadar air", "moisture", None),
    ],
)
def test_percent_signs_in_headers(header, column, unit):
    found = recognise(tab_of([[*RECEIPTS, header], [*DELIVERY, 11]]))
    assert (found.columns[column].index, found.columns[column].unit) == (5, unit)


def test_a_unit_nobody_knows_is_kept_and_told():
    found = recognise(tab_of([["Date", "Farmer", "Weight (reed baskets)", "Form"], DELIVERY]))
    assert found.columns["weight"].unit == "reed baskets"
    assert [(r.code, r.row, r.column, r.detail) for r in found.remarks] == [("unknown-unit", 1, 3, "reed baskets")]


def test_a_measure_of_ones_own_is_kept_and_no_remark():
    """What one basket weighs is asked, as tests/logbooks/questions/test_cell_questions.py shows."""
    found = recognise(tab_of([["Date", "Farmer", "Weight (baskets)", "Form"], DELIVERY]))
    assert (found.columns["weight"].unit, found.remarks) == ("baskets", ())


def test_gross_weight_is_not_taken_for_weight():
    found = recognise(
        tab_of(
            [
                ["Date", "Farmer", "Gross weight (kg)", "Tare", "Net weight (kg)", "Form"],
                ["2025-11-03", "F-1", 48, 1.5, 46.5, "cherry"],
            ]
        )
    )
    assert found.columns["weight"].index == 5
    assert found.unknown == ((3, "Gross weight (kg)"), (4, "Tare"))


def test_a_better_header_wins_over_a_loose_one():
    found = recognise(
        tab_of([["Fecha", "Fecha de recibo", "Socio", "Peso", "Peso neto (lb)", "Forma"], ["a", "b", "c", 1, 2, "d"]])
    )
    assert places(found) == {"received_on": 2, "farmer_id": 3, "weight": 5, "form": 6}
    assert found.unknown == ((1, "Fecha"), (4, "Peso"))


@pytest.mark.parametrize(
    "header, form, unit",
    [
        ("Kg uva", "cherry", "Kg"),
        ("Peso oro (qq)", "green", "qq"),
        ("Cherry kg", "cherry", "kg"),
        ("Weight (dry parchment) kg", "dry parchment", "kg"),
    ],
)
def test_the_form_may_stand_in_the_heading_of_the_weight(header, form, unit):
    found = recognise(tab_of([["Date", "Farmer", header], ["2025-11-03", "F-1", 46.5]], sheet="Receipts"))
    assert found.logbook == "receipts"
    assert (found.constants, found.columns["weight"].unit) == ({"form": form}, unit)
    assert "missing-column" not in codes(found)


def test_a_weight_of_each_form_side_by_side_is_asked_about():
    found = recognise(
        tab_of([["Date", "Farmer", "Kg cherry", "Kg parchment"], ["2025-11-03", "F-1", 46.5, 9]], sheet="Receipts")
    )
    assert "weight" not in found.columns
    assert "missing-column" in codes(found)


def test_the_same_header_twice_with_other_content_is_used_by_neither():
    found = recognise(
        tab_of([["Date", "Farmer", "Net weight", "Form", "Net weight"], ["2025-11-03", "F-1", 46.5, "cherry", 99]])
    )
    assert "weight" not in found.columns
    assert [(r.code, r.column, r.written) for r in found.remarks] == [
        ("duplicate-column", 3, "Net weight"),
        ("duplicate-column", 5, "Net weight"),
        ("missing-column", None, ""),
    ]


def test_the_same_header_twice_with_the_same_content_is_used_once():
    found = recognise(
        tab_of([["Date", "Farmer", "Net weight", "Form", "Net weight"], ["2025-11-03", "F-1", 46.5, "cherry", 46.5]])
    )
    assert found.columns["weight"].index == 3
    assert [(r.code, r.column) for r in found.remarks] == [("duplicate-column-same", 5)]


def test_of_two_headers_the_filled_one_is_used():
    found = recognise(
        tab_of([["Date", "Farmer", "Net weight", "Form", "Net weight"], ["2025-11-03", "F-1", None, "cherry", 46.5]])
    )
    assert found.columns["weight"].index == 5


def test_two_names_of_one_column_are_told():
    found = recognise(
        tab_of([["Date", "Sample", "Lot", "Score", "Cup score"], ["2026-01-12", "Q-1", "M-1", 84, 85]], sheet="Quality")
    )
    assert "cup_score" not in found.columns
    assert [r.written for r in found.remarks if r.code == "duplicate-column"] == ["Score", "Cup score"]


def test_an_unknown_header_is_kept_with_a_guess_at_what_was_meant():
    found = recognise(
        tab_of([["Date", "Farmer", "Weight (kg)", "Form", "Reciept number", "Weather"], [*DELIVERY, "R-1", "rain"]])
    )
    assert found.unknown == ((5, "Reciept number"), (6, "Weather"))
    assert [(r.code, r.column, r.written, r.detail) for r in found.remarks] == [
        ("unknown-column", 5, "Reciept number", "Receipt number"),
        ("unknown-column", 6, "Weather", ""),
    ]


def test_cells_without_a_header_are_told_and_empty_columns_are_not():
    found = recognise(tab_of([[*RECEIPTS, None, None], [*DELIVERY, "what is this", None]]))
    assert [(r.code, r.column) for r in found.remarks] == [("column-without-header", 5)]


def test_a_required_column_that_is_absent_is_named():
    found = recognise(
        tab_of(
            [["Farmer", "Weight (kg)", "Form", "Lot", "Receipt no"], ["F-1", 46.5, "cherry", "M-1", "R-1"]],
            sheet="Deliveries 2025",
        )
    )
    assert (found.logbook, codes(found)) == ("receipts", ["missing-column"])
    assert found.remarks[0].detail == "Received on"


def test_one_missing_column_does_not_hide_what_a_nameless_tab_is():
    found = recognise(
        tab_of([["Farmer", "Weight (kg)", "Form", "Ripe %", "Receipt no"], ["F-1", 46.5, "cherry", 95, "R-1"]])
    )
    assert (found.logbook, codes(found)) == ("receipts", ["missing-column"])


def test_a_tab_that_is_no_logbook_says_what_it_is_nearest_to():
    found = recognise(
        tab_of([["Farmer", "Village", "Total delivered", "Rank"], ["F-1", "Upper", 812, 1]], sheet="Summary")
    )
    assert found.logbook is None
    assert (codes(found), found.remarks[0].detail) == (["tab-not-recognised"], "Plots: Plot")


def test_prose_is_no_header():
    found = recognise(
        tab_of([["Call the buyer on Monday."], ["He wants a sample of the natural lots."]], sheet="Notes")
    )
    assert (found.logbook, codes(found)) == (None, ["no-header"])


def test_two_logbooks_that_fit_equally_are_asked_about():
    # Date, category and amount are a cost; date, farmer and amount a payment: this tab could be either.
    heads = ["Date", "Farmer", "Category", "Amount", "Currency"]
    found = recognise(tab_of([heads, ["2025-12-01", "F-1", "sorting", 12, "USD"]]))
    assert found.logbook is None
    assert (codes(found), found.remarks[0].detail) == (["which-logbook"], "Costs, Payments")
    assert recognise(tab_of([heads, ["x"] * 5], sheet="Gastos")).logbook == "costs"
    assert recognise(tab_of([heads, ["x"] * 5], sheet="Pagos")).logbook == "payments"


@pytest.mark.parametrize(
    "sheet, logbook",
    [
        ("Receipts", "receipts"),
        ("recibos 2025-26", "receipts"),
        ("RECIBOS estación norte", "receipts"),
        ("Phiếu nhận", "receipts"),
    ],
)
def test_tab_names_help(sheet, logbook):
    found = recognise(tab_of([["Farmer", "Weight"], ["F-1", 46.5]], sheet=sheet))
    assert found.logbook is None or found.logbook == logbook
    assert named_after(sheet) == logbook


def test_a_tab_named_after_one_logbook_that_is_plainly_another():
    found = recognise(tab_of([["Sample", "Defect", "Count"], ["Q-1", "broken", 4]], sheet="Samples"))
    assert found.logbook == "defects"


def test_a_header_in_two_rows_is_joined_where_only_together_they_fit():
    rows = [
        ["Offer", None, "Buyer", "Offered", "Weight", None, "Asked", "Agreed"],
        ["no.", "Lot", "name", "on", "kg", "Status", "price", "price"],
        ["O-1", "M-1", "Buyer A", "2026-01-20", 120, "accepted", 7.5, 7.1],
    ]
    found = recognise(tab_of(rows, sheet="Offers"))
    assert found.header_row == 2
    assert places(found) == {
        "offer_id": 1,
        "lot_id": 2,
        "buyer": 3,
        "offered_on": 4,
        "weight": 5,
        "status": 6,
        "asked_price": 7,
        "accepted_price": 8,
    }
    assert found.columns["weight"].unit == "kg"


def test_a_group_row_above_the_header_is_not_read():
    rows = [["Delivery", None, "Coffee", None], RECEIPTS, DELIVERY]
    found = recognise(tab_of(rows))
    assert (found.header_row, places(found)) == (2, {"received_on": 1, "farmer_id": 2, "weight": 3, "form": 4})


def test_a_row_of_units_under_the_header_belongs_to_it():
    rows = [
        ["Fecha", "Socio", "Peso neto", "Forma", "Humedad"],
        ["dd/mm/aaaa", None, "qq", None, "%"],
        ["03/11/2025", "7", 2, "uva", 11],
    ]
    found = recognise(tab_of(rows))
    assert (found.header_row, found.columns["weight"].unit, found.columns["moisture"].unit, found.date_order) == (
        2,
        "qq",
        "%",
        "dmy",
    )


def test_the_order_of_a_date_may_stand_in_the_header():
    assert recognise(tab_of([["Date (mm/dd/yyyy)", *RECEIPTS[1:]], DELIVERY])).date_order == "mdy"
    assert recognise(tab_of([["Fecha (dd-mm-aa)", *RECEIPTS[1:]], DELIVERY])).date_order == "dmy"
    assert recognise(tab_of([RECEIPTS, DELIVERY])).date_order is None


def test_a_row_of_data_is_never_taken_for_the_header():
    settings = [
        ["Setting", "Value"],
        ["species", "arabica"],
        ["country", "Honduras"],
        ["destination", "0.10"],
        ["currency", "USD"],
    ]
    found = recognise(tab_of(settings))
    assert (found.logbook, found.header_row) == ("settings", 1)


def test_wide_letters_and_invisible_signs_in_headers():
    found = recognise(tab_of([["Ｄａｔｅ", "Far\u200bmer", "Weight\u00a0(kg)", "FORM"], DELIVERY]))
    assert places(found) == {"received_on": 1, "farmer_id": 2, "weight": 3, "form": 4}


def test_the_explanation_tab_an_empty_tab_and_a_tab_set_aside_are_silent():
    guide = recognise(tab_of([["Lotwise · Read me first"], ["One tab for each logbook"]], sheet="Sheet1"))
    empty = recognise(Tab("book.xlsx", "Sheet2", tab_of([]).cells, 0))
    aside = recognise(tab_of([RECEIPTS, DELIVERY]), Mapping((TabMapping(logbook=NOT_A_LOGBOOK),)))
    assert [(found.logbook, found.not_a_log, found.remarks) for found in (guide, empty, aside)] == [
        (None, "guide", ()),
        (None, "empty", ()),
        (None, "said so", ()),
    ]


def test_a_refused_tab_is_left_to_its_own_reason():
    assert recognise(Tab("book.xlsx", "Lots", None, 0)).not_a_log == "empty"


def test_a_thousand_columns_and_long_cells_are_read_in_time():
    heads = [f"column {number} " + "x" * 200 for number in range(1000)] + RECEIPTS
    found = recognise(tab_of([heads, [*["y"] * 1000, *DELIVERY]], sheet="Receipts"))
    assert found.logbook == "receipts"


LOGBOOK_AND_LANGUAGES = st.tuples(st.sampled_from(sorted(logbooks())), st.sampled_from(LANGUAGES))


TYPED_SHEETS = given(
    LOGBOOK_AND_LANGUAGES,
    st.randoms(use_true_random=False),
    st.integers(0, 5),
    st.sampled_from(["Sheet1", "Hoja 3", "x"]),
)


@settings(max_examples=12, deadline=None, derandomize=True)
@TYPED_SHEETS
def test_another_order_titles_and_strangers_between(which, chance, titles, sheet):
    assert_recognised(which, chance, titles, sheet)


@pytest.mark.long
@settings(max_examples=80, deadline=None)
@TYPED_SHEETS
def test_any_order_any_titles_any_strangers_between(which, chance, titles, sheet):
    assert_recognised(which, chance, titles, sheet)


def assert_recognised(which, chance, titles, sheet):
    logbook, code = logbooks()[which[0]], which[1]
    heads = [(column_title(logbook.id, column.name, code), column.name) for column in logbook.columns] + [
        (f"zz strange {n} zz", None) for n in range(3)
    ]
    chance.shuffle(heads)
    rows = [[f"some words about this sheet {n}"] for n in range(titles)]
    found = recognise(
        tab_of(
            [*rows, [head for head, _ in heads], ["x"] * len(heads)],
            sheet=title(logbook.id, code) if sheet == "x" else sheet,
        )
    )
    assert (found.logbook, found.header_row) == (logbook.id, titles + 1)
    assert places(found) == {name: number for number, (_, name) in enumerate(heads, start=1) if name}
    assert [text for _, text in found.unknown] == [head for head, name in heads if name is None]


CELLS = (
    st.none()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(
        [
            "Date",
            "Lot",
            "Farmer",
            "Weight (kg)",
            "Kg oro",
            "Precio USD/lb",
            "Status",
            "Buyer",
            "%",
            "(kg)",
            "()",
            "/",
            "kg",
            "Lot (",
            "Estado (x) (y)",
            "Form",
            "Total",
            "Moisture % %",
        ]
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=8), st.text(max_size=12))
def test_whatever_stands_in_a_sheet_the_answer_is_consistent(rows, sheet):
    tab = tab_of(rows, sheet=sheet)
    found = recognise(tab)
    indexes = [column.index for column in found.columns.values()]
    assert len(indexes) == len(set(indexes)) and all(1 <= index <= tab.width for index in indexes)
    assert not set(indexes) & {index for index, _ in found.unknown}
    if found.logbook is None:
        assert found.not_a_log or len(found.remarks) == 1
    else:
        absent = {
            c.title
            for c in logbooks()[found.logbook].columns
            if c.required and c.name not in found.columns and c.name not in found.constants
        }
        missing = {remark.detail for remark in found.remarks if remark.code == "missing-column"}
        # of a heading that stands over several columns it is asked which
        asked = [remark for remark in found.remarks if remark.code == "which-column"]
        assert missing <= absent and len(absent - missing) == len(asked)


def test_an_intake_sheet_of_honduras():
    rows = [
        ["COOPERATIVA CAFETALERA LA UNIÓN LTDA"],
        ["Registro de acopio, cosecha 2025-2026"],
        [],
        [
            "No.",
            "Fecha",
            "Nombre",
            "Código de socio",
            "Peso Bruto (lb)",
            "Tara (lb)",
            "Peso Neto (lb)",
            "% Humedad",
            "Tipo de café",
            "Lote",
            "Precio/qq",
            "Total a pagar",
        ],
        [1, "03/11/2025", "x", "S-12", 120, 2, 118, 50, "uva", "M-1", 1200, 3077],
    ]
    found = recognise(tab_of(rows, sheet="Acopio 2025"))
    assert (found.logbook, found.header_row) == ("receipts", 4)
    assert places(found) == {
        "received_on": 2,
        "farmer_id": 4,
        "weight": 7,
        "moisture": 8,
        "form": 9,
        "lot_id": 10,
        "price": 11,
    }
    assert (found.columns["weight"].unit, found.columns["price"].unit.replace(" ", "")) == ("lb", "/qq")


def test_an_intake_sheet_is_not_taken_for_samples_because_it_has_a_date_a_lot_and_moisture():
    heads = [
        "No.",
        "Fecha",
        "Nombre del socio",
        "Clave",
        "Peso Neto (lb)",
        "% Humedad",
        "Tipo",
        "Lote",
        "Precio/qq",
        "Total a pagar",
        "Firma",
        "Observaciones",
    ]
    for sheet, logbook in (("Acopio", "receipts"), ("Hoja1", None)):
        found = recognise(tab_of([heads, ["x"] * len(heads)], sheet=sheet))
        assert found.logbook == logbook
    assert codes(found) == ["tab-not-recognised"]


def test_a_purchase_sheet_of_viet_nam():
    rows = [
        [
            "STT",
            "Ngày",
            "Họ tên nông hộ",
            "Mã hộ",
            "Loại cà phê",
            "Khối lượng (kg)",
            "Độ ẩm (%)",
            "Đơn giá (đ/kg)",
            "Thành tiền",
            "Ghi chú",
        ],
        [1, "3/11/2025", "x", "H1", "quả tươi", 120, 50, 12000, 1440000, None],
    ]
    found = recognise(tab_of(rows, sheet="Sổ thu mua"))
    assert (found.logbook, places(found)) == (
        "receipts",
        {"received_on": 2, "farmer_id": 4, "form": 5, "weight": 6, "moisture": 7, "price": 8, "note": 10},
    )
    assert found.columns["price"].unit == "đ/kg"


def test_two_grades_of_cherry_side_by_side_are_not_added_nor_chosen():
    found = recognise(
        tab_of(
            [["Date", "Name", "Member No", "Cherry A kg", "Cherry B kg"], ["2025-11-03", "x", 7, 20, 3]],
            sheet="Cherry book",
        )
    )
    assert "weight" not in found.columns
    assert [r.written for r in found.remarks if r.code == "duplicate-column"] == ["Cherry A kg", "Cherry B kg"]


def test_beside_a_name_the_code_is_the_identifier():
    found = recognise(
        tab_of(
            [["Date", "Producteur", "Code producteur", "Cerises (kg)", "N° reçu"], ["2025-11-03", "x", 7, 20, "R-1"]],
            sheet="Livraisons",
        )
    )
    assert (found.columns["farmer_id"].index, found.columns["receipt_no"].index, found.constants) == (
        3,
        5,
        {"form": "cherry"},
    )
    assert found.unknown == ((2, "Producteur"),)


def test_an_amount_by_its_currency():
    found = recognise(tab_of([["Tarehe", "Namba ya mkulima", "Kiasi (TSh)"], ["2025-12-01", 7, 90000]], sheet="Malipo"))
    assert (found.columns["amount"].index, found.columns["amount"].unit) == (3, "TSh")


def test_bags_of_69_kg_are_not_kilograms():
    found = recognise(
        tab_of(
            [
                ["Fecha oferta", "N° contrato", "Comprador", "Lote", "Sacos 69 kg", "Kg", "Precio USD/lb", "Estado"],
                ["x"] * 8,
            ],
            sheet="Ventas",
        )
    )
    assert (found.columns["weight"].index, found.columns["offer_id"].index) == (6, 2)
    assert found.unknown == ((5, "Sacos 69 kg"),)


def test_every_remark_is_a_kind_of_problem_the_check_can_say():
    source = (Path(__file__).parents[3] / "logbooks" / "recognise" / "recognition.py").read_text("utf-8")
    assert set(re.findall(r'Remark\("([a-z-]+)"', source)) <= set(problem_kinds())


def test_a_mill_says_in_spanish_what_goes_in_and_what_comes_out():
    heads = ["Lote", "Etapa", "Fecha inicio", "Entra como", "Peso entrada (kg)", "Sale como", "Peso salida (kg)"]
    found = recognise(tab_of([heads, ["M-1", "Trilla", "2026-01-05", "pergamino seco", 247, "oro", 200]]))
    assert {"form_in", "form_out", "weight_in", "weight_out"} <= set(found.columns)
