"""Lets a person say what the columns of a tab are, in plain widgets; the answers are a TabMapping."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from typing import Any

import streamlit as st

from connectors.cells import Tab, letters
from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.recognise.mapping import NOT_A_LOGBOOK, ROW_NUMBER, TabMapping
from logbooks.recognise.recognised import Recognised
from words.speech import as_text, say, words

NOWHERE, ALWAYS, GUESS = "nowhere", "always", "guess"
UNITS = (ColumnKind.MASS, ColumnKind.MONEY, ColumnKind.PRICE, ColumnKind.SHARE, ColumnKind.PERCENT, ColumnKind.NUMBER)
DATES = (ColumnKind.DATE, ColumnKind.DATETIME)


@dataclass(frozen=True)
class TabAnswer:
    """What a person said about one column: where it stands, or its constant; its date format, words to strip, unit."""

    where: str
    constant: str = ""
    date_format: str = ""
    strip: str = ""
    unit: str = ""


def mapping_form(tab: Tab, found: Recognised, said: TabMapping, key: str) -> TabMapping:
    """Draws the questions about one tab, filled in as it is read now, and returns the answers."""
    first = st.columns(4)
    kinds = [*logbooks(), NOT_A_LOGBOOK]
    logbook = first[0].selectbox(
        say("mapping.logbook"),
        kinds,
        kinds.index(found.logbook or NOT_A_LOGBOOK),
        key=f"{key}-logbook",
        format_func=lambda name: logbooks()[name].title if name in logbooks() else say("mapping.not_a_logbook"),
    )
    header = first[1].number_input(say("mapping.header_row"), 0, None, found.header_row or 1, key=f"{key}-header")
    mark = _choice(first[2], "decimal_mark", (".", ","), said.decimal_mark, key)
    order = _choice(first[3], "date_order", ("dmy", "mdy"), said.date_order, key)
    source, sheet = glob.escape(tab.source), glob.escape(tab.sheet)
    if logbook == NOT_A_LOGBOOK:
        return TabMapping(source, sheet, NOT_A_LOGBOOK)
    answers = _columns(tab, found, said, logbook, header, f"{key}-{logbook}-{header}")
    tables: dict[str, Any] = as_tables(answers)
    return TabMapping(source, sheet, logbook, header, decimal_mark=mark, date_order=order, **tables)


def as_tables(answers: dict[str, TabAnswer]) -> dict[str, dict]:
    """The answers as the tables of a TabMapping; what was left empty is not said."""
    return {
        "columns": {name: a.where for name, a in answers.items() if a.where not in (NOWHERE, ALWAYS)},
        "constants": {name: a.constant for name, a in answers.items() if a.where == ALWAYS and a.constant},
        "date_format": {name: a.date_format for name, a in answers.items() if a.date_format},
        "strip": {
            name: tuple(w.strip() for w in a.strip.split(",") if w.strip())
            for name, a in answers.items()
            if a.strip.strip()
        },
        "unit": {name: a.unit for name, a in answers.items() if a.unit},
    }


def _date_format(box, column: Column, said: str, key: str) -> str:
    """The format of days that is chosen by its example, "" where it is to be found out from the sheet."""
    shown = words()["mapping"]["date_formats"]
    shapes = list(dict.fromkeys([*shown, said or GUESS]))
    picked = box.selectbox(
        f"{column.title}: {say('mapping.date_format')}",
        shapes,
        shapes.index(said or GUESS),
        format_func=lambda shape: shown.get(shape, shape),
        key=f"{key}-date_format",
        label_visibility="collapsed",
    )
    return "" if picked == GUESS else picked


def _choice(place, name: str, choices: tuple[str, ...], said: str | None, key: str) -> str | None:
    """One of the choices, or None where it is to be found out from the sheet."""
    all_choices = [GUESS, *choices]
    picked = place.selectbox(
        say(f"mapping.{name}"),
        all_choices,
        all_choices.index(said or GUESS),
        key=f"{key}-{name}",
        format_func=lambda choice: say(
            f"mapping.{name}s.{'dot' if choice == '.' else 'comma' if choice == ',' else choice}"
        ),
    )
    return None if picked == GUESS else picked


def _columns(
    tab: Tab, found: Recognised, said: TabMapping, logbook: str, header: int, key: str
) -> dict[str, TabAnswer]:
    """One line of questions a column that is wanted."""
    declared = {column.name: column for column in logbooks()[logbook].columns}
    known = set(said.columns) | set(said.constants) | (set(found.columns) if found.logbook == logbook else set())
    usual = [name for name, column in declared.items() if column.required or name in known]
    wanted = st.multiselect(
        say("mapping.columns"),
        list(declared),
        usual,
        key=f"{key}-wanted",
        format_func=lambda name: declared[name].title + (" *" if declared[name].required else ""),
    )
    heads = headers(tab, header)
    now = (
        {name: heads_key(heads, column.index) for name, column in found.columns.items()}
        if found.logbook == logbook
        else {}
    )
    return {
        name: _column(declared[name], heads, now.get(name), said, f"{key}-{name}")
        for name in declared
        if name in wanted
    }


def headers(tab: Tab, header_row: int) -> dict[str, str]:
    """Where a column can stand: what the mapping says of it, with the words the person sees: letter and heading."""
    rows = [row for row in tab.cells.slice(0, 40).to_pylist() if row["row"] == header_row] if tab.cells else []
    texts = [(rows[0][f"c{n}"] or "").strip() if rows else "" for n in range(1, tab.width + 1)]
    return {
        text
        if text and texts.count(text) == 1
        else f"column {letters(n)}": f"{letters(n)} · {text or say('mapping.no_heading')}"
        for n, text in enumerate(texts, start=1)
    }


def heads_key(heads: dict[str, str], index: int) -> str:
    """The column of that number as the mapping names it; 0 is the row number."""
    return ROW_NUMBER if index == 0 else list(heads)[index - 1]


def _column(column: Column, heads: dict[str, str], now: str | None, said: TabMapping, key: str) -> TabAnswer:
    """The questions about one column, as its kind needs them."""
    title, where, value, taken, unit = st.columns((3, 4, 3, 3, 2), vertical_alignment="center")
    title.markdown(as_text(column.title) + (" :red[*]" if column.required else ""), help=as_text(column.help))
    places = [NOWHERE, ROW_NUMBER, ALWAYS, *heads]
    before = said.columns.get(column.name) or (ALWAYS if column.name in said.constants else now)
    picked = where.selectbox(
        f"{column.title}: {say('mapping.where')}",
        places,
        places.index(before) if before in places else 0,
        format_func=lambda place: heads.get(place) or say(f"mapping.{place.replace(' ', '_')}"),
        key=f"{key}-where",
        label_visibility="collapsed",
    )

    def asked(box, name: str, filled: str) -> str:
        return box.text_input(
            f"{column.title}: {say(f'mapping.{name}')}",
            filled,
            placeholder=say(f"mapping.{name}"),
            key=f"{key}-{name}",
            label_visibility="collapsed",
        ).strip()

    if picked == ALWAYS:
        return TabAnswer(ALWAYS, constant=asked(value, "constant", said.constants.get(column.name, "")))
    if picked in (NOWHERE, ROW_NUMBER):
        return TabAnswer(picked)
    shape = _date_format(value, column, said.date_format.get(column.name, ""), key) if column.kind in DATES else ""
    taken_out = asked(taken, "strip", ", ".join(said.strip.get(column.name, ())))
    measure = asked(unit, "unit", said.unit.get(column.name, "")) if column.kind in UNITS else ""
    return TabAnswer(picked, date_format=shape, strip=taken_out, unit=measure)
