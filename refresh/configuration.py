"""Where the sheets come from: lotwise.toml in the data folder, read and written so that what a person wrote in it
stays."""

from __future__ import annotations

import glob
import os
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace as replaced
from pathlib import Path

from connectors.source import Source
from connectors.trouble import CannotGoOn
from history.data_folder import CannotKeep, home, replace
from logbooks.recognise import mapping as mappings
from logbooks.recognise.mapping import Mapping
from refresh import configuration_entries as entries
from refresh.configuration_entries import ENTRIES, KEY_VARIABLE, LONGEST_NAME, BadConfiguration
from refresh.configuration_text import line_of, secret_in, secret_lines, short, source_lines

__all__ = [
    "LONGEST_NAME",
    "BadConfiguration",
    "Configuration",
    "add",
    "change",
    "follow_tab",
    "key_place",
    "load",
    "mapping",
    "mapping_path",
    "path",
    "remove",
    "set_key_file",
    "set_refresh",
]
FIRST = Path(__file__).with_name("first_lotwise.toml")


@dataclass(frozen=True)
class Configuration:
    """What lotwise.toml says; `wrong` are entries that can't be followed, while all the others are."""

    sources: tuple[Source, ...] = ()
    every_minutes: int = 5
    stale_after_hours: int = 24
    key_file: str = ""  # the path of a file, or env:NAME
    wrong: tuple[BadConfiguration, ...] = ()

    def source(self, name: str) -> Source | None:
        """The source of that name, small or capital."""
        return next((one for one in self.sources if one.name.casefold() == name.strip().casefold()), None)


def path() -> Path:
    """The file itself; it may be missing."""
    return home() / "lotwise.toml"


def last_good_path() -> Path:
    """Its copy as it was last written here or followed, for the day on which it is damaged; it may be missing."""
    return home() / "lotwise.last_good.toml"


def keep_copy(text: str) -> None:
    """Keeps that copy, unless what looks like a key stands in it; raises CannotKeep."""
    if not secret_lines(text):
        replace(last_good_path(), text)


def key_place() -> str:
    """Where the key of the service account is kept, as far as anybody said; "" where nobody did."""
    with suppress(BadConfiguration):
        if told := load().key_file:
            return told
    return f"env:{KEY_VARIABLE}" if os.environ.get(KEY_VARIABLE) else ""


def mapping_path() -> Path:
    """The file that keeps what people said about their columns; it may be missing."""
    return home() / "mapping.toml"


def mapping() -> Mapping:
    """What people said about their columns; raises BadMapping where the file can't be followed."""
    return mappings.load(mapping_path()) if mapping_path().exists() else Mapping()


def follow_tab(source: str, old: str, new: str) -> None:
    """Says of a tab that was renamed what was said of it by its old name, unless something fits the new one."""
    told = mapping()
    said = told.for_tab(source, old)
    if said and told.for_tab(source, new) is None:
        also = replaced(said, source=glob.escape(source), sheet=glob.escape(new))
        replace(mapping_path(), mappings.dumps(replaced(told, tabs=(also, *told.tabs))))


def load(text: str | None = None) -> Configuration:
    """What the file says now, so that an edit by hand is seen, or what such a text would say; raises BadConfiguration
    where it can't be read as a whole."""
    text = _text() if text is None else text
    told = _told(text)
    wrong = [
        BadConfiguration(
            "Here stands what looks like a key or a password.",
            "Take it out, keep it in a file of its own and write the path of that file as key_file.",
            line,
        )
        for line in secret_lines(text)
    ]
    key_file, about_key = entries.key_file(told, text)
    sources, about_sources = entries.sources(told, text, key_file)
    numbers, about_numbers = entries.numbers(told, text)
    return Configuration(
        sources,
        **numbers,
        key_file=key_file,
        wrong=(*wrong, *entries.strangers(told, text), *about_numbers, *about_key, *about_sources),
    )


def refuse(source: Source) -> None:
    """Raises BadConfiguration where the source can't be added; nothing is written."""
    entries.check(source, load().sources)


def add(source: Source) -> None:
    """Writes one more source at the end; raises BadConfiguration where its name is taken or a part of it can't be."""
    import tomlkit

    refuse(source)
    document = tomlkit.parse(_text() or FIRST.read_text("utf-8"))
    if "source" not in document:
        document.append("source", tomlkit.aot())
    if not isinstance(document["source"], tomlkit.items.AoT):
        raise BadConfiguration(
            "The sources stand in one list, to which none can be added here.",
            "Write each as a block of its own that begins with [[source]].",
            line_of(document.as_string(), "source"),
        )
    document["source"].append(_table(source))
    _keep(tomlkit.dumps(document))


