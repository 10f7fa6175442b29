"""One member after another, in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from union.federation.engine_limits import EngineLimits
from union.federation.member_summary import MadeSummary, MemberAsked, made


def run(asked: Sequence[MemberAsked], limits: EngineLimits, scheduler: str = "") -> Iterator[MadeSummary]:
    """What became of each member, in their order; neither limits nor a scheduler are of use here."""
    return map(made, asked)
