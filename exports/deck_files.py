"""A deck as a file, by its ending: a page that opens from a stick, PDF by a browser of this computer, PowerPoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from connectors.temporary_copies import temporary_folder
from exports.browser import html_to_pdf
from exports.deck_html import deck_html
from exports.deck_pptx import deck_pptx
from packs.slide import Deck


def deck_pdf(deck: Deck) -> bytes:
    """A page a slide, as the browser prints the HTML. Raises CannotGoOn where no browser does."""
    with temporary_folder() as folder:
        page, printed = Path(folder) / "deck.html", Path(folder) / "deck.pdf"
        page.write_bytes(deck_html(deck))
        html_to_pdf(page, printed)
        return printed.read_bytes()


MADE: dict[str, Callable[[Deck], bytes]] = {"html": deck_html, "pdf": deck_pdf, "pptx": deck_pptx}
