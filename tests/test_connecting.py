"""docs/connecting.md: no failure of a source lacks its line, and its pictures are there."""

import re
import tomllib

import pytest

from docs.failures import PAGE, ROOT, failures

TEXT = PAGE.read_text("utf-8")


def test_the_tables_are_those_of_the_words_in_use():
    """Where this fails: python -m docs.generate."""
    assert failures() in TEXT


@pytest.mark.parametrize(
    ("file", "table"),
    [("connectors/google/google_failures.toml", None), ("connectors/web/web_failures.toml", "trouble")],
)
def test_every_failure_has_its_line(file, table):
    """Told by the longest piece of its words in which nothing is filled in."""
    told = tomllib.loads((ROOT / file).read_text("utf-8"))
    faults = told[table] if table else told
    pieces = {code: max(re.split(r"\{[^}]*\}", fault["what"]), key=len).strip() for code, fault in faults.items()}
    assert len(pieces) > 10 and {code for code, piece in pieces.items() if piece not in TEXT} == set()


def test_its_pictures_are_there():
    named = re.findall(r"\]\((pictures/[^)]+)\)", TEXT)
    assert named and [name for name in named if not (PAGE.parent / name).exists()] == []


@pytest.mark.parametrize(
    "words",
    [
        "is protected with a password",
        "is a web page, not a workbook",
        "The Google key is not the JSON file that Google gave.",
        "The Google key lacks",
        "The private key in the Google key file is damaged.",
        "LOTWISE_GOOGLE_BASE leads to another computer.",
        "is not the link of a Google spreadsheet.",
    ],
)
def test_what_is_told_in_code_alone_has_its_line_too(words):
    assert words in TEXT
