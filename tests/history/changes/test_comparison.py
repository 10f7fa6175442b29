"""What changed between two readings: exactly the edits made, never the mere order, and what should have stood stands
out."""

from __future__ import annotations

import pickle
import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.cells import Tab
from history.changes.comparison import Changes, changes
from history.held_tab import HeldTab
from logbooks.warehouse.warehouse import Warehouse
from tests.logbooks.typed_sheets import LOTS, OFFERS, PAYMENTS, checked, tab

CLOSED_LOTS = [*LOTS, "Closed on"]
M1 = ["M-1", "micro", "2025/26", date(2026, 1, 5)]
M2 = ["M-2", "micro", "2025/26", None]
SOLD = ["O-1", "M-1", "Acme", date(2025, 12, 1), 100, "accepted", date(2025, 12, 20), 7.1]
OPEN = ["O-2", "M-2", "Acme", date(2025, 12, 1), 50, "open", None, None]


READ: dict[bytes, Warehouse] = {}


def read(*tabs: Tab) -> Warehouse:
    """The warehouse of these tabs, read once for all tests: comparing changes nothing in it."""
    key = pickle.dumps(tabs)
    if key not in READ:
        READ[key] = checked(*tabs)
    return READ[key]


def between(before: list, after: list, **more) -> Changes:
    return changes(read(*before), read(*after), **more)


def lots() -> object:
    return tab("Lots", CLOSED_LOTS, M1, M2)


def offers(*rows: list, heads: list = OFFERS, sheet: str = "Offers", source: str = "test.xlsx") -> object:
    return tab(sheet, heads, *rows, source=source)


def told(found: Changes) -> list[tuple]:
    """Every row as (kind, who, {column: (before, after)})."""
    return [(row.kind, row.who, {edit.title: (edit.before, edit.after) for edit in row.edits}) for row in found.rows()]


def reasons(found: Changes) -> dict[str, list[str]]:
    return {kind.code: [one.what for one in kind.first] for kind in found.standing_out}


def test_a_reading_has_not_changed_from_itself():
    w = read(lots(), offers(SOLD, OPEN))
    assert changes(w, w).nothing and told(changes(w, w)) == []


def test_rows_added_removed_and_changed_are_told_with_what_was_typed():
    found = between([lots(), offers(SOLD, OPEN)], [lots(), offers([*OPEN[:4], 60, *OPEN[5:]], ["O-3", *OPEN[1:]])])
    assert sorted(told(found), key=str) == [
        ("added", "O-3", {}),
        ("changed", "O-2", {"Weight": ("50", "60")}),
        ("removed", "O-1", {}),
    ]
    assert {tab.sheet: {kind: n for kind, n in tab.counts.items() if n} for tab in found.tabs} == {
        "Offers": {"changed": 1, "removed": 1, "added": 1}
    }
    gone = found.rows(kinds=["removed"])[0]
    assert (gone.written["Buyer"], gone.row_no, gone.link) == ("Acme", 2, "")


def test_the_same_value_typed_otherwise_is_told_apart():
    found = between([lots(), offers([*OPEN[:4], "50,5", *OPEN[5:]])], [lots(), offers([*OPEN[:4], "50.5", *OPEN[5:]])])
    assert told(found) == [("rewritten", "O-2", {"Weight": ("50,5", "50.5")})]


def test_the_same_text_under_another_unit_is_read_otherwise():
    """Nobody touched a cell, and every weight is another: 50 lb are 22.68 kg."""
    heads = ["Weight (lb)" if head == "Weight (kg)" else head for head in OFFERS]
    (row,) = between([lots(), offers(OPEN)], [lots(), offers(OPEN, heads=heads)]).rows()
    (edit,) = row.edits
    assert (row.kind, edit.title, edit.before, edit.after) == ("reread", "Weight", "50", "50")
    assert (float(edit.value_before), round(float(edit.value_after), 2)) == (50, 22.68)


def test_a_row_that_counts_no_more_though_nobody_touched_it_is_read_otherwise():
    """The lot of the offer is taken from the register, so that the offer is doubtful."""
    found = between([lots(), offers(OPEN)], [tab("Lots", CLOSED_LOTS, M1), offers(OPEN)])
    (row,) = found.rows("offers")
    assert (row.kind, row.standing_before, row.standing_after) == ("reread", "used", "doubtful")
    assert [problem.code for problem in found.problems_new] == ["unknown-lot"]


