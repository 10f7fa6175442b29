"""Processes killed while they work: nothing that was done is lost, and the next call goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.command_line.calling import ROOT
from tests.union.federation.members_here import data_folder
from union.federation.engine_limits import engine_limits
from union.federation.engines import dask, here, pool
from union.federation.member_summary import MemberAsked

pytestmark = pytest.mark.long
SCHEDULER = "tcp://127.0.0.1:8947"
MEMBERS = 6


@pytest.fixture
def asked(tmp_path) -> list[MemberAsked]:
    return [MemberAsked(f"M{n}", str(data_folder(tmp_path / f"M{n}"))) for n in range(MEMBERS)]


@pytest.mark.parametrize("engine", [pool, dask], ids=["pool", "dask"])
def test_workers_that_are_killed_lose_nothing(asked, engine):
    """Every worker is killed as soon as the first member is done, and one more after the second."""
    alone = {made.name: made.content for made in here.run(asked, engine_limits())}
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    found = {}
    for made in engine.run(asked, replace(engine_limits(), tries=6), ""):
        found[made.name] = (made.content, made.reason)
        workers = [one for one in psutil.Process().children(recursive=True) if one.pid not in before]
        for one in workers[: {1: None, 2: 1}.get(len(found), 0)]:
            if "resource_tracker" not in " ".join(one.cmdline()):
                one.kill()
    assert found == {name: (content, "") for name, content in alone.items()}


def kept(home: Path) -> set[str]:
    return {file.name for file in home.glob("union_summaries/*.parquet")}


def started(home: Path, *arguments: str) -> subprocess.Popen:
    environment = os.environ | {"LOTWISE_HOME": str(home)}
    return subprocess.Popen(
        [sys.executable, ROOT / "cli.py", "union", "report", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def killed_once_some_are_kept(home: Path, process: subprocess.Popen) -> set[str]:
    """What was kept when the command was killed, after the first of its members was done."""
    while not kept(home) and process.poll() is None:
        threading.Event().wait(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return kept(home)


@pytest.fixture
def office(asked, tmp_path) -> Path:
    """An office whose members are those."""
    home = tmp_path / "office"
    home.mkdir()
    blocks = (f'[[member]]\nname = "{one.name}"\nwhere = "{Path(one.folder).as_posix()}"\n' for one in asked)
    (home / "federation.toml").write_text("\n".join(blocks), encoding="utf-8")
    return home


def last_line(process: subprocess.Popen) -> str:
    return process.communicate()[1].decode("utf-8").splitlines()[-1]


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows knows no SIGKILL")
@pytest.mark.parametrize("engine", ["here", "pool"])
def test_a_command_that_is_killed_goes_on_where_it_was(office, engine):
    done = killed_once_some_are_kept(office, started(office, "--engine", engine))
    assert 0 < len(done) < MEMBERS
    left = MEMBERS - len(done)
    assert last_line(started(office, "--engine", engine)) == f"{left} of {left} members worked on"
    assert done < kept(office) and len(kept(office)) == MEMBERS


def cluster() -> list[subprocess.Popen]:
    """A scheduler and two workers as processes of their own, as docs/union.md starts them."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    port = SCHEDULER.rpartition(":")[2]
    unseen = ["--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--no-dashboard"]
    scheduler = ["scheduler", "--port", port, *unseen]
    worker = ["worker", SCHEDULER, "--nthreads", "1", "--memory-limit", "2GB", *unseen]
    worker += ["--preload", "union.federation.engines.dask"]
    return [
        subprocess.Popen([sys.executable, "-m", "dask", *arguments], env=environment, stderr=subprocess.DEVNULL)
        for arguments in (scheduler, worker, worker)
    ]


def test_a_scheduler_of_its_own_and_one_that_is_lost(office):
    """The scheduler goes after the first member: a sentence; another one is started: only the rest is done."""
    processes = cluster()
    try:
        command = started(office, "--scheduler", SCHEDULER)
        while not kept(office) and command.poll() is None:
            threading.Event().wait(0.02)
        for one in processes:
            one.kill()
            one.wait()
        said, done = last_line(command), len(kept(office))
        assert command.returncode == 2 and "what was finished is kept" in said
        processes = cluster()
        left = MEMBERS - done
        assert last_line(started(office, "--scheduler", SCHEDULER)) == f"{left} of {left} members worked on"
    finally:
        for one in processes:
            one.kill()
            one.wait()
    alone = {made.content for made in here.run([MemberAsked("M0", str(office.parent / "M0"))], engine_limits())}
    assert {file.read_bytes() for file in office.glob("union_summaries/*")} == alone
