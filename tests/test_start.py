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


def test_start_bat_looks_whether_it_was_unpacked_before_anything_else():
    """A double click on it inside a zip has Windows unpack that file alone, into a new folder, and run it there."""
    lines = [line.strip() for line in (ROOT / "start.bat").read_text("ascii").splitlines()]
    does = [line for line in lines if line and not line.startswith(("rem ", "@", "title ", "setlocal"))]
    assert does[:3] == [
        'pushd "%~dp0" || goto no_place',  # cd can't go to a folder of a network: \\\\server\\share
        "if not exist requirements.txt goto packed",
        "if not exist start.py goto packed",
    ]
    packed = lines[lines.index(":packed") :]
    assert any("out of the zip" in line for line in packed[:5]) and "goto wait" in packed[:6]
    assert not any(line.lower().startswith("cd ") for line in lines)
    assert (ROOT / "requirements.txt").exists() and (ROOT / "start.py").exists()
