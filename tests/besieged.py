"""A disk that takes nothing and a folder that may not be written, as the system itself says it, within this process."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534


@contextmanager
def no_room(largest_bytes: int = 0) -> Iterator[None]:
    """Within it no file may grow beyond so many bytes: the system refuses the next one as it does on a full disk."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def to_be_read_only(home: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Iterator[Path]:
    """Within it a copy of the data folder is that of this process, which may read it and write nothing of it; who runs
    the tests as the one who may do everything is nobody meanwhile. Gives a file that holds the script."""
    place = Path(tempfile.mkdtemp(prefix="lotwise-tests-"))  # not below a folder that only its owner may enter
    copy = place / "home"
    shutil.copytree(home, copy)
    place.chmod(0o755)
    (place / "script.py").write_text(script, "utf-8")
    inside = [copy, *copy.rglob("*")]
    for one in inside:
        one.chmod(0o555 if one.is_dir() else 0o444)
    monkeypatch.setenv("LOTWISE_HOME", str(copy))
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield place / "script.py"
    finally:
        if is_root:
            os.seteuid(0)
        for one in (one for one in inside if one.is_dir()):
            one.chmod(0o755)
        shutil.rmtree(place)


def flip(file: Path, bit: int) -> None:
    """Turns one bit of the file over, as a worn disk does."""
    content = bytearray(file.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    file.write_bytes(content)
