"""Codes of lots that are written otherwise than in the register, or than in most rows, where they mean one lot."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.check import settled
from logbooks.check.staged_rows import StagedTab
from logbooks.recognise.answers import ASK, Answers, question_id
from logbooks.vocabulary.sheet_words import choice_words, fold, lot_words
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb

PART = re.compile(r"[^\W\d_]+|\d+")


LIKE = "lot-looks-like-another"


def settle(connection: duckdb.DuckDBPyConnection, typed: Mapping[StagedTab, Iterable[str]], answers: Answers) -> None:
    """Writes the code of the register for its other spellings and notes it; what a person answered of a code holds.

    Where no tab is a register the spelling most rows have stands for the others of blanks, signs and case alone, and
    rows whose code differs by more are doubtful until somebody says whether it is another lot.
    """
    books = {tab: columns for tab, columns in typed.items() if "lot_id" in columns}
    # a tab of lots that nobody filled in is no register
    lots = {tab: columns for tab, columns in books.items() if tab.logbook.id == "lots" and tab.recognised.has_rows}
    told = answers.of_kind("lot")
    if lots and all(tab.recognised.beside for tab in lots):
        alike = _alike(_codes(connection, books), _parts, _register(connection, lots))
        _write(connection, books, {code: lot for code, lot in alike.items() if not _is_told(code, told)}, "lots-alike")
        _flag_alike(connection, [tab for tab in books if tab not in lots], _register(connection, lots), told)
        return
    register = _register(connection, lots)
    others = [tab for tab in books if tab not in lots]
    written = [code for code in _codes(connection, others) if code not in register and not _is_told(code, told)]
    meant = {code: lot for code in written if (lot := only_lot_meant(code, register))}
    _write(connection, others, meant, "lot-spelling")


def _is_told(code: str, told: Mapping[str, str]) -> bool:
    return (fold(code) or code) in told


def _alike(
    rows: Mapping[str, int], like: Callable[[str], Hashable], register: Mapping[str, str | None]
) -> dict[str, str]:
    """Every code that is `like` one in more rows, with the one in most, of as many the first of the alphabet; codes
    that the `register` knows in two streams are two lots."""
    groups: dict[Hashable, list[str]] = {}
    for code in sorted(rows, key=lambda code: (-rows[code], code)):
        groups.setdefault(like(code), []).append(code)
    found = {code: first for first, *others in groups.values() for code in others}
    return {code: lot for code, lot in found.items() if len({register.get(code), register.get(lot)} - {None}) < 2}


def _write(
    connection: duckdb.DuckDBPyConnection, tabs: Iterable[StagedTab], meant: Mapping[str, str], why: str
) -> None:
    """Writes in these tabs the code that is meant for every other, and notes which and why."""
    if not meant:
        return
    connection.execute("CREATE OR REPLACE TEMP TABLE spelling (written VARCHAR, lot VARCHAR)")
    insert(connection, "spelling", list(meant.items()), ("written", "lot"))
    for tab in tabs:
        found = connection.execute(
            f"SELECT written, lot, count(*) FROM {tab.typed} JOIN spelling ON written = lot_id GROUP BY ALL ORDER BY 1"
        ).fetchall()
        about = tab.tab_no, "lot_id", tab.places["lot_id"].header
        noted = [
            (question_id("lot", fold(code) or code), lot, *about, cells, why, f"{code} = {lot}")
            for code, lot, cells in found
            if not tab.recognised.beside
        ]
        settled.note(connection, noted)
        connection.execute(f"UPDATE {tab.typed} t SET lot_id = s.lot FROM spelling s WHERE s.written = t.lot_id")


def _flag_alike(
    connection: duckdb.DuckDBPyConnection,
    tabs: Sequence[StagedTab],
    register: Mapping[str, str | None],
    told: Mapping[str, str],
) -> None:
    """Flags the rows of a code that looks like one in more rows, of the same stream where both are known: 1 and 01."""
    answered = {word for word, answer in told.items() if answer != ASK}
    alike = _alike(_codes(connection, tabs), _loosely, register)
    alike = {code: lot for code, lot in alike.items() if (fold(code) or code) not in answered}
    if not alike:
        return
    connection.execute("CREATE OR REPLACE TEMP TABLE spelling (written VARCHAR, lot VARCHAR)")
    insert(connection, "spelling", list(alike.items()), ("written", "lot"))
    for tab in tabs:
        connection.execute(
            f"INSERT INTO flags SELECT row_id, '{tab.logbook.id}', 'lot_id', '{LIKE}', written, lot "
            f"FROM {tab.typed} JOIN spelling ON written = lot_id"
        )


def _loosely(code: str) -> tuple[str, ...]:
    """Its letters and numbers without the words for lot and stream, nor zeros before a number; of a code that is
    nothing else, all of it."""
    return tuple(part.lstrip("0") or part for part in _bare(code)) or (code,)


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


def _codes(connection: duckdb.DuckDBPyConnection, tabs: Iterable[StagedTab]) -> dict[str, int]:
    """Every code of these tabs with the number of its rows."""
    selects = " UNION ALL ".join(f"SELECT lot_id FROM {tab.typed} WHERE lot_id IS NOT NULL" for tab in tabs)
    counted = f"SELECT lot_id, count(*) FROM ({selects}) GROUP BY 1 ORDER BY 1"
    return dict(connection.execute(counted).fetchall()) if selects else {}
