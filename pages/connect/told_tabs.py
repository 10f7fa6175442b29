"""What tabs were taken for, in plain values: as they are recognised now, or as they were in the reading that is
shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from connectors.cells import Remark, Workbook
from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import headings, letters
from logbooks.problems import Problem, problem_kinds
from logbooks.recognise.mapping import Mapping
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.tabs_as_read import tabs_as_read

PART = re.compile(r" \[([^]]*)\]")  # of a sentence, told only where there is a detail
PLACE = re.compile(r"\{(\w+)\}")


def tabs_of(workbooks: Iterable[Workbook], mapping: Mapping) -> list[dict]:
    """Each tab as it would be read, as `told_of` tells it."""
    return [told_of(one) for one in tabs_as_read((tab for book in workbooks for tab in book.tabs), mapping)]


def told_of(found: Recognised) -> dict:
    """One tab in plain values: source, sheet, logbook, header_row, rows, columns, places (their letters), missing,
    unknown, not_a_log, refused, beside, problems (each with code, what and fix)."""
    tab = found.tab
    declared = logbooks()[found.logbook] if found.logbook else None
    rows = sum(row > found.header_row for row in tab.cells.column("row").to_pylist()) if tab.cells is not None else 0
    remarks = [*found.remarks, *([tab.refused] if tab.refused else [])]
    return {
        "source": tab.source,
        "sheet": tab.sheet,
        "logbook": found.logbook,
        "header_row": found.header_row,
        "rows": rows,
        "columns": [declared.column(name).title for name in found.columns] if declared else [],
        "places": [letters(one.index) for one in found.columns.values() if one.index],
        "missing": [remark.detail for remark in found.remarks if remark.code == "missing-column"],
        "unknown": [text for _, text in found.unknown],
        "not_a_log": found.not_a_log,
        "refused": tab.refused.detail if tab.refused else None,
        "beside": found.beside is not None,
        "problems": [_as_problem(remark, headings(found)) for remark in remarks],
    }


def told_of_reading(tabs: Sequence[dict], problems: Sequence[Problem]) -> list[dict]:
    """The same of the tabs of a reading that is kept, in which the rows below the headings are not counted."""
    told: dict[tuple[str, str], list[dict]] = {}
    for one in problems:
        told.setdefault((one.source, one.sheet), []).append({"code": one.code, "what": one.what, "fix": one.fix})
    return [_of_reading(tab, told.get((tab["source"], tab["sheet"]), [])) for tab in tabs]


def _of_reading(tab: dict, problems: list[dict]) -> dict:
    declared = logbooks()[tab["logbook"]] if tab["logbook"] else None
    columns = json.loads(tab["recognised"] or "{}").get("columns", {})
    return {
        **{name: tab[name] for name in ("source", "sheet", "logbook", "header_row", "not_a_log")},
        "rows": None,
        "columns": [declared.column(name).title for name in columns] if declared else [],
        "places": [one["column"] for one in columns.values() if one["column"] != "row number"],
        "missing": [one["what"] for one in problems if one["code"] == "missing-column"],
        "unknown": json.loads(tab["unknown"] or "[]"),
        "refused": None,
        "beside": False,
        "problems": problems,
    }


def _as_problem(remark: Remark, heads: Sequence[str]) -> dict:
    """A remark as a reading tells it among its problems."""
    kind = problem_kinds()[remark.code]
    heading = heads[remark.column - 1] if remark.column and remark.column <= len(heads) else ""
    parts = {"written": remark.written, "detail": remark.detail, "column": heading, "row": str(remark.row or "")}
    return {"code": kind.code, "what": _filled(kind.what, parts), "fix": _filled(kind.fix, parts)}


def _filled(sentence: str, parts: dict[str, str]) -> str:
    """A sentence of problems.toml with its words in it; what a sheet says is put in once and not looked into."""
    whole = PART.sub(r" \1" if parts["detail"] else "", sentence)
    return PLACE.sub(lambda place: parts.get(place[1], ""), whole)
