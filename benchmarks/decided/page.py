"""The page docs/decisions_table.md, out of the tallies of the cells."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.decided.rival_rules import SCALE, STOP, WAIT
from benchmarks.decided.verdict_tallies import PIVOT, RULES, STAKES, WAITING, VerdictTally
from benchmarks.measure import ROOT

PAGE = ROOT / "docs" / "decisions_table.md"
HEAD = (Path(__file__).parent / "page_head.md").read_text("utf-8")
NAMED = ("pilots", "lots, buyers", "true gain")
ANSWERS = (SCALE, STOP, PIVOT, WAIT, "invalid")


def page(cells: list[VerdictTally], money: list[VerdictTally], seed: int, short: list[str]) -> str:
    """The page: what was told, what was wrong, what other rules tell, how often the goal is met, the money; before them
    what falls short of what is wanted."""
    head = HEAD.format(pilots=cells[0].pilots, seed=seed, allowed=percent(cells[0].most_wrong))
    beside = ["", "## The same pilots by other rules, and the goal alone", "", *_beside(cells)]
    missed = [f"- {one}" for one in short] or ["Nothing."]
    head += "\n".join(["## What falls short of what is wanted", "", *missed, "", "## What was told", ""])
    return "\n".join([head, *_told(cells), *beside, *_money(money)]) + "\n"


def _told(cells: list[VerdictTally]) -> list[str]:
    rows = [
        (
            *_named(one),
            *(percent(one.share(one.said, answer)) for answer in ANSWERS),
            percent(one.wrong_scale),
            percent(one.wrong_stop),
            percent(one.wrong_pivots / one.pilots),
        )
        for one in cells
    ]
    return _table((*NAMED, *ANSWERS, "wrong scale", "wrong stop", "wrong pivot"), rows)


def _beside(cells: list[VerdictTally]) -> list[str]:
    rows = [
        (
            *_named(one),
            *_scale_stop(one, one.spreadsheet),
            *_scale_stop(one, one.plain),
            *_scale_stop(one, one.early),
            percent(one.met / one.pilots),
            percent(one.t_test / one.pilots),
        )
        for one in cells
    ]
    rules = (
        f"{rule}: {answer}" for rule in ("spreadsheet", "80 % range", "told at day 180") for answer in (SCALE, STOP)
    )
    return _table((*NAMED, *rules, "goal met", "by a t test"), rows)


def _money(money: list[VerdictTally]) -> list[str]:
    rows = [
        (
            one.cell.name,
            one.cell.plan,
            f"{stake} times",
            f"{percent(waiting, 0)}",
            *(f"{one.lost[rule, stake, waiting] / one.pilots:.4f}" for rule in RULES),
            _cheapest(one, stake, waiting),
        )
        for one in money
        for stake in STAKES
        for waiting in WAITING
    ]
    head = ("pilots", "smallest gain that matters", "a wrong scale costs", "waiting costs", *RULES, "loses least")
    return ["", "## The money", "", *_table(head, rows)]


def _cheapest(one: VerdictTally, stake: int, waiting: float) -> str:
    return min(RULES, key=lambda rule: one.lost[rule, stake, waiting])


def _named(one: VerdictTally) -> tuple[str, str, str]:
    return one.cell.name, f"{one.cell.lots}, {one.cell.buyers}", f"{one.truth.goal:+.2f}".replace("-", "\u2212")


def _scale_stop(one: VerdictTally, of: Counter) -> tuple[str, str]:
    return percent(one.share(of, SCALE)), percent(one.share(of, STOP))


def _table(head: tuple[str, ...], rows: list[tuple]) -> list[str]:
    return [f"| {' | '.join(line)} |" for line in (head, ("---",) * len(head), *rows)]


def percent(share: float | None, digits: int = 1) -> str:
    """In percent; a dash where there is none."""
    return "-" if share is None else f"{100 * share:.{digits}f} %"
