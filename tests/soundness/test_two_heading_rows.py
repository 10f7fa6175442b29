"""Two rows of headings are one heading; where it stands over several columns a person says which of them counts."""

from __future__ import annotations

from datetime import date

import pytest

from history.snapshots import store
from logbooks import health
from logbooks.recognise.mapping import Mapping, TabMapping
from tests.logbooks.typed_sheets import checked, tab

DAY = date(2025, 11, 3)
GROSS_AND_NET = tab(
    "Receipts",
    ["Received on", "Farmer", "Weight (kg)", None, "Form", "Lot"],
    [None, None, "Gross", "Net"],
    [DAY, "F-1", 49.5, 46.5, "cherry", "M-1"],
    [DAY, "F-2", 55, 52, "cherry", "M-1"],
)


def told(w) -> list[tuple]:
    return [(p.code, p.row, p.column, p.written) for p in health.problems(w)]


def test_gross_or_net_is_asked_once_and_no_kilo_counts_until_then():
    w = checked(GROSS_AND_NET)
    assert w.rows("FROM clean.receipts") == []
    assert [p.code for p in health.problems(w)] == ["which-column"]
    assert "Gross or Net" in health.problems(w)[0].what
    (line,) = health.ledger(w)
    assert (line["rows_in"], line["left_out"], line["not_read"], line["not_data"]) == (4, 0, 2, 2)


def test_a_heading_written_over_each_of_them_is_no_other_question():
    rows = [["Received on", "Farmer", "Weight (kg)", "Weight (kg)", "Form"], [None, None, "Gross", "Net"]]
    w = checked(tab("Receipts", *rows, [DAY, "F-1", 49.5, 46.5, "cherry"]))
    assert (w.rows("FROM clean.receipts"), [one[0] for one in told(w)]) == ([], ["which-column"])


def test_what_a_person_says_holds_by_letter_or_by_the_lower_heading():
    """46.5 + 52 net, 49.5 + 55 gross."""
    for where, header_row, kg in (
        ("column D", None, 98.5),
        ("Net", 2, 98.5),
        ("Gross", 2, 104.5),
        ("column C", 2, 104.5),
    ):
        said = TabMapping(logbook="receipts", header_row=header_row, columns={"weight": where}, unit={"weight": "kg"})
        w = checked(GROSS_AND_NET, mapping=Mapping((said,)))
        assert w.rows("SELECT sum(weight_kg) AS kg FROM clean.receipts") == [{"kg": kg}], where


def test_three_weights_under_one_heading_of_a_csv_below_a_title(tmp_path):
    file = tmp_path / "recibos.csv"
    file.write_text(
        "Cooperativa;;;;;\nFecha;Productor;Peso (kg);;;Estado\n;;Bruto;Tara;Neto;\n"
        "2025-11-03;F-1;50;1;49;cereza\n2025-11-04;F-2;60;2;58;cereza\n",
        "utf-8",
    )
    w = store.temporary([file])
    assert (w.rows("FROM clean.receipts"), [one[0] for one in told(w)]) == ([], ["which-column"])


def test_a_column_that_is_not_required_is_left_alone_and_the_rows_count():
    """Moisture before and after: neither is taken, the scores count."""
    w = checked(
        tab("Lots", ["Lot", "Stream", "Crop year"], ["M-1", "micro", "2025/26"]),
        tab(
            "Quality",
            ["Sampled on", "Lot", "Moisture (%)", None, "Cup score"],
            [None, None, "Before", "After"],
            [DAY, "M-1", 11.5, 10.9, 86],
        ),
    )
    assert w.rows("SELECT moisture, cup_score FROM clean.quality") == [{"moisture": None, "cup_score": 86}]
    assert [one[0] for one in told(w)] == ["which-of-several"]


def test_lower_headings_that_are_columns_each_need_no_question():
    """100 kg cherry in, 16 kg green out."""
    w = checked(
        tab(
            "Processing",
            ["Lot", "Step", "Started on", "Weight (kg)", None, "Form", None],
            [None, None, None, "in", "out", "in", "out"],
            ["M-1", "milling", DAY, 100, 16, "cherry", "green"],
        )
    )
    assert w.rows("SELECT weight_in_kg, weight_out_kg, form_in, form_out FROM clean.processing") == [
        {"weight_in_kg": 100, "weight_out_kg": 16, "form_in": "cherry", "form_out": "green"}
    ]


def test_words_below_a_heading_beside_one_without_are_data():
    """The lot's name stands there too: the row is a lot, and a column has no heading."""
    w = checked(tab("Lots", ["Lot", "Crop year", "Stream", None], ["M-A", "2025/26", "micro", "washed"]))
    assert w.rows("SELECT lot_id FROM clean.lots") == [{"lot_id": "M-A"}]
    assert [one[0] for one in told(w)] == ["column-without-header"]


# 200 kg of wet parchment went into drying and 100 kg of dry parchment came out; the weights stand first, so that the
# word over both is not the last of the row
IN_AND_OUT = {
    "vi": [["Khối lượng kg", None, "Lô", "Công đoạn", "Dạng đầu vào", "Dạng đầu ra"], ["Vào", "Ra"]],
    "fr": [["Quantité (kg)", None, "Lot", "Étape", "Forme entrée", "Forme sortie"], ["Entrée", "Sortie"]],
    "am": [["መጠን (ኪ.ግ)", None, "የሎት ቁጥር", "ደረጃ", "የገባው ዓይነት", "የወጣው ዓይነት"], ["የገባ", "የወጣ"]],
    "en": [["Qty kg", None, "Lot", "Step", "Form in", "Form out"], ["Before", "After"]],
    "sw": [["Kiasi, kg", None, "Lot", "Step", "Hali ya kuingia", "Hali ya kutoka"], ["Kuingia", "Kutoka"]],
}


@pytest.mark.parametrize("language", IN_AND_OUT)
def test_a_weight_over_in_and_out_is_two_weights_whatever_word_it_is(language):
    above, below = IN_AND_OUT[language]
    dried = [200, 100, "M-1", "drying", "wet parchment", "dry parchment"]
    w = checked(tab("Processing", above, [*below, *[None] * 4], dried))
    assert w.rows("SELECT weight_in_kg AS i, weight_out_kg AS o, form_out FROM clean.processing") == [
        {"i": 200, "o": 100, "form_out": "dry parchment"}
    ]
    assert told(w) == []
