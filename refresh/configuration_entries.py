"""The entries of lotwise.toml one by one: what can be followed, and of what can't, where it stands and what to do."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from connectors.source import KINDS, Source, is_link, kind_of, refuse_half_letters
from connectors.trouble import CannotGoOn
from history.data_folder import home
from refresh.configuration_text import limits, line_of, secret_in, short, source_lines

ENTRIES = {
    "refresh": ("every_minutes", "stale_after_hours"),
    "google": ("key_file",),
    "source": ("name", "kind", "where", "owner"),
}
# of these kinds `where` is a path; one that is not absolute is meant from the data folder
PATHS = ("workbook", "folder", "given_together")
HOLDS_SEVERAL = ("folder", "given_together")  # their workbooks are known as Source/File.xlsx
LONGEST_NAME = 80
KEY_VARIABLE = "LOTWISE_GOOGLE_KEY"


class BadConfiguration(CannotGoOn):
    """lotwise.toml, or something somebody wants to put into it, says what can't be followed; `line` is where, 0 for
    nowhere."""

    def __init__(self, what: str, fix: str, line: int = 0, name: str = ""):
        super().__init__(f"Line {line} of lotwise.toml: {what[:1].lower()}{what[1:]}" if line else what, fix)
        self.line, self.name = line, name


def sources(told: dict, text: str, key_file: str) -> tuple[tuple[Source, ...], list[BadConfiguration]]:
    """Every source that can be followed, and what is wrong with the others."""
    entries, lines = told.get("source", []), source_lines(text)
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        return (), [
            BadConfiguration(
                "A source is not written as one.",
                "Begin it with [[source]], in two pairs of brackets.",
                line_of(text, "source"),
            )
        ]
    found: list[Source] = []
    wrong = []
    for number, entry in enumerate(entries):
        line = lines[number] if len(lines) == len(entries) else line_of(text, "source")
        name = entry.get("name") if isinstance(entry.get("name"), str) else ""
        try:
            source = _source(entry, key_file)
            check(source, found)
            found.append(source)
        except CannotGoOn as trouble:
            wrong.append(BadConfiguration(trouble.what, trouble.fix, line, "" if secret_in(name) else name.strip()))
        wrong += [
            BadConfiguration(
                f"A source has no entry “{short(key)}”.", f"It has {', '.join(ENTRIES['source'])}.", line, name
            )
            for key in entry
            if key not in ENTRIES["source"]
        ]
    return tuple(found), wrong


def _source(entry: dict, key_file: str) -> Source:
    """The entry as a source; the kind may be left to the place."""
    for key in ENTRIES["source"]:
        if not isinstance(entry.get(key, ""), str):
            raise BadConfiguration(f"{key} must be text.", "Put it in quotation marks.")
    said = {key: entry.get(key, "").strip() for key in ENTRIES["source"]}
    if said["where"] and not said["kind"] and not secret_in(said["where"]):
        said["kind"] = kind_of(said["where"], bool(key_file or os.environ.get(KEY_VARIABLE))).id
    if said["kind"] in PATHS and said["where"] and not is_link(said["where"]):
        said["where"] = str(home() / os.path.expanduser(said["where"]))
    return Source(**said, key=key_file)


def check(source: Source, others: list[Source] | tuple[Source, ...]) -> None:
    """Raises BadConfiguration where the source lacks something, is one of the others, or holds a secret."""
    if any(secret_in(getattr(source, key)) for key in ENTRIES["source"]):
        raise BadConfiguration(
            "It holds what looks like a key or a password.",
            "Take it out; a key is kept in a file of its own, and key_file names that file.",
        )
    if not source.name.strip() or len(source.name) > LONGEST_NAME or not source.name.isprintable():
        raise BadConfiguration(
            "The source has no name that can be used.",
            f"Give it one, on one line, of at most {LONGEST_NAME} letters, such as “Station North”.",
        )
    if not source.where.strip():
        raise BadConfiguration(
            f"“{source.name}” does not say where its sheets are.",
            "Write the link, or the path of the workbook or folder, as where.",
        )
    refuse_half_letters(source.where + source.owner)
    if source.kind not in kind_ids():
        raise BadConfiguration(
            f"“{source.name}” is of a kind we don't know.", f"Write one of these as kind: {', '.join(kind_ids())}."
        )
    for other in others:
        _check_beside(source, other)


def _check_beside(source: Source, other: Source) -> None:
    """Raises BadConfiguration where the two can't be told apart, or rows would count twice."""
    if other.name.casefold() == source.name.strip().casefold():
        raise BadConfiguration(f"There is already a source called “{other.name}”.", "Give one of them another name.")
    if _called_as_its_own(source, other) or _called_as_its_own(other, source):
        raise BadConfiguration(
            f"“{source.name}” and “{other.name}” would give their workbooks one name.",
            "Give one of them a name that does not begin with the other's name and a /.",
        )
    if _same_place(source, other):
        raise BadConfiguration(
            f"“{source.name}” is the same place as “{other.name}”, and its rows would count twice.",
            "Keep one of them.",
        )
    if _lies_in(source, other) or _lies_in(other, source):
        raise BadConfiguration(
            f"Of “{source.name}” and “{other.name}” one is a folder that holds the other, and its rows "
            f"would count twice.",
            "Keep one of them.",
        )


