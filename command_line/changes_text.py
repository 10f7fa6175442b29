"""What changed between two readings, in words for a terminal and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from command_line.printing import harmless, plain, wrapped
from decisions import effects as of_changes
from history.changes.comparison import REMOVED, Changes, Edit, RowChange
from logbooks.catalogue import logbooks
from words.days import day
from words.effect_words import answers_words, side_words, why_words
from words.moment_words import both_called
from words.numbers import ABSENT
from words.speech import group_name, say

if TYPE_CHECKING:
    from decisions.effects import Effect
    from metrics.engine.contract import Estimate

TOLD = ("added", "changed", "removed", "rewritten", "reread", "moved")
SHOWN_ROWS, SHOWN_OF_A_KIND = 30, 10


def changes_text(told: Changes, effects: Sequence[Effect], days: tuple[date, date]) -> str:
    """What stands out, the numbers that are another than before, and the first rows; `days` are the as-of days of both
    readings."""
    since, now = both_called(told.before, told.after)
    lines = [f"WHAT CHANGED from {since} to {now}"]
    if told.nothing:
        lines += ["", "  Nothing has changed in the sheets."]
    else:
        counts = [say(f"changes.counted.{kind}", count=told.count(kind)) for kind in TOLD if told.count(kind)] or [
            say("changes.no_rows")
        ]
        lines += ["", *wrapped(f"{', '.join(counts)}.", "  ")]
        if told.answers:
            lines += ["", *wrapped(harmless(answers_words(told.answers, "changes.answers"), 2000), "  ")]
        lines += _standing_out(told)
    lines += [*_effects(effects, days), *_rows(told)]
    return plain("\n".join(lines)) + "\n"


def changes_as_json(told: Changes, effects: Sequence[Effect], days: tuple[date, date]) -> dict:
    """All of it as plain values: the two readings, what stands out, effects, rows with every cell, headings,
    problems."""
    return {
        "schema_version": 1,
        "from": {"snapshot": told.before.id, "read_at": told.before.read_at, "as_of": days[0].isoformat()},
        "to": {"snapshot": told.after.id, "read_at": told.after.read_at, "as_of": days[1].isoformat()},
        "standing_out": [asdict(one) for one in told.standing_out],
        "answers": [{"question": one.question, "before": one.before, "after": one.after} for one in told.answers],
        "headings": [
            {"tab": one.sheet, "before": one.before, "after": one.after, "was": one.name_before, "is": one.name_after}
            for one in told.headings
        ],
        "effects": [
            {
                "id": one.id,
                "group": one.group,
                "unit": one.unit,
                "before": one.before.value if one.before else None,
                "after": one.after.value if one.after else None,
                "change": one.change,
                "by_sheets": one.by_sheets,
                "by_time": one.by_time,
                "rows_changed": {book: sum(count for _, count in kinds) for book, kinds in one.logs},
                "why": one.why,
                "answers": [answer.question for answer in one.answers],
                **_sureness("before", one.before),
                **_sureness("after", one.after),
                "crop_year": one.crop_year,
            }
            for one in effects
        ],
        "rows": [asdict(row) for row in told.rows()],
        "problems_new": [asdict(one) for one in told.problems_new],
        "problems_gone": [asdict(one) for one in told.problems_gone],
    }


def _standing_out(told: Changes) -> list[str]:
    lines = ["", "STANDS OUT"] if told.standing_out else []
    for kind in told.standing_out:
        lines += ["", *wrapped(f"{kind.title} ({kind.count})", "  ")]
        lines += [
            line
            for one in kind.first[:SHOWN_OF_A_KIND]
            for line in wrapped(harmless(one.what, 300), "    - ", "      ")
        ]
        rest = kind.count - sum(one.rows for one in kind.first[:SHOWN_OF_A_KIND])
        lines += [f"    and {rest} more"] if rest > 0 else []
    return lines


def _sureness(when: str, one: Estimate | None) -> dict:
    return {f"{when}_range80": [one.low80, one.high80] if one else None, f"{when}_n": one.n if one else None}


def _effects(effects: Sequence[Effect], days: tuple[date, date]) -> list[str]:
    other = [one for one in effects if one.why != of_changes.SAME]
    if not other:
        return ["", "THE NUMBERS", "", "  No number has changed."]
    lines: list[str] = []
    season: str | None = ""
    for one in other:
        if one.crop_year != season:
            season = one.crop_year
            lines += ["", f"THE NUMBERS OF {season}" if season else "THE NUMBERS"]
        before, after, change = side_words(one)
        before, after = (("no number" if words == ABSENT else words) for words in (before, after))
        change = "" if one.change is None else f" ({change})"
        lines += [
            "",
            *wrapped(f"{one.title}, {group_name(one.group)}: {before} -> {after}{change}", "  ", "    "),
            *wrapped(harmless(why_words(one, day(days[0]), day(days[1])), 2000), "    "),
        ]
    return lines


def _rows(told: Changes) -> list[str]:
    shown = told.rows(most=SHOWN_ROWS)
    lines = ["", "ROW BY ROW"] if shown else []
    place = None
    for row in shown:
        if place != (row.logbook, row.source, row.sheet):
            place = (row.logbook, row.source, row.sheet)
            lines += [
                "",
                *wrapped(f"{logbooks()[row.logbook].title}: {harmless(row.source)}, tab {harmless(row.sheet)}", "  "),
            ]
        lines += _row(row)
    rest = told.count() - len(shown)
    return lines + (["", f"  ... and {rest} more: --json or --out FILE.xlsx gives every one."] if rest else [])


def _row(row: RowChange) -> list[str]:
    where = f"was row {row.row_no}" if row.kind == REMOVED else f"row {row.row_no}"
    moved = f", moved from {harmless(row.moved_from)}" if row.moved_from else ""
    likely = f", {say('changes.likely')}" if row.likely else ""
    head = wrapped(f"{harmless(row.who)} ({where}): {say(f'changes.kind.{row.kind}')}{moved}{likely}", "    ", "      ")
    return head + [line for edit in row.edits for line in wrapped(_edit(edit), "        ", "          ")]


def _edit(edit: Edit) -> str:
    blank = say("changes.blank")
    text = f"{harmless(edit.title)}: {harmless(edit.before) or blank} -> {harmless(edit.after) or blank}"
    return (
        text
        if edit.kind == "changed"
        else f"{text} ({say('changes.same_value')})"
        if edit.kind == "rewritten"
        else f"{harmless(edit.title)}: read as {harmless(edit.value_after) or 'nothing'}, before as "
        f"{harmless(edit.value_before) or 'nothing'}"
    )
