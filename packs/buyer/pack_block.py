"""A block of a pack as a value: one question of a careful buyer, and what the logbooks say to it."""

from __future__ import annotations

from dataclasses import dataclass

from packs.audience import Audience
from packs.slide import SlideTable
from words.speech import say


@dataclass(frozen=True)
class PackBlock:
    """One question with its answer; `documented` is false where the logbooks hold none.

    `facts` are (name, value) beside it, `lacks` names what the logbooks do not say of it.
    """

    id: str
    question: str
    answer: str
    documented: bool = True
    facts: tuple[tuple[str, str], ...] = ()
    table: SlideTable | None = None
    lacks: tuple[str, ...] = ()
    audience: Audience = Audience.INTERNAL


def for_buyers(
    id: str,
    answer: str,
    facts: tuple[tuple[str, str], ...] = (),
    table: SlideTable | None = None,
    lacks: tuple[str, ...] = (),
) -> PackBlock:
    """A block a buyer may see; without an answer it says that nothing is documented. Facts without a value go, and so
    does a table without rows."""
    kept = tuple((name, value) for name, value in facts if value)
    question, said = say(f"buyer.{id}.question"), answer or say("buyer.not_documented")
    return PackBlock(
        id, question, said, bool(answer), kept, table if table and table.rows else None, lacks, Audience.BUYER
    )


def heads(block: str, *names: str) -> tuple[str, ...]:
    """The headings of a block's table."""
    return tuple(say(f"buyer.{block}.{name}") for name in names)