def _called_as_its_own(source: Source, folder: Source) -> bool:
    """Whether a source has a name such as those by which the workbooks of another are known: Books/north.csv."""
    return folder.kind in HOLDS_SEVERAL and source.name.strip().casefold().startswith(
        f"{folder.name.strip().casefold()}/"
    )


def _same_place(one: Source, other: Source) -> bool:
    """Whether two sources are one place, however it is written: one spreadsheet has many links, one file many paths."""
    if one.kind in PATHS and other.kind in PATHS:
        return _path(one) == _path(other)
    return (_spreadsheet(one.where) or (one.kind, one.where.strip())) == (
        _spreadsheet(other.where) or (other.kind, other.where.strip())
    )


def _lies_in(source: Source, folder: Source) -> bool:
    return source.kind == "workbook" and folder.kind == "folder" and os.path.dirname(_path(source)) == _path(folder)


def _path(source: Source) -> str:
    # Without a look at the disk: a drive that hangs would hang every page.
    return os.path.normcase(os.path.abspath(home() / os.path.expanduser(source.where.strip())))


def _spreadsheet(where: str) -> str:
    """The id of the spreadsheet or file of Google's that a text names; "" where it names none."""
    if re.fullmatch(r"[\w-]{30,}", where.strip()):
        return where.strip()
    found = re.match(r"\s*https?://(?:docs|drive|sheets)\.google\.com/\S*?/d/((?:e/)?[\w-]{10,})", where)
    return found[1] if found else ""


def kind_ids() -> list[str]:
    """The kinds of source there are, without importing what they need."""
    return sorted(file.stem for file in KINDS.glob("*.py") if not file.stem.startswith("_"))


def numbers(told: dict, text: str) -> tuple[dict[str, int], list[BadConfiguration]]:
    """The numbers of [refresh], the usual ones where nothing that can be followed is written."""
    said = told.get("refresh", {})
    said = said if isinstance(said, dict) else {}
    values = {key: said.get(key, limits()[key]["usual"]) for key in ENTRIES["refresh"]}
    wrong = [
        BadConfiguration(*out_of_bounds(key), line_of(text, key))
        for key, value in values.items()
        if not fits(key, value)
    ]
    return {key: value if fits(key, value) else limits()[key]["usual"] for key, value in values.items()}, wrong


def key_file(told: dict, text: str) -> tuple[str, list[BadConfiguration]]:
    """Where the key is kept, as an absolute path or env:NAME; "" where nothing is said."""
    said = told.get("google", {})
    key_file = said.get("key_file", "") if isinstance(said, dict) else ""
    if not isinstance(key_file, str):
        return "", [
            BadConfiguration(
                "key_file must be text.",
                "Put the path of the key's file in quotation marks.",
                line_of(text, "key_file"),
            )
        ]
    if not key_file.strip() or secret_in(key_file):  # a secret is told by its line already
        return "", []
    return key_file.strip() if key_file.startswith("env:") else str(home() / os.path.expanduser(key_file.strip())), []


def strangers(told: dict, text: str) -> Iterator[BadConfiguration]:
    """Entries nobody reads, most often a slip of the pen."""
    for part, said in told.items():
        if part not in ENTRIES:
            yield BadConfiguration(
                f"Nothing here is called “{short(part)}”.", f"The parts are {', '.join(ENTRIES)}.", line_of(text, part)
            )
        elif part != "source" and not isinstance(said, dict):
            yield BadConfiguration(
                f"“{part}” is not written as a part.",
                f"Begin it with [{part}] on a line of its own.",
                line_of(text, part),
            )
        elif part != "source":
            for key in set(said) - set(ENTRIES[part]):
                yield BadConfiguration(
                    f"[{part}] has no entry “{short(key)}”.", f"It has {', '.join(ENTRIES[part])}.", line_of(text, key)
                )


def fits(key: str, value: object) -> bool:
    """Whether a number lies within its ends."""
    return type(value) is int and limits()[key]["least"] <= value <= limits()[key]["most"]


def out_of_bounds(key: str) -> tuple[str, str]:
    """What is wrong with such a number, and what to do."""
    ends = limits()[key]
    return (
        f"{key} is not a number we can follow.",
        f"Write a whole number from {ends['least']} to {ends['most']}; until then {ends['usual']} holds.",
    )
