"""A deck as a file, by its ending: a page that opens from a stick, PDF by a browser of this computer, PowerPoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from connectors.temporary_copies import temporary_folder
from exports.browser import running_browser
from exports.deck_html import deck_html
from exports.deck_pptx import deck_pptx
from exports.painted_logo import with_painted_logo
from packs.slide import Deck

STEPS = ("written", "opened", "printed")  # of what a PDF takes, in their order


def deck_pdf(deck: Deck, told: Callable[[str], object] = lambda step: None) -> bytes:
    """A page a slide, as the browser prints the HTML; `told` hears each of STEPS when it is done. Raises CannotGoOn
    where no browser prints."""
    with temporary_folder() as folder:
        page = Path(folder) / "deck.html"
        page.write_bytes(deck_html(deck))
        told("written")
        with running_browser() as browser:
            told("opened")
            printed = browser.pdf(page)
        told("printed")
        return printed


def deck_slides(deck: Deck) -> bytes:
    """PowerPoint slides, with the logo as far as it can be painted."""
    return deck_pptx(with_painted_logo(deck))


MADE: dict[str, Callable[[Deck], bytes]] = {"html": deck_html, "pdf": deck_pdf, "pptx": deck_slides}
