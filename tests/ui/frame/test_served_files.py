"""What browsers fetch once beside the pages: packed, kept for a year, and under another name once it is another."""

from __future__ import annotations

import gzip
import re
import tomllib
from pathlib import Path

from starlette.requests import Request

from charts.live_chart import module
from ui.frame.served_files import CHARTS, FONTS, addresses, served_file

ROOT = Path(__file__).resolve().parents[3]


def asked(address: str, encoding: str = "identity"):
    """The answer to a browser that can unpack that."""
    head = [(b"accept-encoding", encoding.encode())]
    return served_file(Request({"type": "http", "path": address, "headers": head}))


def test_the_charts_are_packed_kept_for_a_year_and_the_module_itself():
    answer = asked(CHARTS, "gzip, br")
    assert gzip.decompress(answer.body).decode() == module() and answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert len(answer.body) < 420_000  # the bundle that draws all there is has 1.4 MB


def test_who_cannot_unpack_gets_it_plain():
    answer = asked(CHARTS)
    assert bytes(answer.body).decode() == module() and "content-encoding" not in answer.headers


def test_the_letters_that_the_theme_asks_for_are_all_there_and_no_others():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    wanted = {face["url"] for face in theme["fontFaces"]}
    assert wanted == set(addresses()) - {CHARTS} and theme["headingFont"].startswith(theme["fontFaces"][0]["family"])
    for address in wanted:
        answer = asked(address, "gzip")
        assert answer.body == (FONTS / address[1:]).read_bytes() and answer.headers["content-type"] == "font/woff2"
    assert sum(len(asked(address).body) for address in wanted) < 50_000  # Streamlit's own file has 429,000


def test_vietnamese_headings_find_their_letters():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    spans = [
        (int(low, 16), int(high or low, 16))
        for face in theme["fontFaces"]
        for low, high in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face["unicodeRange"])
    ]
    for letter in "Sản lượng ệ ữ ñ ã ç ő":
        assert any(low <= ord(letter) <= high for low, high in spans), letter
