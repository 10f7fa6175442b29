"""All that is read of one lot for a buyer, gathered once, with what no text of it may hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from decisions.separation import LotSeparation, separation
from logbooks.vocabulary.process_words import process_in_english
from logbooks.vocabulary.sheet_words import fold
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.lot_book import lot_book
from metrics.books.lot_origin import LotOrigin, lot_origin
from metrics.books.lot_samples import LotSamples, lot_samples
from metrics.books.lot_way import LotWay, lot_way
from metrics.books.price_waterfall import extra_pay
from packs.buyer.withheld import Withheld, withheld
from words.speech import say

LEAST_FARMERS = 3  # paid in either stream: of fewer the pay of one would show
LEAST_KG = 0.05  # less is rounding: nothing of it can be bought


@dataclass(frozen=True)
class LotFacts:
    """One lot: its line of the book of lots without what a buyer may not see, its origin, way, samples and tests.

    `bag_kg` is what a bag weighs: the setting, else the mean of this lot's hand-overs of green coffee. `extra_pay` is
    what members were paid for micro-lots of its season above other coffee, as a share of that, and whether more may
    come: never an amount, from which the price of bulk at the farm could be told.
    """

    lot_id: str
    crop_year: str | None
    book: Mapping[str, Any]
    species: str
    origin: LotOrigin
    way: LotWay
    samples: LotSamples
    tests: LotSeparation | None
    bag_kg: float | None
    withheld: Withheld
    extra_pay: tuple[float, bool] | None = None

    def text(self, name: str) -> str:
        """One text of the lot's line, fit for a buyer."""
        return self.withheld.fit(self.book[name])

    @property
    def process(self) -> str:
        """The process in English with the sheet's word behind it, as far as it is known; as it is written else."""
        return in_english(self.text("process"), process_in_english)

    @property
    def coffee(self) -> str:
        """Variety and process in a few words."""
        return ", ".join(word for word in (self.text("variety"), self.process) if word)


def in_english(written: str, known: Callable[[str], str | None]) -> str:
    """A word of the sheets in English: 'washed (lavado)'; as it is written where that is English or is not known."""
    english = known(written)
    same = english is None or fold(english) == fold(written)
    return written if same else say("buyer.in_english", english=english, written=written)


# what of a lot's line may go on to a buyer: no price, no buyer, nothing owed
FIT = ("station", "variety", "process", "made_kg", "made_assumed", "sold_kg", "unsold_kg", "promised_kg")


def on_offer(w: Warehouse, crop_year: str | None) -> list[dict]:
    """The lines of the lots of a crop year that may be sold: of the pilot, where lots have a stream, made, and not
    known to be sold out or closed."""
    return [
        line
        for line in lot_book(w, crop_year)
        if line["stream"] != "bulk"
        and line["made_kg"] is not None
        and line["closed_on"] is None
        and (line["unsold_kg"] is None or line["unsold_kg"] >= LEAST_KG)
    ]


def lot_facts(w: Warehouse, lines: list[dict]) -> list[LotFacts]:
    """The facts of the lots of these lines of the book of lots."""
    years = {line["crop_year"] for line in lines}
    tests = {one.lot_id: one for year in years for one in separation(w, year)}
    species = {row["lot_id"]: row["species"] for row in w.rows("SELECT lot_id, species FROM lot")}
    paid = {year: extra_pay(w, year, LEAST_FARMERS) for year in years}
    return [
        _facts(w, line, species[line["lot_id"]], tests.get(line["lot_id"]), paid[line["crop_year"]]) for line in lines
    ]


def _facts(
    w: Warehouse, line: dict, species: str | None, tests: LotSeparation | None, paid: tuple[float, bool] | None
) -> LotFacts:
    lot_id = line["lot_id"]
    way = lot_way(w, lot_id)
    return LotFacts(
        lot_id,
        line["crop_year"],
        {name: line[name] for name in FIT},
        species or w.setting("species") or "",
        lot_origin(w, lot_id),
        way,
        lot_samples(w, lot_id),
        tests,
        _bag_kg(w, way),
        withheld(w, lot_id),
        paid if line["stream"] == "micro" else None,
    )


def _bag_kg(w: Warehouse, way: LotWay) -> float | None:
    written = w.rows("SELECT setting_number('bag_kg') AS kg")[0]["kg"]
    if written:
        return written
    moved = [(move.kg, move.bags) for move in way.moves if move.form == "green" and move.kg and move.bags]
    return sum(kg for kg, _ in moved) / sum(bags for _, bags in moved) if moved else None
