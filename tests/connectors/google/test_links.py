"""Which texts are links of spreadsheets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from connectors.google import google_links
from connectors.trouble import CannotOpen

ID = "1aBcD_efGhIjKlMnOpQrStUvWxYz0123456789-aBcDe"


@pytest.mark.parametrize(
    "where",
    [
        f"https://docs.google.com/spreadsheets/d/{ID}/edit?gid=7#gid=7",
        f"https://docs.google.com/spreadsheets/d/{ID}",
        f"  https://docs.google.com/spreadsheets/d/{ID}/  ",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit",
        f"https://docs.google.com/a/cooperative.example/spreadsheets/d/{ID}/edit",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit?usp=sharing",
        f"http://127.0.0.1:8010/spreadsheets/d/{ID}/edit",
        ID,
    ],
)
def test_links_and_ids_that_are_taken(where):
    assert google_links.takes(where)
    assert google_links.id_of(where) == ID


@pytest.mark.parametrize(
    "where",
    [
        "",
        "Lots 2026",
        "/home/lots.xlsx",
        "C:\\lots.xlsx",
        "https://docs.google.com/document/d/" + ID,
        f"https://example.org/spreadsheets/d/{ID}/edit",
        f"https://docs.google.com.example.org/spreadsheets/d/{ID}",
        f"https://docs.google.com/spreadsheets/d/e/2PACX-{ID}/pubhtml",
        "https://docs.google.com/spreadsheets/d/../edit",
        f"https://docs.google.com/spreadsheets/d/{ID[:8]}/edit",
        f"{ID} {ID}",
        f"https://docs.google.com/spreadsheets/d/{ID}?x=1\nHost: example.org",
        ID.replace("a", "а"),
    ],
)
def test_other_texts_are_not(where):
    assert not google_links.takes(where)
    with pytest.raises(CannotOpen, match="not the link of a Google spreadsheet"):
        google_links.id_of(where)


def test_listing_the_kinds_does_not_wait_for_gspread():
    program = (
        "import sys; from connectors.source import kinds; print(kinds()['google_sheet'].takes('x'), 'gspread' in "
        "sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
