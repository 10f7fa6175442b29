"""What was given to whom: each file as it left, and a log of who is behind its numbers, in the folder `summaries`.

The log holds no names but that of the receiver: buyers, farmers and lots stand in it as hashes, salted anew in each
line, by which it is found how many are new. Each line holds the hash of the one before. A file that no whole line of
the log names was given too: who is behind its numbers is not known any more, so each of them stands for good.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from connectors.disk import data_folder, put
from connectors.trouble import CannotGoOn
from connectors.utc_time import utc_seconds
from history.data_folder import cannot_keep, home
from history.snapshots.locks import pointer_lock
from union.summary.given_before import GivenBefore, Hashed, is_still_new
from union.summary.parquet_file import NoSummary, in_bytes, read
from union.summary.people import Number, People
from union.summary.summary import Summary, number_of
from words.speech import say

FOLDER, LOG = "summaries", "given.jsonl"
LETTERS = 16  # of a hash, enough to tell a million people apart


@dataclass(frozen=True)
class Gift:
    """One summary that was given, when (ISO, UTC) and to whom; both empty where the log of it is lost."""

    summary: Summary
    given_at: str
    to: str
    people: Mapping[Number, Hashed] | None  # of the numbers it told anew; None where the log of it is lost
    salt: str
    sketch: frozenset[int] | None = None

    def hashed(self, people: People) -> Hashed:
        """People of today as this line of the log has those of then."""
        return _hashed(people, self.salt)

    @property
    def before(self) -> GivenBefore:
        """The same as what a new summary is held to."""
        rows = {number_of(row): row for row in self.summary.rows}
        head, people = self.summary, self.people
        with_value = [number for number, row in rows.items() if row.value is not None]
        told: dict[Number, Hashed | None] = dict.fromkeys(with_value) if people is None else dict(people)
        return GivenBefore(head.member, head.invented, head.snapshot, head.as_of, rows, told, self.hashed, self.sketch)


def gifts() -> tuple[Gift, ...]:
    """Every summary that was given from this data folder, in its order; last those of which the log is lost. NoSummary
    where a file that was given is gone or not as it was."""
    files = {file.stem: file for file in sorted((data_folder() / FOLDER).glob("*.parquet"))}
    found, logged = [], set()
    for line in _lines():
        if line["seal"] not in files:
            raise NoSummary(
                f"The summary given on {line['given_at'][:10]} is gone from the folder {FOLDER} of the data folder.",
                f"Put {line['seal']}.parquet back from a copy: what it told must stand.",
            )
        found.append(_gift(read(files[line["seal"]]), line))
        logged.add(line["seal"])
    lost = [Gift(read(file), "", "", None, "") for seal, file in files.items() if seal not in logged]
    return (*found, *sorted(lost, key=lambda one: (one.summary.as_of, one.summary.seal)))


def given_before() -> tuple[GivenBefore, ...]:
    """What a new summary is held to; NoSummary where a file that was given is not as it was."""
    return tuple(one.before for one in gifts())


class GivenMeanwhile(CannotGoOn):
    """Another summary was given since this one was worked out, and the two together would tell a lot."""


def keep(summary: Summary, to: str, now: datetime | None = None) -> None:
    """Notes that a summary was given, and keeps the file itself; raises GivenMeanwhile, CannotKeep, Busy."""
    with pointer_lock():
        if not is_still_new(summary, given_before()):
            raise GivenMeanwhile(say("summary.said.meanwhile"), say("summary.said.meanwhile_fix"))
        try:
            _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            put(_folder() / f"{summary.seal}.parquet", in_bytes(summary))
            told = [*_texts(), _line(summary, to, utc_seconds(now or datetime.now(UTC)))]
            put(_folder() / LOG, "".join(f"{line}\n" for line in told).encode("utf-8"))
        except OSError as error:
            raise cannot_keep(error) from error


def given_elsewhere(summary: Summary) -> GivenBefore:
    """A summary that was given from another data folder, as what a new one is held to."""
    return Gift(summary, "", "", None, "").before


def take_in(summary: Summary) -> None:
    """Keeps such a summary, so that its numbers stand here from now on; raises CannotKeep, Busy."""
    with pointer_lock():
        try:
            _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            put(_folder() / f"{summary.seal}.parquet", in_bytes(summary))
        except OSError as error:
            raise cannot_keep(error) from error


def _folder() -> Path:
    return home() / FOLDER


def _written() -> list[str]:
    """The lines of the log as they stand, whole or not."""
    try:
        return (data_folder() / FOLDER / LOG).read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []


def _texts() -> list[str]:
    """The lines that are as they were written; each tells the hash of the one before, so that those behind one that was
    lost or changed are lost too."""
    before, found = "", []
    for text in _written():
        line = _whole(text, before)
        if line is None:
            break
        before = line["sha256"]
        found.append(text)
    return found


def _lines() -> list[dict]:
    return [json.loads(text) for text in _texts()]


def _whole(text: str, before: str) -> dict | None:
    with suppress(ValueError, KeyError, TypeError):
        line = json.loads(text)
        if line["before"] == before and line["sha256"] == _sum(line):
            return line
    return None


def _line(summary: Summary, to: str, at: str) -> str:
    """One line: who is behind each number that was told anew, each group of people once."""
    salt = secrets.token_hex(16)
    groups: dict[str, list[str]] = {}
    people: dict[str, dict[str, str]] = {}
    for number, of in summary.people.items():
        hashed = {kind: sorted(names) for kind, names in _hashed(of, salt).items()}
        keys = {kind: hashlib.sha256("".join(names).encode()).hexdigest()[:LETTERS] for kind, names in hashed.items()}
        groups |= {keys[kind]: names for kind, names in hashed.items()}
        people["|".join(number)] = keys
    last = _lines()
    line = {
        "given_at": at,
        "to": to,
        "seal": summary.seal,
        "salt": salt,
        "sketch": sorted(summary.sketch),
        "groups": groups,
        "people": people,
        "before": last[-1]["sha256"] if last else "",
    }
    return json.dumps(line | {"sha256": _sum(line)}, ensure_ascii=False, sort_keys=True)


def _gift(summary: Summary, line: Mapping) -> Gift:
    people = {
        _number(number): {kind: frozenset(line["groups"][key]) for kind, key in of.items()}
        for number, of in line["people"].items()
    }
    return Gift(summary, line["given_at"], line["to"], people, line["salt"], frozenset(line["sketch"]))


def _number(written: str) -> Number:
    crop_year, indicator, stream = written.split("|")
    return crop_year, indicator, stream


def _hashed(people: People, salt: str) -> Hashed:
    return {
        kind: frozenset(
            hmac.new(salt.encode(), f"{kind}|{name}".encode(), "sha256").hexdigest()[:LETTERS] for name in names
        )
        for kind, names in people.items()
    }


def _sum(line: Mapping) -> str:
    told = {name: value for name, value in line.items() if name != "sha256"}
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()
