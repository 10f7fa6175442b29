"""A lotwise.toml that is empty, cut or gone: said in one sentence everywhere, and the last good one can be taken again.

The copy beside it is made whenever Lotwise writes the file, and whenever a refresh could follow every entry of it.
"""

from __future__ import annotations

from contextlib import suppress

from connectors.trouble import CannotGoOn
from history.data_folder import replace
from refresh import configuration
from refresh.configuration import BadConfiguration, Configuration
from refresh.source_states import source_states

CUT = "lotwise.toml is cut: it ends in the middle of what it said before."
GONE = "The file {file} is gone, so Lotwise no longer knows where the sheets are."
EMPTY = "lotwise.toml is empty, so Lotwise no longer knows where the sheets are."
NAMES_NONE = "lotwise.toml names no sheet any more, so Lotwise no longer knows where the sheets are."
MEND = "Put it back, or take the last good one again in Connect. Until then the pages stay as they are."


class LostConfiguration(CannotGoOn):
    """lotwise.toml no longer says where the sheets are, though it did."""


def checked() -> Configuration:
    """What lotwise.toml says, once its copy is kept; raises LostConfiguration, BadConfiguration."""
    told = configuration.load()
    if lost := _lost(told):
        raise lost
    if told.sources and not told.wrong:
        _keep_copy()
    return told


def trouble() -> CannotGoOn | None:
    """Why lotwise.toml can't be followed, as a refresh says it; None where it can, or was never written."""
    try:
        return _lost(configuration.load())
    except BadConfiguration as wrong:
        return wrong


def last_good() -> Configuration | None:
    """What the copy says, where it is another than the file and names a sheet; else None."""
    text = _copy()
    if text is None or text == _text():
        return None
    with suppress(CannotGoOn):
        told = configuration.load(text)
        return told if told.sources else None
    return None


def take_last_good() -> None:
    """Puts the copy in the place of lotwise.toml; what stood there is kept beside it as lotwise.damaged.toml."""
    damaged, good = _text(), _copy()
    if damaged:
        replace(configuration.path().with_suffix(".damaged.toml"), damaged)
    if good is not None:
        replace(configuration.path(), good)


def _lost(told: Configuration) -> LostConfiguration | None:
    """What is said where the file names no sheet though it did, or ends in the middle of what it said."""
    text, good = _text(), _copy()
    if text == good:
        return None  # also where the last sheet was disconnected
    if good and text and not text.endswith("\n") and good.startswith(text) and text != good.rstrip():
        return LostConfiguration(CUT, MEND)
    if told.sources or told.wrong:
        return None
    if last_good() is None and (text.strip() or good is not None or not _something_was_read()):
        return None
    if not configuration.path().exists():
        return LostConfiguration(GONE.format(file=configuration.path()), MEND)
    return LostConfiguration(NAMES_NONE if text.strip() else EMPTY, MEND)


def _something_was_read() -> bool:
    return any(one.read_at for one in source_states())


def _keep_copy() -> None:
    if (text := _text()) != _copy():
        configuration.keep_copy(text)


def _text() -> str:
    with suppress(OSError):
        return configuration.path().read_text("utf-8-sig", errors="replace")
    return ""


def _copy() -> str | None:
    with suppress(OSError, UnicodeDecodeError):
        return configuration.last_good_path().read_text("utf-8")
    return None
