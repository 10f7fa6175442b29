"""The process in which a source is tried: what goes wrong in it goes to the log, but no key with it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_a_key_in_the_words_of_an_error_is_not_written_down():
    """An error of Python quotes what it was given."""
    asked = {"ask": "tabs", "source": {"-----BEGIN PRIVATE KEY-----canary-7Wd": "x"}}
    done = subprocess.run(
        [sys.executable, "-m", "pages.connect.trial_child"],
        cwd=ROOT,
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == {"defect": True}
    assert b"TypeError" in done.stderr and b"canary" not in done.stderr
