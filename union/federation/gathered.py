"""Every member's summary, read or worked out on an engine; a member whose summary can't be had is named with the
reason."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from connectors.trouble import CannotGoOn
from history import fault_log
from history.snapshots.snapshot_list import history_in
from union.federation.engine_catalogue import engine
from union.federation.engine_limits import EngineLimits
from union.federation.handed_in import handed_in, summary_files
from union.federation.kept_summaries import keep, kept_file
from union.federation.member_standing import MemberStanding, counted_once, of_file
from union.federation.member_summary import MadeSummary, MemberAsked, key_of
from union.federation.members import Federation, Member
from union.summary import parquet_file
from words.speech import say

# Told after every member that was worked on: how many are done, of how many, how many of them in vain.
Teller = Callable[[int, int, int], None]


def gathered(
    told: Federation, engine_name: str, limits: EngineLimits, scheduler: str = "", tell: Teller = lambda *_: None
) -> list[MemberStanding]:
    """How every member stands, in the order of federation.toml, those of one folder by their files.

    Summaries that are missing, or were of another snapshot, day or version, are worked out on the engine and kept as
    each is done. Raises CannotGoOn where the engine can't work at all, or nothing can be kept.
    """
    standings = _at_hand(told)
    asked = {member.name: member for member in told.members if member not in standings}
    if asked:
        work = [MemberAsked(member.name, str(member.where.absolute())) for member in asked.values()]
        done = in_vain = 0
        for made in engine(engine_name)(work, limits, scheduler):
            standing = _standing(made)
            standings[asked[made.name]] = [standing]
            done, in_vain = done + 1, in_vain + bool(standing.reason)
            tell(done, len(work), in_vain)
    return counted_once([one for member in told.members for one in standings[member]])


def at_hand(told: Federation) -> list[MemberStanding]:
    """The same without any work: a member whose summary is not worked out yet stands there with that as its reason."""
    standings, reason = _at_hand(told), say("federation.not_made.not_yet")
    found: list[MemberStanding] = []
    for one in told.members:
        found += standings.get(one) or [MemberStanding(one.name, reason=reason, from_snapshot=True)]
    return counted_once(found)


def not_yet(told: Federation) -> list[Member]:
    """The members whose summary is to be worked out."""
    return [one for one in told.members if one.is_data_folder and _kept(one) is None]


def _at_hand(told: Federation) -> dict[Member, list[MemberStanding]]:
    """The members who handed something in, and those whose summary is kept."""
    found: dict[Member, list[MemberStanding]] = {}
    for member in told.members:
        if not member.is_data_folder:
            found[member] = handed_in(member)
        elif (kept := _kept(member)) is not None:
            found[member] = [kept]
    return found


def files_of(member: Member) -> list[Path]:
    """Where the member's numbers stand: its summaries, or the one that is, or would be, kept of its newest snapshot."""
    if not member.is_data_folder:
        return summary_files(member)
    return [kept_file(member.name, key_of(member.name, one)) for one in history_in(member.where)[:1]]


def _kept(member: Member) -> MemberStanding | None:
    """The member as its summary was kept for the newest snapshot it has now; None where there is no such one, or it is
    damaged."""
    for file in files_of(member):
        with suppress(CannotGoOn):
            return replace(of_file(file, member.name), from_snapshot=True) if file.exists() else None
    return None


def _standing(made: MadeSummary) -> MemberStanding:
    """The member as an engine left it; its summary is kept first. One that a worker of another version made is none."""
    if made.fault:
        fault_log.note(f"the summary of a member could not be made: {made.reason}", made.fault)
    if made.reason:
        return MemberStanding(made.name, reason=made.reason, from_snapshot=True)
    from union.summary.summarised import definitions_version

    try:
        told = parquet_file.from_bytes(made.content, made.name)
        of_this_version = told.definitions_version == definitions_version()
    except parquet_file.NoSummary:
        of_this_version = False
    if not of_this_version:
        return MemberStanding(made.name, reason=say("federation.not_made.worker"), from_snapshot=True)
    file = keep(made.name, made.key, made.content)
    return replace(of_file(file, made.name), said=made.said, from_snapshot=True)
