"""The working capital and the risks in words for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from command_line.printing import harmless, wrapped
from words.cash_words import cash_sentences
from words.risk_words import risk_said, risk_side, risk_title
from words.speech import say

if TYPE_CHECKING:
    from metrics.books.cash_flow import CashFlow
    from metrics.books.risk import Risk


def cash_lines(found: CashFlow | str, currency: str) -> list[str]:
    """The section of the report, or why there is no working capital to speak of; nothing where nobody asked."""
    if not found:
        return []
    said = (found,) if isinstance(found, str) else (say("cash.what"), *cash_sentences(found, currency))
    return ["", "WORKING CAPITAL", "", *(line for text in said if text for line in wrapped(harmless(text, 400), "  "))]


def risk_lines(found: tuple[Risk, ...] | str) -> list[str]:
    """The section of the report: each risk, micro beside bulk, with what each rests on; nothing where nobody asked."""
    if not found:
        return []
    lines = ["", "RISK BESIDE BULK", ""]
    if isinstance(found, str):
        return lines + wrapped(found, "  ")
    for one in found:
        told = f"{risk_title(one)}: {say('groups.micro')} {risk_side(one, 'micro')}; {say('groups.bulk')} "
        lines += wrapped(f"{told}{risk_side(one, 'bulk')}. {risk_said(one)}", "  ", "    ")
    return lines
