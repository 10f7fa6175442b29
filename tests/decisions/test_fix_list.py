"""What to mend: a line a cause, questions first, what is at stake before the rest, and what was mended since."""

from __future__ import annotations

from datetime import date

from decisions.at_stake import ENDS, MOST
from decisions.fix_list import causes_found, fix_list
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping
from metrics.engine import compute
from tests.logbooks.typed_sheets import LOTS, OFFERS, RECEIPTS, SETTINGS, checked, tab

DAY = date(2026, 1, 10)


def receipt(number: int, weight: object = 40, farmer: object = "F-1", day: object = DAY) -> list:
    return [day, farmer, weight, "cherry", f"R-{number}"]


def told(causes) -> list[tuple]:
    return [(one.first.sheet, one.first.code, one.row_numbers) for one in causes]


def test_cells_of_one_kind_in_one_column_of_one_tab_are_one_cause():
    one = tab("A", RECEIPTS, receipt(1, "x"), receipt(2, "y"), receipt(3, 40, day="soon"))
    found = fix_list(checked(one, tab("B", RECEIPTS, receipt(4, "x"))))
    assert sorted(told(found.causes)) == [
        ("A", "not-a-date", (4,)),
        ("A", "not-a-number", (2, 3)),
        ("B", "not-a-number", (2,)),
    ]


def test_cells_that_are_to_be_mended_otherwise_are_causes_of_their_own():
    """Two settings whose value can't be read are each written in another way; what to do is told of each."""
    found = fix_list(
        checked(tab("Settings", SETTINGS, ["base_currency", "USD"], ["export", "x"], ["pilot_start", "soon"]))
    )
    told_of = {one.first.written: {problem.fix for problem in one.problems} for one in (*found.causes, *found.notes)}
    assert set(told_of) == {"x", "soon"} and all(len(fixes) == 1 for fixes in told_of.values())


def test_cells_that_are_empty_in_one_row_have_one_cause():
    (one,) = fix_list(checked(tab("A", RECEIPTS, receipt(1), receipt(2, None, None)))).causes
    assert (one.headings, one.row_numbers, one.rows) == (("Farmer", "Weight (kg)"), (3,), 1)


def test_what_an_answer_clears_up_stands_under_its_question_alone():
    """Two rows wait for what a qq weighs, in two tabs; a third row is a cell of its own."""
    one = tab("A", RECEIPTS, receipt(1, "2 qq"), receipt(2, "?"))
    found = fix_list(checked(one, tab("B", RECEIPTS, receipt(3, "3 qq"))))
    assert [(one.question.id, one.rows) for one in found.questions] == [("size/qq", {"A": 1, "B": 1})]
    assert told(found.causes) == [("A", "not-a-number", (3,))]


def test_cells_blank_below_a_filled_one_and_a_heading_that_is_offered_wait_for_their_questions():
    """The day stands once for three deliveries; the kilos may stand under Cajas. Nothing else is wrong."""
    days = tab("A", RECEIPTS, receipt(1), receipt(2, day=None), receipt(3, day=None))
    boxes = tab("B", [*RECEIPTS[:2], "Cajas", *RECEIPTS[3:]], receipt(4, 3), receipt(5, 4))
    found = fix_list(checked(days, boxes))
    asked = {"blank/receipts.received_on/received on", "column/receipts.weight"}
    assert ({one.question.id for one in found.questions}, found.causes, found.notes) == (asked, (), ())


def test_a_tab_that_nobody_could_name_is_a_question_or_a_cause_with_all_its_rows():
    words = tab("Secado", ["Cama", "Volteos", "Quién"], ["C-1", 4, "Ana"], ["C-2", 3, "Ana"])
    found = fix_list(checked(words, tab("Numbers", [1, 2, 3], [4, 5, 6])))
    assert [(one.rows, one.unused) for one in found.questions] == [({"Secado": 2}, 2)]
    assert [(one.first.sheet, one.rows) for one in found.causes] == [("Numbers", 2)]


def test_a_tab_of_the_same_name_in_another_file_is_another_tab():
    """What the two rows of a.xlsx are is asked; the bare numbers of b.xlsx are no question's."""
    words = tab("Secado", ["Cama", "Volteos", "Quién"], ["C-1", 4, "Ana"], ["C-2", 3, "Ana"], source="a.xlsx")
    found = fix_list(checked(words, tab("Secado", [1, 2, 3], [4, 5, 6], source="b.xlsx")))
    assert [(one.rows, one.unused) for one in found.questions] == [({"Secado": 2}, 2)]
    assert [(one.first.source, one.rows) for one in found.causes] == [("b.xlsx", 2)]


def test_rows_of_one_number_in_two_files_are_two_rows():
    one = tab("A", RECEIPTS, receipt(1, "2 qq"), source="a.xlsx")
    (asked,) = fix_list(checked(one, tab("A", RECEIPTS, receipt(2, "3 qq"), source="b.xlsx"))).questions
    assert asked.rows == {"A": 2}


def test_what_is_told_once_for_many_cells_waits_with_all_their_rows():
    """Which money a $ is stands once, at the first of three rows."""
    heads = ["Paid on", "Farmer", "Amount", "Currency"]
    rows = [[DAY, f"F-{n}", 10 * n, "$"] for n in (1, 2, 3)]
    (asked,) = fix_list(checked(tab("Payments", heads, *rows))).questions
    assert asked.rows == {"Payments": 3}


