"""The documents say what is so: generated pages are fresh, links and paths lead somewhere, settings are all listed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from command_line.main import lotwise
from docs.generate import pages, stale

ROOT = Path(__file__).parent.parent
WRITTEN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
SOURCES = sorted(
    file
    for room in ("logbooks", "metrics", "decisions", "ui", "pages", "charts")
    for ending in ("*.py", "*.sql", "*.toml")
    for file in (ROOT / room).rglob(ending)
)


def test_generated_pages_are_what_their_sources_give():
    assert stale() == []


@pytest.mark.parametrize("name", pages())
def test_a_generated_page_says_that_it_is_one(name):
    assert (ROOT / "docs" / name).read_text("utf-8").startswith("<!-- Written by `python -m docs.generate`")


def test_the_two_lines_stand_at_the_top_of_the_readme():
    top = (ROOT / "README.md").read_text("utf-8").splitlines()[:8]
    assert "pip install -r requirements.txt && streamlit run app.py" in top
    assert "pip install -r requirements-dev.txt && pytest" in top


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(file):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", file.read_text("utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_named_in_the_text_exists(file):
    room = r"app|cli|connectors|logbooks|metrics|decisions|charts|ui|pages|sample_data|docs|benchmarks|tests|\.ci"
    named = re.findall(rf"`((?:{room})[\w./-]*[\w/])`", file.read_text("utf-8"))
    assert [name for name in named if ("/" in name or name.endswith(".py")) and not (ROOT / name).exists()] == []


def test_every_command_of_the_readme_is_one():
    called = re.findall(r"python cli\.py (\w+)", (ROOT / "README.md").read_text("utf-8"))
    assert called
    assert set(called) <= set(lotwise.commands)


def test_every_setting_that_is_read_is_listed():
    """Names inside setting_text('...') and setting_number('...'), in SQL or in Python."""
    listed = set(tomllib.loads((ROOT / "logbooks" / "settings.toml").read_text("utf-8")))
    read = {
        name for file in SOURCES for name in re.findall(r"setting_(?:text|number)\('(\w+)'", file.read_text("utf-8"))
    }
    assert read
    assert read - listed == set()


def test_every_requirement_is_pinned_and_says_why_it_is_there():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if line and not line.startswith("-r")]
        assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+\s+# \S.*", line)] == []
