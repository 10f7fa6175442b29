"""Who the members of the union are: federation.toml in the data folder, or a folder of summaries that is named."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from connectors.source import is_link
from connectors.trouble import CannotGoOn, NothingToRead
from history.data_folder import home
from words.speech import say

ENTRIES = {"member": ("name", "where")}
LONGEST_NAME = 80
SUMMARY_ENDING = ".parquet"


class BadFederation(CannotGoOn):
    """federation.toml says what can't be followed; `line` is where, 0 for nowhere, `member` its name, or ""."""

    def __init__(self, fault: str, line: int = 0, member: str = "", **values: object):
        what, fix = (say(f"federation.wrong.{fault}.{part}", **values) for part in ("what", "fix"))
        said = say("federation.line", line=line, what=f"{what[:1].lower()}{what[1:]}") if line else what
        super().__init__(said, fix)
        self.line, self.member = line, member


@dataclass(frozen=True)
class Member:
    """One entry of federation.toml: a name, "" where the summaries in its place name themselves, and the place."""

    name: str
    where: Path

    @property
    def is_data_folder(self) -> bool:
        """Whether snapshots lie in its place, from which its summary is worked out here."""
        return (self.where / "current.json").is_file() or (self.where / "snapshots").is_dir()


@dataclass(frozen=True)
class Federation:
    """What federation.toml says; `wrong` are entries that can't be followed, while all the others are. `own` is the
    name of the member this office belongs to, "" where it belongs to none."""

    members: tuple[Member, ...] = ()
    own: str = ""
    wrong: tuple[BadFederation, ...] = ()


def path() -> Path:
    """The file itself; it may be missing."""
    return home() / "federation.toml"


def is_configured() -> bool:
    """Whether this office brings together the summaries of others."""
    return path().is_file()


def federation(folder: Path | None = None) -> Federation:
    """The members: those of federation.toml, or every summary in a folder. NothingToRead where there are none,
    BadFederation where the file can't be read as a whole."""
    if folder is not None:
        return Federation((Member("", folder),))
    if not is_configured():
        raise NothingToRead(say("federation.none.what"), say("federation.none.fix", path=path()))
    found = told(_text())
    if not found.members and not found.wrong:
        raise BadFederation("no_member")
    return found


def told(text: str) -> Federation:
    """What such a text says; raises BadFederation where it can't be read as a whole."""
    entries = _parsed(text)
    listed = entries.get("member", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise BadFederation("no_block", _line_of(text, "member"))
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*[\"']?member[\"']?\s*\]\]", line)]
    wrong = [BadFederation("stranger", _line_of(text, key), entry=key[:40]) for key in entries if key not in SAID]
    members: list[Member] = []
    for number, entry in enumerate(listed):
        line = lines[number] if len(lines) == len(listed) else _line_of(text, "member")
        try:
            members.append(_member(entry, members, line))
        except BadFederation as one:
            wrong.append(one)
    own = entries.get("own", "")
    if not isinstance(own, str) or (own.strip() and not _knows(members, own)):
        wrong.append(BadFederation("own", _line_of(text, "own"), own=str(own)[:LONGEST_NAME]))
        own = ""
    return Federation(tuple(members), own.strip(), tuple(wrong))


SAID = ("own", "member")


def _knows(members: list[Member], own: str) -> bool:
    """Whether the name can be that of a member: one that names itself is known only once its summary is read."""
    return any(not one.name or one.name.casefold() == own.strip().casefold() for one in members)


def _member(entry: dict, others: list[Member], line: int) -> Member:
    name, where = (entry.get(key, "") for key in ENTRIES["member"])
    if not isinstance(name, str) or not isinstance(where, str):
        raise BadFederation("no_text", line)
    name, where = name.strip(), where.strip()
    if strange := next((key for key in entry if key not in ENTRIES["member"]), None):
        raise BadFederation("member_stranger", line, name, entry=strange[:40])
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise BadFederation("name", line, most=LONGEST_NAME)
    if not where:
        raise BadFederation("no_where", line, name, name=name)
    if is_link(where):
        raise BadFederation("link", line, name, name=name)
    place = Path(home() / os.path.expanduser(where))
    if name and any(one.name.casefold() == name.casefold() for one in others):
        raise BadFederation("twice", line, name, name=name)
    if other := next((one for one in others if one.where.absolute() == place.absolute()), None):
        raise BadFederation("same_place", line, name, name=name or place.name, other=other.name or other.where.name)
    found = Member(name, place)
    if not name and found.is_data_folder:
        raise BadFederation("no_name", line)
    return found


def _text() -> str:
    try:
        return path().read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFederation("not_utf8") from error
    except OSError as error:
        raise BadFederation("not_opened") from error


def _parsed(text: str) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        raise BadFederation("not_toml", int(at[1]) if at else len(text.splitlines())) from None


def _line_of(text: str, key: str) -> int:
    return next(
        (
            n
            for n, line in enumerate(text.splitlines(), 1)
            if re.match(rf"[\s\[\"']*{re.escape(key)}[\"'\s\]]*(=|\]|$)", line)
        ),
        0,
    )
