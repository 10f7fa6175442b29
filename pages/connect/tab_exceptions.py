"""What of the tabs was not understood as a matter of course, kind by kind: where it is, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from logbooks.problems import SHEET_UNUSABLE, problem_kinds
from words.speech import say

SEVERAL, LACKING = ("which-logbook",), ("missing-column", "which-column")
NO_LOGBOOK = ("no-header", "tab-not-recognised")
UNUSED = ("duplicate-column", "column-without-header", "mapped-column-not-found")


@dataclass(frozen=True)
class TabException:
    """One kind of exception: its title with how many there are, a line for each place, and what may be done."""

    title: str
    where: tuple[str, ...]
    fixes: tuple[str, ...]


def exceptions(told: Sequence[dict]) -> list[TabException]:
    """Those of the tabs as pages/connect/told_tabs.py tells them, what costs rows first."""
    several = len({tab["source"] for tab in told}) > 1
    tabs = [tab | {"named": _named(tab, several)} for tab in told if not tab["beside"]]
    of_the_sheets = (
        _of_problems("several", tabs, SEVERAL.__contains__),
        _of_problems("not_read", tabs, NO_LOGBOOK.__contains__),
        _of_problems("lacking", tabs, LACKING.__contains__),
        _of_problems("not_used", tabs, _costs_all),
        _of_problems("columns_unused", tabs, UNUSED.__contains__),
        _unknown(tabs),
        _lower_headings(tabs),
        _no_logs(tabs),
    )
    return [one for one in of_the_sheets if one]


def _named(tab: dict, several: bool) -> str:
    """The tab by its name, with its file where there are several."""
    return f"{tab['sheet']} · {tab['source']}" if several else tab["sheet"]


def _of_problems(kind: str, tabs: Sequence[dict], holds: Callable[[str], bool]) -> TabException | None:
    """In the words of Data health, which tells these as problems too."""
    found = [(tab["named"], one) for tab in tabs for one in tab["problems"] if holds(one["code"])]
    lines = _once(say("connect.exceptions.at", sheet=sheet, what=one["what"]) for sheet, one in found)
    return _made(kind, len(lines), lines, _once(one["fix"] for _, one in found))


def _costs_all(code: str) -> bool:
    """Whether nothing of the tab is used for another reason than those with a kind of their own."""
    own = (*SEVERAL, *NO_LOGBOOK, *LACKING)
    return code not in own and problem_kinds()[code].severity == SHEET_UNUSABLE


def _unknown(tabs: Sequence[dict]) -> TabException | None:
    found = [(tab["named"], tab["unknown"]) for tab in tabs if tab["logbook"] and tab["unknown"]]
    lines = _once(say("connect.exceptions.at", sheet=sheet, what=", ".join(names)) for sheet, names in found)
    return _made("unknown", sum(len(names) for _, names in found), lines, (say("connect.exceptions.unknown_fix"),))


def _lower_headings(tabs: Sequence[dict]) -> TabException | None:
    found = [(tab["named"], tab["header_row"]) for tab in tabs if tab["logbook"] and tab["header_row"] > 1]
    lines = _once(say("connect.exceptions.at_row", sheet=sheet, row=row) for sheet, row in found)
    return _made("lower", len(lines), lines, (say("connect.exceptions.lower_fix"),))


def _no_logs(tabs: Sequence[dict]) -> TabException | None:
    """The tabs not read because they are no logbooks: a guide, an empty one, one that somebody said is none."""
    found = [(tab["named"], tab["not_a_log"].replace(" ", "_")) for tab in tabs if tab["not_a_log"]]
    whys = {word: say(f"connect.not_a_log.{word}") for _, word in found}
    lines = _once(say("connect.exceptions.at", sheet=sheet, what=whys[word]) for sheet, word in found)
    return _made("no_logs", len(lines), lines, (say("connect.exceptions.no_logs_fix"),))


def _made(kind: str, count: int, lines: tuple[str, ...], fixes: tuple[str, ...]) -> TabException | None:
    return TabException(say(f"connect.exceptions.{kind}", count=count), lines, fixes) if lines else None


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    """Each line once, and on one line whatever a sheet says."""
    return tuple(dict.fromkeys(" ".join(line.split()) for line in lines))
