"""A place sheets come from, what fetching it gives, and the kinds there are: one file in connectors/kinds/, one
kind."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from connectors.cells import Workbook
from connectors.trouble import CannotGoOn, CannotOpen

KINDS = Path(__file__).parent / "kinds"

# What a kind wants to be told at the next fetch, such as the time of the last edit; plain values that JSON keeps.
Mark = Mapping[str, str | int | float | None]


@dataclass(frozen=True)
class Source:
    """One place sheets come from, as the configuration names it."""

    name: str  # as people know it; no two are alike
    kind: str  # a file of connectors/kinds/
    where: str  # a link, or the path of a file or folder
    owner: str = ""  # whom to ask about it
    key: str = ""  # where a key is kept: the path of a file, or env:NAME; never the key itself


@dataclass(frozen=True)
class Fetched:
    """What one fetch gave: workbooks, or the word that nothing has changed since the mark.

    Of a source of several workbooks only those that changed are read: of those named in `still` the last good reading
    stands, because they are unchanged or because of what `troubles` tell. One that is in neither is there no more.
    """

    workbooks: tuple[Workbook, ...]
    mark: Mark
    unchanged: bool = False
    calls: Mapping[str, int] = field(default_factory=dict)  # by whom was asked: {"sheets": 2, "drive": 2}
    still: tuple[str, ...] = ()  # Workbook.source of those whose last good reading stands
    troubles: tuple[CannotGoOn, ...] = ()  # of single workbooks; the others of the source were read


@dataclass(frozen=True)
class SourceKind:
    """One kind of source.

    `fetch(source, mark, say)` returns Fetched or raises CannotGoOn (NotNow where it will pass by itself, NotAllowed
    where somebody must act); `mark` is what the last good fetch returned, None to read in any case; `say` takes
    progress in words.
    `takes(where)` tells whether a text somebody typed is a place of this kind.
    """

    id: str
    title: str  # as people choose it: Google Sheets, shared with Lotwise
    help: str
    takes: Callable[[str], bool]
    fetch: Callable[[Source, Mark | None, Callable[[str], None]], Fetched]
    order: int = 0  # of the kinds that take a text the first is offered
    needs_key: bool = False


@cache
def kinds() -> dict[str, SourceKind]:
    """Every kind by its id, in their order; a malformed file stops the start, by name."""
    found = {}
    for file in KINDS.glob("*.py"):
        kind = importlib.import_module(f"connectors.kinds.{file.stem}").KIND
        if kind.id != file.stem:
            raise ValueError(f"{file.name} declares {kind.id}: the file and the kind must have one name")
        found[kind.id] = kind
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def is_link(where: str) -> bool:
    """Whether the text is a link and not a path; one letter and a colon are a Windows drive."""
    return re.match(r"\s*[a-z][a-z0-9+.-]+://", where, re.IGNORECASE) is not None


def refuse_half_letters(where: str) -> None:
    """Raises CannotOpen where a place holds half of a letter, as text does that was cut or comes in an unknown
    encoding: it can neither be asked for nor written down."""
    if any("\ud800" <= letter <= "\udfff" for letter in where):
        raise CannotOpen(
            "The link or path holds a letter that is cut in half.",
            "Copy it once more from where it came; give a file or folder of such a name another name first.",
        )


def kind_of(where: str, has_key: bool = False) -> SourceKind:
    """The kind that takes this text, a link or a path; those that need a key only where there is one. Raises
    CannotGoOn."""
    refuse_half_letters(where)
    for kind in kinds().values():
        if (has_key or not kind.needs_key) and kind.takes(where):
            return kind
    what = "a link of this kind" if is_link(where) else "this text as a place of sheets"
    raise CannotGoOn(
        f"Lotwise does not know {what}.",
        "Give an https:// link to a spreadsheet or workbook, or the path of a workbook or folder.",
    )
