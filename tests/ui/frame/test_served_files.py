"""What browsers fetch once beside the pages: packed, kept for a year, and under another name once it is another."""

from __future__ import annotations

import gzip
import re
import tomllib
from pathlib import Path

import pytest
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from charts.live_chart import module
from ui.frame import told_beforehand
from ui.frame.served_files import CHARTS, FONTS, LOOKS, OurDocument, addresses, served_file
from ui.frame.style_sheet import FILES, style_sheet
from words.speech import say

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
    assert wanted == set(addresses()) - {CHARTS, LOOKS}
    assert theme["headingFont"].startswith(theme["fontFaces"][0]["family"])
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


DOCUMENT = '<html><head></head><body><div id="root"></div></body></html>'
PAGE = "text/html,application/xhtml+xml,*/*;q=0.8"
OTHER = "<html><body>Slides</body></html>"


def behind_looks(answer: Response, method: str = "GET", **asked: str) -> tuple[dict[bytes, bytes], bytes]:
    """The head and the content of an answer that passes what names the style sheet, asked for as a browser asks for a
    page or with a head of its own."""
    sent = []
    head = [(name.replace("_", "-").encode(), value.encode()) for name, value in {"accept": PAGE, **asked}.items()]

    async def send(message):
        sent.append(message)

    packed = GZipMiddleware(answer, minimum_size=1)  # as Streamlit does

    async def ask():
        await OurDocument(packed)({"type": "http", "path": "/", "method": method, "headers": head}, None, send)

    with pytest.raises(StopIteration):  # nothing is waited for, and a browser test beside it may have a loop of its own
        ask().send(None)
    return dict(sent[0]["headers"]), b"".join(one["body"] for one in sent[1:])


def test_the_document_of_every_page_tells_first_what_streamlit_would_ask_and_names_our_style_sheet_last():
    told = {"etag": '"of-its-bytes"', "cache-control": "no-cache"}
    head, body = behind_looks(HTMLResponse(DOCUMENT, headers=told), accept_encoding="gzip, br")
    ours = DOCUMENT.replace("</body>", f'<link rel="stylesheet" href="{LOOKS}"></body>')
    assert body.decode() == ours.replace("<head>", f"<head>{told_beforehand.script()}")
    assert int(head[b"content-length"]) == len(body)
    assert b"etag" not in head and head[b"cache-control"] == b"no-cache"


@pytest.mark.parametrize(
    "answer", [HTMLResponse(OTHER), PlainTextResponse(DOCUMENT), HTMLResponse(DOCUMENT, status_code=404)]
)
def test_every_other_answer_is_as_it_was(answer):
    head, body = behind_looks(answer)
    assert body == answer.body and head == dict(answer.raw_headers)
    assert behind_looks(HTMLResponse(DOCUMENT), "POST")[1].decode() == DOCUMENT


def test_what_is_no_page_is_packed_as_it_was():
    head, body = behind_looks(HTMLResponse(DOCUMENT), accept="*/*", accept_encoding="gzip")
    assert gzip.decompress(body).decode() == DOCUMENT and head[b"content-encoding"] == b"gzip"


def test_the_style_sheet_holds_every_file_of_rules_and_the_words_that_rules_write():
    answer = asked(LOOKS)
    sheet = bytes(answer.body).decode()
    assert sheet == style_sheet() and answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    beside = {file.name for file in (ROOT / "ui" / "frame").glob("*.css")}
    assert beside == set(FILES) and all((ROOT / "ui" / "frame" / name).read_text("utf-8") in sheet for name in beside)
    assert all(file.read_text("utf-8") in sheet for file in (ROOT / "pages").rglob("*.css"))
    assert f"::after {{ content: '{say('menu.open')}' }}" in sheet  # "Menu", all of letters


def test_no_rule_asks_what_stands_anywhere_within_the_page():
    """With three such rules a first visit to Learn had 111,000 elements looked at for their looks; without, 4,400."""
    whole_pages = ("html", "body", ".stApp", '[data-testid="stApp"]', ".stMain", '[data-testid="stMain"]')
    asked_of = [rule[: rule.index(":has(")] for rule in re.split(r"[\s,]", style_sheet()) if ":has(" in rule]
    assert asked_of and not [
        one for one in asked_of if one.endswith((*whole_pages, '[data-testid="stMainBlockContainer"]'))
    ]