def change(name: str, /, source: Source | None = None, **new: str) -> None:
    """Writes what is new about the source of that name, as a whole or such as name= and owner=; its place and remarks
    stay."""
    import tomlkit

    document, told = tomlkit.parse(_text()), load()
    entry = document.get("source", [])[_number(document.get("source", []), name)]
    new = new or {key: getattr(source, key) for key in ENTRIES["source"]}
    if (before := told.source(name)) and new.get("where") == before.where:
        del new["where"]  # it may be written there in a shorter way
    said = {key: str(entry.get(key, "")) for key in ENTRIES["source"]} | new
    entries.check(Source(**said), [one for one in told.sources if one is not before])
    for key, value in new.items():
        if value.strip() != entry.get(key, ""):
            entry[key] = value.strip()
    _keep(tomlkit.dumps(document))
    if before and said["name"].strip() != before.name:
        _rename_in_mapping(before.name, said["name"].strip())


def remove(name: str) -> None:
    """Takes the source of that name out; remarks above the next one stay."""
    import tomlkit

    text = _text()
    document = tomlkit.parse(text)
    number = _number(document.get("source", []), name)
    lines = source_lines(text)
    if len(lines) == len(document["source"]):
        _keep(_without(text, lines[number]))
    else:  # written as a list in one line
        del document["source"][number]
        _keep(tomlkit.dumps(document))


def set_refresh(every_minutes: int | None = None, stale_after_hours: int | None = None) -> None:
    """Writes how often the sheets are looked at and when a source counts as stale."""
    for key, value in {"every_minutes": every_minutes, "stale_after_hours": stale_after_hours}.items():
        if value is not None:
            if not entries.fits(key, value):
                raise BadConfiguration(*entries.out_of_bounds(key))
            _set("refresh", key, value)


def set_key_file(where: str) -> None:
    """Writes where the key of the service account is kept: the path of its file, or env:NAME."""
    if secret_in(where) or where.lstrip().startswith("{"):
        raise BadConfiguration(
            "This looks like the key itself.", "Keep the key in a file and give the path of that file."
        )
    _set("google", "key_file", where.strip())


def _text() -> str:
    try:
        return path().read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise BadConfiguration(
            "lotwise.toml is not saved as UTF-8.", "Open it in a text editor and save it with the encoding UTF-8."
        ) from error
    except OSError as error:
        raise BadConfiguration(
            "lotwise.toml can't be opened.",
            "Close it in other programs, and ask who keeps this computer for leave to read it.",
        ) from error


def _told(text: str) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else len(text.splitlines())
        if secret := next(iter(secret_lines(text)), 0):
            raise BadConfiguration(
                "Here stands what looks like a key.",
                "Take it out, keep it in a file of its own and write the path of that file as key_file.",
                secret,
            ) from None
        raise BadConfiguration(
            "This can't be understood.",
            'Texts stand in "quotation marks", one entry a line, as in the lines around it; '
            "in a path write / instead of \\.",
            line,
        ) from None


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
    raise BadConfiguration(f"No sheet called “{short(name)}” is connected.", "Use a name as it stands in lotwise.toml.")


def _rename_in_mapping(old: str, new: str) -> None:
    """What was said about the tabs of a source goes on under its new name."""
    tabs, told = [], mapping()
    for tab in told.tabs:
        begins = next(
            (one for one in (glob.escape(old), old) if tab.source == one or tab.source.startswith(f"{one}/")), None
        )
        tabs.append(tab if begins is None else replaced(tab, source=glob.escape(new) + tab.source[len(begins) :]))
    if tuple(tabs) != told.tabs:
        replace(mapping_path(), mappings.dumps(replaced(told, tabs=tuple(tabs))))


def _without(text: str, header: int) -> str:
    """The text without the source that begins on this line; remarks and blank lines above the next part stay."""
    lines = text.splitlines(keepends=True)
    end = next((n for n in range(header, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    while end < len(lines) and end > header and lines[end - 1].lstrip()[:1] in ("", "#"):
        end -= 1
    return "".join(lines[: header - 1] + lines[end:])


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
    except CannotKeep as refused:
        raise CannotGoOn(
            "lotwise.toml could not be written.",
            "Close it in other programs; make room on the disk; see that you may write in its folder.",
            refused.detail,
        ) from refused
    with suppress(CannotKeep):
        keep_copy(text)
