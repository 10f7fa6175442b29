"""Only what judged numbers rest on counts as held back."""

import pytest

from decisions.verdict.held_back import HeldBack, held_back, may_turn, waiting_rows
from logbooks.questions.open_questions import Choice, OpenQuestion
from metrics.engine.metric_catalogue import metrics
from tests.logbooks.typed_sheets import OFFERS, checked, tab

NOTHING_SEEN: dict[str, set[str]] = {}


def question(keeps=(), kind="word", choices=(), about=(), rows=1, unused=1) -> OpenQuestion:
    offered = tuple(Choice(one, one) for one in choices)
    return OpenQuestion(
        id="q", kind=kind, asks="?", why=".", about=about, choices=offered, keeps=keeps, rows=rows, unused=unused
    )


def turns(one, *judged, of_sheet=NOTHING_SEEN, closely=False) -> list[str]:
    return sorted(may_turn(one, [metrics()[id] for id in judged], of_sheet, closely))


@pytest.mark.parametrize(
    ("kept", "judged", "books"),
    [
        (("offers",), ["sold_share"], ["offers"]),
        (("offers",), ["sop_compliance"], []),  # made of checks and lots
        (("checks",), ["sold_share"], []),
        (("checks",), ["sold_share", "sop_compliance"], ["checks"]),
        (("inputs", "checks"), ["sop_compliance"], ["checks"]),
        (("receipts.ripe_share",), ["ripe_share"], ["receipts"]),
        (("quality.cup_score",), ["sold_share"], []),  # it reads no samples
        (("receipts.price",), ["ripe_share"], []),  # it reads receipts, and of them no price
        (("receipts.weight_unit",), ["ripe_share"], ["receipts"]),  # it says how the weight is read
        (("offers.accepted_price",), ["net_gain"], ["offers"]),  # kept under another name, with its unit
    ],
)
def test_a_question_turns_what_reads_the_logbook_and_the_column(kept, judged, books):
    assert turns(question(kept), *judged) == books


def test_what_is_read_is_looked_at_closely():
    """Offers are written with their price into a table of which conversion needs the outcome alone."""
    for column, books in (("asked_price", []), ("status", ["offers"]), ("currency", ["offers"])):
        assert turns(question((f"offers.{column}",)), "offer_conversion", closely=True) == books


def test_a_tab_nobody_named_may_be_what_it_looks_like():
    unnamed = question(kind="tab", choices=["offers", "costs", "nothing"])
    assert turns(unnamed, "sold_share") == ["offers"]
    assert turns(unnamed, "sop_compliance") == []


def test_a_question_about_a_setting_concerns_what_its_tabs_were_read_as_else_everything():
    asked = question(kind="setting", about=("Ventas",))
    assert turns(asked, "sop_compliance", of_sheet={"Ventas": {"offers"}}) == []
    assert turns(asked, "sold_share", of_sheet={"Ventas": {"offers"}}) == ["offers"]
    assert turns(asked, "sop_compliance") == sorted(metrics()["sop_compliance"].reads)


def test_rows_wait_where_the_cell_costs_them_else_those_with_the_cell():
    assert waiting_rows(question(("offers",), rows=5, unused=4), "offers") == 4
    assert waiting_rows(question(("receipts.ripe_share",), rows=5, unused=0), "receipts") == 5


def sale(number: int, status: str) -> list:
    return [f"O{number}", f"M{number}", "A", "2026-01-05", 60, status, "2026-02-01", 7.0]


def test_of_four_offers_one_waits():
    """One of four rows is left out for its status, a word nobody knows: 1 / 4 of the rows and 60 / 240 of the kg. Ten
    checks wait for nothing, and are no reason to call a quarter of the offers little. Nor does it count that nobody
    said to where the prices are, of which conversion needs none."""
    w = checked(
        tab("Offers", OFFERS, *(sale(n, "accepted") for n in range(3)), sale(3, "cuasi")),
        tab(
            "Checks",
            ["Checked on", "Kind", "Item", "Result"],
            *(["2026-01-12", "sop", f"r{n}", "yes"] for n in range(10)),
        ),
    )
    assert held_back(w, [metrics()["offer_conversion"]]) == HeldBack(0.25, "Offers")
    assert held_back(w, [metrics()["sop_compliance"]]) == HeldBack()
    w.close()
