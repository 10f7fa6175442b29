"""Whom a block of a deck, a pack or a picture may be shown to. What declares nobody is for the cooperative alone."""

from __future__ import annotations

from enum import IntEnum


class Audience(IntEnum):
    """Readers, from the narrowest circle to the widest: who may see a wider one's block may see it too."""

    INTERNAL = 0
    BOARD = 1
    BUYER = 2


def may_see(reader: Audience, block: Audience) -> bool:
    """Whether this reader may be shown a block that was declared for that audience."""
    return block >= reader
