"""What an engine runs: a member's data folder in, the bytes of its summary out, or the reason why there is none."""

from __future__ import annotations

import base64
import hashlib
import json
import time
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from connectors.trouble import CannotGoOn, NothingToRead

if TYPE_CHECKING:
    from history.snapshots.snapshot import Snapshot


@dataclass(frozen=True)
class MemberAsked:
    """A member whose summary is wanted, and the data folder its newest snapshot lies in."""

    name: str
    folder: str

    def line(self) -> bytes:
        """The same as one line."""
        return json.dumps(asdict(self)).encode("ascii") + b"\n"

    @classmethod
    def of_line(cls, line: bytes) -> MemberAsked:
        """What such a line says."""
        return cls(**json.loads(line))


@dataclass(frozen=True)
class MadeSummary:
    """What became of one member: its summary and the key it is kept by, or the reason; `fault` is for the log alone.

    `said` is what is to be said beside a summary; `seconds` are those of the processor.
    """

    name: str
    key: str = ""
    content: bytes = b""
    said: str = ""
    reason: str = ""
    fault: str = ""
    seconds: float = 0.0

    def line(self) -> bytes:
        """The same as one line."""
        told = asdict(self) | {"content": base64.b64encode(self.content).decode("ascii")}
        return json.dumps(told).encode("ascii") + b"\n"

    @classmethod
    def of_line(cls, line: bytes) -> MadeSummary:
        """What such a line says."""
        told = json.loads(line)
        return cls(**told | {"content": base64.b64decode(told["content"])})


def made(one: MemberAsked) -> MadeSummary:
    """What became of the member; nothing is raised, and nothing is written."""
    began = time.process_time()
    try:
        return _summarised(one, began)
    except CannotGoOn as trouble:
        return MadeSummary(one.name, reason=str(trouble), fault=trouble.detail)
    except Exception as fault:  # one member must not stop the others, whatever is wrong with it
        from words.speech import say

        return MadeSummary(
            one.name, reason=say("federation.not_made.fault"), fault="".join(traceback.format_exception(fault))
        )


def _summarised(one: MemberAsked, began: float) -> MadeSummary:
    from history.snapshots.opening import NoGoodSnapshot, newest_in
    from history.snapshots.snapshot_list import history_in
    from union.summary import parquet_file
    from union.summary.summarised import summarised
    from words.speech import say

    folder = Path(one.folder)
    try:
        w = newest_in(folder)
    except (NothingToRead, NoGoodSnapshot) as trouble:
        damaged = isinstance(trouble, NoGoodSnapshot)
        return MadeSummary(one.name, reason=say(f"federation.not_made.{'damaged' if damaged else 'no_snapshot'}"))
    try:
        kept = next(each for each in history_in(folder) if each.snapshot == w.id)
        content = parquet_file.in_bytes(summarised(w))
    finally:
        w.close()
    said = say("federation.not_made.older", snapshot=w.id) if w.instead_of else ""
    return MadeSummary(one.name, key_of(one.name, kept), content, said, seconds=time.process_time() - began)


def key_of(member: str, kept: Snapshot) -> str:
    """What the summary of a member is kept by: the snapshot's content, the day as of which it is seen, and the versions
    of the definitions and of the summary; whatever of it changes, the summary is worked out again."""
    from history.snapshots.moments import day_there
    from union.summary.row import summary_version
    from union.summary.summarised import definitions_version

    told = (member, kept.snapshot, kept.manifest, day_there(kept), definitions_version(), summary_version())
    return hashlib.sha256(repr(told).encode("utf-8")).hexdigest()[:40]
