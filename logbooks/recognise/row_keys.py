"""What tells rows apart where no heading names the key: the number of a survey's record, or a mere count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow

# Keys that name nothing but their row, so that any number of its own does as well.
OF_ONE_ROW = frozenset(("offer_id", "sample_id", "receipt_no"))


def key_of_a_record(logbook: str) -> frozenset[str]:
    """The column of the logbook that the number of a survey's record may stand for."""
    return OF_ONE_ROW & set(logbooks()[logbook].key)


def key_of_a_count(logbook: str) -> frozenset[str]:
    """The one that a number that only counts the rows may stand for: no row is read without it."""
    return frozenset(name for name in key_of_a_record(logbook) if logbooks()[logbook].column(name).required)


def key_beside(logbook: str, record: int, counted: int, below: pyarrow.Table, there: set[str]) -> dict[str, int]:
    """The key that is not `there` yet, with the one of the two columns that tells the rows apart; empty where none
    does."""
    for index, names in ((record, key_of_a_record(logbook)), (counted, key_of_a_count(logbook))):
        if names - there and _tells_apart(below, index, every=index == record):
            return dict.fromkeys(names - there, index)
    return {}


def count_where_blank(logbook: str, counted: int, below: pyarrow.Table, places: Mapping[str, int]) -> str:
    """The key among the columns found in these places that rows which are counted lack here and there, so that their
    number does as well; "" where there is none, or such a number is the code of another row."""
    for name in key_of_a_count(logbook) & places.keys():
        index = places[name]
        if index and index != counted and _tells_apart(below, counted, every=False):
            codes, numbers = below.column(f"c{index}").to_pylist(), below.column(f"c{counted}").to_pylist()
            lent = {number for code, number in zip(codes, numbers, strict=True) if code is None}
            if lent and lent.isdisjoint(code for code in codes if code is not None):
                return name
    return ""


def _tells_apart(below: pyarrow.Table, index: int, every: bool) -> bool:
    """Whether every row has something of its own in that column; else most do, as totals and notes have no number."""
    if not index or below.num_rows == 0:
        return False
    filled = below.column(f"c{index}").drop_null()
    most = len(filled) == below.num_rows if every else 2 * len(filled) > below.num_rows
    return most and len(filled.unique()) == len(filled)
