"""Which lot of the register a code or name in another tab seems to mean; always to be confirmed by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from logbooks.recognise.answers import TOGETHER
from logbooks.vocabulary.sheet_words import fold

WORD_AND_NUMBER = re.compile(r"[^\W\d_]+ ?\d+")  # Lote 1 for L-01
AND = re.compile(r"\s+(?:y|e|and|et|và|dan|na|እና)\s+|[,;&+/]")

if TYPE_CHECKING:
    import duckdb


def lots_meant(connection: duckdb.DuckDBPyConnection, written: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Every lot of the register, and of those written codes and names that look like just one of them, which."""
    lots = [lot for (lot,) in connection.execute("SELECT DISTINCT lot_id FROM clean.lots ORDER BY 1").fetchall()]
    names = _names(connection)
    found = {text: _meant(text, lots, names) or _together(text, lots, names) for text in written}
    return lots, {text: lot for text, lot in found.items() if lot}


def _names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Folded text of a cell of the register that stands in the row of one lot alone: its name, its number in words."""
    found = connection.execute("""
        SELECT cell, any_value(lot_id) FROM (
            SELECT DISTINCT l.lot_id, trim(unnest(p.cells)) AS cell FROM clean.lots l JOIN _placed p USING (row_id))
        WHERE regexp_matches(cell, '\\p{L}') GROUP BY cell HAVING count(*) = 1""").fetchall()
    return {fold(cell): lot for cell, lot in found if lot}


def _meant(text: str, lots: Sequence[str], names: Mapping[str, str]) -> str:
    """The lot, by its name in the register, by its letters and number, or by a single letter written otherwise."""
    if lot := names.get(fold(text)):
        return lot
    same = [lot for lot in lots if _shape(lot) == _shape(text)]
    if not same and WORD_AND_NUMBER.fullmatch(fold(text)):
        letters, number = _shape(text)
        same = [lot for lot in lots if _shape(lot)[1] == number and number and letters.startswith(_shape(lot)[0])]
    if not same:
        same = get_close_matches(text, lots, n=2, cutoff=0.8)
    return same[0] if len(same) == 1 else ""


def _together(text: str, lots: Sequence[str], names: Mapping[str, str]) -> str:
    """The lots of a sale that names several, such as L-01 y L-02, where each is one of the register."""
    parts = [part for part in AND.split(text) if part.strip()]
    meant = [lot for part in parts if (lot := _meant(part.strip(), lots, names))]
    return TOGETHER.join(meant) if len(parts) == len(set(meant)) > 1 else ""


def _shape(code: str) -> tuple[str, tuple[int, ...]]:
    """Its letters and its numbers without zeros before them: ml 4 and ML-04 are one."""
    folded = fold(code)
    return "".join(re.findall(r"[^\W\d_]+", folded)), tuple(map(int, re.findall(r"\d+", folded)))
