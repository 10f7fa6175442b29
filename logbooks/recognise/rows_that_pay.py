"""Whether any row of a reading pays a farmer: totals, and rows filled in beforehand with 0 or nothing, pay nobody."""

from __future__ import annotations

import re

from logbooks.recognise.recognised import Recognised
from logbooks.vocabulary.sheet_words import fold, total_words

PAID_TO, PAID = "farmer_id", "amount"
AN_AMOUNT = re.compile(r"[1-9]")


def pays(one: Recognised) -> bool:
    """Whether a row names a farmer and an amount; of a tab that lacks one of their columns, whether it has any row."""
    whom, amount = one.columns.get(PAID_TO), one.columns.get(PAID)
    if one.tab.cells is None or not one.has_rows:
        return False
    if not (whom and whom.index and amount and amount.index):
        return True
    farmers, amounts = (one.below[f"c{index}"].to_pylist() for index in (whom.index, amount.index))
    return any(
        farmer and money and AN_AMOUNT.search(money) and not _is_total(farmer)
        for farmer, money in zip(farmers, amounts, strict=True)
    )


def _is_total(text: str) -> bool:
    folded = fold(text)
    return any(folded == word or folded.startswith(f"{word} ") for word in total_words())
