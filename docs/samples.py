"""Writes docs/samples/ from the invented sample: python -m docs.samples

What a visitor sees in a minute: the board's page, its slides, and a passport, whose picture needs a browser.
"""

from __future__ import annotations

from pathlib import Path

from exports.buyer_files import html_files, printed
from exports.deck_files import MADE
from history.snapshots import store
from packs.board.board_deck import board_deck
from packs.buyer.buyer_pack import buyer_pack
from sample_data.make import CLEAN

SAMPLES = Path(__file__).parent / "samples"


def written() -> list[Path]:
    """Writes the samples and gives where they are."""
    SAMPLES.mkdir(exist_ok=True)
    w = store.temporary([CLEAN])
    deck, pack = board_deck(w), buyer_pack(w)
    made = {f"board.{ending}": MADE[ending](deck) for ending in ("html", "pptx")}
    pictures = printed(html_files(pack, alone=False), "png")
    made |= {"passport.png": next(iter(pictures.values()))}
    for name, content in made.items():
        (SAMPLES / name).write_bytes(content)
    return [SAMPLES / name for name in made]


if __name__ == "__main__":
    for file in written():
        print(file)
