"""Which rows a held tab would lose: the last good reading beside what stands in the sheet now; nothing is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from connectors.cells import Workbook
from logbooks.recognise.mapping import Mapping
from logbooks.recognise.recognised import FoundColumn, Recognised
from logbooks.recognise.recognition import recognise

FIRST = 5


def gone(last: Sequence[Workbook], came: Sequence[Workbook], source: str, sheet: str, mapping: Mapping) -> dict:
    """{"heads": [...], "rows": [[row, text, ...], ...], "more": how many beside these}: the first rows as they were
    typed.

    A row of a logbook with a key is gone where no tab of that logbook holds its key any more; any other where its cells
    are in none.
    """
    was = next(
        (recognise(tab, mapping) for book in last for tab in book.tabs if (tab.source, tab.sheet) == (source, sheet)),
        None,
    )
    if was is None or was.logbook is None:
        return {"heads": [], "rows": [], "more": 0}
    now = [recognise(tab, mapping) for book in came for tab in book.tabs]
    left = Counter(name for found in now if found.logbook == was.logbook for name, _ in _rows(found))
    lost = []
    for name, texts in _rows(was):
        if left[name]:
            left[name] -= 1
        else:
            lost.append(texts)
    heads = [column.header for column in _places(was)]
    return {"heads": heads, "rows": lost[:FIRST], "more": max(0, len(lost) - FIRST)}


def _rows(found: Recognised) -> Iterable[tuple[tuple[str, ...], list[str]]]:
    """Of each row who it is (its key, else all its cells), and its number with its cells as typed."""
    tab, places = found.tab, _places(found)
    if tab.cells is None:
        return
    names = [f"c{column.index}" for column in places]
    key_names = found.declared.key
    keys = [found.columns[name].index for name in key_names if name in found.columns and found.columns[name].index > 0]
    for row in tab.cells.to_pylist():
        texts = [(row[name] or "").strip() for name in names]
        if row["row"] > found.header_row and any(texts):
            key = [(row[f"c{index}"] or "").strip().casefold() for index in keys]
            whole = len(key) == len(key_names) and all(key)
            yield (("key", *key) if key and whole else ("cells", *texts)), [str(row["row"]), *texts]


def _places(found: Recognised) -> list[FoundColumn]:
    return [column for column in found.columns.values() if column.index > 0]
