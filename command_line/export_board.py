"""export --for board: the deck as a page that opens from a stick, as PDF or PowerPoint, and the minutes beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from command_line.out_file import new_file, write_file
from command_line.printing import harmless, plain, wrapped

if TYPE_CHECKING:
    from command_line.export_command import Asked
    from logbooks.warehouse.warehouse import Warehouse

FORMATS = ("html", "pdf", "pptx")
DECK, MINUTES = "board", "minutes"


def write(out: Path, w: Warehouse, asked: Asked) -> str:
    """Writes the deck and the minutes and gives what is to be said of them; CannotGoOn where a file is there already,
    or where no browser prints a PDF."""
    from decisions.minutes_facts import minutes_facts
    from exports.deck_files import MADE
    from exports.minutes_page import write_minutes
    from packs.board.board_deck import board_deck
    from words.minutes_words import minutes_of

    deck_file = new_file(out / f"{DECK}.{asked.format}")
    minutes_file = new_file(out / f"{MINUTES}.{'docx' if asked.format == 'pptx' else 'html'}")
    deck = board_deck(w, asked.crop_year)
    made = MADE[asked.format](deck)
    write_file(deck_file, lambda path: path.write_bytes(made))
    write_file(minutes_file, lambda path: write_minutes(path, minutes_of(minutes_facts(w))))
    empty = [slide.question for slide in deck.slides if slide.lacks]
    lines = wrapped(
        f"{harmless(str(deck_file), 200)} holds {len(deck.slides)} slides for the board, {minutes_file.name} beside it "
        "the minutes.",
        "",
    )
    if empty:
        lines += wrapped("Still empty, each says what would fill it: " + " ".join(empty), "")
    return plain("\n".join(lines)) + "\n"
