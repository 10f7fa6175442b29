"""The command line as people and schedulers call it, with a data folder of its own.

`called` runs a command in this process, `cold` as `python cli.py` in a process of its own, which takes ten times as
long: for what only such a process shows, as what it imports or which letters its console knows.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from command_line.main import main

ROOT = Path(__file__).parents[2]


def called(*arguments: object, home: Path, encoding: str = "utf-8") -> subprocess.CompletedProcess:
    """What the command did, its two outputs in bytes; it runs here, in the folder `home`, on a console of the
    encoding."""
    words = [str(argument) for argument in arguments]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, chdir(home), redirect_stdout(out), redirect_stderr(err):
        patch.setenv("LOTWISE_HOME", str(home))
        code = main(words)
    out.flush()
    err.flush()
    return subprocess.CompletedProcess(words, code, out.buffer.getvalue(), err.buffer.getvalue())


def cold(*arguments: object, home: Path, encoding: str = "utf-8", before: str = "") -> subprocess.CompletedProcess:
    """What `python cli.py ARGUMENTS` did, its two outputs in bytes; `before` runs in the same process first."""
    run = (
        f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); {before}\nrunpy.run_path({str(ROOT / 'cli.py')!r}, "
        f"run_name='__main__')"
    )
    environment = {**os.environ, "LOTWISE_HOME": str(home), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run(
        [sys.executable, "-c", run, *map(str, arguments)], capture_output=True, env=environment, cwd=home, timeout=120
    )


def one_sentence(done: subprocess.CompletedProcess) -> str:
    """Standard error, which is a single line of words; nothing went to standard output."""
    said = done.stderr.decode("utf-8")
    assert done.stdout == b""
    assert "Traceback" not in said
    assert said.count("\n") == 1
    return said.strip()
