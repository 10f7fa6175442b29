"""How all pages look: one style sheet of our files, those of single pages and the words that it writes."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from words.speech import say

BESIDE = Path(__file__).parent
FILES = ("tables.css", "frame.css", "menu.css", "print.css")
OF_PAGES = "pages/*/*.css"  # here too: a sheet that came and went with its page would have all of it looked at again


@cache
def style_sheet() -> str:
    """The rules as the browser gets them, later ones over earlier ones."""
    files = [*(BESIDE / name for name in FILES), *sorted(BESIDE.parents[1].glob(OF_PAGES))]
    written = [file.read_text("utf-8") for file in files]
    words = {
        "[data-testid='stExpandSidebarButton']": say("menu.open"),
        ".stApp[data-test-script-state='running']": say("app.working"),
    }
    return "\n".join([*written, *(f"{what}::after {{ content: '{in_css(said)}' }}" for what, said in words.items())])


def style_sheet_name() -> str:
    """Its name in the address, another one for other rules, so that a browser may keep it for good."""
    return f"looks-{hashlib.sha256(style_sheet().encode()).hexdigest()[:16]}.css"


def in_css(text: str) -> str:
    """The text inside a string of CSS: every sign but a letter or a digit of ASCII as its number."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in text)
