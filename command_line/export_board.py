"""export --for board: the deck as a page that opens from a stick, as PDF or PowerPoint, and the minutes beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from command_line.printing import harmless, plain, wrapped

if TYPE_CHECKING:
    from command_line.export_command import Asked
    from logbooks.warehouse.warehouse import Warehouse

FORMATS = ("html", "pdf", "pptx")


def write(out: Path, w: Warehouse, asked: Asked) -> str:
    """Writes the deck and the minutes and gives what is to be said of them; CannotGoOn where a file is there already,
    or where no browser prints a PDF."""
    from exports.deck_files import MADE
    from exports.minutes_page import WRITERS
    from exports.new_files import write_new
    from exports.painted_logo import why_no_logo
    from packs.board.board_deck import deck_of
    from packs.board.board_facts import board_facts
    from words.minutes_words import minutes_of

    facts = board_facts(w, asked.crop_year)
    deck = deck_of(facts)
    ending = ".docx" if asked.format == "pptx" else ".html"
    deck_name, minutes_name = f"board.{asked.format}", f"minutes{ending}"
    minutes = WRITERS[ending](minutes_of(facts.minutes))
    write_new(out, {deck_name: MADE[asked.format](deck), minutes_name: minutes})
    empty = [slide.question for slide in deck.slides if slide.lacks]
    place = harmless(str(out / deck_name), 200)
    lines = wrapped(f"{place} holds {len(deck.slides)} slides for the board, {minutes_name} the minutes.", "")
    if asked.format == "pptx" and (no_logo := why_no_logo(deck)):
        lines += wrapped(no_logo, "")
    if empty:
        lines += wrapped("Still empty, each says what would fill it: " + " ".join(empty), "")
    return plain("\n".join(lines)) + "\n"
