"""Connect: files in, what was recognised, a mapping made by hand, and the empty workbook to type into."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import streamlit as st

from connectors.cells import Tab
from logbooks import mapping as mappings
from logbooks import template
from logbooks.catalogue import logbooks
from logbooks.check_rows import letters
from logbooks.mapping import TabMapping
from logbooks.recognise import Recognised, recognise
from ui import session, upload
from ui.errors import show_trouble
from ui.mapping_form import mapping_form
from ui.parsed_rows import parsed_rows
from ui.tables import Cell, show_table
from ui.words import as_text, say

LANGUAGES = ("en", "es", "pt", "fr", "vi", "id", "sw", "am", "rw")
SHEET_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def connect() -> None:
    """Draws the upload on the left, the template on the right, and below what was recognised."""
    left, right = st.columns((3, 2), gap="large")
    with left:
        st.subheader(say("connect.upload"), anchor=False)
        files = st.file_uploader(say("connect.files"), upload.KINDS, accept_multiple_files=True, key="files")
        st.caption(say("connect.private"))
        if files and upload.take(files):
            st.rerun()      # so that the line above speaks of what is seen now
    with right:
        _template()
    if own := upload.current():
        _own(own)
    else:
        _now()


def _template() -> None:
    """The empty workbook in the reader's language."""
    st.subheader(say("connect.template"), anchor=False)
    st.caption(say("connect.template_how"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        language = st.selectbox(say("connect.language"), LANGUAGES, format_func=lambda code: say(f"languages.{code}"), key="language", width=160)
        which = st.selectbox(say("connect.logbooks"), ("starter", "all"), format_func=lambda name: say(f"connect.{name}"), key="which", width=160)
        st.download_button(say("connect.download_template"), lambda: _template_bytes(which, language), f"lotwise-{language}.xlsx",
                           SHEET_KIND, icon=":material/download:", on_click="ignore", key="template")


def _template_bytes(which: str, language: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        template.write_template(path, logbooks=which, language=language)
        return path.read_bytes()


def _now() -> None:
    """What was recognised in each tab of the data everyone sees."""
    st.subheader(say("connect.recognised_now"), anchor=False)
    heads = [say(f"connect.{name}") for name in ("tab", "read_as", "known_columns", "unknown_columns")]
    show_table(heads, [_kept_tab(tab) for tab in session.tabs()], say("connect.recognised_now"), "found plain")


def _kept_tab(tab: dict) -> list[Cell]:
    """One tab of the snapshot, as it was recognised when it was read."""
    declared = logbooks()[tab["logbook"]] if tab["logbook"] else None
    columns = json.loads(tab["recognised"] or "{}").get("columns", {})
    titles = ", ".join(declared.column(name).title for name in columns) if declared else ""
    name = declared.title if declared else say("connect.refused" if tab["refused_code"] else "connect.not_read")
    below = say("connect.header_row", row=tab["header_row"]) if declared else ""
    return [Cell(tab["sheet"], below=tab["source"]), Cell(name, below=below), Cell(titles), Cell(", ".join(json.loads(tab["unknown"] or "[]")))]


def _own(own: upload.Upload) -> None:
    """The visitor's files: what they were taken for, tab by tab, and what may be done with them."""
    for trouble in own.troubles:
        show_trouble(trouble)
    if not own.paths:
        return
    st.subheader(say("connect.recognised"), anchor=False)
    found = [recognise(tab, own.mapping) for tab in own.tabs]
    heads = [say(f"connect.{name}") for name in ("tab", "read_as", "known_columns", "unknown_columns")]
    show_table(heads, [_recognised(one) for one in found], say("connect.recognised"), "found")
    with st.container(horizontal=True):
        if st.button(say("connect.use"), type="primary", key="use", help=say("connect.use_help")):
            upload.use_for_everyone()
            st.rerun()
        if st.button(say("connect.forget"), key="forget"):
            upload.forget()
            st.rerun()
        st.download_button(say("connect.keep_mapping"), mappings.dumps(own.mapping), "mapping.toml", "application/toml",
                           on_click="ignore", disabled=not own.mapping.tabs, key="mapping", icon=":material/download:")
    st.subheader(say("connect.change"), anchor=False)
    for number, (tab, one) in enumerate(zip(own.tabs, found, strict=True)):
        with st.expander(as_text(f"{tab.sheet} · {tab.source}"), key=f"tab-{number}", expanded=len(found) == 1):
            _change(tab, one, own.mapping.for_tab(tab.source, tab.sheet) or TabMapping(), f"map-{number}")


def _recognised(found: Recognised) -> list[Cell]:
    """One tab: what it is taken for, by which columns, and which columns nobody knows."""
    tab = found.tab
    if tab.refused:
        return [Cell(tab.sheet, below=tab.source), Cell(say("connect.refused"), below=tab.refused.detail, mark="not-seen"), Cell(""), Cell("")]
    name = logbooks()[found.logbook].title if found.logbook else say("connect.not_read")
    declared = logbooks()[found.logbook] if found.logbook else None
    columns = ", ".join(declared.column(column).title for column in found.columns) if declared else ""
    missing = [remark.detail for remark in found.remarks if remark.code == "missing-column"]
    below = say("connect.missing", columns=", ".join(missing)) if missing else (say("connect.header_row", row=found.header_row) if found.logbook else "")
    return [Cell(tab.sheet, below=tab.source),
            Cell(name, below=below, mark="not-seen" if missing else "seen" if found.logbook else "cannot-tell"),
            Cell(columns), Cell(", ".join(text for _, text in found.unknown))]


def _change(tab: Tab, found: Recognised, said: TabMapping, key: str) -> None:
    """The first rows as they stand, the questions, the button, and the first rows as they are read now."""
    if tab.cells is None or not tab.cells.num_rows:
        st.caption(say("connect.empty"))
        return
    st.caption(say("connect.as_it_stands"))
    st.dataframe(_first_cells(tab), height=180, row_height=30)
    answers = mapping_form(tab, found, said, key)
    if st.button(say("connect.read"), type="primary", key=f"{key}-read"):
        upload.say_about(answers)
        st.rerun()
    if found.logbook:
        parsed_rows(tab.source, tab.sheet, found)


def _first_cells(tab: Tab) -> dict[str, list[str]]:
    """The first rows of the tab, letter by letter, as text."""
    first = tab.cells.slice(0, 6)
    from_letter = {say("rows.row"): [str(row) for row in first.column("row").to_pylist()]}
    return from_letter | {letters(n): [text or "" for text in first.column(f"c{n}").to_pylist()] for n in range(1, tab.width + 1)}

