"""What each number means: the declarations themselves, laid out to be read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from decisions import roadmap
from logbooks.catalogue import logbooks
from logbooks.declare import Logbook
from metrics.catalogue import metrics
from metrics.contract import LAYERS, Composite, Metric
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
             "reads": reads, "case": metric.case_is, "range": metric.interval, "source": metric.source, "trap": metric.trap}
    st.markdown("  \n".join(f"**{say('definitions.' + name)}** {as_text(text)}" for name, text in lines.items() if text))
    for caveat in metric.caveats:
        st.markdown(f"- {as_text(caveat)}")
    if metric.audience == "internal":
        st.markdown(f":gray[{say('definitions.internal')}]")
    for name, sql in (metric.parts if isinstance(metric, Composite) else {"": metric.sql}).items():
        if name:
            st.caption(as_text(name))
        st.code(sql.strip(), language="sql", wrap_lines=True)


def _logbooks() -> None:
    for logbook in logbooks().values():
        with st.expander(f"**{as_text(logbook.title)}**  {say('definitions.one_row_is', what=as_text(logbook.one_row_is))}"):
            st.caption(say("definitions.filled_by", who=as_text(logbook.filled_by)))
            st.dataframe(_logbook(logbook), hide_index=True)


def _logbook(logbook: Logbook) -> pd.DataFrame:
    return pd.DataFrame([{
        say("definitions.column"): column.title, say("definitions.help"): column.help,
        say("definitions.required"): say("definitions.yes") if column.required else "",
        say("definitions.choices"): ", ".join(column.choices) or column.unit, say("definitions.example"): column.example,
    } for column in logbook.columns])


def _problems() -> None:
    _toml_list("problems.toml", ("title", "what", "fix"))


def _settings() -> None:
    _toml_list("settings.toml", ("means", "example", "missing"))


def _toml_list(file: str, fields: tuple[str, ...]) -> None:
    """One line an entry of a catalogue, with those of its fields that have words."""
    table = pd.DataFrame([{say("definitions.name"): name} | {say(f"definitions.{field}"): str(form.get(field, "")) for field in fields}
                          for name, form in _catalogue(file).items()])
    st.dataframe(table, hide_index=True, row_height=60)


@cache
def _catalogue(file: str) -> dict[str, dict]:
    with (LOGBOOKS / file).open("rb") as open_file:
        return tomllib.load(open_file)


def _evidence() -> None:
    st.caption(say("definitions.evidence_how"))
    st.dataframe(pd.DataFrame([{
        say("definitions.name"): evidence.id, say("definitions.gate"): evidence.gate,
        say("definitions.title"): evidence.title, say("definitions.wanted"): evidence.words,
        say("definitions.reads"): ", ".join(logbooks()[log].title for log in evidence.reads),
    } for evidence in roadmap.catalogue().values()]), hide_index=True)