def test_a_heading_renamed_so_that_it_is_not_known_is_one_change_of_the_tab():
    heads = ["Agreed so far" if head.startswith("Accepted price") else head for head in OFFERS]
    found = between([lots(), offers(SOLD)], [lots(), offers(SOLD, heads=heads)])
    assert [(one.before, one.after) for one in found.headings] == [("Accepted price (USD/kg)", "Agreed so far")]
    assert [row.kind for row in found.rows("offers")] == ["reread"]
    assert reasons(found)["column-lost"] == [
        "Offers: the heading Accepted price (USD/kg) is now Agreed so far, so Accepted price is empty in every row."
    ]


def test_an_unknown_column_is_compared_by_its_heading():
    heads = [*OFFERS, "Our remark"]
    found = between([lots(), offers([*OPEN, "ask"], heads=heads)], [lots(), offers([*OPEN, "asked"], heads=heads)])
    assert told(found) == [("changed", "O-2", {"Our remark": ("ask", "asked")})]


def test_a_row_moved_to_another_tab_of_its_log_is_moved_and_not_removed():
    found = between(
        [lots(), offers(SOLD, OPEN), offers(["O-9", *OPEN[1:]], sheet="Offers new")],
        [lots(), offers(SOLD), offers(OPEN, ["O-9", *OPEN[1:]], sheet="Offers new")],
    )
    (row,) = found.rows()
    assert (row.kind, row.who, row.sheet, row.moved_from) == ("moved", "O-2", "Offers new", "test.xlsx, Offers")


def test_a_renamed_tab_or_file_is_the_same_tab():
    assert (
        told(between([lots(), offers(SOLD, OPEN)], [lots(), offers(SOLD, OPEN, sheet="Sales", source="New name.xlsx")]))
        == []
    )


DAY = date(2026, 1, 5)


def pay(*rows: list) -> object:
    return tab("Payments", PAYMENTS, *rows)


def test_without_a_key_the_one_row_that_is_near_is_likely_the_same():
    found = between(
        [pay([DAY, "F-1", 100, "USD"], [DAY, "F-2", 120, "USD"])],
        [pay([DAY, "F-1", 100, "USD"], [DAY, "F-2", 130, "USD"])],
    )
    (row,) = found.rows()
    assert (row.kind, row.likely, [(e.title, e.before, e.after) for e in row.edits]) == (
        "changed",
        True,
        [("Amount", "120", "130")],
    )


def test_without_a_key_two_rows_as_near_are_not_guessed_at():
    """Either payment may have become 130."""
    found = between([pay([DAY, "F-1", 100, "USD"], [DAY, "F-1", 120, "USD"])], [pay([DAY, "F-1", 130, "USD"])])
    assert sorted(row.kind for row in found.rows()) == ["added", "removed", "removed"]


def test_without_a_key_a_row_of_other_cells_is_another():
    found = between([pay([DAY, "F-1", 100, "USD"])], [pay([date(2026, 2, 1), "F-7", 130, "USD"])])
    assert sorted(row.kind for row in found.rows()) == ["added", "removed"]


def test_a_whole_column_written_otherwise_in_a_log_without_key_is_no_new_rows():
    """The amounts of 30 payments go from decimal comma to point; all values stay."""
    rows = [(f"F-{n % 4}", f"{n},5", f"{n}.5") for n in range(30)]
    found = between(
        [pay(*([DAY, farmer, comma, "USD"] for farmer, comma, _ in rows))],
        [pay(*([DAY, farmer, point, "USD"] for farmer, _, point in rows))],
    )
    assert (found.count("rewritten"), found.count()) == (30, 30)


def test_a_second_row_of_the_same_key_leaves_the_first_what_it_is():
    found = between([lots(), offers(OPEN)], [lots(), offers(OPEN, [*OPEN[:4], 70, *OPEN[5:]])])
    assert [(row.kind, row.standing_before, row.standing_after) for row in found.rows()] == [
        ("reread", "used", "left out"),
        ("added", "", "left out"),
    ]


def test_a_price_changed_after_acceptance_stands_out():
    found = between([lots(), offers(SOLD)], [lots(), offers([*SOLD[:7], 7.5])])
    assert reasons(found)["price-after-acceptance"] == [
        "O-1: Accepted price (USD/kg) was 7.1, now 7.5. The offer was accepted on 2025-12-20."
    ]


