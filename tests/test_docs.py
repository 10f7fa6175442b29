"""The documents say what is so: generated pages are fresh, links and paths lead somewhere, settings are all listed."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import pytest

from command_line.main import lotwise
from connectors.reading.files import ENDINGS
from docs.generate import pages, stale

ROOT = Path(__file__).parent.parent
WRITTEN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
LINTED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
ROOMS = LINTED["root_packages"]
SOURCES = sorted(
    file
    for room in ("logbooks", "metrics", "decisions", "ui", "pages", "charts")
    for ending in ("*.py", "*.sql", "*.toml")
    for file in (ROOT / room).rglob(ending)
)


def test_generated_pages_are_what_their_sources_give():
    assert stale() == []


@pytest.mark.parametrize("name", pages())
def test_a_page_says_what_of_it_is_generated(name):
    comments = re.findall(r"<!-- (.*?) -->", (ROOT / "docs" / name).read_text("utf-8"))
    assert "python -m docs.generate" in comments[0]


def test_the_two_lines_stand_at_the_top_of_the_readme():
    top = (ROOT / "README.md").read_text("utf-8").splitlines()[:8]
    assert "pip install -r requirements.txt && streamlit run app.py" in top
    assert "pip install -r requirements-dev.txt && pytest" in top


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(file):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", file.read_text("utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_every_command_of_ours_that_is_written_down_can_be_started():
    """Nothing is missing that it imports; what each does is tested where it stands."""
    ours = r"python -m ((?:benchmarks|docs|sample_data|tests)\b[\w.]*\w)"
    named = {name for file in WRITTEN for name in re.findall(ours, file.read_text("utf-8"))}
    assert {"benchmarks.pages", "tests.browser.moving_picture"} <= named
    for name in sorted(named):
        importlib.import_module(name)


def test_the_rooms_of_the_readme_are_those_of_the_contracts():
    """In the order in which pyproject.toml lets them import each other, and each in the table."""
    text = (ROOT / "README.md").read_text("utf-8")
    layers = next(one["layers"] for one in LINTED["contracts"] if one["name"] == "Imports run one way")
    assert f"`{' -> '.join(layers)}`" in text
    assert set(re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE)) == set(ROOMS)


def test_every_word_of_the_glossary_says_where_it_lives():
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+?) \| .+? \| (`.+) \|$", text, re.MULTILINE)
    assert len(dict(rows)) == len(rows) > 30
    for word, where in rows:
        file, *names = re.findall(r"`(.+?)`", where)
        assert (ROOT / file).exists(), word
        for name in names:
            assert re.search(rf"^(?:class )?{name}\b", (ROOT / file).read_text("utf-8"), re.MULTILINE), word


def test_every_picture_is_shown_somewhere():
    texts = "".join(file.read_text("utf-8") for file in WRITTEN)
    assert [file.name for file in (ROOT / "docs" / "pictures").iterdir() if f"pictures/{file.name}" not in texts] == []


def test_every_module_the_texts_run_is_one():
    run = {name for file in WRITTEN for name in re.findall(r"python -m (\w+(?:\.\w+)*)", file.read_text("utf-8"))}
    ours = {name: ROOT / name.replace(".", "/") for name in run if name.split(".")[0] in (*ROOMS, "tests")}
    assert len(ours) > 5
    assert [n for n, p in ours.items() if not (p.with_suffix(".py").exists() or (p / "__main__.py").exists())] == []


def test_no_text_counts_what_the_code_can_count():
    """Indicators, logbooks and pages come and go; a changelog tells of its own day."""
    counted = r"\b(?:\d+|[Ee]leven|[Tt]wenty\S*|[Tt]hirty\S*) (?:logbooks|indicators|pages)\b"
    now = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    assert [(file.name, found) for file in now for found in re.findall(counted, file.read_text("utf-8"))] == []


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_named_in_the_text_exists(file):
    room = "|".join((*ROOMS, "tests", "app", "cli", "start", r"\.ci"))
    named = re.findall(rf"`((?:{room})[\w./-]*[\w/])`", file.read_text("utf-8"))
    assert [name for name in named if ("/" in name or name.endswith(".py")) and not (ROOT / name).exists()] == []


def test_every_command_of_the_readme_is_one():
    called = re.findall(r"python cli\.py (\w+)", (ROOT / "README.md").read_text("utf-8"))
    assert called
    assert set(called) <= set(lotwise.commands)


def test_the_readme_names_every_kind_of_file_that_can_be_read():
    text = (ROOT / "README.md").read_text("utf-8")
    assert [ending for ending in ENDINGS if f"`{ending}`" not in text] == []


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


def test_the_worked_example_is_what_a_pocket_calculator_gives():
    """Five lots of 200 kg: 200 at 9.00, 200 at 8.50, 200 at 9.40 less 0.40 to the ship, 150 at 8.00 are 6,500; 100 sold
    as bulk at 4.50 are 450; 150 unsold at 5.00 - 0.20 are 720: earned 7,670. Needed: 1,000 x 5.00; added cost 600 / 3 +
    150 + 250 - 1,000 x 0.10 + 300 + 100 + 200 = 1,100; farmers 4,000 / 1,000 - 21,000 / 6,000 = 0.50 more; interest
    6,500 x 0.12 x 60 / 365 = 128.22; 6,000 x 0.01: 6,788.22. The members do without the 500 and work 120 / 1,000 -
    480 / 6,000 = 0.04 days a kg more, at 8.00: 881.78 + 500 - 320 = 1,061.78, and 1,381.78 / 40 = 34.54 a day. Next
    season 1,750 kg, 1,312.5 of them as micro: 750 at a premium of 3.6667, 550 at 2.75, 12.5 at none: earned 10,825 +
    787.50 + 1,260, needed 8,750 + 700 + 700 + 875 + 60 + 213.53."""
    text = (ROOT / "docs" / "worked_example.md").read_text("utf-8")
    for figure in ("7\u202f670.00", "6\u202f788.22", "881.78 USD", "1\u202f061.78 USD", "34.54", "1\u202f573.97 USD"):
        assert figure.replace("\u202f", " ") in text.replace("\u202f", " "), figure
