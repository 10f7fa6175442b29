"""What each number means: the declarations themselves, laid out to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from textwrap import dedent

import streamlit as st

from decisions import evidence as pieces
from logbooks.catalogue import logbooks
from logbooks.declare import Logbook
from logbooks.problems import problem_kinds
from logbooks.settings import settings
from metrics.engine.contract import LAYERS, Composite, Metric
from metrics.engine.metric_catalogue import metrics
from ui.parts.page_links import FIND
from ui.parts.tables import Cell, show_table, table_html
from words.speech import say

Entry = tuple[str, str, str]  # title, what it is, HTML of our own


def definition_list() -> None:
    """Draws five lists behind tabs, the open one alone: indicators, logbooks, kinds of problem, settings, evidence."""
    lists = {
        "indicators": _indicators,
        "logbooks": _logbooks,
        "problems": _problems,
        "settings": _settings,
        "evidence": _evidence,
    }
    find = st.text_input(say("definitions.find"), key=FIND, bind="query-params", icon=":material/search:", width=420)
    tabs = st.tabs([say(f"definitions.{name}") for name in lists], key="list", on_change="rerun", bind="query-params")
    for tab, draw in zip(tabs, lists.values(), strict=True):
        if tab.open:
            with tab:
                draw(find or "")


def holds(find: str, *texts: str) -> bool:
    """Whether one of the texts holds what somebody looks for, in capitals or not."""
    return any(find.strip().casefold() in text.casefold() for text in texts)


def _indicators(find: str) -> None:
    of_layer = {layer: [one for one in _indicator_entries(layer) if holds(find, *one)] for layer in LAYERS}
    for layer, found in of_layer.items():
        if found:
            st.header(say(f"definitions.layer.{layer}"), anchor=False)
            st.html(_folded(found, find))
    _none(find, any(of_layer.values()))


def _none(find: str, found: bool) -> None:
    """Says that nothing holds the word, where nothing does."""
    if not found:
        st.text(say("definitions.none", find=find))


@cache
def _indicator_entries(layer: str) -> tuple[Entry, ...]:
    return tuple((m.title, m.question, _indicator(m)) for m in metrics().values() if m.layer == layer)


def _folded(entries: Sequence[Entry], find: str) -> str:
    """Entries of title, what it is and HTML of our own that opens below them, without asking the server; those whose
    title somebody looked for are open."""
    return (
        "<div class='lw-folded'>"
        + "".join(
            f"<details{' open' if find and holds(find, title) else ''}>"
            f"<summary><b>{escape(title)}</b> {escape(words)}</summary>{inside}</details>"
            for title, words, inside in entries
        )
        + "</div>"
    )


def _indicator(metric: Metric) -> str:
    """How one number is made, from where, and what can mislead, as HTML."""
    reads = ", ".join(logbooks()[log].title for log in metric.reads)
    lines = {
        "definition": metric.definition,
        "unit": metric.unit,
        "better": say(f"definitions.{metric.better}"),
        "reads": reads,
        "case": metric.case_is,
        "range": say(f"definitions.interval.{metric.interval}"),
        "source": metric.source,
        "trap": metric.trap,
    }
    parts = [
        f"<p><b>{escape(say('definitions.' + name))}</b> {escape(text)}</p>" for name, text in lines.items() if text
    ]
    parts += [f"<p>{escape(caveat)}</p>" for caveat in metric.caveats]
    if metric.audience != "buyer":
        parts.append(f"<p><i>{escape(say('definitions.internal'))}</i></p>")
    for name, sql in ({"": metric.sql} | dict(metric.parts if isinstance(metric, Composite) else {})).items():
        parts.append(f"<p><i>{escape(name)}</i></p>" if name else "")
        parts.append(f"<pre>{escape(dedent(sql).strip())}</pre>" if sql.strip() else "")
    return "".join(parts)


def _logbooks(find: str) -> None:
    found = [one for one in _logbook_entries() if holds(find, *one)]
    st.html(_folded(found, find))
    _none(find, bool(found))


@cache
def _logbook_entries() -> tuple[Entry, ...]:
    return tuple(
        (logbook.title, say("definitions.one_row_is", what=logbook.one_row_is), _logbook(logbook))
        for logbook in logbooks().values()
    )


def _logbook(logbook: Logbook) -> str:
    """Who fills one logbook, and its columns, the needed ones marked, as HTML."""
    heads = [say(f"definitions.{name}") for name in ("column", "help", "choices", "example")]
    rows = [
        [
            Cell(column.title, below=say("definitions.required") if column.required else ""),
            Cell(column.help),
            Cell(", ".join(column.choices) or column.unit),
            Cell(column.example, mark="written"),
        ]
        for column in logbook.columns
    ]
    return f"<p><i>{escape(say('definitions.filled_by', who=logbook.filled_by))}</i></p>" + table_html(
        heads, rows, logbook.title, "fix defined"
    )


def _listed(heads: Sequence[str], rows: Iterable[list[Cell]], title: str, find: str) -> None:
    """Draws those rows of a table that hold the word."""
    found = [row for row in rows if holds(find, *(text for cell in row for text in (cell.main, cell.below)))]
    if found:
        show_table(heads, found, title, "fix defined")
    _none(find, bool(found))


def _problems(find: str) -> None:
    heads = [say(f"definitions.{name}") for name in ("title", "what", "fix", "example")]
    _listed(
        heads,
        [
            [Cell(kind.title, below=kind.code), Cell(kind.what), Cell(kind.fix), Cell(kind.example, mark="written")]
            for kind in problem_kinds().values()
        ],
        say("definitions.problems"),
        find,
    )


def _settings(find: str) -> None:
    heads = [say(f"definitions.{name}") for name in ("name", "means", "missing", "example")]
    _listed(
        heads,
        [
            [Cell(name), Cell(form["means"]), Cell(form["missing"]), Cell(form["example"], mark="written")]
            for name, form in settings().items()
        ],
        say("definitions.settings"),
        find,
    )


def _evidence(find: str) -> None:
    st.caption(say("definitions.evidence_how"))
    heads = [say(f"definitions.{name}") for name in ("title", "wanted", "reads_logbooks", "name")]
    _listed(
        heads,
        [
            [
                Cell(evidence.title, below=say("roadmap.gate", gate=evidence.gate)),
                Cell(evidence.words),
                Cell(", ".join(logbooks()[log].title for log in evidence.reads)),
                Cell(evidence.id, mark="written"),
            ]
            for evidence in pieces.catalogue().values()
        ],
        say("definitions.evidence"),
        find,
    )
