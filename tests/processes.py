"""Processes that a test started, or that these started."""

import os
import subprocess
import sys
import threading


def until(holds, seconds: float = 20) -> bool:
    """Waits until the condition holds, and says whether it does."""
    tick = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if holds():
            return True
        tick.wait(0.02)
    return holds()


def runs(pid: int) -> bool:
    """Whether a process of that number is still there."""
    if sys.platform == "win32":
        return (
            str(pid)
            in subprocess.run(["tasklist", "/FI", f"PID eq {pid}"], capture_output=True, text=True, check=True).stdout
        )
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
