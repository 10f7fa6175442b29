"""One command serves the sample cooperative and says what to type next; who does as it says reads the sheets."""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import gspread
import pytest

from tests.google.cooperative import BOOKS
from tests.google.reader import Led

ROOT = Path(__file__).parents[2]


def served(folder, *options):
    """The command, and what it printed up to the last line of its advice."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.google", *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "TMPDIR": folder, "TEMP": folder, "TMP": folder},
    )
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("The key is a throw-away one"):
            break
    return process, said


def test_the_command_says_what_to_type_and_it_works(tmp_path):
    process, said = served(str(tmp_path), "--edits", "--every", "0.1")
    try:
        base, key = (
            re.search(r'LOTWISE_GOOGLE_BASE ?= ?"(.*)"', said)[1],
            re.search(r'LOTWISE_GOOGLE_KEY ?= ?"(.*)"', said)[1],
        )
        links = re.findall(r"https://docs\.google\.com/\S+", said)
        assert "synthetic" in said and len(links) == 3
        session = gspread.service_account_from_dict(
            json.loads(Path(key).read_text(encoding="utf-8"))
        ).http_client.session
        for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
            session.mount(host, Led(base))
        reader = gspread.Client(auth=None, session=session)
        assert [len(reader.open_by_url(link).worksheets()) for link in links] == [len(tabs) for _, _, tabs in BOOKS]
        # staff go on typing
        assert any(line.startswith("Person ") for line in [process.stdout.readline() for _ in range(3)])
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()
    assert os.name == "nt" or not Path(key).exists()  # Windows ends it at once


@pytest.mark.parametrize(
    ("options", "because"),
    [
        (("--every", "0"), "0 is not a number of seconds above 0"),
        (("--every", "nan"), "nan is not a number of seconds above 0"),
        (("--fault", "418"), "invalid choice: '418'"),
    ],
)
def test_what_it_cannot_do_is_said_in_a_sentence(options, because):
    done = refused(*options)
    assert done.returncode == 2 and because in done.stderr and "Traceback" not in done.stderr


def test_a_port_another_program_has_is_said_in_a_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = refused("--port", str(port))
    assert done.returncode == 2 and f"port {port} can't be had" in done.stderr and "Traceback" not in done.stderr


def refused(*options):
    """The command, ended by itself."""
    return subprocess.run(
        [sys.executable, "-m", "tests.google", *options], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def test_a_fault_that_was_asked_for_is_served_to_every_call(tmp_path):
    process, said = served(str(tmp_path), "--fault", "503")
    try:
        base = re.search(r'LOTWISE_GOOGLE_BASE ?= ?"(.*)"', said)[1]
        with pytest.raises(urllib.error.HTTPError, match="503"):
            urllib.request.urlopen(f"{base}/v4/spreadsheets/any", timeout=60)
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()
