"""The small font of icons holds every icon that anything names: one that is missing would stand there as its name."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from starlette.responses import PlainTextResponse

from tests.ui.frame.small_icon_font import named_by_us, names_of, words_of_streamlit
from ui.frame.icon_font import ICONS, icons_address, streamlits_font
from ui.frame.served_files import SmallIcons


def answer_of(address: str) -> tuple[dict[bytes, bytes], bytes]:
    """The head and the content that a browser gets for that address."""
    sent = []

    async def send(message):
        sent.append(message)

    async def ask():
        scope = {"type": "http", "path": address, "method": "GET", "headers": []}
        await SmallIcons(PlainTextResponse("a page"))(scope, None, send)

    with pytest.raises(StopIteration):  # nothing is waited for, and a browser test beside it may have a loop of its own
        ask().send(None)
    return dict(sent[0]["headers"]), sent[1]["body"]


@pytest.fixture(scope="module")
def here() -> set[str]:
    """The icons of the small font."""
    return set(names_of(TTFont(ICONS)))


def test_it_holds_what_our_pages_and_streamlit_name(here):
    """Made anew by python -m tests.ui.frame.small_icon_font after a new Streamlit or a new icon."""
    known = set(names_of(TTFont(streamlits_font())))
    ours = named_by_us()
    assert len(ours) > 20 and ours - known == set()  # each is an icon at all
    assert ours - here == set() and (words_of_streamlit() & known) - here == set()
    # what Streamlit's own controls draw on every page is among the words
    assert {"expand_more", "close", "keyboard_double_arrow_right"} <= words_of_streamlit()


def test_it_draws_them_as_streamlit_s_does():
    small, whole = TTFont(ICONS), TTFont(streamlits_font())
    of_small, of_whole = names_of(small), names_of(whole)
    for name in named_by_us():
        assert small["glyf"][of_small[name]] == whole["glyf"][of_whole[name]], name


def test_a_browser_that_asks_streamlit_for_its_icons_gets_the_small_font_and_all_else_as_before():
    head, body = answer_of(icons_address())
    assert body == ICONS.read_bytes() and b"immutable" in head[b"cache-control"]
    assert len(body) < 60_000 < 350_000 < streamlits_font().stat().st_size
    assert answer_of("/learn")[1] == b"a page"
