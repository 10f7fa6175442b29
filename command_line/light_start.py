"""The first thing a process of the command line does; needs nothing but Python, of whatever age."""

from __future__ import annotations

import gc
import os
import sys

from command_line.not_installed import not_installed

OLDEST_PYTHON = (3, 11)


def run() -> int:
    """Runs the command that stands on the command line; returns its exit code."""
    if sys.version_info < OLDEST_PYTHON:
        return _refused(
            "Lotwise needs Python {}.{} or newer, and this is Python {}.{}.".format(
                *OLDEST_PYTHON, *sys.version_info[:2]
            )
        )
    make_light()
    hear_nothing_where_nobody_listens()
    try:
        from command_line.main import main
    except ModuleNotFoundError as missing:
        return _refused(not_installed(missing))
    return main()


def make_light() -> None:
    """Makes this short-lived process ready: without pandas, without threads that wait for matrices, without looking for
    garbage."""
    from connectors.reading.without_pandas import keep_pandas_out

    keep_pandas_out()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(100_000)


def hear_nothing_where_nobody_listens() -> None:
    """Gives a process without a console, as pythonw starts it for the Task Scheduler, somewhere to write to."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  (for as long as it runs)


def _refused(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 2
