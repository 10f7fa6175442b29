"""What was understood is one line; what was not stands open, kind by kind, each with what to do."""

from __future__ import annotations

from connectors.cells import Tab
from logbooks import health
from logbooks.recognise.mapping import Mapping
from pages.connect.recognised_tabs import understood
from pages.connect.tab_exceptions import exceptions
from pages.connect.told_tabs import tabs_of, told_of_reading
from tests.logbooks.typed_sheets import LOTS, PAYMENTS, RECEIPTS, checked, tab, workbooks

LOT = ["M1", "micro", "2025/26"]
RECEIPT = ["2026-01-02", "F1", 30, "cherry", "R1"]


def told(*tabs: Tab) -> list[dict]:
    return tabs_of(workbooks(*tabs), Mapping())


def of(tabs: list[dict]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {one.title: (one.where, one.fixes) for one in exceptions(tabs)}


def test_where_all_was_understood_there_is_one_line_and_no_exception():
    """3 columns of lots and 5 of receipts; 2 rows and 1."""
    found = told(tab("Lots", LOTS, LOT, ["M2", "micro", "2025/26"]), tab("Receipts", RECEIPTS, RECEIPT))
    assert understood(found) == "2 of 2 tabs, 8 columns understood, 3 rows" and exceptions(found) == []
    assert understood(found, "book.xlsx") == "book.xlsx: 2 of 2 tabs, 8 columns understood"


def test_what_a_title_gives_is_not_said_to_be_lacking():
    """The reading takes the crop year from the title and counts the row: nobody is asked to add the column."""
    title, head = ["Harvest 2025/26 - lots", ""], ["Lot", "Stream"]
    found = told(tab("Lots", title, ["", ""], head, ["M1", "micro"]))
    assert understood(found).endswith(", 1 row") and list(of(found)) == ["1 tab has its headings below row 1"]
    # without a season in the title it is lacking
    found = told(tab("Lots", ["Harvest - lots", ""], ["", ""], head, ["M1", "micro"]))
    assert "1 tab lacks a column" in of(found)


def test_a_column_nobody_knows_and_headings_further_down_are_told_with_what_to_do():
    """Lots has 3 known columns and a fourth; the headings of Receipts stand in row 3."""
    found = told(
        tab("Lots", [*LOTS, "Weather"], [*LOT, "sun"]),
        tab("Receipts", ["Station A", "", "", "", ""], ["Season", "", "", "", ""], RECEIPTS, RECEIPT),
    )
    assert understood(found) == "2 of 2 tabs, 8 columns understood, 2 rows"
    one, other = of(found).items()
    assert one[0] == "1 column is kept but not understood" and one[1][0] == ("Lots: Weather",)
    assert other[0] == "1 tab has its headings below row 1" and other[1][0] == ("Receipts: row 3",)
    assert all(fixes and all(fix.startswith("Nothing, ") for fix in fixes) for _, fixes in of(found).values())


def test_a_tab_that_is_not_read_one_that_lacks_a_column_and_an_empty_one_are_told_each_for_itself():
    """Nothing of the three is understood: Payments names no farmer, so its one row is not among those understood."""
    found = told(
        tab("Notes", ["Remember to call"], ["the mill"]),
        tab("Payments", [head for head in PAYMENTS if head != "Farmer"], ["2026-01-02", 5, "USD"]),
        tab("Sheet3", [""]),
        tab("Lots", LOTS, LOT),
    )
    assert understood(found).startswith("1 of 4 tabs, ") and understood(found).endswith(", 1 row")
    told_of = of(found)
    assert list(told_of) == ["1 tab is not read", "1 tab lacks a column", "1 tab is no logbook"]
    assert told_of["1 tab lacks a column"] == (
        ("Payments: The tab has no column for Farmer, so its rows can't be counted.",),
        ("Add the column, or say in Connect which one it is.",),
    )
    assert told_of["1 tab is no logbook"][0] == ("Sheet3: it is empty",)


def test_a_tab_that_fits_several_logbooks_is_said_to_be_one_thing_or_another():
    found = told(tab("Sheet1", LOTS, LOT))
    found[0] |= {"logbook": None, "problems": [{"code": "which-logbook", "what": "Lots, Plots.", "fix": "Name it."}]}
    assert of(found) == {"1 tab could be one thing or another": (("Sheet1: Lots, Plots.",), ("Name it.",))}


def test_two_columns_of_one_meaning_are_told_though_the_tab_is_read():
    """60 and 61 kg under two headings of one meaning: neither is used."""
    found = told(tab("Receipts", [*RECEIPTS, "Weight kg"], [*RECEIPT, 31]))
    (title, (where, _)), *_ = ((one.title, (one.where, one.fixes)) for one in exceptions(found)[1:])
    assert title == "2 columns are not read" and all("of several columns that mean Weight" in line for line in where)


def test_of_several_files_each_tab_is_named_with_its_own():
    """A tab of one name in two files counts twice."""
    found = told(tab("Lots", [*LOTS, "Weather"], LOT), tab("Lots", [*LOTS, "Weather"], LOT, source="north.xlsx"))
    ((title, (where, _)),) = of(found).items()
    assert title == "2 columns are kept but not understood"
    assert where == ("Lots · test.xlsx: Weather", "Lots · north.xlsx: Weather")


def test_what_a_kept_reading_tells_is_what_is_told_when_it_is_read():
    """But for the rows, which a reading counts otherwise."""
    sheets = (
        tab("Lots", [*LOTS, "Weather <b>"], [*LOT, "sun"]),
        tab("Notes", ["Remember {detail}"], ["the mill [at noon]"]),
        tab("Payments", [head for head in PAYMENTS if head != "Farmer"], ["2026-01-02", 5, "USD"]),
        tab("Receipts", ["Station A", "", "", "", ""], RECEIPTS, RECEIPT),
    )
    now = told(*sheets)
    w = checked(*sheets)
    kept = told_of_reading(health.tabs(w), health.problems(w))
    assert of(kept) == of(now)
    assert understood(now) == f"{understood(kept)}, 2 rows"
