"""Who has to act on a problem: whoever keeps the tab it is mended in, answers questions, or connects the sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from decisions.fix_causes import FixCause
from logbooks.catalogue import logbooks
from logbooks.problems import CONNECT, QUESTIONS, Problem, problem_kinds


@dataclass(frozen=True)
class Mender:
    """Who it is: `who` as its logbook says who fills it, QUESTIONS or CONNECT; `owner` whom the file names to be asked;
    `source` and `sheet` where each place keeps a tab of its own and there are several."""

    who: str
    owner: str = ""
    source: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Menders:
    """Tells of any problem who has to act: `owners` of the files, and the logbooks of which each place keeps a tab."""

    owners: Mapping[str, str]
    in_several_tabs: frozenset[str]

    def of(self, problem: Problem) -> Mender:
        """Who mends it, as its kind says where, else in its own tab; of a tab that is no logbook whoever connects."""
        place = problem_kinds()[problem.code].mended_in or problem.logbook or CONNECT
        if place in (QUESTIONS, CONNECT):
            return Mender(place)
        who = logbooks()[place].filled_by.partition(",")[0]  # behind the comma stands when, or out of what
        if place != problem.logbook:
            return Mender(who)
        owner = self.owners.get(problem.source, "")
        if place not in self.in_several_tabs:
            return Mender(who, owner)
        return Mender(who, owner, problem.source, problem.sheet)


def menders(sources: Iterable[Mapping], tabs: Iterable[Mapping]) -> Menders:
    """Made of what was read: sources with `source` and `owner`, tabs with their `logbook`, None where they are none."""
    read = Counter(tab["logbook"] for tab in tabs if tab["logbook"] and logbooks()[tab["logbook"]].at_each_place)
    owners = {one["source"]: one.get("owner") or "" for one in sources}
    return Menders(owners, frozenset(book for book, count in read.items() if count > 1))


def by_mender(causes: Sequence[FixCause], known: Menders) -> list[tuple[Mender, list[FixCause]]]:
    """The causes by who has to act, each group in the order given, first the group of the first cause."""
    groups: dict[Mender, list[FixCause]] = {}
    for one in causes:
        groups.setdefault(known.of(one.first), []).append(one)
    return list(groups.items())
