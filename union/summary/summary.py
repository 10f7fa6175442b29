"""A summary: what one cooperative hands on to its union, and the seal that names what it was made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from union.summary.people import Number, People
from union.summary.row import SummaryRow, summary_version


@dataclass(frozen=True)
class Summary:
    """The rows of a summary and what they were made of: `snapshot` is the SHA-256 of all rows of the logbooks, `as_of`
    the day they were seen as of. `people` are those behind each number told anew, `sketch` tells whose rows they are;
    neither goes into the file."""

    member: str
    as_of: date
    snapshot: str
    definitions_version: str
    invented: bool
    rows: tuple[SummaryRow, ...]
    version: int = field(default_factory=summary_version)
    people: Mapping[Number, People] = field(default_factory=dict, compare=False, repr=False)
    sketch: frozenset[int] = field(default=frozenset(), compare=False, repr=False)

    @property
    def head(self) -> dict[str, object]:
        """What stands above the rows, as plain values."""
        names = ("version", "member", "as_of", "snapshot", "definitions_version", "invented")
        return {name: _plain(getattr(self, name)) for name in names}

    @property
    def seal(self) -> str:
        """The SHA-256 over head and rows: it names the snapshot and the version, and changes with any cell."""
        rows = [{name: _plain(value) for name, value in asdict(row).items()} for row in self.rows]
        told = json.dumps([self.head, rows], sort_keys=True, ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(told.encode("utf-8")).hexdigest()


def number_of(row: SummaryRow) -> Number:
    """Which number a row tells."""
    return row.crop_year, row.indicator, row.stream


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
