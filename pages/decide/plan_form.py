"""The plan: as it is agreed, or one to start from, to be changed here and taken home as a tab of the sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from decisions.gates import GATES
from decisions.verdict.kept_verdicts import SHORT
from decisions.verdict.offered_plan import assumptions, offered_rows
from decisions.verdict.plan import SEALED
from decisions.verdict.seal import seal_of
from exports.logbook_workbook import write_logbook
from logbooks.catalogue import logbooks
from metrics.engine.metric_catalogue import metrics
from ui.parts.downloads import download_made
from ui.parts.inputs import seen_key
from ui.state import results
from words.speech import as_text, say

WHOLE = ("gate", "indicator", "scale_at", "stop_at")


def plan_form() -> None:
    """Draws the plan as a table that can be changed, why it could not be met, and the tab to download."""
    st.header(say("decide.plan.title"), anchor=False)
    agreed = results.plan_rows()
    st.markdown(as_text(say("decide.plan.agreed" if agreed else "decide.plan.offered")))
    with st.expander(say("decide.plan.assumptions")):
        for one in assumptions():
            st.markdown(f"- {as_text(one.words)}")
    with st.expander(say("decide.plan.open"), expanded=not agreed):
        typed = _typed(agreed or offered_rows())
        _said_of(typed)
    if not agreed:
        with st.expander(say("decide.plan.why")):
            for row in offered_rows():
                st.markdown(f"- {as_text(say('decide.plan.because', **_named(row)))}")


def _named(row: Mapping) -> dict:
    return {"gate": row["gate"], "indicator": metrics()[row["indicator"]].title, "because": row["because"]}


def _typed(rows: Sequence[Mapping]) -> list[dict]:
    """The table, and its rows as they stand in it now."""
    shown = [{name: row.get(name) for name in SEALED} for row in rows]
    edited: Any = st.data_editor(
        shown, column_config=_columns(), num_rows="dynamic", hide_index=True, key=seen_key("plan_typed")
    )
    return [{name: row.get(name) for name in SEALED} for row in edited]


def _columns() -> dict:
    """How each column of the plan is typed: choices as lists, by the words of the logbook."""
    declared = {column.name: column for column in logbooks()["plan"].columns}
    found: dict[str, Any] = {}
    for name in SEALED:
        column = declared[name]
        label = column.title
        if name == "gate":
            found[name] = st.column_config.SelectboxColumn(label, options=list(GATES), required=True)
        elif name == "indicator":
            found[name] = st.column_config.SelectboxColumn(
                label, options=list(metrics()), required=True, width="medium"
            )
        elif column.choices:
            found[name] = st.column_config.SelectboxColumn(label, options=list(column.choices))
        elif name in ("scale_at", "stop_at"):
            found[name] = st.column_config.NumberColumn(label, help=column.help, required=True)
        elif name in ("min_n", "expected_n"):
            found[name] = st.column_config.NumberColumn(label, help=column.help, min_value=1, step=1)
        elif name == "agreed_on":
            found[name] = st.column_config.DateColumn(label)
        else:
            found[name] = st.column_config.TextColumn(label)
    return found


def _said_of(typed: list[dict]) -> None:
    """What keeps the typed plan from being met, its seal, and the tab to download."""
    whole = [row for row in typed if all(row.get(name) not in (None, "") for name in WHOLE)]
    found = results.typed_doubts(whole)
    for doubt in found:
        st.warning(as_text(say("decide.plan.doubt", gate=doubt.gate, because=doubt.because)), icon=":material/rule:")
    if whole and not found:
        st.success(as_text(say("decide.plan.can_be_met")), icon=":material/check:")
    st.caption(as_text(say("decide.plan.seal", seal=seal_of([*whole, *results.plan_settings()])[:SHORT])))
    download_made(
        say("decide.plan.download"),
        lambda path: write_logbook(path, "plan", whole),
        "lotwise_plan.xlsx",
        "plan_download",
    )
