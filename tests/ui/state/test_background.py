"""Refreshes in the background: real child processes, one at a time, that nothing switches off."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from refresh import source_states
from refresh.source_states import Progress
from tests.processes import runs, until
from ui.state import background
from ui.state.background import Keeper, is_due
from words.speech import say

NOTE = (
    "import os, sys; from pathlib import Path; from threading import Event; home = Path(os.environ['LOTWISE_HOME']); "
)
RUNS = NOTE + "out = (home / 'runs').open('a'); out.write(' '.join(['began', *sys.argv[1:]]) + '\\n'); out.flush(); "


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A data folder with one configured source."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    (tmp_path / "lotwise.toml").write_text(
        f'[[source]]\nname = "Station"\nkind = "folder"\nwhere = "{tmp_path.as_posix()}"\n', "utf-8"
    )
    return tmp_path


@pytest.fixture
def keeper():
    """A function that starts a keeper whose child is this Python program; all are ended with the test."""
    begun = []

    def _keeper(program: str, **more) -> Keeper:
        begun.append(Keeper(command=(sys.executable, "-c", program), look_seconds=0.02, **more).start())
        return begun[-1]

    yield _keeper
    for one in begun:
        one.end()


def lines(file) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.exists() else []


def test_what_was_never_read_is_read_at_once_and_the_childs_words_go_to_the_log(home, keeper):
    keeper(RUNS + "print('said to nobody', file=sys.stderr)")
    assert until(lambda: "said to nobody" in lines(home / "lotwise.log"))
    assert lines(home / "runs") == ["began"]


def test_a_server_without_sources_starts_nothing(home, keeper):
    (home / "lotwise.toml").write_text("", "utf-8")
    one = keeper(RUNS)
    one.now()
    assert until(lambda: not one.waiting())
    assert one.child is None and not (home / "runs").exists()


def test_the_button_asks_for_one_source_by_name_and_never_two_run_at_once(home, keeper):
    """Each child writes when it begins and ends; were two at work, two lines "began" would follow one another."""
    one = keeper(RUNS + "Event().wait(0.1); out.write('ended\\n')")
    for name in ("North", "South", None):
        one.now(name)
    assert until(lambda: not one.waiting() and len(lines(home / "runs")) >= 6)
    told = lines(home / "runs")
    assert [line.split()[0] for line in told] == ["began", "ended"] * (len(told) // 2)
    assert {"began --only North", "began --only South", "began"} <= set(told)


def test_it_waits_for_the_refresh_of_another_program(home, keeper):
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    source_states.keep_progress(Progress(at))
    one = keeper(RUNS)
    one.now()
    threading.Event().wait(0.3)
    assert one.waiting() and not (home / "runs").exists()
    source_states.keep_progress(Progress(at, finished_at=at))
    assert until(lambda: lines(home / "runs")[:1] == ["began"])


def test_a_child_that_fails_switches_nothing_off(home, keeper):
    one = keeper(RUNS + "sys.exit(2)")
    assert until(lambda: lines(home / "runs") and not one.waiting())
    before = len(lines(home / "runs"))
    one.now()
    assert until(lambda: len(lines(home / "runs")) > before and not one.waiting())
    assert one._thread.is_alive()


def test_a_configuration_nobody_can_read_switches_nothing_off(home, keeper):
    good = (home / "lotwise.toml").read_text("utf-8")
    (home / "lotwise.toml").write_text("[[source", "utf-8")
    one = keeper(RUNS)
    one.now()
    assert until(lambda: not one.waiting())
    (home / "lotwise.toml").write_text(good, "utf-8")
    one.now()
    assert until(lambda: lines(home / "runs") == ["began"])


def test_a_child_that_hangs_is_ended_and_said(home, keeper):
    one = keeper(RUNS + "Event().wait(600)", patience_seconds=0.5)
    assert until(lambda: (last := source_states.progress()) is not None and last.finished_at is not None)
    assert source_states.progress().trouble == say("background.hung", minutes=0)
    assert one.child.poll() is not None


def test_the_key_is_in_the_childs_environment_alone(home, keeper):
    keeper(
        NOTE + "(home / 'key').write_text(os.environ['LOTWISE_GOOGLE_KEY'])", environment={background.KEY: "canary-5Kq"}
    )
    assert until(lambda: lines(home / "key") == ["canary-5Kq"])
    assert "canary-5Kq" not in os.environ.values()


def test_the_child_is_less_important_than_the_pages(home, keeper):
    """Only where the system has such a number: elsewhere the class of the process says it."""
    program = NOTE + (
        "n = 0\nwhile hasattr(os, 'getpriority') and os.getpriority(os.PRIO_PROCESS, 0) < 10 and n < 200: n += "
        "1; Event().wait(0.02)\n"
        "(home / 'nice').write_text('low' if n < 200 else 'high')"
    )
    keeper(program)
    assert until(lambda: lines(home / "nice") == ["low"])


def test_the_child_ends_with_the_server(home):
    """The server ends in order while its child sleeps; the child writes its number first, and is gone after."""
    child = NOTE + "(home / 'pid').write_text(str(os.getpid())); Event().wait(600)"
    server = (
        "import sys; from pathlib import Path; from threading import Event; from ui.state.background import Keeper\n"
        f"Keeper(command=(sys.executable, '-c', {child!r}), look_seconds=0.02).start()\n"
        f"pid = Path({str(home / 'pid')!r})\nwhile not (pid.exists() and pid.read_text()): Event().wait(0.02)\n"
    )
    subprocess.run([sys.executable, "-c", server], cwd=background.ROOT, check=True, timeout=60)
    pid = int((home / "pid").read_text("utf-8"))
    assert until(lambda: not runs(pid), 5)


@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), signal.SIGTERM)"])
def test_the_child_ends_even_where_the_server_is_killed(home, tmp_path, end):
    """As after a power cut of the server alone: nothing in it runs any more, and the closed pipe tells the child."""
    program = tmp_path / "refresh.py"
    program.write_text(NOTE + "(home / 'pid').write_text(str(os.getpid())); Event().wait(600)", "utf-8")
    server = (
        "import os, signal, sys; from pathlib import Path; from threading import Event; from "
        "ui.state.background import Keeper\n"
        f"Keeper(command=(sys.executable, '-m', 'ui.state.refresh_child', {str(program)!r}), "
        f"look_seconds=0.02).start()\n"
        f"pid = Path({str(home / 'pid')!r})\nwhile not (pid.exists() and pid.read_text()): Event().wait(0.02)\n{end}\n"
    )
    subprocess.run([sys.executable, "-c", server], cwd=background.ROOT, timeout=60, check=False)
    pid = int((home / "pid").read_text("utf-8"))
    assert until(lambda: not runs(pid), 10)


@pytest.mark.parametrize(
    ("minutes_ago", "begun_ago", "due"),
    [
        (None, None, True),  # never yet
        (4, None, False),  # by cron, four minutes ago
        (6, None, True),
        # begun here a minute ago, without a word in the progress file: it failed, and waits its interval
        (6, 1, False),
        (6, 6, True),
        (-60, None, True),  # the clock was set back by an hour: not an hour without a reading
    ],
)
def test_due_after_the_interval(minutes_ago, begun_ago, due):
    now = datetime.now(UTC)
    last = None if minutes_ago is None else Progress(f"{now - timedelta(minutes=minutes_ago):%Y-%m-%dT%H:%M:%SZ}")
    assert is_due(5, last, None if begun_ago is None else now - timedelta(minutes=begun_ago)) is due


def test_a_program_that_is_done_ends_well_while_the_server_goes_on(tmp_path):
    """A thread that waited for the server in a buffered read once made every refresh end in an abort."""
    program = tmp_path / "program.py"
    program.write_text("import sys\nprint('done')\nsys.exit(0)\n", encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, "-m", "ui.state.refresh_child", str(program)],
        cwd=background.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    code = child.wait(60)
    assert (code, child.stdout.read().strip(), child.stderr.read()) == (0, "done", "")
    child.stdin.close()
