"""What is known of one snapshot beside its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from connectors.utc_time import utc_seconds


@dataclass(frozen=True)
class Snapshot:
    """One snapshot; times are ISO, UTC, to the second.

    `doubtful_time` says that its times do not fit the order in which the snapshots were made: the clock was set
    meanwhile.
    `checked` tells of every workbook when its content was last known to be the newest.
    """

    snapshot: str
    read_at: str  # when it became what everybody sees
    confirmed_at: str  # when it was last found that nothing had changed since
    pins: tuple[str, ...] = ()  # what was taken away of it; a snapshot with a pin is never thinned
    time_zone: str | None = None  # of the spreadsheets, such as America/Tegucigalpa; None where no source says it
    checked: Mapping[str, str] = field(default_factory=dict)
    doubtful_time: bool = False
    manifest: dict[str, list] | str = field(default="", repr=False)  # whole, or its digest
    number: int = 0  # as which one it was made, from 1; 0 in those of earlier versions


def time_in(snapshot: str) -> str:
    """The time with which the name of a snapshot begins; raises ValueError where it is no such name."""
    return utc_seconds(datetime.strptime(snapshot.partition("-")[0], "%Y%m%dT%H%M%SZ"))
