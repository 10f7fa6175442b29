"""What the working capital says, in sentences: the need, the limit, what it cost, and what is not in it."""

from __future__ import annotations

from metrics.books.cash_flow import CashFlow
from words.days import day
from words.numbers import number
from words.speech import say


def cash_sentences(found: CashFlow, currency: str) -> tuple[str, ...]:
    """The sentences in their order."""
    return (*_need(found, currency), *not_in_it(found, currency))


def _need(found: CashFlow, currency: str) -> list[str]:
    if found.peak_need <= 0:
        return [say("cash.no_need")]
    said = [say("cash.need", need=number(found.peak_need, currency), day=day(found.peak_on)), _limit(found, currency)]
    days = str(found.days_below)
    if found.interest is None:
        said.append(say("cash.below", days=days))
    else:
        said.append(say("cash.below_at_interest", days=days, interest=number(found.interest, currency)))
    return [*said, say("cash.balance", balance=number(found.balance, currency, signed=True))]


def _limit(found: CashFlow, currency: str) -> str:
    if found.limit is None:
        return say("cash.no_limit")
    left = found.limit - found.peak_need
    told = "cash.within" if left >= 0 else "cash.beyond"
    return say(told, limit=number(found.limit, currency), apart=number(abs(left), currency))


def not_in_it(found: CashFlow, currency: str) -> list[str]:
    """A sentence for each kind of rows that are not in it, with their count and money."""
    return [
        say(
            f"cash.not_in.{one.kind}",
            rows=str(one.rows),
            money=say("cash.unknown") if one.amount is None else number(one.amount, currency),
        )
        for one in found.not_counted
    ]
