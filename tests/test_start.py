"""Starting by a double click: the dashboard runs, the browser is sent to it, the person is told how to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

from start import ADDRESS, free_port

ROOT = Path(__file__).parent.parent


def test_a_port_in_use_is_passed_over():
    with socket.socket() as taken:
        taken.bind((ADDRESS, 0))
        taken.listen()
        assert free_port(taken.getsockname()[1]) > taken.getsockname()[1]


def test_it_opens_the_browser_says_how_to_stop_and_stops(tmp_path):
    """The browser is a small script that writes down where it was sent."""
    sent_to = tmp_path / "sent_to.txt"
    browser = tmp_path / "browser.py"
    browser.write_text(f"import pathlib, sys; pathlib.Path({str(sent_to)!r}).write_text(sys.argv[1])", encoding="utf-8")
    environment = {
        **os.environ,
        "BROWSER": f"{sys.executable} {browser} %s",
        "LOTWISE_HOME": str(tmp_path / "home"),
        "HOME": str(tmp_path),
    }
    started = subprocess.Popen(
        [sys.executable, str(ROOT / "start.py")],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        said = ""
        while "To stop Lotwise" not in said:
            line = started.stdout.readline()
            assert line, said
            said += line
        url = next(word for word in said.split() if word.startswith("http"))
        page = HTTPConnection(url.removeprefix("http://"), timeout=20)
        page.request("GET", "/")
        assert page.getresponse().status == 200
        os.killpg(started.pid, signal.SIGINT)
        assert started.wait(30) == 0
        assert sent_to.read_text("utf-8") == url
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)


def test_start_bat_is_plain_and_ends_its_lines_as_windows_does():
    """cmd.exe loses its way between labels where lines end in a bare newline, and shows other letters as rubbish."""
    text = (ROOT / "start.bat").read_bytes()
    assert text.isascii()
    assert text.count(b"\n") == text.count(b"\r\n")
    labels = {line.split()[0][1:] for line in text.splitlines() if line.startswith(b":")}
    gone_to = {line.split(b"goto ")[1].split()[0] for line in text.splitlines() if b"goto " in line}
    assert gone_to <= labels