def test_a_price_read_otherwise_after_acceptance_is_told_by_what_it_means():
    """The currency stood in the heading: nobody touched the cell, and 7.1 is of another money now."""
    heads = [head.replace("USD", "EUR") for head in OFFERS]
    assert reasons(between([lots(), offers(SOLD)], [lots(), offers(SOLD, heads=heads)]))["price-after-acceptance"] == [
        "O-1: Currency was USD, now EUR. The offer was accepted on 2025-12-20."
    ]


def test_a_price_filled_in_at_acceptance_does_not():
    found = between([lots(), offers(OPEN)], [lots(), offers([*OPEN[:5], "accepted", date(2026, 2, 1), 6.5])])
    assert "price-after-acceptance" not in reasons(found)


def test_an_edit_after_the_lot_was_closed_stands_out():
    found = between(
        [lots(), offers(SOLD, OPEN)], [lots(), offers([*SOLD[:4], 90, *SOLD[5:]], [*OPEN[:4], 60, *OPEN[5:]])]
    )
    assert reasons(found)["lot-closed"] == ["O-1: Weight (kg) was 100, now 90. Lot M-1 was closed on 2026-01-05."]


def test_what_could_only_be_known_later_may_be_written_after_the_lot_was_closed():
    heads = [*OFFERS, "Paid on"]
    late, early = (
        between([lots(), offers([*SOLD, None], heads=heads)], [lots(), offers([*SOLD, day], heads=heads)])
        for day in (date(2026, 2, 1), date(2025, 12, 24))
    )
    assert "lot-closed" not in reasons(late)
    assert reasons(early)["lot-closed"] == ["O-1: Paid on was blank, now 2025-12-24. Lot M-1 was closed on 2026-01-05."]


def test_deleted_rows_stand_out_tab_by_tab():
    found = between([lots(), offers(SOLD, OPEN, ["O-3", *OPEN[1:]])], [lots(), offers(SOLD)])
    assert reasons(found)["row-deleted"] == ["O-2, O-3: deleted from Offers."]


def test_a_tab_that_is_gone_stands_out_once():
    found = between([lots(), offers(SOLD, OPEN)], [lots()])
    assert reasons(found)["tab-gone"] == [
        "Offers is no longer there, or is no longer read as a logbook. Rows gone with it: 2."
    ]
    assert "row-deleted" not in reasons(found) and found.count("removed") == 2


def test_a_held_tab_stands_out():
    held = HeldTab("test.xlsx", "Offers", "offers", 2, 0, 2, "is empty", "2026-04-01T08:00:00+00:00", "x")
    w = read(lots(), offers(SOLD, OPEN))
    assert reasons(changes(w, w, [held]))["tab-held"] == [
        "Offers: is empty; the last good version is used until somebody decides."
    ]


PLAN = ["Gate", "Indicator", "Applies to", "Scale at", "Stop at", "Agreed on"]


def test_a_threshold_changed_after_it_was_agreed_stands_out():
    before, after = (
        tab(
            "Plan",
            PLAN,
            ["180", "realised_premium", "micro", at, 0, agreed],
            ["180", "sold_share", "micro", at, 0, None],
        )
        for at, agreed in ((1.2, date(2025, 9, 15)), (0.8, date(2025, 9, 15)))
    )
    assert reasons(between([before], [after]))["agreed-plan-changed"] == [
        "180 · realised_premium · micro: Scale at was 1.2, now 0.8. It was agreed on 2025-09-15."
    ]


def test_a_setting_changed_stands_out():
    heads = ["Setting", "Value"]
    found = between(
        [tab("Settings", heads, ["pilot_start", "2025-10-15"])], [tab("Settings", heads, ["pilot_start", "2025-11-15"])]
    )
    assert reasons(found)["setting-changed"] == ["pilot_start: Value was 2025-10-15, now 2025-11-15."]


@pytest.mark.parametrize(("day", "stands_out"), [(date(2025, 11, 20), True), (date(2025, 12, 5), False)])
def test_a_date_moved_back_stands_out(day, stands_out):
    found = between([lots(), offers(OPEN)], [lots(), offers([*OPEN[:3], day, *OPEN[4:]])])
    assert ("date-moved-back" in reasons(found)) is stands_out


