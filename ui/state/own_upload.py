"""A visitor's own files: kept in a folder of this session alone, read as the visitor says."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import streamlit as st

from connectors.cells import Tab
from connectors.reading.file_names import apart, safe_name
from connectors.reading.files import ENDINGS, read_workbook
from connectors.temporary_copies import temporary_folder
from connectors.trouble import CannotGoOn
from logbooks.questions.checked_answers import refuse_wrong
from logbooks.recognise import mapping as mappings
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping, TabMapping, refuse_unfitting
from refresh import configuration, uploads_for_everyone, workbook_copies
from refresh.same_file import is_same_file
from ui.state import visitor

UPLOAD, ACTS = "upload", "upload_acts"
KNOWN = "known"  # the folder beside a copy for the one under the name it is known by
MAPPING_ENDING = ".toml"
KINDS = [ending.removeprefix(".") for ending in (*ENDINGS, MAPPING_ENDING)]


@dataclass(frozen=True)
class GivenFile:
    """A copy of a file, its tabs, and the name it was given under."""

    path: Path
    tabs: tuple[Tab, ...]
    given_as: str

    def known_as(self, name: str) -> GivenFile:
        """The same under the name it is known by among others; the copy it was stays, for what comes now may fail."""
        if name == self.path.name:
            return self
        path = self.path.parent / KNOWN / name
        path.parent.mkdir(exist_ok=True)
        shutil.copy(self.path, path)
        return GivenFile(path, tuple(replace(tab, source=name) for tab in self.tabs), self.given_as)

    @property
    def is_called(self) -> str:
        """One spelling for all that are taken for one name."""
        return _spelled(self.given_as)

    def of_its_name(self, files: Sequence[GivenFile]) -> list[GivenFile]:
        """Those of the files that were given under the same name."""
        return [one for one in files if one.is_called == self.is_called]


@dataclass(frozen=True)
class Upload:
    """The files of this session: where they lie, what the visitor said about them, what could not be read, and those
    of which it is asked whether they take the place of the one of their name."""

    folder: tempfile.TemporaryDirectory  # goes when the session goes
    files: tuple[GivenFile, ...] = ()
    mapping: Mapping = field(default_factory=Mapping)
    troubles: tuple[CannotGoOn, ...] = ()
    asked: tuple[GivenFile, ...] = ()

    @property
    def paths(self) -> list[Path]:
        """Where the files lie that are read."""
        return [file.path for file in self.files]

    @property
    def tabs(self) -> list[Tab]:
        """The tabs of all files that are read."""
        return [tab for file in self.files for tab in file.tabs]


def current() -> Upload | None:
    """This session's files, or None."""
    return st.session_state.get(UPLOAD)


def acts() -> int:
    """How often files were taken: what a box for files is called after, so that it is empty each time."""
    return st.session_state.get(ACTS, 0)


def with_all(before: Mapping, more: Mapping) -> Mapping:
    """Both together; the newer tabs come first and the newer answers last, so that they hold."""
    return Mapping((*more.tabs, *before.tabs), before.answers.with_answer(*more.answers))


def _held() -> Upload:
    """This session's files; asked only once some were uploaded."""
    upload = current()
    assert upload is not None, "nothing was uploaded in this session"
    return upload


def take(given: Sequence[Any]) -> None:
    """Keeps the files just uploaded together and reads them beside those that are here; one of a name that is known
    takes the place of that one, or is asked about."""
    before = current() or Upload(temporary_folder())
    act = Path(before.folder.name) / str(acts())
    st.session_state[ACTS] = acts() + 1
    came: list[GivenFile] = []
    said: list[Path] = []
    troubles: list[CannotGoOn] = []
    for number, file in enumerate(given):
        try:
            path = act / str(number) / safe_name(file.name)
        except CannotGoOn as trouble:
            troubles.append(trouble)
            continue
        path.parent.mkdir(parents=True)
        path.write_bytes(file.getbuffer())
        if path.suffix.lower() == MAPPING_ENDING:
            said.append(path)
            continue
        try:
            came.append(GivenFile(path, read_workbook(path).tabs, path.name))
        except CannotGoOn as trouble:
            troubles.append(trouble)
    upload = replace(before, mapping=replace(before.mapping, answers=_answered_before(before)))
    upload = replace(_with_files(upload, came), troubles=tuple(troubles))
    _keep(_with_said(upload, said))


def _answered_before(before: Upload) -> Answers:
    """What everyone answered, and this visitor of the files they brought before: kept by meaning, it holds here too."""
    everyone = configuration.mapping().answers
    return everyone.with_answer(*(one for one in before.mapping.answers if one not in everyone.given))


