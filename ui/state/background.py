"""Reads the configured sources in the background: a child process by interval and when asked, never in the process of
the pages."""

from __future__ import annotations

import atexit
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from connectors.disk import data_folder
from connectors.reading_limits import give_back_memory, share_memory_pool
from connectors.temporary_copies import remove_left
from connectors.trouble import CannotGoOn
from history.data_folder import home
from history.private_folder import keep_private
from refresh import configuration, source_states
from refresh.source_states import Progress
from ui.state import open_snapshots, warm_up
from words.speech import say

log = logging.getLogger("lotwise")
ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "ui.state.refresh_child", str(ROOT / "cli.py"), "refresh")
KEY, SECRET = "LOTWISE_GOOGLE_KEY", "google_key"
NO_WINDOW = LESS_IMPORTANT = 0
if sys.platform == "win32":
    NO_WINDOW, LESS_IMPORTANT = subprocess.CREATE_NO_WINDOW, subprocess.BELOW_NORMAL_PRIORITY_CLASS
LOOK_SECONDS, PATIENCE_SECONDS, LARGEST_LOG = 5.0, 600.0, 1_000_000
MOST_TRIES = 3


class Keeper:
    """The thread that starts refreshes, one at a time; `environment` is what its children get besides our own."""

    def __init__(
        self,
        environment: dict[str, str] | None = None,
        command: tuple[str, ...] = COMMAND,
        look_seconds: float = LOOK_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
    ):
        self.environment, self.command = environment or {}, command
        self.look_seconds, self.patience_seconds = look_seconds, patience_seconds
        self.home = home()
        self.begun: datetime | None = None  # when this server last started one
        self.child: subprocess.Popen | None = None
        # what keeps refreshes from being started, so that the log tells it once
        self._met = ""
        self._asked: dict[str | None, int] = {}  # the name of a source, None for all: how often it was tried in vain
        self._wake, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._go, name="refresh", daemon=True)

    def start(self) -> Keeper:
        """Begins to look after the sources; returns itself."""
        atexit.register(self.end)
        self._thread.start()
        return self

    def now(self, name: str | None = None) -> None:
        """Asks for one source, or all, to be read as soon as no refresh is under way; returns at once."""
        self._asked.setdefault(name, 0)
        self._wake.set()

    def waiting(self) -> bool:
        """Whether a refresh was asked for or started here and has not ended yet."""
        return bool(self._asked) or (self.child is not None and self.child.poll() is None)

    def end(self) -> None:
        """Ends the thread and the child that may run; what the child had not finished is as if it had not begun."""
        self._over.set()
        self._wake.set()
        if self.child and self.child.poll() is None:
            _stop(self.child)
        if self._thread.is_alive():
            self._thread.join(5)
        atexit.unregister(self.end)

    def _go(self) -> None:
        remove_left()
        keep_private(self.home)
        while not self._over.is_set():
            try:
                self._look()
                self._met = ""
            # nothing switches itself off; a configuration nobody can read is told by Connect
            except Exception as fault:
                self._asked.clear()
                self._log(fault)
            self._wake.wait(self.look_seconds)
            self._wake.clear()

    def _log(self, fault: Exception) -> None:
        """Once for as long as it lasts."""
        if repr(fault) != self._met:
            log.warning("no refresh could be started", exc_info=None if isinstance(fault, CannotGoOn) else fault)
        self._met = repr(fault)

    def _look(self) -> None:
        if data_folder() != self.home:  # another one than this server began with: a test's
            return
        configured, last = configuration.load(), source_states.progress()
        if not configured.sources:
            self._asked.clear()
        elif source_states.is_under_way(last):
            return  # another program's; what was asked for comes after it
        elif self._asked:
            self._read(next(iter(self._asked)), last)
        elif is_due(configured.every_minutes, last, self.begun):
            self._refresh(None)

    def _read(self, name: str | None, last: Progress | None) -> None:
        """Reads what was asked for; tried again where somebody else was faster and it could not even begin."""
        tried = self._asked[name] + 1
        self._refresh(name)
        after = source_states.progress()
        began = after is not None and (last is None or after.started_at != last.started_at)
        ended_well = self.child is not None and self.child.returncode == 0
        if began or ended_well or tried >= MOST_TRIES:
            self._asked.pop(name, None)
            self._wake.set()  # for what may have been asked meanwhile
        else:
            self._asked[name] = tried

    def _refresh(self, name: str | None) -> None:
        with warm_up.old_numbers_until_warm():
            self._run_child(("--only", name) if name else ())
        open_snapshots.forget_closed()
        give_back_memory()  # a snapshot that nobody looks at any more went with this one

    def _run_child(self, only: tuple[str, ...]) -> None:
        self.begun = datetime.now(UTC)
        with log_file() as words:
            child = self.child = _child((*self.command, *only), {**os.environ, **self.environment}, words)
        if self._over.is_set():  # the server ended in this very moment
            _stop(child)
        try:
            child.wait(self.patience_seconds)
        except subprocess.TimeoutExpired:
            _stop(child)
            _say_it_hung(self.patience_seconds)
        finally:
            if child.stdin:
                child.stdin.close()


