"""What may not stand in a buyer's file, wherever a sheet holds it: names, telephone numbers, places, files, prices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from logbooks.vocabulary.sheet_words import fold
from logbooks.warehouse.warehouse import Warehouse
from words.speech import say

# Names of buyers, past and to come; of producers who have not agreed to be named; codes of all lots.
_BUYERS = """
    SELECT DISTINCT buyer AS name FROM (SELECT buyer FROM clean.offers UNION ALL SELECT buyer FROM lost.offers
        UNION ALL SELECT buyer FROM clean.intents) WHERE buyer IS NOT NULL"""
_PRODUCERS = """
    SELECT farmer_name AS name FROM clean.plots WHERE farmer_name IS NOT NULL GROUP BY farmer_name
    HAVING NOT bool_and(coalesce(name_may_be_shown, false))"""
_LOTS = "SELECT lot_id AS name FROM lot UNION SELECT lot_id FROM clean.lots"
SHORTEST = 3  # a lot called 2 is no reason to withhold "Store 2"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\S@\S|://|\bwww\.",  # addresses
        r"(?:\+|\b00)?(?:\d[\s().\-]{0,2}){7,}\d",  # telephone numbers, and whatever else has eight digits
        r"°|\b(?:point|polygon|multipolygon)\s*\(|coordinates|-?\d{1,3}[.,]\d{3,}\s*[,; ]\s*-?\d{1,3}[.,]\d{3,}",
        r"\\|(?:^|\s)[.~]*/\w|\w/\w+/\w",  # paths
        r"\.(?:xls[xmb]?|ods|csv|pdf|docx?|jpe?g|png|heic|geojson|json|zip|txt|kml|toml)\b",
        r"[$€£¥₫]|\b[a-z]{3}\s?/\s?(?:kg|lb|qq)\b|\b(?:usd|eur|gbp|jpy|chf|usc)\b",  # prices
    )
)


@dataclass(frozen=True)
class Withheld:
    """What no text of one lot's file may hold: `phrases` anywhere in it, `whole` as all of it; both folded."""

    phrases: tuple[str, ...]
    whole: frozenset[str]

    def fit(self, written: object) -> str:
        """The text where a buyer may see it, else the words that it is not given; "" where there is none."""
        text = " ".join(str(written or "").split())
        folded = f" {fold(text)} "
        names = any(f" {phrase} " in folded for phrase in self.phrases) or folded.strip() in self.whole
        return say("buyer.withheld") if names or any(one.search(text) for one in PATTERNS) else text

    def fit_all(self, written: Iterable[object]) -> tuple[str, ...]:
        """The texts a buyer may see; the others are left out."""
        shown = (self.fit(one) for one in written)
        return tuple(one for one in shown if one and one != say("buyer.withheld"))


def withheld(w: Warehouse, lot_id: str = "") -> Withheld:
    """What is withheld in the file of one lot: the codes of all others too; of every lot where none is named."""
    own = fold(lot_id)
    buyers, producers, lots = ({fold(row["name"]) for row in w.rows(sql)} for sql in (_BUYERS, _PRODUCERS, _LOTS))
    codes = {code for code in lots if f" {code} " not in f" {own} " and any(c.isdigit() for c in code)}
    anywhere = {name for name in buyers if len(name) >= SHORTEST} | {code for code in codes if len(code) >= SHORTEST}
    # one word, such as Rosa, is withheld as a whole text; in Santa Rosa it names a village
    anywhere |= {name for name in producers if " " in name}
    return Withheld(tuple(sorted(anywhere - {""})), frozenset((buyers | producers | codes) - {""}))
