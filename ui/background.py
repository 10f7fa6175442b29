"""Reads the configured sources in the background: a child process by interval and when asked, never in the process of the pages."""

from __future__ import annotations

import atexit
import json
import logging
import os
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

from connectors.trouble import CannotGoOn
from logbooks import source_states
from logbooks.home import home
from ui.words import say

log = logging.getLogger("lotwise")
ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, str(ROOT / "cli.py"), "refresh")
KEY, SECRET = "LOTWISE_GOOGLE_KEY", "google_key"
LOOK_SECONDS, PATIENCE_SECONDS, LARGEST_LOG = 5.0, 600.0, 1_000_000


class Keeper:
    """The thread that starts refreshes, one at a time; `environment` is what its children get besides our own."""

    def __init__(self, environment: dict[str, str], command: tuple[str, ...] = COMMAND,
                 look_seconds: float = LOOK_SECONDS, patience_seconds: float = PATIENCE_SECONDS):
        self.environment, self.command = environment, command
        self.look_seconds, self.patience_seconds = look_seconds, patience_seconds
        self.child: subprocess.Popen | None = None
        self._asked, self._wake, self._over = threading.Event(), threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._go, name="refresh", daemon=True)

    def start(self) -> Keeper:
        """Begins to look after the sources; returns itself."""
        atexit.register(self.end)
        self._thread.start()
        return self

    def now(self) -> None:
        """Asks for a refresh as soon as none is under way; returns at once."""
        self._asked.set()
        self._wake.set()

    def end(self) -> None:
        """Ends the thread and the child that may run; what the child had not finished is as if it had not begun."""
        self._over.set()
        self._wake.set()
        child = self.child
        if child and child.poll() is None:
            _stop(child)
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(5)
        atexit.unregister(self.end)

    def waiting(self) -> bool:
        """Whether a refresh was asked for and has not ended yet."""
        return self._asked.is_set() or (self.child is not None and self.child.poll() is None)

    def _go(self) -> None:
        while not self._over.is_set():
            try:
                if is_due(self._asked.is_set()):
                    self._asked.clear()
                    self._refresh()
            except CannotGoOn as trouble:      # such as a configuration nobody can read: Connect says so, and we look again
                self._asked.clear()
                log.warning("%s %s", trouble, trouble.detail)
            except Exception:                  # nothing switches itself off
                log.exception("a refresh could not be started")
            self._wake.wait(self.look_seconds)
            self._wake.clear()

    def _refresh(self) -> None:
        with _log_file() as words:
            self.child = _child(self.command, self.environment, words)
            try:
                self.child.wait(self.patience_seconds)
            except subprocess.TimeoutExpired:
                _stop(self.child)
                _say_it_hung(self.patience_seconds)


def is_due(asked: bool) -> bool:
    """Whether a refresh should begin now: sources are configured, none is under way, and somebody asked or the interval is over."""
    try:
        from logbooks import configuration
    except ImportError:
        return False
    configured = configuration.load()
    if not configured.sources:
        return False
    last = source_states.progress()
    return asked or last is None or datetime.now(UTC) - datetime.fromisoformat(last.started_at) >= timedelta(minutes=configured.every_minutes)


@st.cache_resource(show_spinner=False)
def _keeper() -> Keeper:
    return Keeper(environment()).start()


def keep_going() -> None:
    """Sees to it that this server keeps its sources fresh; called by every run of a page, and returns at once."""
    _keeper()


def now() -> None:
    """Asks for a refresh at once, or as soon as the one under way has ended."""
    _keeper().now()


def is_waiting() -> bool:
    """Whether this server has a refresh under way or asked for."""
    return _keeper().waiting()


def environment() -> dict[str, str]:
    """What a child process gets besides our own environment: the key from Streamlit's secrets, which nobody else gets."""
    with suppress(StreamlitSecretNotFoundError):
        if key := st.secrets.get(SECRET):
            os.environ.pop(SECRET, None)      # Streamlit puts it there, and every other process would inherit it
            return {KEY: key if isinstance(key, str) else json.dumps(dict(key))}
    return {}


def _child(command: tuple[str, ...], more: dict[str, str], words: IO[bytes]) -> subprocess.Popen:
    """The refresh as a process of its own, less important than the pages, without a window."""
    quiet = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
    child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **more}, stdin=subprocess.DEVNULL, stdout=words, stderr=words,
                             creationflags=quiet, start_new_session=sys.platform != "win32")
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, child.pid, 10)
    return child


def _stop(child: subprocess.Popen) -> None:
    """Ends the child, by force where it does not listen; a refresh may be killed at any moment."""
    child.terminate()
    try:
        child.wait(5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait(5)


def _say_it_hung(seconds: float) -> None:
    told = say("background.hung", minutes=round(seconds / 60))
    log.warning("%s", told)
    last = source_states.progress()
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    source_states.keep_progress(replace(last or source_states.Progress(at), finished_at=at, trouble=told))


def _log_file() -> IO[bytes]:
    """The file the child's words go to; one that has grown large becomes the one before."""
    file = home() / "lotwise.log"
    with suppress(OSError):
        if file.stat().st_size > LARGEST_LOG:
            os.replace(file, file.with_suffix(".before.log"))
    return file.open("ab")
