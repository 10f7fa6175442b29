"""Work that hangs is given up in time and keeps nothing from ending."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from connectors.waiting import within


def test_work_in_time_gives_what_it_gives():
    assert within(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0)


def test_work_that_hangs_is_given_up():
    release, begun = threading.Event(), time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.1, release.wait)
    assert time.monotonic() - begun < 2
    release.set()


def test_a_program_ends_though_work_of_it_hangs():
    """As a look-up of a name does that the system never answers."""
    program = (
        "import threading\nfrom connectors.waiting import within\ntry: within(0.1, threading.Event().wait)\nexcept "
        "TimeoutError: print('given up')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stdout.strip()) == (0, "given up")
