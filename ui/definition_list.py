"""What each number means: the declarations themselves, laid out to be read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from textwrap import dedent

import streamlit as st

from decisions import roadmap
from logbooks.catalogue import logbooks
from logbooks.declare import Logbook
from logbooks.problems import problem_kinds
from metrics.catalogue import metrics
from metrics.contract import LAYERS, Composite, Metric
from ui.tables import Cell, show_table
from ui.words import as_text, say

LOGBOOKS = Path(__file__).resolve().parent.parent / "logbooks"


def definition_list() -> None:
    """Draws five lists: indicators, logbooks, kinds of problem, settings, evidence."""
    names = ("indicators", "logbooks", "problems", "settings", "evidence")
    lists = (_indicators, _logbooks, _problems, _settings, _evidence)
    for tab, draw in zip(st.tabs([say(f"definitions.{name}") for name in names]), lists, strict=True):
        with tab:
            draw()


def _indicators() -> None:
    for layer in LAYERS:
        of_layer = [metric for metric in metrics().values() if metric.layer == layer]
        if of_layer:
            st.subheader(say(f"definitions.layer.{layer}"), anchor=False)
        for metric in of_layer:
            with st.expander(f"**{as_text(metric.title)}**  {as_text(metric.question)}"):
                _indicator(metric)


def _indicator(metric: Metric) -> None:
    """How one number is made, from where, and what can mislead."""
    reads = ", ".join(logbooks()[log].title for log in metric.reads)
    lines = {"definition": metric.definition, "unit": metric.unit, "better": say(f"definitions.{metric.better}"),
             "reads": reads, "case": metric.case_is, "range": say(f"definitions.interval.{metric.interval}"), "source": metric.source, "trap": metric.trap}
    st.markdown("  \n".join(f"**{say('definitions.' + name)}** {as_text(text)}" for name, text in lines.items() if text))
    for caveat in metric.caveats:
        st.markdown(f"- {as_text(caveat)}")
    if metric.audience == "internal":
        st.markdown(f":gray[{say('definitions.internal')}]")
    for name, sql in ({"": metric.sql} | dict(metric.parts if isinstance(metric, Composite) else {})).items():
        if name:
            st.caption(as_text(name))
        if sql.strip():
            st.code(dedent(sql).strip(), language="sql", wrap_lines=True)


def _logbooks() -> None:
    for logbook in logbooks().values():
        with st.expander(f"**{as_text(logbook.title)}**  {say('definitions.one_row_is', what=as_text(logbook.one_row_is))}"):
            st.caption(say("definitions.filled_by", who=as_text(logbook.filled_by)))
            _logbook(logbook)


def _logbook(logbook: Logbook) -> None:
    """The columns of one logbook, the needed ones marked."""
    heads = [say(f"definitions.{name}") for name in ("column", "help", "choices", "example")]
    show_table(heads, [[
        Cell(column.title, below=say("definitions.required") if column.required else ""), Cell(column.help),
        Cell(", ".join(column.choices) or column.unit), Cell(column.example, mark="written"),
    ] for column in logbook.columns], logbook.title, "fix defined")


def _problems() -> None:
    heads = [say(f"definitions.{name}") for name in ("title", "what", "fix", "example")]
    show_table(heads, [[Cell(kind.title, below=kind.code), Cell(kind.what), Cell(kind.fix), Cell(kind.example, mark="written")]
                       for kind in problem_kinds().values()], say("definitions.problems"), "fix defined")


def _settings() -> None:
    heads = [say(f"definitions.{name}") for name in ("name", "means", "missing", "example")]
    show_table(heads, [[Cell(name), Cell(form["means"]), Cell(form["missing"]), Cell(form["example"], mark="written")]
                       for name, form in _catalogue("settings.toml").items()], say("definitions.settings"), "fix defined")


@cache
def _catalogue(file: str) -> dict[str, dict]:
    with (LOGBOOKS / file).open("rb") as open_file:
        return tomllib.load(open_file)


def _evidence() -> None:
    st.caption(say("definitions.evidence_how"))
    heads = [say(f"definitions.{name}") for name in ("title", "wanted", "reads_logbooks", "name")]
    show_table(heads, [[
        Cell(evidence.title, below=say("roadmap.gate", gate=evidence.gate)), Cell(evidence.words),
        Cell(", ".join(logbooks()[log].title for log in evidence.reads)), Cell(evidence.id, mark="written"),
    ] for evidence in roadmap.catalogue().values()], say("definitions.evidence"), "fix defined")