def test_problems_come_and_go_with_their_row_wherever_it_stands():
    bad = [*OPEN[:4], "12,,5", *OPEN[5:]]
    mended = between([lots(), offers(bad, SOLD)], [lots(), offers(SOLD, OPEN)])
    assert ([p.code for p in mended.problems_new], [p.code for p in mended.problems_gone]) == ([], ["not-a-number"])
    moved = between([lots(), offers(bad, SOLD)], [lots(), offers(SOLD, bad)])
    assert moved.nothing


def test_the_link_opens_the_very_cell():
    before, after = (
        replace(offers(*rows), link="https://sheets/x?range={place}")
        for rows in ([SOLD, OPEN], [SOLD, [*OPEN[:4], 60, *OPEN[5:]]])
    )
    (row,) = between([lots(), before], [lots(), after]).rows()
    assert (row.link, row.edits[0].link) == ("https://sheets/x?range=3:3", "https://sheets/x?range=E3")


# Any sheets of offers (with a key) and payments (without), edited at random.
SPANISH = {
    "Offer": "Oferta",
    "Lot": "Lote",
    "Buyer": "Comprador",
    "Offered on": "Fecha de oferta",
    "Weight (kg)": "Peso (kg)",
    "Status": "Estado",
    "Closed on": "Fecha de cierre",
    "Accepted price (USD/kg)": "Precio aceptado (USD/kg)",
}
offer = st.tuples(
    st.sampled_from(["M-1", "M-2", "x"]),
    st.sampled_from(["Acme", "Beta", "=1+1"]),
    st.dates(date(2025, 10, 1), date(2026, 3, 1)),
    st.integers(1, 900),
    st.just("open"),
    st.none(),
    st.none(),
)


def shuffled(rows: list[list], heads: list[str], chance: random.Random, spanish: bool) -> list[list]:
    """The rows and columns in any order, the headings in either language."""
    order = chance.sample(range(len(heads)), len(heads))
    return [
        [SPANISH[heads[place]] if spanish else heads[place] for place in order],
        *([row[place] for place in order] for row in chance.sample(rows, len(rows))),
    ]


def assert_no_change_of(offered, spanish, chance):
    rows = [[f"O-{n}", *cells] for n, cells in enumerate(offered)]
    cut = chance.randint(0, len(rows))
    after = [
        tab(f"Tab {n}", *shuffled(part, OFFERS, chance, spanish))
        for n, part in enumerate((rows[:cut], rows[cut:]))
        if part
    ]
    found = changes(checked(tab("Offers", OFFERS, *rows)), checked(*after))
    assert found.count("added", "removed", "changed", "rewritten") == 0


def test_another_order_language_and_tab_is_no_change():
    assert_no_change_of([SOLD[1:], OPEN[1:], SOLD[1:], [*OPEN[1:4], 60, *OPEN[5:]]], True, random.Random(1))


@pytest.mark.long
@given(st.lists(offer, min_size=1, max_size=7), st.booleans(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=10)
def test_any_order_language_and_tab_is_no_change(offered, spanish, chance):
    assert_no_change_of(offered, spanish, chance)


@pytest.mark.long
@given(st.lists(offer, min_size=2, max_size=7), st.data())
@settings(deadline=None, max_examples=12)
def test_random_edits_come_out_exactly(offered, data):
    rows = [[f"O-{n}", *cells] for n, cells in enumerate(offered)]
    what = [data.draw(st.sampled_from(["keep", "weight", "remove"]), label=row[0]) for row in rows]
    new = [[f"N-{n}", *cells] for n, cells in enumerate(data.draw(st.lists(offer, max_size=3), label="new"))]
    edited = [
        [*row[:4], row[4] + 1000, *row[5:]] if how == "weight" else row
        for row, how in zip(rows, what, strict=True)
        if how != "remove"
    ] + new
    chance = data.draw(st.randoms(use_true_random=False))
    after = [tab("Offers", *shuffled(edited, OFFERS, chance, spanish=False))] if edited else []
    found = changes(checked(tab("Offers", OFFERS, *rows)), checked(*after))
    wanted = [
        ("changed", row[0], {"Weight": (str(row[4]), str(row[4] + 1000))})
        for row, how in zip(rows, what, strict=True)
        if how == "weight"
    ]
    wanted += [("removed", row[0], {}) for row, how in zip(rows, what, strict=True) if how == "remove"] + [
        ("added", row[0], {}) for row in new
    ]
    assert sorted(((kind, who, edits) for kind, who, edits in told(found) if kind != "reread"), key=str) == sorted(
        wanted, key=str
    )
