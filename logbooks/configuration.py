"""Where the sheets come from: lotwise.toml in the data folder, read and written so that what a person wrote in it stays."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from connectors.source import KINDS, Source, is_link, kind_of
from connectors.trouble import CannotGoOn
from logbooks import mapping as mappings
from logbooks.configuration_text import limits, line_of, secret_in, secret_lines, short, source_lines
from logbooks.home import home, replace
from logbooks.mapping import Mapping

HERE = Path(__file__).parent
FIRST = HERE / "first_lotwise.toml"
ENTRIES = {"refresh": ("every_minutes", "stale_after_hours"), "google": ("key_file",), "source": ("name", "kind", "where", "owner")}
PATHS = ("workbook", "folder")      # of these kinds `where` is a path; one that is not absolute is meant from the data folder
LONGEST_NAME = 80


class BadConfiguration(CannotGoOn):
    """lotwise.toml, or something somebody wants to put into it, says what can't be followed; `line` is where, 0 for nowhere."""

    def __init__(self, what: str, fix: str, line: int = 0, name: str = ""):
        super().__init__(f"Line {line} of lotwise.toml: {what[:1].lower()}{what[1:]}" if line else what, fix)
        self.line, self.name = line, name


@dataclass(frozen=True)
class Configuration:
    """What lotwise.toml says; `wrong` are entries that can't be followed, while all the others are."""

    sources: tuple[Source, ...] = ()
    every_minutes: int = 5
    stale_after_hours: int = 24
    key_file: str = ""                          # the path of a file, or env:NAME
    wrong: tuple[BadConfiguration, ...] = ()

    def source(self, name: str) -> Source | None:
        """The source of that name, small or capital."""
        return next((one for one in self.sources if one.name.casefold() == name.strip().casefold()), None)


def path() -> Path:
    """The file itself; it may be missing."""
    return home() / "lotwise.toml"


def mapping_path() -> Path:
    """The file that keeps what people said about their columns; it may be missing."""
    return home() / "mapping.toml"


def mapping() -> Mapping:
    """What people said about their columns; raises BadMapping where the file can't be followed."""
    return mappings.load(mapping_path()) if mapping_path().exists() else Mapping()


def load() -> Configuration:
    """What the file says now, so that an edit by hand is seen; raises BadConfiguration where it can't be read as a whole."""
    text = _text()
    told = _told(text)
    wrong = [BadConfiguration("Here stands what looks like a key or a password.", "Take it out, keep it in a file of its own and "
                              "write the path of that file as key_file.", line) for line in secret_lines(text)]
    key_file, about_key = _key_file(told, text)
    sources, about_sources = _sources(told, text, key_file)
    numbers, about_numbers = _numbers(told, text)
    return Configuration(sources, **numbers, key_file=key_file, wrong=(*wrong, *_strangers(told, text), *about_numbers, *about_key, *about_sources))


def add(source: Source) -> None:
    """Writes one more source at the end; raises BadConfiguration where its name is taken or a part of it can't be."""
    import tomlkit

    _check(source, load().sources)
    document = tomlkit.parse(_text() or FIRST.read_text("utf-8"))
    if "source" not in document:
        document.append("source", tomlkit.aot())
    document["source"].append(_table(source))
    _keep(tomlkit.dumps(document))


def change(name: str, /, source: Source | None = None, **new: str) -> None:
    """Writes what is new about the source of that name, as a whole or such as name= and owner=; its place and remarks stay."""
    import tomlkit

    document, told = tomlkit.parse(_text()), load()
    entry = document.get("source", [])[_number(document.get("source", []), name)]
    new = new or {key: getattr(source, key) for key in ENTRIES["source"]}
    if (before := told.source(name)) and new.get("where") == before.where:
        del new["where"]                     # it may be written there in a shorter way
    said = {key: str(entry.get(key, "")) for key in ENTRIES["source"]} | new
    _check(Source(**said), [one for one in told.sources if one is not before])
    for key, value in new.items():
        if value.strip() != entry.get(key, ""):
            entry[key] = value.strip()
    _keep(tomlkit.dumps(document))


def remove(name: str) -> None:
    """Takes the source of that name out; remarks above the next one stay."""
    import tomlkit

    text = _text()
    document = tomlkit.parse(text)
    number = _number(document.get("source", []), name)
    lines = source_lines(text)
    if len(lines) == len(document["source"]):
        _keep(_without(text, lines[number]))
    else:                                    # written as a list in one line
        del document["source"][number]
        _keep(tomlkit.dumps(document))


