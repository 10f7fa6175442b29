"""The minutes as files: each holds every sentence, the same bytes each time, and what a sheet holds stays text."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from exports.minutes_docx import MAIN
from exports.minutes_page import WRITERS, write_minutes
from words.minutes_words import Minutes, MinutesSection

HOSTILE = "<script>alert(1)</script> & [link](http://example.org) \x07"
PAGE = Minutes(
    "Where it stands",
    "Invented sample data.",
    (
        MinutesSection("What we know", ("A sentence.",), ("First point.", HOSTILE)),
        MinutesSection("What the board decides", blanks=("Reason",)),
    ),
    "Files read: cd34.",
)


class Texts(HTMLParser):
    """Every text of a page, every tag, and every address it names."""

    def __init__(self, page: str):
        super().__init__()
        self.texts, self.tags, self.addresses = [], [], []
        self.feed(page)

    def handle_data(self, data):
        self.texts.append(data)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]


def paragraphs(docx: bytes) -> list[str]:
    """The paragraphs as a plain reader of XML finds them."""
    document = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml")
    name = f"{{{MAIN}}}"
    found = ElementTree.fromstring(document).iter(f"{name}p")
    return ["".join(text.text or "" for text in one.iter(f"{name}t")) for one in found]


def test_the_html_holds_every_text_asks_no_other_computer_and_runs_nothing():
    page = WRITERS[".html"](PAGE).decode("utf-8")
    found = Texts(page)
    assert HOSTILE in found.texts
    assert (found.addresses, "script" in found.tags) == ([], False)
    assert {"Where it stands", "Invented sample data.", "First point.", "Reason", "Files read: cd34."} <= set(
        found.texts
    )
    assert "size: A4" in page and "url(" not in page and "@import" not in page


def test_the_markdown_makes_nothing_of_what_a_sheet_holds():
    text = WRITERS[".md"](PAGE).decode("utf-8")
    assert text.startswith(
        "# Where it stands\n\n**Invented sample data.**\n\n## What we know\n\nA sentence.\n\n- First"
    )
    assert "<script" not in re.sub(r"\\.", "", text)
    assert "](http" not in text


def test_the_docx_holds_every_paragraph_in_order():
    assert paragraphs(WRITERS[".docx"](PAGE)) == [
        "Where it stands",
        "Invented sample data.",
        "What we know",
        "A sentence.",
        "\u2022 First point.",
        "\u2022 <script>alert(1)</script> & [link](http://example.org) \ufffd",
        "What the board decides",
        "Reason",
        "Files read: cd34.",
    ]


def test_every_part_of_the_docx_is_named_and_well_formed():
    archive = zipfile.ZipFile(io.BytesIO(WRITERS[".docx"](PAGE)))
    assert archive.testzip() is None
    parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    named = [one.get("PartName") for one in parts["[Content_Types].xml"] if one.get("PartName")]
    assert {name.lstrip("/") for name in named} == {
        name for name in parts if name.startswith("word/") and "_rels" not in name
    }
    used = set(re.findall(r'<w:pStyle w:val="(\w+)"', archive.read("word/document.xml").decode()))
    assert used <= set(re.findall(r'w:styleId="(\w+)"', archive.read("word/styles.xml").decode()))


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_minutes_give_the_same_bytes(tmp_path, ending):
    for name in ("one", "two"):
        write_minutes(tmp_path / f"{name}{ending}", PAGE)
    assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()
