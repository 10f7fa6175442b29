"""What changed as a workbook: what stands out, the numbers, a tab for every logbook, the problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from decisions.effects import Effect
from exports.text_workbook import TextTab, write_text_book
from history.changes.comparison import REMOVED, Changes, RowChange
from logbooks.catalogue import logbooks
from words.days import day
from words.effect_words import answers_words, side_words, why_words
from words.moment_words import both_called
from words.speech import group_name, say

A_TIME = 5_000  # rows made at once
PROBLEM_HEADS = (("where", 34), ("row", 8), ("column", 20), ("what", 60), ("what_to_do", 60), ("is_now", 10))


def write_changes(path: Path, told: Changes, effects: Sequence[Effect], days: tuple[date, date]) -> None:
    """Writes the workbook; `days` are the as-of days of both readings. Every cell is text or a whole number."""
    since, now = both_called(told.before, told.after)
    title = say("changes.book.title", before=since, after=now)
    tabs = [
        TextTab(
            say("changes.stands_out"),
            title,
            _heads(("kind_of", 34), ("what", 70), ("where", 30), ("row", 8)),
            _standing_out(told),
        ),
        TextTab(
            say("changes.book.numbers"),
            say("changes.book.numbers_title", before=day(days[0]), after=day(days[1])),
            _heads(
                ("season", 12), ("indicator", 30), ("of", 12), ("before", 18), ("now", 18), ("change", 18), ("why", 60)
            ),
            _effects(effects, days),
        ),
    ]
    for book in dict.fromkeys(tab.logbook for tab in told.tabs):
        heads = _heads(
            ("where", 30),
            ("row", 8),
            ("is", 16),
            ("who", 24),
            ("column", 22),
            ("before", 30),
            ("now", 30),
            ("remark", 40),
        )
        tabs.append(TextTab(logbooks()[book].title, f"{logbooks()[book].title}: {title}", heads, _rows(told, book)))
    tabs.append(TextTab(say("changes.problems"), title, _heads(*PROBLEM_HEADS), _problems(told)))
    write_text_book(path, tabs)


def _heads(*columns: tuple[str, int]) -> list[tuple[str, int]]:
    return [(say(f"changes.book.{name}"), width) for name, width in columns]


def _standing_out(told: Changes) -> Iterator[tuple]:
    for answer in told.answers:
        yield say("changes.book.answer"), answers_words([answer], "changes.answers"), "", None
    for kind in told.standing_out:
        for one in kind.first:
            yield kind.title, one.what, f"{one.source}, {one.sheet}", one.row_no
        shown = sum(one.rows for one in kind.first)
        if kind.count > shown:
            yield kind.title, say("changes.book.and_more", count=kind.count - shown), "", None


def _effects(effects: Sequence[Effect], days: tuple[date, date]) -> Iterator[tuple]:
    for one in effects:
        yield (
            one.crop_year or "",
            one.title,
            group_name(one.group),
            *side_words(one),
            why_words(one, day(days[0]), day(days[1])),
        )


def _rows(told: Changes, book: str) -> Iterator[tuple]:
    count = told.count(logbooks=(book,))
    for first in range(0, count, A_TIME):
        for row in told.rows(book, first=first, most=A_TIME):
            yield from _lines(row)


def _lines(row: RowChange) -> Iterator[tuple]:
    """One line a cell that changed; one for every cell of a row that came or went."""
    head = (f"{row.source}, {row.sheet}", row.row_no, say(f"changes.kind.{row.kind}"), row.who)
    remarks = [
        *[say("changes.likely")] * row.likely,
        *[say("changes.moved", place=row.moved_from)] * bool(row.moved_from),
    ]
    if row.standing_before and row.standing_after and row.standing_before != row.standing_after:
        remarks.append(say("changes.standing", before=row.standing_before, after=row.standing_after))
    for heading, text in row.written.items():
        yield *head, heading, *((text, "") if row.kind == REMOVED else ("", text)), ", ".join(remarks)
    for edit in row.edits:
        own = [say("changes.same_value")] if edit.kind == "rewritten" else []
        if edit.kind == "reread":
            nothing = say("changes.not_read")
            own = [say("changes.read_as", before=edit.value_before or nothing, after=edit.value_after or nothing)]
        yield *head, edit.title, edit.before or "", edit.after or "", ", ".join(own + remarks)
    if not row.written and not row.edits:
        yield *head, "", "", "", ", ".join(remarks)


def _problems(told: Changes) -> Iterator[tuple]:
    for name, listed in (("is_new", told.problems_new), ("is_gone", told.problems_gone)):
        for one in listed:
            yield (
                f"{one.source}, {one.sheet}",
                one.row,
                one.column or "",
                one.what,
                one.fix,
                say(f"changes.book.{name}"),
            )