def set_refresh(every_minutes: int | None = None, stale_after_hours: int | None = None) -> None:
    """Writes how often the sheets are looked at and when a source counts as stale."""
    for key, value in {"every_minutes": every_minutes, "stale_after_hours": stale_after_hours}.items():
        if value is not None:
            if not _fits(key, value):
                raise BadConfiguration(*_out_of_bounds(key))
            _set("refresh", key, value)


def set_key_file(where: str) -> None:
    """Writes where the key of the service account is kept: the path of its file, or env:NAME."""
    if secret_in(where) or where.lstrip().startswith("{"):
        raise BadConfiguration("This looks like the key itself.", "Keep the key in a file and give the path of that file.")
    _set("google", "key_file", where.strip())


# --- reading -------------------------------------------------------------------------------------------------------

def _text() -> str:
    try:
        return path().read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise BadConfiguration("lotwise.toml is not saved as UTF-8.", "Open it in a text editor and save it with the encoding UTF-8.") from error
    except OSError as error:
        raise BadConfiguration("lotwise.toml can't be opened.", "Close it in other programs, and ask who keeps this computer for leave to read it.") from error


def _told(text: str) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else len(text.splitlines())
        if secret := next(iter(secret_lines(text)), 0):
            raise BadConfiguration("Here stands what looks like a key.", "Take it out, keep it in a file of its own and write the path of that file as key_file.", secret) from None
        raise BadConfiguration("This can't be understood.", "Texts stand in \"quotation marks\", one entry a line, as in the lines around it; "
                               "in a path write / instead of \\.", line) from None


def _sources(told: dict, text: str, key_file: str) -> tuple[tuple[Source, ...], list[BadConfiguration]]:
    entries, lines = told.get("source", []), source_lines(text)
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        return (), [BadConfiguration("A source is not written as one.", "Begin it with [[source]], in two pairs of brackets.", line_of(text, "source"))]
    found: list[Source] = []
    wrong = []
    for number, entry in enumerate(entries):
        line = lines[number] if len(lines) == len(entries) else line_of(text, "source")
        name = entry.get("name") if isinstance(entry.get("name"), str) else ""
        try:
            source = _source(entry, key_file)
            _check(source, found)
            found.append(source)
        except CannotGoOn as trouble:
            wrong.append(BadConfiguration(trouble.what, trouble.fix, line, "" if secret_in(name) else name.strip()))
        wrong += [BadConfiguration(f"A source has no entry “{short(key)}”.", f"It has {', '.join(ENTRIES['source'])}.", line, name)
                  for key in entry if key not in ENTRIES["source"]]
    return tuple(found), wrong


def _source(entry: dict, key_file: str) -> Source:
    """The entry as a source; the kind may be left to the place."""
    for key in ENTRIES["source"]:
        if not isinstance(entry.get(key, ""), str):
            raise BadConfiguration(f"{key} must be text.", "Put it in quotation marks.")
    said = {key: entry.get(key, "").strip() for key in ENTRIES["source"]}
    if said["where"] and not said["kind"] and not secret_in(said["where"]):
        said["kind"] = kind_of(said["where"], bool(key_file)).id
    if said["kind"] in PATHS and said["where"] and not is_link(said["where"]):
        said["where"] = str(home() / Path(said["where"]).expanduser())
    return Source(**said, key=key_file)


def _check(source: Source, others: list[Source] | tuple[Source, ...]) -> None:
    """Raises BadConfiguration where the source lacks something, is one of the others, or holds a secret."""
    if any(secret_in(getattr(source, key)) for key in ENTRIES["source"]):
        raise BadConfiguration("It holds what looks like a key or a password.", "Take it out; a key is kept in a file of its own, and key_file names that file.")
    if not source.name.strip() or len(source.name) > LONGEST_NAME or not source.name.isprintable():
        raise BadConfiguration("The source has no name that can be used.", f"Give it one, on one line, of at most {LONGEST_NAME} letters, such as “Station North”.")
    if not source.where.strip():
        raise BadConfiguration(f"“{source.name}” does not say where its sheets are.", "Write the link, or the path of the workbook or folder, as where.")
    if source.kind not in kind_ids():
        raise BadConfiguration(f"“{source.name}” is of a kind we don't know.", f"Write one of these as kind: {', '.join(kind_ids())}.")
    for other in others:
        if other.name.casefold() == source.name.strip().casefold():
            raise BadConfiguration(f"There is already a source called “{other.name}”.", "Give one of them another name.")
        if (other.kind, other.where) == (source.kind, source.where.strip()):
            raise BadConfiguration(f"“{source.name}” is the same place as “{other.name}”, and its rows would count twice.", "Keep one of them.")


