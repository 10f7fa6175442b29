"""Which workbook and which tab that came is the one it was, whatever it is called now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from connectors.cells import Tab, Workbook
from logbooks.recognise.header_rows import first_rows

Same = Callable[[Tab, Tab], bool]  # whether two tabs have the same headings and most of their rows


def renamed(last: Sequence[Workbook], came: Sequence[Workbook]) -> Iterator[tuple[str, str, str]]:
    """Tabs that came under another name, as workbook, old and new name: by their id, else by the same first row."""
    for now in came:
        before = [tab for book in last if book.source == now.source for tab in book.tabs]
        there = {tab.sheet for tab in now.tabs}
        for new in (tab for tab in now.tabs if tab.sheet not in {one.sheet for one in before}):
            for was in before:
                if (
                    was.tab_id == new.tab_id
                    if was.tab_id
                    else was.sheet not in there and _first_row(was) == _first_row(new) != {}
                ):
                    yield now.source, was.sheet, new.sheet
                    break


def _first_row(tab: Tab) -> dict[int, str]:
    return next((row.texts for row in first_rows(tab)), {}) if tab.cells is not None else {}


def same_books(last: Sequence[Workbook], came: Sequence[Workbook], is_same: Same) -> dict[str, Workbook]:
    """The workbook that came by the name of the one it was: by its name without that of its source, else one that
    has a tab of its headings and rows; a single one is the same under any name."""
    if len(last) == len(came) == 1:
        return {last[0].source: came[0]}
    names = {book.source.rpartition("/")[2]: book for book in came}
    found = {book.source: names.pop(name) for book in last if (name := book.source.rpartition("/")[2]) in names}
    for book in (book for book in last if book.source not in found):
        if other := next(
            (name for name, there in names.items() for tab in book.tabs for new in there.tabs if is_same(tab, new)),
            None,
        ):
            found[book.source] = names.pop(other)
    return found


def partners(
    last: Sequence[Workbook], came: Sequence[Workbook], book_of: Mapping[str, Workbook], is_same: Same
) -> dict[int, Tab]:
    """The tab that came by the tab it was: by id, else by name, else one that has its headings and its rows."""
    found: dict[int, Tab] = {}
    for before in last:
        now = book_of.get(before.source)
        if now is None:
            continue
        for tab in before.tabs:
            named = [new for new in now.tabs if tab.tab_id and new.tab_id == tab.tab_id] or [
                new for new in now.tabs if new.sheet == tab.sheet
            ]
            if named:
                found[id(tab)] = named[0]
    taken = {id(new) for new in found.values()}
    free = [new for book in came for new in book.tabs if id(new) not in taken]
    for tab in (tab for book in last for tab in book.tabs if id(tab) not in found):
        if same := next((new for new in free if is_same(tab, new)), None):
            found[id(tab)] = same
            free = [new for new in free if new is not same]
    return found
