"""Sources asked side by side: each in a thread of its own, a few at a time, none waited for longer than a limit."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from connectors.source import Fetched, Mark, Source, kinds
from connectors.trouble import CannotGoOn, NotNow
from refresh.source_states import READING, WAITING, Progress, SourceProgress, keep_progress, still_at_work

SIDE_BY_SIDE = 3
LONGEST_SECONDS = 480.0  # of all sources together; one that answers after that is asked again at the next refresh
STIR_SECONDS = 5.0


class Teller:
    """Keeps the progress file; may be told from any thread. A disk that takes no more is met when the data are kept."""

    def __init__(self, progress: Progress):
        self.progress = progress
        self._one_at_a_time = threading.Lock()
        self._write()

    def expect(self, names: list[str]) -> None:
        """All these sources wait for their turn."""
        self.note(sources=tuple(SourceProgress(name, WAITING) for name in names))

    def say(self, name: str, standing: str, said: str = "") -> None:
        """Where the refresh is with one source, in words."""
        with self._one_at_a_time:
            told = SourceProgress(name, standing, said)
            sources = tuple(told if one.name == name else one for one in self.progress.sources)
            if sources != self.progress.sources:
                self.progress = replace(self.progress, sources=sources)
                self._write()

    def note(self, **how) -> Progress:
        """What is known of the refresh as a whole."""
        with self._one_at_a_time:
            self.progress = replace(self.progress, **how)
            self._write()
        return self.progress

    def _write(self) -> None:
        with suppress(CannotGoOn):
            keep_progress(self.progress)

    @contextmanager
    def stirring(self) -> Iterator[None]:
        """Shows the readers every few seconds that this refresh is alive."""
        over = threading.Event()

        def stir() -> None:
            while not over.wait(STIR_SECONDS):
                still_at_work()

        threading.Thread(target=stir, daemon=True).start()
        try:
            yield
        finally:
            over.set()


def fetched(
    wanted: list[tuple[Source, Mark | None]], say: Callable[[str, str, str], None]
) -> Iterator[tuple[Source, Fetched | Exception]]:
    """What each source gave or what stood in its way, in the order in which they answer."""
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    done: queue.SimpleQueue = queue.SimpleQueue()
    for one in wanted:
        waiting.put(one)

    def work() -> None:
        with suppress(queue.Empty):
            while True:
                source, mark = waiting.get_nowait()
                done.put((source, _fetch(source, mark, say)))

    for _ in range(min(SIDE_BY_SIDE, len(wanted))):
        threading.Thread(target=work, daemon=True).start()  # one that hangs must not keep the process from ending
    left = {source.name: source for source, _ in wanted}
    until = time.monotonic() + LONGEST_SECONDS
    while left:
        try:
            source, result = done.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            break
        del left[source.name]
        yield source, result
    for source in left.values():
        yield (
            source,
            NotNow(
                f"“{source.name}” did not answer within {LONGEST_SECONDS / 60:.0f} minutes.",
                "It is tried again at the next refresh.",
            ),
        )


def _fetch(source: Source, mark: Mark | None, say: Callable[[str, str, str], None]) -> Fetched | Exception:
    say(source.name, READING, "")
    try:
        return kinds()[source.kind].fetch(source, mark, lambda words: say(source.name, READING, words))
    except Exception as fault:  # handed on: the caller tells trouble from a defect of ours
        return fault
