"""Tries a source in a process of its own while the page goes on: nothing is kept, no page waits."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from connectors.source import Source
from logbooks.recognise import mapping as mappings
from logbooks.recognise.mapping import Mapping
from pages.connect.recognised_tabs import show_recognised
from ui.state import background
from words.speech import as_text, say

MOST_SECONDS = 120.0
TABS, GONE, SHARED, ACCOUNT = "tabs", "gone", "shared", "account"


class Trial:
    """One question to a source under way: `said` is where it is, `answer` what came back, None while it runs.

    `of` is the workbook and the tab of GONE. The answer is {"tabs": [...]}, {"gone": {...}}, {"shared": [...]},
    {"account": ...} or {"trouble": {what, fix, passes}}.
    """

    def __init__(
        self,
        ask: str,
        source: Source,
        mapping: Mapping | None = None,
        of: Sequence[str] = (),
        most_seconds: float = MOST_SECONDS,
    ):
        self.source, self.said = source, ""
        self.answer: dict | None = None
        self.done = threading.Event()
        with background.log_file() as words:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "pages.connect.trial_child"],
                cwd=background.ROOT,
                env=background.whole_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                creationflags=background.NO_WINDOW,
            )
        asked = {"ask": ask, "source": asdict(source), "mapping": mappings.dumps(mapping or Mapping()), "of": list(of)}
        self._clock = threading.Timer(most_seconds, self.stop)
        self._clock.daemon = True
        self._clock.start()
        threading.Thread(
            target=self._listen, args=(json.dumps(asked).encode("ascii"),), name="trial", daemon=True
        ).start()

    def stop(self) -> None:
        """Ends it; what it had found is forgotten."""
        self._child.kill()

    def _listen(self, asked: bytes) -> None:
        into, out = self._child.stdin, self._child.stdout
        assert into is not None and out is not None, "both are pipes"
        try:
            with self._child:
                into.write(asked)
                into.close()
                for line in out:
                    self._hear(json.loads(line))
        except (OSError, ValueError):
            self._child.kill()
        self._clock.cancel()
        self.answer = self.answer or {
            "trouble": {"what": say("trial.no_answer"), "fix": say("trial.again"), "passes": True}
        }
        self.done.set()

    def _hear(self, told: dict) -> None:
        if "said" in told:
            self.said = told["said"]
        elif "defect" in told:
            self.answer = {"trouble": {"what": say("trial.defect"), "fix": say("trial.defect_fix"), "passes": False}}
        else:
            self.answer = told


def show_trial(trial: Trial) -> None:
    """Draws where a trial is, every second while it runs, and at its end what it found; then the page runs once
    more."""
    st.fragment(_draw, run_every=None if trial.done.is_set() else 1)(trial, trial.done.is_set())


def _draw(trial: Trial, was_done: bool) -> None:
    answer = trial.answer or {}
    if not trial.done.is_set():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":gray[{as_text(trial.said) or say('sources.testing')} …]")
            if st.button(say("sources.cancel"), key=f"stop-{id(trial)}", type="tertiary"):
                trial.stop()
    elif not was_done:
        st.rerun()
    elif "trouble" in answer:
        told = answer["trouble"]
        st.error(f"**{as_text(told['what'])}**  \n{as_text(told['fix'])}", icon=":material/block:")
    elif "tabs" in answer:
        if not any(tab["logbook"] for tab in answer["tabs"]):
            st.markdown(say("add.found_none"))
        show_recognised(answer["tabs"])
