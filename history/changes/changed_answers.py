"""Which answers about the sheets are others from one reading to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.questions.open_questions import OpenQuestion, answers_of, open_questions
from logbooks.recognise.answers import without_tab

if TYPE_CHECKING:
    from logbooks.warehouse.warehouse import Warehouse

OF_SETTINGS = ("setting", "gate")


@dataclass(frozen=True)
class ChangedAnswer:
    """One question with what was said before and now, None where nothing holds.

    `logbooks` are those whose rows it may read otherwise, empty where it may be any; `setting` is the name of the
    setting it stands for, "" where it is none.
    """

    question: str
    before: str | None
    after: str | None
    logbooks: tuple[str, ...] = ()
    setting: str = ""


def changed_answers(before: Warehouse, after: Warehouse) -> tuple[ChangedAnswer, ...]:
    """The answers that hold in one of the readings and not in the other, or say something else there."""
    older, newer = answers_of(before), answers_of(after)
    questions = dict.fromkeys(one.question for one in (*newer, *older))
    said = {one: (older.said(one), newer.said(one)) for one in questions}
    said = {one: (was, now) for one, (was, now) in said.items() if was != now}
    asked = [*open_questions(before), *open_questions(after)] if said else []  # many, and mostly not needed
    return tuple(
        ChangedAnswer(one, *was_and_now, _logbooks(one, was_and_now, asked), _setting(one))
        for one, was_and_now in said.items()
    )


def same_sheets(before: Warehouse, after: Warehouse) -> bool:
    """Whether both readings are of the same workbooks, cell by cell."""
    hashes = [w.rows("SELECT DISTINCT content_hash FROM sources ORDER BY 1") for w in (before, after)]
    return hashes[0] == hashes[1] and all(row["content_hash"] for row in hashes[0])


def same_tabs_said(before: Warehouse, after: Warehouse) -> bool:
    """Whether the same was said of the tabs of both readings in Connect; not where one is of a version that kept none
    of it."""
    said = [_tabs_said(w) for w in (before, after)]
    return said[0] == said[1] != []


def _tabs_said(w: Warehouse) -> list[dict]:
    if not w.rows("SELECT 1 FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'read_with'"):
        return []
    return w.rows("SELECT tabs_said FROM main.read_with")


def _setting(question: str) -> str:
    kind, _, name = question.partition("/")
    return name if kind == "setting" else ""


def _logbooks(question: str, said: tuple[str | None, str | None], asked: list[OpenQuestion]) -> tuple[str, ...]:
    """Those that the id, the answer or the question while it was open speaks of."""
    any_tab, _ = without_tab(question)
    kind, _, about = any_tab.partition("/")
    if kind in OF_SETTINGS:
        return ("settings",)
    named = {"tab": said, "day_of_sale": ("offers",)}.get(kind, (about.partition(".")[0],))
    found = {book for book in named if book in logbooks()}
    for one in asked:
        if any_tab == one.id or any(any_tab == part.id for part in one.parts):
            found |= {name.partition(".")[0] for name in one.keeps}
    return tuple(sorted(found))
