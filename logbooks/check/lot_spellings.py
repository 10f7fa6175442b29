"""Codes of lots that are written otherwise than in the register, where they can mean one lot of it only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.check import settled
from logbooks.check.staged_rows import StagedTab
from logbooks.recognise.answers import Answers, question_id
from logbooks.vocabulary.sheet_words import choice_words, fold, lot_words
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb

PART = re.compile(r"[^\W\d_]+|\d+")


def settle(connection: duckdb.DuckDBPyConnection, typed: Mapping[StagedTab, Iterable[str]], answers: Answers) -> None:
    """Writes the code of the register for its other spellings and notes it; what a person answered of a code holds."""
    books = [tab for tab, columns in typed.items() if "lot_id" in columns]
    register = _register(connection, {tab: typed[tab] for tab in books if tab.logbook.id == "lots"})
    others = [tab for tab in books if tab.logbook.id != "lots"]
    written = [code for code in _codes(connection, others) if code not in register]
    told = answers.of_kind("lot")
    meant = {
        code: lot for code in written if (fold(code) or code) not in told and (lot := only_lot_meant(code, register))
    }
    if not meant:
        return
    connection.execute("CREATE OR REPLACE TEMP TABLE spelling (written VARCHAR, lot VARCHAR)")
    insert(connection, "spelling", list(meant.items()), ("written", "lot"))
    for tab in others:
        found = connection.execute(
            f"SELECT written, lot, count(*) FROM {tab.typed} JOIN spelling ON written = lot_id GROUP BY ALL ORDER BY 1"
        ).fetchall()
        heading = tab.places["lot_id"].header
        settled.note(
            connection,
            [
                (
                    question_id("lot", fold(code) or code),
                    lot,
                    tab.tab_no,
                    "lot_id",
                    heading,
                    cells,
                    "lot-spelling",
                    f"{code} = {lot}",
                )
                for code, lot, cells in found
            ],
        )
        connection.execute(f"UPDATE {tab.typed} t SET lot_id = s.lot FROM spelling s WHERE s.written = t.lot_id")


def only_lot_meant(written: str, register: Mapping[str, str | None]) -> str:
    """The one code that differs by blanks, signs and case alone, else also by the words for lot and stream; "" where
    there is none, or more than one. `register` has the stream of each code: Micro 3 is no lot of bulk."""
    same = [lot for lot in register if _parts(lot) == _parts(written)]
    if not same and (bare := _bare(written)):
        said = _streams(written)
        same = [
            lot
            for lot, stream in register.items()
            if _bare(lot) == bare and not (said and (known := _streams(lot) or {stream} - {None}) and known != said)
        ]
    return same[0] if len(same) == 1 else ""


def _parts(code: str) -> tuple[str, ...]:
    """Its letters and numbers in their order: ml 01, ML-01 and ML01 are one. ML-1 may be another lot than ML-01."""
    found: list[str] = []
    for part in PART.findall(fold(code)):
        if found and part.isalpha() and found[-1].isalpha():
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)


def _bare(code: str) -> tuple[str, ...]:
    """The same without the words for lot and stream."""
    return _parts(
        " ".join(part for part in PART.findall(fold(code)) if part not in lot_words() | _stream_words().keys())
    )


def _streams(code: str) -> set[str]:
    return {_stream_words()[part] for part in PART.findall(fold(code)) if part in _stream_words()}


@cache
def _stream_words() -> dict[str, str]:
    return choice_words(logbooks()["lots"].column("stream"))


def _register(connection: duckdb.DuckDBPyConnection, books: Mapping[StagedTab, Iterable[str]]) -> dict[str, str | None]:
    """The codes of the tabs of lots, each with its stream, None where none is known."""
    found: dict[str, str | None] = {}
    for tab, columns in books.items():
        stream = "stream" if "stream" in columns else "NULL"
        rows = f"SELECT lot_id, any_value({stream}) FROM {tab.typed} WHERE lot_id IS NOT NULL GROUP BY 1 ORDER BY 1"
        found |= dict(connection.execute(rows).fetchall())
    return found


def _codes(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> list[str]:
    selects = " UNION ".join(f"SELECT lot_id FROM {tab.typed} WHERE lot_id IS NOT NULL" for tab in tabs)
    return [code for (code,) in connection.execute(f"{selects} ORDER BY 1").fetchall()] if tabs else []
