"""Files brought once: the upload, what was recognised in it, and a mapping made by hand."""

from __future__ import annotations

import streamlit as st

from connectors.cells import Tab
from connectors.reading.files import ANY_ENDING
from logbooks.recognise import mapping as mappings
from logbooks.recognise.mapping import TabMapping
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.recognition import recognise
from logbooks.recognise.tabs_as_read import tabs_as_read
from pages.connect.files_given import files_given
from pages.connect.mapping_form import mapping_form
from pages.connect.parsed_rows import parsed_rows
from pages.connect.recognised_tabs import files_html, first_cells, show_recognised
from pages.connect.told_tabs import told_of, told_of_reading
from ui.frame.trouble_cards import show_trouble
from ui.parts.inputs import input_key
from ui.parts.page_links import QUESTIONS, link_to, page_file
from ui.state import answering, own_upload, results, visitor
from words.numbers import counted
from words.speech import as_text, say


def bring() -> None:
    """Draws the place to drop files on."""
    st.header(say("connect.upload"), anchor=False)
    # empty again once they are taken: what is dropped next is a later act, and nothing of it comes back by itself
    key = f"files-{own_upload.acts()}"
    asked = say("connect.files", endings=ANY_ENDING, mapping=own_upload.MAPPING_ENDING)
    files = st.file_uploader(asked, own_upload.KINDS, accept_multiple_files=True, key=key)
    st.caption(say("connect.private"))
    if files:
        own_upload.take(files)
        own = own_upload.current()
        if own and not (own.asked or own.troubles) and answering.questions():
            st.switch_page(st.Page(page_file(QUESTIONS), url_path=QUESTIONS))
        st.rerun()  # so that the line above speaks of what is seen now
    files_given()


def recognised() -> None:
    """Draws what could not be read, and what was recognised: in this visitor's files where there are any, else in the
    data everyone sees."""
    own = own_upload.current()
    for trouble in own.troubles if own else ():
        show_trouble(trouble)
    if own and own.files:
        _own(own)
        return
    if not visitor.configured().sources:  # else each source shows its own
        _now()
    if answering.given():
        _to_questions()


def _to_questions() -> None:
    """Draws the way to what is asked, else to what was answered or settled: the menu has it only while something is
    open."""
    if asked := answering.questions():
        link_to(QUESTIONS, say("questions.go", count=len(asked)))
    elif answering.given() or answering.settled():
        link_to(QUESTIONS, say("questions.see_answers"))


def _now() -> None:
    st.header(say("connect.recognised_now"), anchor=False)
    told = results.kept("told_tabs", lambda _: told_of_reading(results.tabs(), results.problems()))
    show_recognised(told, results.kept("told_files", lambda _: files_html(told)))


def _own(own: own_upload.Upload) -> None:
    """The visitor's files: what they were taken for, tab by tab, and what may be done with them."""
    st.header(say("connect.recognised"), anchor=False)
    found = [recognise(tab, own.mapping) for tab in own.tabs]
    show_recognised([told_of(one) for one in tabs_as_read(own.tabs, own.mapping)])
    _to_questions()
    left_out = _left_out()
    with st.container(gap="xxsmall"):
        st.markdown(say("connect.use_help", count=len(own.files), rows=counted(answering.rows_used())))
        st.markdown(say("connect.forget_help", count=len(own.files)))
    with st.container(horizontal=True):
        waits = bool(own.asked)
        if st.button(say("connect.use"), type="primary", key="use", disabled=waits):
            own_upload.use_for_everyone(left_out)
            st.rerun()
        if st.button(say("connect.forget"), key="forget"):
            own_upload.forget()
            st.rerun()
        st.download_button(
            say("connect.keep_mapping"),
            mappings.dumps(own.mapping),
            "mapping.toml",
            "application/toml",
            on_click="ignore",
            disabled=not (own.mapping.tabs or own.mapping.answers),
            key="mapping",
            icon=":material/download:",
        )
    st.header(say("connect.change"), anchor=False)
    files = [file.path for file in own.files for _ in file.tabs]
    for number, (tab, one) in enumerate(zip(own.tabs, found, strict=True)):
        title = as_text(f"{tab.sheet} · {tab.source}")
        with st.expander(title, key=input_key("tab", files[number], number), expanded=len(found) == 1):
            said = own.mapping.for_tab(tab.source, tab.sheet) or TabMapping()
            _change(tab, one, said, input_key("map", files[number], number))


def _left_out() -> list[str]:
    """Those of everyone's other files that are to go once this visitor's are used; all stay until somebody says so.
    Which are replaced is told."""
    replaced, others = own_upload.of_everyone()
    if replaced:
        st.markdown(say("connect.replaced", count=len(replaced), files=as_text(", ".join(replaced))))
    if others:
        st.markdown(say("connect.others", count=len(others)))
    return [name for name in others if not st.checkbox(as_text(name), True, key=input_key("stays", name))]


def _change(tab: Tab, found: Recognised, said: TabMapping, key: str) -> None:
    """The first rows as they stand, the questions, the button, and the first rows as they are read now."""
    if tab.cells is None or not tab.cells.num_rows:
        st.caption(say("connect.empty"))
        return
    st.caption(say("connect.as_it_stands"))
    st.dataframe(first_cells(tab), height=180, row_height=30)
    answers = mapping_form(tab, found, said, key)
    if st.button(say("connect.read"), type="primary", key=f"{key}-read"):
        own_upload.say_about(answers)
        st.rerun()
    if found.logbook:
        parsed_rows(tab.source, tab.sheet, found)