def _with_files(upload: Upload, came: Sequence[GivenFile]) -> Upload:
    """The upload with the files of one act, which are different ones; each takes the place of the one of its name that
    it is again, or waits where it is none of them or may be several."""
    free, more = list(upload.files), []
    for one in came:
        alike = one.of_its_name(free)
        same = [other for other in alike if is_same_file(other.tabs, one.tabs, upload.mapping)]
        if len(same) == 1:
            free.remove(same[0])
            upload = _in_place_of(upload, same[0], one)
        elif alike:
            upload = replace(upload, asked=(*upload.asked, one))
        else:
            more.append(one)
    return _beside(upload, *more)


def _in_place_of(upload: Upload, before: GivenFile, now: GivenFile) -> Upload:
    """The upload with one file in the place of another, under the name that one is known by."""
    now = now.known_as(before.path.name)
    return replace(upload, files=tuple(now if one is before else one for one in upload.files))


def _beside(upload: Upload, *more: GivenFile) -> Upload:
    """The upload with more files, numbered where their names are taken."""
    there = [one.path.name for one in upload.files]
    names = apart([*there, *(one.path.name for one in more)])[len(there) :]
    return replace(upload, files=(*upload.files, *(one.known_as(name) for one, name in zip(more, names, strict=True))))


def _with_said(upload: Upload, said: Sequence[Path]) -> Upload:
    """The upload read as these mappings say; what can't be followed, or speaks of no file that is here, is a
    trouble."""
    for path in said:
        try:
            more = mappings.load(path)
            refuse_wrong(more.answers)
            refuse_unfitting(more, [(tab.source, tab.sheet) for tab in upload.tabs])
            upload = replace(upload, mapping=with_all(upload.mapping, more))
        except CannotGoOn as trouble:
            upload = replace(upload, troubles=(*upload.troubles, trouble))
    return upload


def _keep(upload: Upload) -> None:
    """Reads the files as the mapping says, shows every page on them, and only then keeps them as this session's."""
    if upload.files:
        visitor.use_own(upload.paths, upload.mapping)
    st.session_state[UPLOAD] = upload


def settle(asked: GivenFile, before: GivenFile | None) -> None:
    """Lets a file that was asked about take the place of the one before, or stand beside all where there is none, and
    reads again."""
    upload = _held()
    upload = replace(upload, asked=tuple(one for one in upload.asked if one is not asked))
    _keep(_in_place_of(upload, before, asked) if before else _beside(upload, asked))


def drop(file: GivenFile) -> None:
    """Takes one file away again; what waited for it alone is read, and with the last one the visitor is back at the
    logs everyone sees."""
    upload = _held()
    files = tuple(one for one in upload.files if one is not file)
    waits = tuple(one for one in upload.asked if one.of_its_name(files))
    left = replace(upload, files=files, asked=waits)
    for one in upload.asked:
        if one not in waits:  # a later one may be an earlier one again
            left = _with_files(left, [one])
    if left.files:
        _keep(left)
    else:
        forget()


def say_about(tab: TabMapping) -> None:
    """Takes what the visitor says about one tab, in place of what was said before, and reads again."""
    upload = _held()
    others = tuple(said for said in upload.mapping.tabs if (said.source, said.sheet) != (tab.source, tab.sheet))
    _keep(replace(upload, mapping=replace(upload.mapping, tabs=(tab, *others))))


def answer(more: Sequence[GivenAnswer]) -> None:
    """Takes what the visitor answered to questions and reads again."""
    upload = _held()
    answers = upload.mapping.answers.with_answer(*more)
    _keep(replace(upload, mapping=replace(upload.mapping, answers=answers)))


def forget() -> None:
    """Back to the logs everyone sees; the files of this session are gone."""
    upload = st.session_state.pop(UPLOAD, None)
    if upload:
        upload.folder.cleanup()
    visitor.leave_own()


def of_everyone() -> tuple[list[str], list[str]]:
    """The files that were used for everyone before: those that have the name of one of this session's, and the
    others."""
    ours = {_spelled(path.name) for path in _held().paths}
    names = [one.name for one in workbook_copies.held(visitor.configured())]
    return [one for one in names if _spelled(one) in ours], [one for one in names if _spelled(one) not in ours]


def use_for_everyone(left_out: Collection[str] = ()) -> None:
    """Makes this session's files and mapping the data everyone sees; files of other names that everyone saw before stay
    beside them but for those left out."""
    upload = _held()
    stay = [name for name in of_everyone()[1] if name not in left_out]
    uploads_for_everyone.use(upload.paths, upload.mapping, stay)
    forget()


def _spelled(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
