"""A logo that is a drawing, painted as a picture by a browser of this computer: PowerPoint takes no SVG by itself."""

from __future__ import annotations

import base64
from dataclasses import replace
from html import escape
from pathlib import Path

from connectors.temporary_copies import temporary_folder
from connectors.trouble import CannotGoOn
from exports.browser import found_browser, running_browser
from packs.letterhead import Letterhead
from packs.slide import Deck
from words.speech import say

DRAWING, PICTURE = "data:image/svg+xml;base64,", "data:image/png;base64,"
HIGH, SCALE = 88, 3  # CSS pixels, and pixels of the picture for each
# as an image a drawing runs no script and asks nobody for anything
PAGE = """<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<style>body {{ margin: 0; background: transparent }} img {{ display: block; height: {high}px }}</style></head>
<body><img alt="" src="{logo}"></body></html>"""
WIDE = "Math.ceil(document.querySelector('img').getBoundingClientRect().width)"


def with_painted_logo(deck: Deck) -> Deck:
    """The deck with its logo as a PNG; as it is where that is one, where there is none or no browser to paint it."""
    if not deck.logo.startswith(DRAWING) or found_browser() is None:
        return deck
    return replace(deck, logo=_painted(deck.logo))


def why_no_logo(head: Letterhead | Deck) -> str:
    """Why PowerPoint slides carry no logo though there is one; "" where they do."""
    return say("letterhead.no_painter") if head.logo.startswith(DRAWING) and found_browser() is None else ""


def _painted(logo: str) -> str:
    """CannotGoOn where the browser finds nothing to draw in it."""
    with temporary_folder() as folder, running_browser() as browser:
        page = Path(folder) / "logo.html"
        page.write_text(PAGE.format(high=HIGH, logo=escape(logo)), "utf-8")
        browser.open_page(page)
        wide = browser.asked(WIDE)
        if not wide:
            raise CannotGoOn("logo.svg in the data folder can't be drawn.", "Save it again as SVG or PNG.")
        return PICTURE + base64.b64encode(browser.photograph(wide, HIGH, SCALE)).decode("ascii")
