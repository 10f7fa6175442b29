"""Effects of changes on the numbers: what sheets did, what time did, and no number another without a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.effects import ANSWERS, BOTH, SAME, SHEETS, TIME, UNEXPLAINED, effects
from history.changes.comparison import changes
from history.snapshots import store
from logbooks.recognise.mapping import TabMapping
from logbooks.settings import settings as known_settings
from metrics.engine.compute import answers, some_answers
from metrics.engine.metric_catalogue import metrics
from metrics.engine.what_is_read import read_by, words_read
from tests.logbooks.questions.asking_sheets import answered
from tests.logbooks.typed_sheets import LOTS, OFFERS, checked, tab
from tests.metrics.sample import rows
from tests.soundness.retyped import read
from words.effect_words import why_words

YEAR = "2025/26"
HEADS = [*OFFERS, "Asked price (USD/kg)"]
M1 = ["M-1", "micro", YEAR]


def deal(code: str, closed: date, accepted: float, kg: int = 100) -> list:
    return [code, "M-1", f"Buyer {code}", date(2025, 12, 1), kg, "accepted", closed, accepted, 8.0]


FIRST, SECOND = deal("O-1", date(2026, 1, 10), 7.2), deal("O-2", date(2026, 3, 20), 7.6)


def sheets(*deals: list, as_of: date = date(2026, 3, 31)):
    return checked(tab("Lots", LOTS, M1), tab("Offers", HEADS, *deals), as_of=as_of)


def realisation(before, after):
    """The line of price realisation of micro, which is computed alone."""
    found = effects(before, after, YEAR, answered=price_realisation)
    return next(one for one in found if one.group == "micro")


def price_realisation(w, year):
    return some_answers(w, ("price_realisation",), year)


def test_what_an_edit_did_is_told_with_its_log():
    """7.2 of 8 asked is 0.90, 7.6 of 8 is 0.95."""
    found = realisation(sheets(FIRST), sheets([*FIRST[:7], 7.6, 8.0]))
    assert (found.before.value, found.after.value) == pytest.approx((0.90, 0.95))
    assert found.change == found.by_sheets == pytest.approx(0.05) and found.by_time == 0
    assert (found.why, found.logs) == (SHEETS, (("offers", (("changed", 1),)),))


def test_what_only_time_did_is_told_as_that():
    """On 10 March the second deal is not closed: 0.90; by 31 March both are: (7.2 + 7.6) / 16 = 0.925."""
    found = realisation(sheets(FIRST, SECOND, as_of=date(2026, 3, 10)), sheets(FIRST, SECOND))
    assert (found.before.value, found.after.value) == pytest.approx((0.90, 0.925))
    assert found.by_time == pytest.approx(0.025) and found.by_sheets == 0
    assert (found.why, found.logs) == (TIME, ())


def test_time_and_sheets_are_told_apart():
    """By time 0.90 to 0.925; the first price then raised to 7.6 makes it 15.2 / 16 = 0.95."""
    found = realisation(sheets(FIRST, SECOND, as_of=date(2026, 3, 10)), sheets([*FIRST[:7], 7.6, 8.0], SECOND))
    assert (found.by_time, found.by_sheets, found.change) == pytest.approx((0.025, 0.025, 0.05))
    assert (found.why, found.logs) == (BOTH, (("offers", (("changed", 1),)),))


def test_a_number_that_appears_has_a_before_with_its_reason():
    found = realisation(sheets([*FIRST[:8], None]), sheets(FIRST))
    assert found.before.value is None and found.before.why_not
    assert (found.after.value, found.change, found.why) == (pytest.approx(0.9), None, SHEETS)


def test_a_number_that_only_became_surer_has_changed_too():
    """Every deal at 7.2 of 8 asked, 0.90; verdicts read the range, and a range needs three buyers."""
    three, four = (
        [deal(f"O-{n}", date(2026, 1, 10), price) for n, price in enumerate(prices)]
        for prices in ((7.0, 7.2, 7.4), (7.0, 7.2, 7.4, 7.2))
    )
    found = realisation(sheets(*three), sheets(*four))
    assert (found.change, found.by_time) == (pytest.approx(0, abs=1e-12), 0) and (found.why, found.logs) == (
        SHEETS,
        (("offers", (("added", 1),)),),
    )
    assert found.before.value == pytest.approx(0.9) and (found.before.n, found.after.n) == (3, 4)
    assert found.before.low80 < found.after.low80 < found.after.high80 < found.before.high80


def test_the_same_sheets_on_the_same_day_change_no_number():
    w = sheets(FIRST, SECOND)
    assert {one.why for one in effects(w, w, YEAR)} == {SAME}


@pytest.mark.parametrize(("grew_by", "why"), [(0.9e-9, SAME), (1.2e-9, UNEXPLAINED)])
def test_numbers_are_one_to_the_ninth_digit_and_no_further(grew_by, why):
    # relative: of 0.9 a billionth part more or less is what adding in another order does; more is another number
    w = sheets(FIRST)
    answered = price_realisation(w, YEAR)
    micro = answered["price_realisation"].groups["micro"]
    moved = replace(micro, value=micro.value * (1 + grew_by))
    later = {**answered, "price_realisation": replace(answered["price_realisation"], groups={"micro": moved})}
    again = w.seen_on(w.as_of)
    found = effects(w, again, YEAR, answered=lambda asked, year: answered if asked is w else later)
    told = next(one for one in found if one.group == "micro")
    assert told.why == why and (told.change == 0) == (why == SAME)


def test_every_indicator_reads_at_least_the_logs_it_names_and_the_settings():
    for metric in metrics().values():
        assert {*metric.reads, "settings"} <= read_by(metric.id)


@cache
def sample():
    return read(rows())


@cache
def answered_of_the_sample(year):
    return answers(sample(), year)


NUMBERS = {
    "offers": ("accepted_price", "weight"),
    "receipts": ("weight",),
    "costs": ("amount",),
    "payments": ("amount",),
    "quality": ("cup_score",),
}


@given(data=st.data())
@settings(deadline=None, max_examples=3)
def test_no_number_of_the_sample_is_another_without_a_row_that_changed(data):
    """Any number typed anew, anywhere: whatever becomes another number names the log in which a row changed."""
    log = data.draw(st.sampled_from(sorted(NUMBERS)))
    column = data.draw(st.sampled_from([name for name in NUMBERS[log] if any(name in row for row in rows()[log])]))
    typed = [dict(row) for row in rows()[log]]
    for place in data.draw(st.lists(st.integers(0, len(typed) - 1), min_size=1, max_size=40, unique=True)):
        if typed[place].get(column) is not None:
            typed[place][column] = round(typed[place][column] * 1.1, 2)
    found = effects(
        sample(),
        read({**rows(), log: typed}),
        YEAR,
        answered=lambda asked, year: answered_of_the_sample(year) if asked is sample() else answers(asked, year),
    )
    assert not [one for one in found if one.why in (UNEXPLAINED, TIME, BOTH)]


def with_words(*deals: list, answers: dict[str, str], as_of: date = date(2026, 3, 31)):
    """The same sheets read with answers."""
    said = answered(*answers.items())
    return checked(tab("Lots", LOTS, M1), tab("Offers", HEADS, *deals), mapping=said, as_of=as_of)


SOLD = "word/offers.status/status/plugh"
UNSAID = [*SECOND[:5], "plugh", *SECOND[6:]]


def test_what_an_answer_did_names_the_answer():
    """Without it the second deal is left out: 7.2 of 8 is 0.90; with it (7.2 + 7.6) / 16 = 0.925."""
    before, after = (with_words(FIRST, UNSAID, answers=said) for said in ({}, {SOLD: "accepted"}))
    found = realisation(before, after)
    assert (found.before.value, found.after.value) == pytest.approx((0.90, 0.925))
    assert (found.why, [one.question for one in found.answers]) == (ANSWERS, [SOLD])
    words = why_words(found, "1 Jan", "1 Jan")
    assert words == (
        "Because it was answered that “plugh” under “status” means accepted: the deal was made. "
        "Rows of Offers: 1 not touched, but read differently."
    )
    back = realisation(after, before)
    assert (back.why, back.change) == (ANSWERS, pytest.approx(-0.025))
    assert why_words(back, "1 Jan", "1 Jan").startswith("Because the answer was taken back that “plugh”")


def test_an_answer_said_otherwise_tells_what_it_was():
    before, after = (with_words(FIRST, UNSAID, answers={SOLD: said}) for said in ("open", "accepted"))
    words = why_words(realisation(before, after), "1 Jan", "1 Jan")
    assert "means accepted: the deal was made (before: open: no answer yet). Rows of Offers: 1 not" in words


def test_only_the_answers_that_a_number_may_rest_on_are_named():
    more = {SOLD: "accepted", "setting/return_discount": "0.1", "word/receipts.form/form/uvita": "cherry"}
    before, after = with_words(FIRST, UNSAID, answers={}), with_words(FIRST, UNSAID, answers=more)
    assert [one.question for one in realisation(before, after).answers] == [SOLD]
    assert {one.question for one in changes(before, after).answers} == set(more)
    assert not changes(before, after).nothing


RAISED = [*FIRST[:7], 7.6, 8.0]


def test_an_answer_beside_an_edited_cell_may_have_done_it_and_is_no_cause():
    """7.2 of 8 is 0.90; with the raised price and the second deal it is 15.2 / 16 = 0.95."""
    found = realisation(with_words(FIRST, UNSAID, answers={}), with_words(RAISED, UNSAID, answers={SOLD: "accepted"}))
    assert found.after.value == pytest.approx(0.95)
    assert (found.why, [one.question for one in found.answers]) == (SHEETS, [SOLD])
    assert why_words(found, "1 Jan", "1 Jan") == (
        "Rows of Offers: 1 changed, 1 not touched, but read differently. It may also come from what was answered. "
        "Answered since: “plugh” under “status” means accepted: the deal was made."
    )


def test_what_was_said_of_a_tab_in_connect_may_have_done_it_too():
    """The same sheets; beside the answer somebody said which mark their decimals have."""
    before = with_words(FIRST, UNSAID, answers={})
    said = replace(answered((SOLD, "accepted")), tabs=(TabMapping(sheet="Offers", decimal_mark="."),))
    found = realisation(before, checked(tab("Lots", LOTS, M1), tab("Offers", HEADS, FIRST, UNSAID), mapping=said))
    assert (found.why, [one.question for one in found.answers]) == (SHEETS, [SOLD])


def test_the_first_day_of_the_pilot_moves_no_number_and_is_not_named():
    """Nor is any other setting that no number is made with, whatever else changed."""
    said = {"setting/pilot_start": "2025-11-01", "setting/board_indicators": "sold_share"}
    found = realisation(with_words(FIRST, answers={}), with_words(RAISED, answers=said))
    assert (found.why, found.answers) == (SHEETS, ())
    assert why_words(found, "1 Jan", "1 Jan") == "Rows of Offers: 1 changed."


def test_settings_that_move_no_number_are_read_by_none():
    unread = {name for name, said in known_settings().items() if not said.get("moves_numbers", True)}
    assert "pilot_start" in unread
    assert not [(one, unread & words_read(one)) for one in metrics() if unread & words_read(one)]


def test_an_answer_that_meets_nothing_is_not_named():
    said = {"word/offers.status/status/xyzzy": "accepted"}
    found = realisation(with_words(FIRST, answers={}), with_words(RAISED, answers=said))
    assert (found.why, found.answers) == (SHEETS, ())


def test_a_number_that_nothing_explains_is_never_said_to_come_from_an_answer():
    """The same sheets, a number that is another, and a setting that it does not read."""
    before, after = (with_words(FIRST, answers=said) for said in ({}, {"setting/return_discount": "0.1"}))
    moved = price_realisation(before, YEAR)
    micro = moved["price_realisation"].groups["micro"]
    other = replace(moved["price_realisation"], groups={"micro": replace(micro, value=0.5)})
    later = {**moved, "price_realisation": other}
    found = effects(before, after, YEAR, answered=lambda asked, year: later if asked is after else moved)
    told = next(one for one in found if one.group == "micro")
    assert told.why in (UNEXPLAINED, SHEETS) and told.answers == ()


def test_in_two_real_files_a_raised_price_is_told_before_what_was_answered_since(tmp_path):
    def saved(name: str, price: float, status: str) -> Path:
        book = openpyxl.Workbook()
        for title, *lines in (("Lots", LOTS, M1), ("Offers", HEADS, [*FIRST[:7], price, 8.0], UNSAID)):
            sheet = book.create_sheet(title)
            for line in lines:
                sheet.append(line)
        del book["Sheet"]
        book["Offers"]["F3"] = status
        book.save(tmp_path / name)
        return tmp_path / name

    first, second = saved("first.xlsx", 7.2, "plugh"), saved("second.xlsx", 7.6, "plugh")
    before, after = store.temporary([first]), store.temporary([second], answered((SOLD, "accepted")))
    again = store.temporary([first], answered((SOLD, "accepted")))
    try:
        assert realisation(before, after).why != ANSWERS
        assert realisation(before, again).why == ANSWERS
    finally:
        for one in (before, after, again):
            one.close()


def test_answers_and_time_are_both_told():
    before = with_words(FIRST, UNSAID, answers={}, as_of=date(2026, 3, 10))
    found = realisation(before, with_words([*FIRST[:7], 7.6, 8.0], UNSAID, answers={SOLD: "accepted"}))
    assert [one.question for one in found.answers] == [SOLD]
    assert "“plugh” under “status”" in why_words(found, "10 Mar", "31 Mar")
