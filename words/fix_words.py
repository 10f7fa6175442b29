"""The fix list in words: where, what is wrong, what is at stake; and the greatest of it as a text for a phone."""

from __future__ import annotations

from collections.abc import Sequence

from decisions.fix_causes import FixCause, FixList, FixQuestion
from logbooks.problems import problem_kinds
from words.days import day
from words.numbers import counted
from words.speech import say

MOST_RANGES = 40  # runs of rows that are named; the rest is counted
MOST_WRITTEN = 3
LETTERS = 40  # of what is written in one cell
GREATEST = 5  # lines that a text for a phone names
OF_CAUSES = 2  # of them that are kept for what an answer does not mend
A_LINE = 150  # letters of each
OF_A_LINE = 4  # runs of rows in each


def until_then(cause: FixCause) -> str:
    """What becomes of its rows or cells until it is mended."""
    return say(f"fix.until.{'note' if cause.is_note else cause.first.severity}")


def where(cause: FixCause, most: int = MOST_RANGES) -> str:
    """The cell, the rows or the whole tab, such as F12 or rows 4-18, 22, 40; at most so many runs of rows."""
    rows, place = cause.row_numbers, cause.first.place or ""
    if not rows:
        return say("fix.whole_tab")
    if len(cause.problems) == 1 and place and ":" not in place:
        told = place
    else:
        told = say("fix.rows", count=len(rows), rows=row_ranges(rows, most))
    more = cause.cells - len(cause.problems)
    return say("fix.and_cells", place=told, count=more) if more > 0 else told


def row_ranges(rows: Sequence[int], most: int = MOST_RANGES) -> str:
    """Rows as people write them, 4-18, 22, 40; of very many the first runs and how many rows more."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:most]]
    more = sum(map(len, runs[most:]))
    return say("fix.and_rows", rows=", ".join(told), count=more) if more else ", ".join(told)


def what(cause: FixCause) -> str:
    """What is wrong: the sentence of its only cell, or of all where they are alike; else the kind and how many."""
    sentences = {one.what for one in cause.problems}
    if len(sentences) == 1:
        return cause.first.what
    of = "many" if cause.headings else "many_rows"  # what is wrong with whole rows is in no cell of theirs
    return say(f"fix.{of}", title=problem_kinds()[cause.first.code].title, count=len(cause.problems))


def was(cause: FixCause) -> str:
    """What was wrong with what is mended now."""
    return say("fix.was", what=what(cause))


def tab(cause: FixCause) -> str:
    """The tab it is in, or the file where it is about no tab of it."""
    return cause.first.sheet or cause.first.source


def written(cause: FixCause) -> str:
    """What is written in its cells, the first few of them; "" where nothing is, or nothing but its headings."""
    if cause.written == cause.headings:
        return ""
    told = [_short(text) for text in cause.written]
    if len(told) <= MOST_WRITTEN:
        return "; ".join(told)
    return say("fix.and_others", written="; ".join(told[:MOST_WRITTEN]), count=len(told) - MOST_WRITTEN)


def stake(cause: FixCause, currency: str) -> str:
    """What hangs on it: what the realised premium may change by, else the money and kg of its rows, else how many they
    are; "" where it is one row and no more is known."""
    if cause.at_stake and cause.at_stake >= 1:
        return say("fix.stake.premium", money=counted(round(cause.at_stake)), currency=currency)
    parts = []
    if cause.money and cause.money >= 1:
        parts.append(say("fix.stake.money", money=counted(round(cause.money)), currency=currency))
    if cause.kg and cause.kg >= 1:
        parts.append(say("fix.stake.kg", kg=counted(round(cause.kg))))
    return ", ".join(parts) or (say("fix.stake.rows", count=cause.rows) if cause.rows > 1 else "")


def done_title(found: FixList) -> str:
    """How many causes were mended, and since when."""
    since = say("fix.since_reading", day=day(found.since)) if found.since else say("fix.since_upload")
    return say("fix.done", count=len(found.done), since=since)


def question_tabs(asked: FixQuestion) -> str:
    """The tabs that wait for the answer; "" where none does."""
    return ", ".join(asked.rows)


def examples(asked: FixQuestion) -> str:
    """What is written in the first cells that wait for the answer, each once."""
    return "; ".join(_short(text) for text in dict.fromkeys(one.written for one in asked.question.examples))


def question_rows(asked: FixQuestion) -> str:
    """How many rows wait for the answer; "" where none does."""
    rows = sum(asked.rows.values()) or asked.question.rows
    return say("fix.waiting", count=rows) if rows else ""


def question_stake(asked: FixQuestion) -> str:
    """How many rows are not counted until it is answered, else how many wait for it."""
    return say("fix.unused", count=asked.unused) if asked.unused else question_rows(asked)


def question_line(asked: FixQuestion) -> str:
    """The question and what hangs on it: What does a qq weigh? 20 rows in Ventas."""
    rows, tabs = question_rows(asked), question_tabs(asked)
    return f"{asked.question.asks} " + (say("fix.rows_in", rows=rows, tabs=tabs) if rows and tabs else rows)


def message(found: FixList) -> str:
    """The five greatest causes as plain text, fit for a phone message, and how many more there are."""
    head = say("fix.message.title", day=day(found.as_of))
    if found.nothing:
        return f"{head}\n{say('fix.nothing')}"
    if not (found.questions or found.causes):
        return f"{head}\n{say('fix.message.only_notes', count=len(found.notes))}"
    causes = [_line(one, found.base_currency) for one in found.causes]
    asked = [question_line(one) for one in found.questions]
    first = [*asked[: GREATEST - _kept_for_causes(found)], *causes][:GREATEST]
    told = [f"{number}. {_short(line, A_LINE)}" for number, line in enumerate(first, start=1)]
    more = len(asked) + len(causes) - len(told)
    return "\n".join([head, *told, *([say("fix.message.more", count=more)] if more else [])])


def _kept_for_causes(found: FixList) -> int:
    """How many lines go to causes although questions would fill them all: to those with more at stake."""
    if len(found.questions) < GREATEST:
        return 0
    last = found.questions[GREATEST - 1]
    waiting = sum(last.rows.values()) or last.question.rows
    return sum(bool(one.at_stake) or one.rows >= waiting for one in found.causes[:OF_CAUSES])


def _line(cause: FixCause, currency: str) -> str:
    column = f", {', '.join(cause.headings)}" if cause.headings else ""
    hangs = f" ({told})" if (told := stake(cause, currency)) else ""
    said = what(cause)
    cells = f" {told}." if said != cause.first.what and (told := written(cause)) else ""
    return f"{tab(cause)}, {where(cause, OF_A_LINE)}{column}{hangs}: {said}{cells} {cause.first.fix}"


def _short(text: str, most: int = LETTERS) -> str:
    """The text on one line, without what can't be seen, cut at a word."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(plain) <= most:
        return plain
    cut = plain[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut) + "…"