def is_due(every_minutes: int, last: Progress | None, begun: datetime | None) -> bool:
    """Whether the interval is over since the last refresh of anybody, and since the last one begun here; or the clock
    was set back."""
    times = [datetime.fromisoformat(last.started_at)] if last else []
    ages = [datetime.now(UTC) - at for at in (*times, *([begun] if begun else []))]
    return all(age >= timedelta(minutes=every_minutes) or age < -timedelta(minutes=1) for age in ages)


def ready() -> None:
    """Makes this process fit to run for long; to be called before the threads of its first visitor."""
    share_memory_pool()


@st.cache_resource(show_spinner=False, on_release=lambda keeper: keeper.end())
def _keeper() -> Keeper:
    return Keeper(_secrets()).start()


def keep_going() -> None:
    """Sees to it that this server keeps its sources fresh; called by every run of a page, and returns at once."""
    _keeper()


def now(name: str | None = None) -> None:
    """Asks for one source, or all, to be read at once, or as soon as the refresh under way has ended; returns at
    once."""
    _keeper().now(name)


def is_waiting() -> bool:
    """Whether a refresh is asked for or under way, be it this server's or another program's."""
    return _keeper().waiting() or source_states.is_under_way(source_states.progress())


def under_way() -> Progress | None:
    """The refresh under way; None where none is, or it has only been asked for."""
    last = source_states.progress()
    return last if source_states.is_under_way(last) else None


def last_trouble() -> str:
    """What kept the last refresh from ending well, in words; "" where nothing did."""
    last = source_states.progress()
    if last is None or _keeper().waiting():
        return ""
    return last.trouble if last.finished_at or source_states.is_under_way(last) else say("background.died")


def has_key() -> bool:
    """Whether a key of Google is given by the environment or by Streamlit's secrets."""
    return bool(whole_environment().get(KEY))


def whole_environment() -> dict[str, str]:
    """The environment of a child process that asks a source: our own, and the key from Streamlit's secrets, which
    nobody else gets."""
    return {**os.environ, **_keeper().environment}


def _secrets() -> dict[str, str]:
    with suppress(StreamlitSecretNotFoundError):
        if key := st.secrets.get(SECRET):
            os.environ.pop(SECRET, None)  # Streamlit puts it there, and every other process would inherit it
            return {KEY: key if isinstance(key, str) else json.dumps(dict(key))}
    return {}


def _child(command: tuple[str, ...], environment: dict[str, str], words: IO[bytes]) -> subprocess.Popen:
    """The refresh as a process of its own, less important than the pages, without a window; its standard input says
    that we live."""
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=words,
        stderr=words,
        creationflags=NO_WINDOW | LESS_IMPORTANT,
        start_new_session=sys.platform != "win32",
    )
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, child.pid, 10)
    return child


def _stop(child: subprocess.Popen) -> None:
    """Ends the child, by force where it does not listen; a refresh may be killed at any moment."""
    for by_force in (False, True):
        with suppress(OSError):
            if sys.platform != "win32":  # with the readers it has started
                os.killpg(child.pid, signal.SIGKILL if by_force else signal.SIGTERM)
            else:
                child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(5)
            return


def _say_it_hung(seconds: float) -> None:
    told = say("background.hung", minutes=round(seconds / 60))
    log.warning("%s", told)
    last = source_states.progress()
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    source_states.keep_progress(replace(last or Progress(at), finished_at=at, trouble=told))


def log_file() -> IO[bytes]:
    """The file the child's words go to; one that has grown large becomes the one before."""
    file = home() / "lotwise.log"
    with suppress(OSError):
        if file.stat().st_size > LARGEST_LOG:
            os.replace(file, file.with_suffix(".before.log"))
    return file.open("ab")
