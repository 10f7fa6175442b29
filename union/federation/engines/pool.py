"""A few processes of this computer, each at one member at a time.

Each is started as a program of its own, so that it works under any program that asks, on Windows too, and that one
which dies takes nothing with it but its own try.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from connectors.reading_limits import QUIET
from union.federation.engine_limits import EngineLimits
from union.federation.member_summary import MadeSummary, MemberAsked
from words.speech import say

PROJECT = Path(__file__).resolve().parents[3]
CHILD = "union.federation.pool_child"


def run(asked: Sequence[MemberAsked], limits: EngineLimits, scheduler: str = "") -> Iterator[MadeSummary]:
    """What became of each member, as it is done; a scheduler is of no use here. Whoever stops asking ends the
    processes."""
    waiting, done = deque(asked), queue.SimpleQueue[MadeSummary]()
    children = [_Child(limits) for _ in range(min(limits.workers, len(asked)))]
    for child in children:
        threading.Thread(target=_serve, args=(child, waiting, done), daemon=True).start()
    try:
        for _ in asked:
            yield done.get()
    finally:
        waiting.clear()
        for child in children:
            child.end()


def _serve(child: _Child, waiting: deque[MemberAsked], done: queue.SimpleQueue[MadeSummary]) -> None:
    """Has members worked on until none waits."""
    while True:
        try:
            one = waiting.popleft()
        except IndexError:
            return
        done.put(child.made(one))


class _Child:
    """One process, started when there is work for it and again after it died."""

    def __init__(self, limits: EngineLimits):
        self._limits, self._process, self._ended = limits, None, False
        self._starting = threading.Lock()

    _process: subprocess.Popen[bytes] | None

    def made(self, one: MemberAsked) -> MadeSummary:
        """What became of the member, tried again where the process died or took too long, as often as is allowed."""
        for _ in range(self._limits.tries):
            answer = self._asked(one)
            if answer:
                return MadeSummary.of_line(answer)
        return MadeSummary(one.name, reason=say("federation.not_made.died", count=self._limits.tries))

    def end(self) -> None:
        """Ends the process, whatever it is at; none is started again."""
        with self._starting:
            self._ended = True
            self._kill()

    def _asked(self, one: MemberAsked) -> bytes:
        """Its answer, a line; nothing where it died or its time was over."""
        process = self._running()
        if process is None or process.stdin is None or process.stdout is None:
            return b""
        clock = threading.Timer(self._limits.seconds, process.kill)
        clock.start()
        answer = b""
        try:
            process.stdin.write(one.line())
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:  # it died before it heard
            pass
        finally:
            clock.cancel()
        if not answer:  # it closed its output before it was gone: the next try must not be handed to it
            process.kill()
            process.wait()
        return answer

    def _running(self) -> subprocess.Popen[bytes] | None:
        with self._starting:
            if self._process is None or self._process.poll() is not None:
                self._process = None if self._ended else _started(self._limits.memory_mb)
            return self._process

    def _kill(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


def _started(memory_mb: int) -> subprocess.Popen[bytes]:
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        [sys.executable, "-m", CHILD, str(memory_mb)],
        cwd=PROJECT,
        env=os.environ | QUIET,
        stdin=subprocess.PIPE,  # closed when this process ends, however it ends
        stdout=subprocess.PIPE,
        creationflags=flags,
    )
