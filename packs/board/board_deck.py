"""The board's deck: a slide a file of packs/board/slides/, by its ORDER."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from history.snapshots.moments import day_written
from logbooks.warehouse.warehouse import Warehouse
from packs.board.board_facts import BoardFacts, board_facts
from packs.letterhead import letterhead
from packs.slide import Deck
from words.speech import say

SLIDES = Path(__file__).parent / "slides"


def board_deck(w: Warehouse, crop_year: str | None = None) -> Deck:
    """The deck of a season, the newest unless named. Raises NothingToRead."""
    return deck_of(board_facts(w, crop_year))


def deck_of(facts: BoardFacts) -> Deck:
    """The deck of these facts."""
    report, head = facts.report, letterhead(facts.w)
    sources = ", ".join(dict.fromkeys(str(one["name"]) for one in report.sources))
    return Deck(
        title=say("deck.title"),
        cooperative=head.name,
        period=say("chart.season", year=report.crop_year) if report.crop_year else say("chart.all_seasons"),
        data_day=day_written(facts.w.as_of),
        source=sources or say("chart.source_none"),
        snapshot=report.snapshot,
        invented=report.synthetic,
        slides=tuple(module.slide(facts) for module in slide_files()),
        logo=head.logo,
    )


@cache
def slide_files() -> tuple[ModuleType, ...]:
    """Every file of slides/, in the order it names."""
    files = sorted(SLIDES.glob("*.py"))
    return tuple(
        sorted((import_module(f"packs.board.slides.{file.stem}") for file in files), key=lambda module: module.ORDER)
    )
