"""Whether each micro-lot was kept apart, as far as its own rows show it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from logbooks.warehouse import Warehouse

SQL = Path(__file__).with_name("separation.sql").read_text("utf-8")

# what a row may show of mixing, in words that take the count
SIGNS = {
    "joined": "{n} of its steps joined it with another lot",
    "shared_place": "{n} of its steps shared place and day with another lot",
    "grew": "{n} of its steps gave more than went in",
}


@dataclass(frozen=True)
class Kept:
    """One micro-lot: how much is written about it and each sign of mixing in words; `apart` is None where nothing can tell."""

    lot_id: str
    deliveries: int
    steps: int
    handovers: int
    signs: tuple[str, ...]
    row_ids: tuple[int, ...]

    @property
    def apart(self) -> bool | None:
        """True where its steps show no sign of mixing, False where one does, None where no step is written."""
        return False if self.signs else True if self.steps else None


def separation(warehouse: Warehouse, crop_year: str | None) -> list[Kept]:
    """Every micro-lot of the crop year by its code. No sign of mixing is not proof: the mass balance is another test."""
    found = warehouse.rows(SQL, {"crop_year": crop_year})
    return [Kept(row["lot_id"], row["deliveries"], row["steps"], row["handovers"],
                 tuple(words.format(n=row[sign]) for sign, words in SIGNS.items() if row[sign]), tuple(row["row_ids"]))
            for row in found]
