"""What to mend in the sheets, one cause a line: first what only an answer mends, then what most is at stake in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from decisions.at_stake import premiums_at_stake
from decisions.fix_causes import FixCause, FixList, FixQuestion
from history.changes.mended import mended
from logbooks import health
from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import literal
from logbooks.problems import CELL_LEFT_OUT, DOUBTFUL, LEFT_OUT, SHEET_UNUSABLE, Problem, is_note, problem_kinds
from logbooks.questions.causes import Cause, question_ids, worth_of_rows
from logbooks.questions.open_questions import OpenQuestion, open_questions
from logbooks.warehouse.warehouse import Warehouse

WORST_FIRST = (SHEET_UNUSABLE, LEFT_OUT, CELL_LEFT_OUT, DOUBTFUL)
MISSING = "missing-value"
UNKNOWN = "unknown-column"
OF_TABS = ("tab", "column", "day_of_sale")  # questions of these kinds are about a whole tab, the first they name
# a sale of several lots has several rows in our tables, all of one row of the sheet
FOUND = """
    SELECT p.*, a.row_ids FROM problems p
    LEFT JOIN (SELECT source, sheet, logbook, max(tab_no) AS tab_no FROM _tabs GROUP BY ALL) t
        ON t.source = p.source AND t.sheet = p.sheet AND t.logbook IS NOT DISTINCT FROM p.logbook
    LEFT JOIN (SELECT source, sheet, logbook, row_no, list(row_id ORDER BY row_id) AS row_ids
               FROM _placed JOIN _tabs USING (tab_no) WHERE row_id IS NOT NULL GROUP BY ALL) a
        ON a.source = p.source AND a.sheet = p.sheet AND a.logbook = p.logbook AND a.row_no = p.row_no
    ORDER BY t.tab_no, p.row_no NULLS FIRST, length(p.place), p.place, p.name, p.code"""


Found = tuple[dict, Problem]


def fix_list(w: Warehouse, before: Warehouse | None = None, is_kept: bool = True) -> FixList:
    """The fix list of a reading; `before` is an earlier one of the same sheets, for what was mended since, a snapshot
    that is kept or an upload."""
    base = w.rows("SELECT currency FROM base")[0]["currency"]
    found = _found(w)
    asked = open_questions(w)
    covered, rest = _covered(found, asked)
    causes = [_weighed(one, w, base) for one in _causes(rest)]
    causes = _with_waiting(causes, w)
    stakes = premiums_at_stake(w, [one for one in causes if not one.is_note])
    causes = [replace(one, at_stake=stakes.get(one.first)) for one in causes]
    causes.sort(key=_most_at_stake)
    return FixList(
        w.as_of,
        base,
        tuple(_question(one, covered.get(one.id, []), w) for one in asked),
        tuple(one for one in causes if not one.is_note),
        tuple(one for one in causes if one.is_note),
        _done(w, before, [problem for _, problem in found]) if before else (),
        before.as_of if before and is_kept else None,
    )


def causes_found(w: Warehouse) -> tuple[list[FixCause], dict[str, int]]:
    """What is wrong, one cause a line in the order of the sheets, and how many cells each open question is about
    instead, by its id; without what is at stake, which takes its time."""
    asked = open_questions(w)
    covered, rest = _covered(_found(w), asked)
    order = {problem: place for place, (_, problem) in enumerate(rest)}
    causes = sorted(_causes(rest), key=lambda one: order[one.first])
    return causes, {one: sum(row["cells"] or 1 for row, _ in waiting) for one, waiting in covered.items()}


def _found(w: Warehouse) -> list[Found]:
    return [(row, Problem(**_as_problem(row))) for row in w.rows(FOUND)] if health.ledger(w) else []


def _as_problem(row: dict) -> dict:
    names = ("code", "severity", "logbook", "source", "sheet", "column", "what", "fix", "name", "place", "link")
    return {name: row[name] for name in names} | {"row": row["row_no"], "written": row["written"] or ""}


def _covered(found: Iterable[Found], asked: Sequence[OpenQuestion]) -> tuple[dict[str, list[Found]], list[Found]]:
    """The problems that an open question would clear up, by its id, and all others."""
    questions = {one.id: {part.id for part in one.parts} for one in asked}
    whole = [one for one in reversed(asked) if one.kind in OF_TABS and one.unused]
    of_tab = {tab: one.id for one in whole for tab in one.tabs}
    covered: dict[str, list[Found]] = {}
    rest = []
    for row, problem in found:
        tab = problem.source, problem.sheet
        if problem.severity == SHEET_UNUSABLE and tab in of_tab:
            covered.setdefault(of_tab[tab], []).append((row, problem))
            continue
        cause = Cause(
            problem.code,
            problem.logbook or "",
            problem.name or "",
            problem.column or "",
            problem.sheet,
            problem.written,
            row["detail"] or "",
        )
        question, part = question_ids(cause)
        if question in questions and (not questions[question] or part in questions[question]):
            covered.setdefault(question, []).append((row, problem))
        elif heading := _of_a_heading(problem, asked):
            covered.setdefault(heading, []).append((row, problem))
        else:
            rest.append((row, problem))
    return covered, rest


def _of_a_heading(problem: Problem, asked: Iterable[OpenQuestion]) -> str:
    """The id of the open question about blank cells below that heading, where this one is, or that offers the heading
    nobody knows as a column; "" where none does."""
    here = [one for one in asked if (problem.source, problem.sheet) in one.tabs]
    if problem.code == MISSING:
        return next((one.id for one in here if one.kind == "blank" and problem.column in one.about[1:]), "")
    if problem.code == UNKNOWN:
        offered = (one.id for one in here if one.kind == "column" and problem.written in {c.id for c in one.choices})
        return next(offered, "")
    return ""


def _question(asked: OpenQuestion, waiting: Sequence[Found], w: Warehouse) -> FixQuestion:
    """The question with the rows of every tab that wait for it; of a whole tab all its rows."""
    rows: dict[str, int] = {}
    if asked.kind in OF_TABS:
        for line in health.ledger(w):  # it knows which of the rows are titles and headings
            if line["not_read"] and (line["source"], line["sheet"]) in asked.tabs:
                rows[line["sheet"]] = rows.get(line["sheet"], 0) + line["not_read"]
        rows = rows or {asked.about[0]: asked.rows}
        return FixQuestion(asked, rows, sum(rows.values()) if asked.unused else 0)
    for (_, sheet), found in _by_tab(waiting).items():
        rows[sheet] = rows.get(sheet, 0) + _rows_of(found)
    return FixQuestion(asked, rows, asked.unused)


def _by_tab(found: Iterable[Found]) -> dict[tuple[str, str], list[Found]]:
    tabs: dict[tuple[str, str], list[Found]] = {}
    for row, problem in found:
        tabs.setdefault((problem.source, problem.sheet), []).append((row, problem))
    return tabs


def _rows_of(found: Iterable[Found]) -> int:
    """How many rows of one tab these problems touch, at least: one told once for many cells stands at the first."""
    named: set[int | None] = set()
    cells: Counter[str | None] = Counter()
    for row, problem in found:
        named.add(problem.row)
        cells[problem.column] += row["cells"] or 1
    told_once = any((row["cells"] or 1) > 1 for row, _ in found)
    return max(len(named), max(cells.values())) if told_once else len(named)


def _causes(found: Iterable[Found]) -> list[FixCause]:
    """Problems of one kind in one column of one tab together; those that only speak of the sheet in one tab."""

    found = list(found)
    empty: dict[tuple, str] = {}
    for _, one in found:  # cells that are empty in one row have one cause
        if one.code == MISSING:
            row = one.source, one.sheet, one.row
            empty[row] = f"{empty.get(row, '')}\n{one.column}"

    def key(pair: Found) -> tuple:
        one = pair[1]
        of_sheet = is_note(one.code, one.severity)
        column = empty[one.source, one.sheet, one.row] if one.code == MISSING else "" if of_sheet else one.column or ""
        return one.source, one.sheet, one.code, one.severity, column, one.fix  # a line tells what to do once

    made = []
    for _, group in groupby(sorted(found, key=key), key=key):
        together = list(group)
        problems = tuple(problem for _, problem in together)
        ids = dict.fromkeys(row_id for row, _ in together for row_id in row["row_ids"] or ())
        cells = sum(row["cells"] or 1 for row, _ in together)
        rows = max(len({problem.row for problem in problems if problem.row}), cells if len(together) < cells else 0)
        made.append(FixCause(problems, cells, rows, tuple(ids)))
    return made


def _weighed(cause: FixCause, w: Warehouse, base: str) -> FixCause:
    """The cause with what is known of the kg and the money of its rows."""
    book = logbooks().get(cause.first.logbook or "")
    if not book or not cause.row_ids or cause.is_note:
        return cause
    select = " UNION ALL ".join(worth_of_rows(book, literal(base)))
    (worth,) = w.rows(
        f"""SELECT sum(kg) AS kg, sum(money) AS money FROM (
                SELECT row_id, max(kg) AS kg, max(money) AS money FROM ({select})
                WHERE row_id IN (SELECT unnest($ids::BIGINT[])) GROUP BY row_id)""",
        {"ids": list(cause.row_ids)},
    )
    return replace(cause, kg=worth["kg"], money=worth["money"])


def _with_waiting(causes: Sequence[FixCause], w: Warehouse) -> list[FixCause]:
    """Of a tab that can't be used every row that is not read waits for its first cause."""
    waiting = {(line["source"], line["sheet"]): line["not_read"] for line in health.ledger(w)}
    return [
        replace(one, rows=waiting.get((one.first.source, one.first.sheet), 0))
        if one.first.severity == SHEET_UNUSABLE
        else one
        for one in causes
    ]


def _most_at_stake(one: FixCause) -> tuple:
    worst = WORST_FIRST.index(one.first.severity)
    return -(one.at_stake or 0.0), worst, -(one.money or 0.0), -(one.kg or 0.0), -one.rows, -one.cells, one.first.sheet


def _done(w: Warehouse, before: Warehouse, now: Sequence[Problem]) -> tuple[FixCause, ...]:
    """What was mended since, by cause; one told once for many cells is done when none of them is left."""
    still = {(one.code, one.source, one.sheet, one.name) for one in now}
    gone = [
        one
        for one in mended(before, w)
        if not (problem_kinds()[one.code].once and (one.code, one.source, one.sheet, one.name) in still)
    ]
    return tuple(_causes([({"row_ids": None, "cells": 1}, problem) for problem in gone]))
