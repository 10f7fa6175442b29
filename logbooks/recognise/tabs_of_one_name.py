"""No two tabs are read under one name, whoever gave it: every row is accounted for by the name of its tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from logbooks.recognise.recognised import Recognised


def told_apart(found: Sequence[Recognised]) -> list[Recognised]:
    """The same tabs; of those that have one name the later are numbered: Lots, Lots (2).

    A file may hold two tabs of one name, a tab may be called as another one's second table is, and a workbook as
    another source calls one of its own.
    """
    names = {_name(one) for one in found}
    taken: set[tuple[str, str]] = set()
    apart = []
    for one in found:
        if _name(one) in taken:
            one = replace(one, tab=replace(one.tab, sheet=_numbered(one, names)))
            names.add(_name(one))
        taken.add(_name(one))
        apart.append(one)
    return apart


def _name(one: Recognised) -> tuple[str, str]:
    return one.tab.source, one.tab.sheet


def _numbered(one: Recognised, names: set[tuple[str, str]]) -> str:
    source, sheet = _name(one)
    number = 2
    while (source, f"{sheet} ({number})") in names:
        number += 1
    return f"{sheet} ({number})"