def test_what_is_wrong_with_a_sale_of_several_lots_stands_once():
    """B-01 and B-02 were sold together; of this sale and of the next the day on which it was offered can't be read."""
    heads = [*LOTS, "Green kg"]
    lots = [["B-01", "bulk", "2025/26", 300], ["B-02", "bulk", "2025/26", 100]]
    sales = [
        ["O-1", "B-01 y B-02", "Buyer A", "soon", 400, "accepted", DAY, 4],
        ["O-2", "B-01", "Buyer A", "soon", 10, "accepted", DAY, 4],
    ]
    both = Mapping(answers=Answers((GivenAnswer("lot/b 01 y b 02", "B-01 + B-02"),)))
    found = fix_list(checked(tab("Lots", heads, *lots), tab("Offers", OFFERS, *sales), mapping=both))
    (one,) = [one for one in found.causes if one.first.code == "not-a-date"]
    assert (len(one.problems), one.cells, one.row_numbers, one.kg) == (2, 2, (2, 3), 410)


def test_without_a_premium_the_money_and_kg_of_the_rows_decide():
    """12 kg, 60 kg, and one row of which nothing is known."""
    rows = [receipt(1, 12, None), receipt(2, 60, day="soon"), receipt(3, "?")]
    assert [one.kg for one in fix_list(checked(tab("A", RECEIPTS, *rows))).causes] == [60, 12, None]


def test_what_only_speaks_of_the_sheet_stands_apart_and_once_a_tab():
    heads = [*RECEIPTS, "Weather", "Mood"]
    found = fix_list(checked(tab("A", heads, [*receipt(1), "rain", "good"])))
    assert (found.causes, [one.headings for one in found.notes]) == ((), [("Weather", "Mood")])


def test_a_cell_that_was_mended_is_done_wherever_its_row_stands_now():
    """R-2 is right now and stands a row lower; R-1 is still wrong. The tab that is gone was not mended."""
    before = checked(
        tab("A", RECEIPTS, receipt(1, "x"), receipt(2, "y", day=date(2026, 1, 9))),
        tab("Gone", LOTS, ["B", "bulk", "26"]),
    )
    now = checked(tab("A", RECEIPTS, receipt(9), receipt(1, "x"), receipt(2, 41, day=date(2026, 1, 9))))
    found = fix_list(now, before)
    assert (told(found.causes), told(found.done)) == ([("A", "not-a-number", (3,))], [("A", "not-a-number", (3,))])


def test_a_row_that_was_deleted_as_it_was_said_is_done():
    twice = [receipt(1), receipt(1)]
    found = fix_list(checked(tab("A", RECEIPTS, receipt(1))), checked(tab("A", RECEIPTS, *twice)))
    assert (found.causes, told(found.done)) == ((), [("A", "duplicate-row", (3,))])


def test_the_premium_that_may_change_comes_before_everything_else():
    """Bulk brings 4 USD/kg. Of the two rows M-1 was sold in, one at 9 and one at 11 USD/kg under one code, neither
    counts, and without them the 100 kg have no premium: at 11 it is 100 x (11 - 4) = 700 USD."""
    lots = tab("Lots", [*LOTS, "Green kg"], ["M-1", "micro", "2025/26", 100], ["B-1", "bulk", "2025/26", 1000])

    def sale(code: str, lot: str, kg: int, price: float) -> list:
        return [code, lot, "Buyer A", DAY, kg, "accepted", DAY, price, "EXW"]

    rows = [sale("O-1", "M-1", 100, 9), sale("O-1", "M-1", 100, 11), sale("O-2", "B-1", 1000, 4)]
    sold = tab("Offers", [*OFFERS, "Incoterm"], *rows)
    far = tab("Payments", ["Paid on", "Farmer", "Amount", "Currency"], ["soon", "F-1", 90000, "USD"])
    found = fix_list(checked(lots, sold, far))
    assert [(one.first.code, one.at_stake) for one in found.causes] == [
        ("same-key-other-content", 700.0),
        ("not-a-date", None),
    ]


def test_only_so_many_causes_are_tried_whatever_comes_of_them(monkeypatch):
    """Nothing was sold as bulk, so there is no premium at either end of any of the six weights: four are tried."""
    made = tab("Lots", [*LOTS, "Green kg"], ["M-1", "micro", "2025/26", 100])

    def sale(code: str, kg: object) -> list:
        return [code, "M-1", "Buyer A", DAY, kg, "accepted", DAY, 9]

    sold = [tab(f"Offers {n}", OFFERS, sale(f"A-{n}", "?"), sale(f"B-{n}", 5 + n)) for n in range(6)]
    asked, answer = [], compute.answer
    monkeypatch.setattr(compute, "answer", lambda *told: asked.append(told) or answer(*told))
    found = fix_list(checked(made, *sold))
    assert [one.at_stake for one in found.causes] == [None] * 6
    assert len(asked) == MOST * len(ENDS)


def test_causes_stand_once_in_the_order_of_the_sheets_and_questions_keep_their_cells():
    one = tab("A", RECEIPTS, receipt(1, "x"), receipt(2, "2 qq"), receipt(3, "y"), receipt(4, 40, day="soon"))
    causes, waiting = causes_found(checked(one, tab("B", RECEIPTS, receipt(5, "x"), receipt(6, "3 qq"))))
    assert told(causes) == [
        ("A", "not-a-number", (2, 4)),
        ("A", "not-a-date", (5,)),
        ("B", "not-a-number", (2,)),
    ]
    assert waiting == {"size/qq": 2}
