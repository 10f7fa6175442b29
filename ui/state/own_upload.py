"""A visitor's own files: kept in a folder of this session alone, read as the visitor says."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

from connectors.cells import Tab
from connectors.kinds.given_together import laid_out
from connectors.reading.files import ENDINGS, read_workbook
from connectors.trouble import CannotGoOn
from logbooks.recognise import mapping as mappings
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping, TabMapping
from refresh import configuration, uploads_for_everyone
from ui.state import visitor

UPLOAD, FORGOTTEN = "upload", "forgotten_upload"
MAPPING_ENDING = ".toml"
KINDS = [ending.removeprefix(".") for ending in (*ENDINGS, MAPPING_ENDING)]


@dataclass(frozen=True)
class Upload:
    """The files of this session: where they lie, their tabs, what the visitor said about them, what could not be
    read."""

    folder: tempfile.TemporaryDirectory  # goes when the session goes
    files: tuple[str, ...]
    paths: tuple[Path, ...]
    tabs: tuple[Tab, ...]
    mapping: Mapping = field(default_factory=Mapping)
    troubles: tuple[CannotGoOn, ...] = ()


def current() -> Upload | None:
    """This session's files, or None."""
    return st.session_state.get(UPLOAD)


def with_all(before: Mapping, more: Mapping) -> Mapping:
    """Both together; the newer tabs come first and the newer answers last, so that they hold."""
    return Mapping((*more.tabs, *before.tabs), before.answers.with_answer(*more.answers))


def _held() -> Upload:
    """This session's files; asked only once some were uploaded."""
    upload = current()
    assert upload is not None, "nothing was uploaded in this session"
    return upload


def take(files: list) -> bool:
    """Keeps the files just uploaded and looks into each; False where they are the same files again."""
    names = tuple(file.file_id for file in files)
    before = current()
    if not files or names in (before and before.files, st.session_state.get(FORGOTTEN)):
        return False
    folder = tempfile.TemporaryDirectory(prefix="lotwise-upload-", ignore_cleanup_errors=True)
    paths: list[Path] = []
    tabs: list[Tab] = []
    troubles: list[CannotGoOn] = []
    mapping = Mapping(answers=_answered_before(before))
    places = laid_out([Path(safe_name(file.name)) for file in files], Path(folder.name))
    for file, path in zip(files, places, strict=True):
        path.parent.mkdir()
        path.write_bytes(file.getbuffer())
        try:
            if path.suffix.lower() == MAPPING_ENDING:
                mapping = with_all(mapping, mappings.load(path))
            else:
                tabs += read_workbook(path).tabs
                paths.append(path)
        except CannotGoOn as trouble:
            troubles.append(trouble)
    st.session_state[UPLOAD] = Upload(folder, names, tuple(paths), tuple(tabs), mapping, tuple(troubles))
    read()
    return True


def _answered_before(before: Upload | None) -> Answers:
    """What everyone answered, and this visitor of the files they brought before: kept by meaning, it holds here too."""
    everyone = configuration.mapping().answers
    own = before.mapping.answers if before else ()
    return everyone.with_answer(*(one for one in own if one not in everyone.given))


def read() -> None:
    """Reads this session's files as the mapping says and shows every page on them."""
    upload = _held()
    if upload.paths:
        visitor.use_own(list(upload.paths), upload.mapping)


def say_about(tab: TabMapping) -> None:
    """Takes what the visitor says about one tab, in place of what was said before, and reads again."""
    upload = _held()
    others = tuple(said for said in upload.mapping.tabs if (said.source, said.sheet) != (tab.source, tab.sheet))
    st.session_state[UPLOAD] = replace(upload, mapping=replace(upload.mapping, tabs=(tab, *others)))
    read()


def answer(more: Sequence[GivenAnswer]) -> None:
    """Takes what the visitor answered to questions and reads again."""
    upload = _held()
    answers = upload.mapping.answers.with_answer(*more)
    st.session_state[UPLOAD] = replace(upload, mapping=replace(upload.mapping, answers=answers))
    read()


def forget() -> None:
    """Back to the logs everyone sees; the files of this session are gone."""
    upload = st.session_state.pop(UPLOAD, None)
    if upload:
        st.session_state[FORGOTTEN] = upload.files  # the widget still holds them
        upload.folder.cleanup()
    visitor.leave_own()


def use_for_everyone() -> None:
    """Makes this session's files and mapping the data everyone sees."""
    upload = _held()
    uploads_for_everyone.use(upload.paths, upload.mapping)
    forget()


def safe_name(name: str) -> str:
    """The last part of a file's name without what Windows refuses in one."""
    return re.sub(r'[<>:"|?*\x00-\x1f]', "_", Path(name.replace("\\", "/")).name).rstrip(". ") or "upload"
