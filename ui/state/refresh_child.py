"""Runs a program for as long as the server that started it lives: python -m ui.state.refresh_child PROGRAM [ARGUMENT
...]

The server holds the other end of our standard input. However it ends, even killed, that end closes, and we end with all
we started.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading


def end_with(server: int) -> None:
    """Waits until the server at the other end of this pipe is gone, and ends this process and its readers."""
    # not by a file object: Python would wait for its lock when the program ends, and abort
    while os.read(server, 1):
        pass
    if sys.platform != "win32" and os.getpgrp() == os.getpid():  # a group of our own: nobody else is in it
        os.killpg(0, signal.SIGTERM)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
    runpy.run_path(sys.argv[0], run_name="__main__")
