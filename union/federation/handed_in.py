"""The summaries members handed in: files in a folder, each read where it lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from connectors.trouble import CannotGoOn
from union.federation.member_standing import MemberStanding, of_file
from union.federation.members import SUMMARY_ENDING, Member
from union.summary.row import SummaryRow
from words.speech import say


def handed_in(member: Member) -> list[MemberStanding]:
    """How the member stands whose summaries lie in its place, or every member of a folder in which each names itself;
    of several summaries of one the newest counts. One that can't be read is named with the reason."""
    name = member.name or member.where.name
    files = _files_in(member.where)
    if files is None:
        return [MemberStanding(name, reason=say("federation.not_read.no_place", place=member.where))]
    if not files:
        return [MemberStanding(name, reason=say("federation.not_read.empty", place=member.where.name))]
    good: dict[Path, MemberStanding] = {}
    bad = []
    for file in files:
        try:
            good[file] = of_file(file, member.name)
        except CannotGoOn as trouble:
            bad.append(MemberStanding(member.name or file.name, reason=str(trouble), unread_file=not member.name))
    newest = _newest(good)
    if member.name and newest:  # what can't be read may be newer than what can
        told = [one.reason for one in bad]
        return [replace(one, said=" ".join([*told, *[one.said] * bool(one.said)])) for one in newest]
    return [*sorted(newest, key=lambda one: one.name), *(bad[:1] if member.name else bad)]


def _newest(good: Mapping[Path, MemberStanding]) -> list[MemberStanding]:
    """One of each member, its newest summary, with the files passed over for it; none of its numbers where two of the
    newest day are not the same."""
    of_each: defaultdict[str, list[tuple[Path, MemberStanding]]] = defaultdict(list)
    for file, one in good.items():
        of_each[one.known_by].append((file, one))
    found = []
    for files in of_each.values():
        last = max(str(one.as_of) for _, one in files)
        (file, newest), *others = [(file, one) for file, one in files if str(one.as_of) == last]
        older = [other.name for other, one in files if str(one.as_of) < last]
        unlike = next((other.name for other, one in others if _nameless(one) != _nameless(newest)), "")
        if unlike:
            found.append(newest.without_rows(say("federation.not_read.two_of_a_day", file=file.name, other=unlike)))
        elif older:
            said = say("federation.not_read.older", file=file.name, others=", ".join(older), count=len(older))
            found.append(replace(newest, said=said))
        else:
            found.append(newest)
    return found


def _nameless(one: MemberStanding) -> list[SummaryRow]:
    """Its rows, however the name is written in them."""
    return [replace(row, member="") for row in one.rows]


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