def kind_ids() -> list[str]:
    """The kinds of source there are, without importing what they need."""
    return sorted(file.stem for file in KINDS.glob("*.py") if not file.stem.startswith("_"))


def _numbers(told: dict, text: str) -> tuple[dict[str, int], list[BadConfiguration]]:
    said = told.get("refresh", {})
    said = said if isinstance(said, dict) else {}
    values = {key: said.get(key, limits()[key]["usual"]) for key in ENTRIES["refresh"]}
    wrong = [BadConfiguration(*_out_of_bounds(key), line_of(text, key)) for key, value in values.items() if not _fits(key, value)]
    return {key: value if _fits(key, value) else limits()[key]["usual"] for key, value in values.items()}, wrong


def _key_file(told: dict, text: str) -> tuple[str, list[BadConfiguration]]:
    said = told.get("google", {})
    key_file = said.get("key_file", "") if isinstance(said, dict) else ""
    if not isinstance(key_file, str):
        return "", [BadConfiguration("key_file must be text.", "Put the path of the key's file in quotation marks.", line_of(text, "key_file"))]
    return ("", []) if secret_in(key_file) else (key_file.strip(), [])      # its line is told already


def _strangers(told: dict, text: str) -> Iterator[BadConfiguration]:
    """Entries nobody reads, most often a slip of the pen."""
    for part, said in told.items():
        if part not in ENTRIES:
            yield BadConfiguration(f"Nothing here is called “{short(part)}”.", f"The parts are {', '.join(ENTRIES)}.", line_of(text, part))
        elif part != "source" and not isinstance(said, dict):
            yield BadConfiguration(f"“{part}” is not written as a part.", f"Begin it with [{part}] on a line of its own.", line_of(text, part))
        elif part != "source":
            for key in set(said) - set(ENTRIES[part]):
                yield BadConfiguration(f"[{part}] has no entry “{short(key)}”.", f"It has {', '.join(ENTRIES[part])}.", line_of(text, key))


def _fits(key: str, value: object) -> bool:
    return type(value) is int and limits()[key]["least"] <= value <= limits()[key]["most"]


def _out_of_bounds(key: str) -> tuple[str, str]:
    ends = limits()[key]
    return f"{key} is not a number we can follow.", f"Write a whole number from {ends['least']} to {ends['most']}; until then {ends['usual']} holds."



# --- writing -------------------------------------------------------------------------------------------------------

def _table(source: Source):
    import tomlkit

    table = tomlkit.table()
    for key in ENTRIES["source"]:
        if value := getattr(source, key).strip():
            table.add(key, value)
    table.add(tomlkit.nl())
    return table


def _number(entries: list, name: str) -> int:
    for number, entry in enumerate(entries):
        if str(entry.get("name", "")).strip().casefold() == name.strip().casefold():
            return number
    raise BadConfiguration(f"There is no source called “{short(name)}”.", "Use a name as it stands in lotwise.toml.")


def _without(text: str, header: int) -> str:
    """The text without the source that begins on this line; remarks and blank lines above the next part stay."""
    lines = text.splitlines(keepends=True)
    end = next((n for n in range(header, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    while end < len(lines) and end > header and lines[end - 1].lstrip()[:1] in ("", "#"):
        end -= 1
    return "".join(lines[:header - 1] + lines[end:])


def _set(part: str, key: str, value: str | int) -> None:
    import tomlkit

    document = tomlkit.parse(_text() or FIRST.read_text("utf-8"))
    if part not in document:
        document.add(part, tomlkit.table())
    document[part][key] = value
    _keep(tomlkit.dumps(document))


def _keep(text: str) -> None:
    """Writes the file once it is known to be readable; a folder that can't be written is said in words."""
    tomllib.loads(text)
    try:
        replace(path(), text)
    except OSError as error:
        raise CannotGoOn("lotwise.toml could not be written.", "Close it in other programs; make room on the disk; see that you may write in its folder.", repr(error)) from error
