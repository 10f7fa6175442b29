"""Why a number is another than before, in words; for the page, the workbook and the terminal alike."""

from __future__ import annotations

from collections.abc import Sequence

from decisions import effects
from decisions.effects import Effect
from history.changes.changed_answers import ChangedAnswer
from logbooks.questions.open_questions import in_words
from logbooks.questions.told_answers import told
from metrics.engine.contract import Estimate
from words.numbers import ABSENT, cases, difference_unit, number, span
from words.speech import say

DIFFERENCE = "difference"  # the group that is micro less bulk
MOST_ANSWERS = 3  # told beside one number; all stand above the numbers


def why_words(one: Effect, logs: Sequence[tuple[str, int]], before: str, after: str) -> str:
    """The reason in words; `logs` are titles of logbooks with how many of their rows changed, before and after
    are days."""
    rows = ", ".join(say("changes.why_now.rows_of", count=count, logbook=title) for title, count in logs)
    name = {effects.SAME: "touched" if rows else "same", effects.TIME: "time_and_rows" if rows else "time"}.get(
        one.why, one.why
    )
    words = say(f"changes.why_now.{name}", rows=rows, before=before, after=after)
    if one.why == effects.BOTH and one.by_time:
        words += " " + say(
            "changes.why_now.by_time", change=number(one.by_time, difference_unit(one.unit), signed=True)
        )
    return _with_answers(one, words if rows else "") if one.answers else words


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


def change_words(one: Effect) -> str:
    """By how much the number is another, with its sign; a dash where one of both is absent, words where it rounds to
    nothing or only its sureness is another."""
    if one.change is None:
        return ABSENT
    shown = number(one.change, difference_unit(one.unit), signed=True)
    if any(c in "123456789" for c in shown) or one.why == effects.SAME:
        return shown
    assert one.before is not None and one.after is not None, "a change lies between two numbers"
    return " ".join(_surer(one.before, one.after)) or say("changes.too_small")


def _surer(before: Estimate, after: Estimate) -> list[str]:
    """What else than the value is another: its range, the cases it rests on."""
    ranges = [span(e.low80, e.high80, e.unit) or ABSENT for e in (before, after)]
    counts = [cases(e) for e in (before, after)]
    return [
        say(f"changes.only.{what}", before=was, after=now)
        for what, (was, now) in (("range", ranges), ("cases", counts))
        if was != now
    ]
