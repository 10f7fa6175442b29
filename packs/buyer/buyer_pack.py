"""The buyer's pack: of one lot, or of every lot on offer, what the logbooks answer to a careful buyer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from connectors.trouble import NothingToRead
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.lot_book import lot_book
from metrics.engine.compute import crop_years
from packs.audience import Audience, may_see
from packs.buyer.custody_blocks import papers_block, process_block, separation_block, way_block
from packs.buyer.hallmarks import hallmarks
from packs.buyer.lot_facts import LotFacts, lot_facts, on_offer
from packs.buyer.lot_passport import LotPassport, lot_passport
from packs.buyer.pack_block import PackBlock
from packs.buyer.quality_blocks import cup_block, defects_block, laboratory_block, moisture_block, score_words, scores
from packs.buyer.supply_blocks import bags_of, impact_block, kg, located_block, origin_block, place, supply_block
from words.days import day
from words.numbers import counted, number
from words.speech import say

BLOCKS = (
    supply_block,
    origin_block,
    located_block,
    process_block,
    cup_block,
    moisture_block,
    defects_block,
    laboratory_block,
    separation_block,
    way_block,
    papers_block,
    impact_block,
)
NAMED = 8  # lots named where one asked for is not there


@dataclass(frozen=True)
class LotPack:
    """One lot for a buyer: its hallmarks as (name, what the logbooks hold), its blocks in order, its passport.

    `large` are the few numbers shown large as (number, what it is), `line` its line in a list of lots, under the heads
    of buyer.head in words.toml; `contradicted` says that a test of its logbooks failed.
    """

    lot_id: str
    coffee: str
    place: str
    crop_year: str
    large: tuple[tuple[str, str], ...]
    line: tuple[str, ...]
    hallmarks: tuple[tuple[str, str], ...]
    blocks: tuple[PackBlock, ...]
    passport: LotPassport
    contradicted: bool

    def for_reader(self, reader: Audience) -> list[PackBlock]:
        """The blocks this reader may see."""
        return [block for block in self.blocks if may_see(reader, block.audience)]

    @property
    def not_documented(self) -> int:
        """How many things a buyer asks for the logbooks do not say."""
        return sum((not block.documented) + len(block.lacks) for block in self.blocks)


@dataclass(frozen=True)
class BuyerPack:
    """All that goes to one buyer: whose coffee, of which season, as of which day, and the lots."""

    cooperative: str
    contact: str
    crop_year: str
    as_of: str
    invented: bool
    lots: tuple[LotPack, ...]


def buyer_pack(w: Warehouse, crop_year: str | None = None, lot_id: str | None = None) -> BuyerPack:
    """The pack of one lot, or of all on offer of that crop year, the newest unless named; NothingToRead where there is
    no such year, no such lot, or nothing on offer."""
    lines = _lot_line(w, crop_year, lot_id) if lot_id else _lines_on_offer(w, _chosen_year(w, crop_year))
    cooperative, invented = w.setting("cooperative") or "", w.is_invented
    lots = tuple(lot_pack(lot, cooperative, w.as_of, invented) for lot in lot_facts(w, lines))
    contact = " ".join((w.setting("contact") or "").split())
    return BuyerPack(cooperative, contact, lots[0].crop_year, day(w.as_of), invented, lots)


def _chosen_year(w: Warehouse, crop_year: str | None) -> str | None:
    years = crop_years(w)
    if crop_year is not None and crop_year not in years:
        raise NothingToRead(
            f"No row belongs to crop year {crop_year}.", f"Ask for one of these: {', '.join(years) or 'there is none'}."
        )
    return crop_year or next(iter(years), None)


def _lines_on_offer(w: Warehouse, crop_year: str | None) -> list[dict]:
    lines = on_offer(w, crop_year)
    if not lines:
        raise NothingToRead(
            f"No lot of crop year {crop_year} is on offer: none of the pilot has kilos left that are known.",
            "Name a lot with --lot, or another season with --crop-year.",
        )
    return lines


def _lot_line(w: Warehouse, crop_year: str | None, lot_id: str) -> list[dict]:
    lines = lot_book(w, crop_year)
    found = [line for line in lines if line["lot_id"] == lot_id]
    if not found:
        newest = sorted(lines, key=lambda line: line["crop_year"] or "", reverse=True)
        names = ", ".join(line["lot_id"] for line in newest[:NAMED])
        more = f" and {len(lines) - NAMED} more" if lines[NAMED:] else ""
        raise NothingToRead(f"There is no lot {lot_id}.", f"Name one of these: {names or 'there is none'}{more}.")
    return found


def lot_pack(lot: LotFacts, cooperative: str, as_of: date, invented: bool) -> LotPack:
    """One lot for a buyer, from all that is read of it."""
    score = next((score_words(mean.value) for mean in scores(lot).values()), "")
    left = lot.book["unsold_kg"]
    line = (
        lot.lot_id,
        lot.coffee,
        score,
        kg(left),
        bags_of(left, lot.bag_kg),
        counted(lot.origin.producers) if lot.origin.producers else "",
    )
    return LotPack(
        lot.lot_id,
        lot.coffee,
        place(lot),
        lot.crop_year or "",
        _large(lot),
        line,
        hallmarks(lot),
        tuple(block(lot) for block in BLOCKS),
        lot_passport(lot, cooperative, as_of, invented),
        bool(lot.tests and lot.tests.failed),
    )


def _large(lot: LotFacts) -> tuple[tuple[str, str], ...]:
    """Score, kilos left, producers, moisture: those that are documented."""
    book, origin = lot.book, lot.origin
    found: list[tuple[str, str]] = []
    for protocol, mean in list(scores(lot).items())[:1]:
        found.append((score_words(mean.value), say("buyer.passport.points", protocol=protocol)))
    if book["unsold_kg"] is not None:
        found.append((kg(book["unsold_kg"]), say("buyer.passport.left", made=kg(book["made_kg"]))))
    if origin.producers:
        found.append((counted(origin.producers), say("buyer.passport.producers", plots=counted(origin.plots))))
    for mean in lot.samples.of("moisture")[:1]:
        found.append((number(mean.value, "%"), say("buyer.passport.moisture")))
    return tuple(found)
