"""Why a number is another than before, in words; for the page, the workbook and the terminal alike."""

from __future__ import annotations

from collections.abc import Sequence

from decisions import effects
from decisions.effects import Effect
from history.changes.changed_answers import ChangedAnswer
from logbooks.catalogue import logbooks
from logbooks.questions.open_questions import in_words
from logbooks.questions.told_answers import told
from metrics.engine.contract import Estimate
from words.numbers import ABSENT, cases, decimals_shown, difference_unit, exactly, is_nothing, number, shown, span
from words.speech import say

Written = tuple[float, str]  # a number and its unit
DIFFERENCE = "difference"  # the group that is micro less bulk
MORE_DIGITS = 2  # that two numbers get to be told apart
MOST_ANSWERS = 3  # told beside one number; all stand above the numbers


def why_words(one: Effect, before: str, after: str) -> str:
    """The reason in words; before and after are days."""
    return " ".join(filter(None, (common_why_words(one, before, after), by_time_words(one))))


def common_why_words(one: Effect, before: str, after: str) -> str:
    """The reason as far as other numbers may share it, to the letter, with how many rows of which logbook came,
    changed or went."""
    of_books = sorted(one.logs, key=lambda log: list(logbooks()).index(log[0]))
    rows = "; ".join(_rows_words(*log) for log in of_books)
    name = {effects.SAME: "touched" if rows else "same", effects.TIME: "time_and_rows" if rows else "time"}.get(
        one.why, one.why
    )
    words = say(f"changes.why_now.{name}", rows=rows, before=before, after=after)
    return _with_answers(one, words if rows else "") if one.answers else words


def by_time_words(one: Effect) -> str:
    """What the date alone did to this number where rows did something too; "" where only one of both did."""
    if one.why != effects.BOTH or not one.by_time:
        return ""
    return say("changes.why_now.by_time", change=number(one.by_time, difference_unit(one.unit), signed=True))


def _rows_words(book: str, kinds: Sequence[tuple[str, int]]) -> str:
    """The rows of one logbook by what became of them, as the head of the page counts them."""
    told = ", ".join(say(f"changes.rows_by_kind.{kind}", count=count) for kind, count in kinds)
    return say("changes.why_now.of_log", logbook=logbooks()[book].title, rows=told)


def _with_answers(one: Effect, words: str) -> str:
    """The answers as what made the change where nothing else did, else as what may have."""
    left = len(one.answers) - MOST_ANSWERS
    more = say("changes.why_now.more_answers", count=left) if left > 0 else ""
    first = one.answers[:MOST_ANSWERS]
    if one.why == effects.ANSWERS:
        said = [answers_words(first), more, words]
    else:
        said = [words, say("changes.why_now.may_be_answers"), answers_words(first, "changes.answers"), more]
    return " ".join(filter(None, said))


def answers_words(changed: Sequence[ChangedAnswer], said_as: str = "changes.why_now") -> str:
    """What was answered since, or taken back, in sentences."""
    given = [one for one in changed if one.after is not None]
    taken_back = [one for one in changed if one.after is None]
    words = [_clause(one) for one in given]
    back = [told(one.question, one.before or "") for one in taken_back]
    said = [say(f"{said_as}.answered", told="; ".join(words))] if words else []
    return " ".join(said + ([say(f"{said_as}.taken_back", told="; ".join(back))] if back else []))


def _clause(one: ChangedAnswer) -> str:
    now = told(one.question, one.after or "")
    if one.before is None:
        return now
    return say("changes.why_now.answered_before", told=now, before=in_words(one.question, one.before))


def number_words(one: Effect, side: Estimate | None) -> str:
    """The number before or after with its unit, of a difference of shares percentage points; a dash where there is
    none."""
    if side is None or side.value is None:
        return ABSENT
    return number(side.value, difference_unit(side.unit) if one.group == DIFFERENCE else side.unit)


def side_words(one: Effect) -> tuple[str, str, str]:
    """The number before, the number now and by how much it is another; a dash where one is absent.

    Two numbers written alike never have a difference beside them: all three get a digit more, as they do where the
    written numbers would have another difference. Where it is too small for that too, words say so, or that only the
    sureness is another.
    """
    before, after = (number_words(one, side) for side in (one.before, one.after))
    if one.change is None:
        return before, after, ABSENT
    assert one.before is not None and one.after is not None, "a change lies between two numbers"
    before, after, change = _told_apart(one, before, after)
    if one.why == effects.SAME or any(c in "123456789" for c in change.partition(" ")[0]):
        return before, after, change
    return before, after, " ".join(_surer(one.before, one.after)) or say("changes.too_small")


def _told_apart(one: Effect, before: str, after: str) -> tuple[str, str, str]:
    """Both numbers and their difference with as many decimals as it takes that they fit each other."""
    assert one.before is not None and one.after is not None and one.change is not None, "both numbers are known"
    unit = difference_unit(one.unit)
    of_side = unit if one.group == DIFFERENCE else one.unit
    three = (one.before.value or 0.0, of_side), (one.after.value or 0.0, of_side), (one.change, unit)
    digits = [decimals_shown(*part) for part in three]
    plain = before, after, number(one.change, unit, signed=True)
    if is_nothing(one.change, unit, digits[2]):
        if before == after:
            return plain
    elif before != after and max(digits) == min(digits) and _adds_up(*three, digits[0]):
        return plain
    fitting = [
        decimals
        for decimals in range(max(digits), max(digits) + MORE_DIGITS + 1)
        if (exactly(*three[0], decimals) != exactly(*three[1], decimals)) != is_nothing(one.change, unit, decimals)
    ]
    adding_up = [decimals for decimals in fitting[:2] if _adds_up(*three, decimals)]
    decimals = (adding_up or fitting or [max(digits)])[0]
    return exactly(*three[0], decimals), exactly(*three[1], decimals), exactly(*three[2], decimals, signed=True)


def _adds_up(before: Written, after: Written, change: Written, decimals: int) -> bool:
    """Whether a reader who takes the one written number from the other gets the difference that is written."""
    first, second, between = (round(shown(*one), decimals) for one in (before, after, change))
    return abs(second - first - between) < 10**-decimals / 2


def _surer(before: Estimate, after: Estimate) -> list[str]:
    """What else than the value is another: its range, the cases it rests on."""
    ranges = [span(e.low80, e.high80, e.unit) or ABSENT for e in (before, after)]
    counts = [cases(e) for e in (before, after)]
    return [
        say(f"changes.only.{what}", before=was, after=now)
        for what, (was, now) in (("range", ranges), ("cases", counts))
        if was != now
    ]
