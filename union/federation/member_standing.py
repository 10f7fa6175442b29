"""What became of one member: the numbers of its summary, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from connectors.trouble import CannotGoOn
from union.federation.engine_limits import federation_limits
from union.summary import parquet_file
from union.summary.row import STREAMS, SummaryRow
from words.speech import say


@dataclass(frozen=True)
class MemberStanding:
    """One member: the rows of its summary, or the `reason` why none of them count; `said` is to be known beside them.

    `as_of` is the day and `snapshot` the SHA-256 of what they were worked out from; `from_snapshot` says that this was
    done here, `invented` that the cooperative is, `unread_file` that it is a file of which nobody knows whose it is.
    """

    name: str
    rows: tuple[SummaryRow, ...] = ()
    as_of: date | None = None
    snapshot: str = ""
    invented: bool = False
    said: str = ""
    reason: str = ""
    from_snapshot: bool = False
    unread_file: bool = False

    @property
    def known_by(self) -> str:
        """The name as it is compared: however it is spaced and in whatever case."""
        return " ".join(self.name.split()).casefold()

    def without_rows(self, reason: str) -> MemberStanding:
        """The same, none of whose numbers count, for a reason."""
        return replace(self, rows=(), reason=reason)


def of_file(file: Path, name: str = "") -> MemberStanding:
    """The member as a summary tells of it, under the name this office knows it by where there is one; raises
    CannotGoOn where the summary can't be read."""
    told = parquet_file.read(file)
    if any(row.stream not in STREAMS for row in told.rows):
        what, fix = (say(f"federation.not_read.strange.{part}", file=file.name) for part in ("what", "fix"))
        raise CannotGoOn(what, fix)
    called = name or told.member or file.stem
    rows = tuple(replace(row, member=called) for row in told.rows)
    return MemberStanding(called, rows, told.as_of, told.snapshot, told.invented)


def counted_once(standings: Sequence[MemberStanding]) -> list[MemberStanding]:
    """The same, in which nobody counts twice, neither by name nor by what the summary was worked out from, nor by its
    numbers under another name, and the invented count only where all are; whoever does not count is left there with
    the reason."""
    found: list[MemberStanding] = []
    names: dict[str, str] = {}
    snapshots: dict[str, str] = {}
    numbers: dict[tuple, str] = {}
    any_real = any(not one.invented for one in standings if one.rows)
    for one in standings:
        if one.reason or not one.rows:
            found.append(one)
        elif one.invented and any_real:
            found.append(one.without_rows(say("federation.not_read.invented")))
        elif one.known_by in names:
            found.append(one.without_rows(say("federation.not_read.same_name", name=one.name)))
        elif one.snapshot in snapshots:
            found.append(one.without_rows(say("federation.not_read.same_sheets", other=snapshots[one.snapshot])))
        elif (told := _numbers(one)) and told in numbers:
            found.append(one.without_rows(say("federation.not_read.same_numbers", other=numbers[told])))
        else:
            names[one.known_by] = snapshots[one.snapshot] = numbers[_numbers(one)] = one.name
            found.append(one)
    return found


def _numbers(one: MemberStanding) -> tuple:
    """All that was worked out, without whose it is; nothing where those are too few to know a cooperative by."""
    told = tuple(
        (row.crop_year, row.indicator, row.stream, row.value, row.middle, row.standard_error)
        for row in one.rows
        if row.middle is not None
    )
    return told if len(told) >= federation_limits()["members"]["known_by_numbers"] else ()
