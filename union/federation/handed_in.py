"""The summaries members handed in: files in a folder, each read where it lies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from connectors.trouble import CannotGoOn
from union.federation.member_standing import MemberStanding, of_file
from union.federation.members import SUMMARY_ENDING, Member
from words.speech import say


def handed_in(member: Member) -> list[MemberStanding]:
    """How the member stands whose summaries lie in its place, or every member of a folder in which each names itself;
    of several summaries of one the newest counts. One that can't be read is named with the reason."""
    name = member.name or member.where.name
    files = _files_in(member.where)
    if files is None:
        return [MemberStanding(name, reason=say("federation.not_read.no_place", place=member.where.name))]
    if not files:
        return [MemberStanding(name, reason=say("federation.not_read.empty", place=member.where.name))]
    good, bad = [], []
    for file in files:
        try:
            good.append(of_file(file, member.name))
        except CannotGoOn as trouble:
            bad.append(MemberStanding(member.name or file.name, reason=str(trouble)))
    newest: dict[str, MemberStanding] = {}
    for one in sorted(good, key=lambda one: str(one.as_of)):
        newest[one.name.casefold()] = one
    if member.name and newest:  # what can't be read may be newer than what can
        told = " ".join(one.reason for one in bad)
        return [replace(one, said=told) for one in newest.values()]
    return [*sorted(newest.values(), key=lambda one: one.name), *(bad[:1] if member.name else bad)]


def summary_files(member: Member) -> list[Path]:
    """The summaries in the member's place; none where there is no such place."""
    return _files_in(member.where) or []


def _files_in(place: Path) -> list[Path] | None:
    """The file itself, or the summaries directly in the folder, by name; None where it is neither or may not be looked
    into."""
    if place.is_file():
        return [place]
    try:
        return sorted(
            one
            for one in place.iterdir()
            if one.suffix.lower() == SUMMARY_ENDING and one.is_file() and not one.name.startswith((".", "~"))
        )
    except OSError:
        return None
