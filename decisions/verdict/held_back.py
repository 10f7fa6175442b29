"""How much of the logs that judged numbers rest on waits for answers: only that could turn a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from logbooks import health
from logbooks.catalogue import logbooks
from logbooks.questions.open_questions import OpenQuestion, open_questions
from logbooks.warehouse.warehouse import Warehouse, quoted
from metrics.engine.contract import Metric
from metrics.engine.what_is_read import may_read

WEIGHT = "weight"  # the column whose kg are what a logbook is about, where it has one


@dataclass(frozen=True)
class HeldBack:
    """The largest share of one logbook's rows, or of its kg, that open questions hold back, and its title."""

    share: float = 0.0
    logbook: str = ""


def held_back(w: Warehouse, judged: Collection[Metric], allowed: float = 0.0) -> HeldBack:
    """Of the logbooks that these indicators rest on, the one of which most waits for answers; nothing where none does.
    Where it is more than `allowed` it is looked at column by column."""
    asked, of_sheet, used = open_questions(w), _logbooks_of_sheets(w), _used(w)

    def found(closely: bool) -> HeldBack:
        through = [(one, may_turn(one, judged, of_sheet, closely)) for one in asked]
        of_book = {book: [one for one, books in through if book in books] for _, books in through for book in books}
        each = [
            HeldBack(_waiting(w, book, of_book[book], used[book]), logbooks()[book].title) for book in sorted(of_book)
        ]
        most = max(each, key=lambda one: one.share, default=HeldBack())
        return most if most.share else HeldBack()

    at_most = found(False)
    return found(True) if at_most.share > allowed else at_most


def may_turn(
    one: OpenQuestion, judged: Iterable[Metric], of_sheet: Mapping[str, set[str]], closely: bool = True
) -> frozenset[str]:
    """The logbooks through which an answer to this question could move one of these indicators; `of_sheet` says which
    logbooks each tab was read as. Of a question that does not say what it keeps back: those its tab may be, or is read
    as, else any that is read."""
    judged = tuple(judged)
    kept = one.keeps or tuple({choice.id for choice in one.choices if one.kind == "tab"} & set(logbooks()))
    kept = kept or tuple({book for sheet in one.about for book in of_sheet.get(sheet, ())})
    kept = kept or tuple({book for metric in judged for book in metric.reads})
    return frozenset(name.split(".")[0] for name in kept if any(may_read(metric, name, closely) for metric in judged))


def _waiting(w: Warehouse, book: str, asked: Collection[OpenQuestion], used: int) -> float:
    """The share of a logbook's rows, or of its kg, that these questions hold back, whichever is more."""
    rows, left_out = sum(waiting_rows(one, book) for one in asked), sum(one.unused for one in asked)
    return max(_share(rows, left_out + used), _kg_share(w, book, sum(one.kg or 0.0 for one in asked)))


def waiting_rows(one: OpenQuestion, book: str) -> int:
    """The rows of a logbook that wait: those left out where it costs the row, else those with a cell not read."""
    return one.unused if book in one.keeps or (not one.keeps and one.unused) else one.rows


def _logbooks_of_sheets(w: Warehouse) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tab in health.tabs(w):
        if tab["logbook"]:
            found.setdefault(tab["sheet"], set()).add(tab["logbook"])
    return found


def _used(w: Warehouse) -> Counter[str]:
    """How many rows of each logbook count."""
    used: Counter[str] = Counter()
    for line in health.ledger(w):
        used[line["logbook"] or ""] += line["used"] + line["doubtful"]
    return used


def _kg_share(w: Warehouse, book: str, kg: float) -> float:
    """Which share of a logbook's kg these are, where it has such a column."""
    if not kg or not logbooks()[book].has(WEIGHT):
        return 0.0
    column = quoted(logbooks()[book].column(WEIGHT).clean_name)
    there = w.rows(f"SELECT sum({column}) AS kg FROM clean.{quoted(book)}")[0]["kg"] or 0.0
    return _share(kg, kg + there)


def _share(waiting: float, of_all: float) -> float:
    return min(waiting / of_all, 1.0) if waiting and of_all else 0.0
