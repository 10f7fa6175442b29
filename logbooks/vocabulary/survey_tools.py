"""The columns that survey tools add to what people answer: start, _uuid, KEY, meta/instanceID."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

WORDS = Path(__file__).with_name("survey_tools.toml")
BETWEEN = re.compile(r"(?<=.)[/.:-](?=.)")  # between a group and a question


@cache
def _said() -> dict:
    return tomllib.loads(WORDS.read_text("utf-8"))


@cache
def _listed(part: str) -> frozenset[str]:
    return frozenset(_said()[part])


@cache
def _tuple(part: str) -> tuple[str, ...]:
    return tuple(_said()[part])


def name_in_survey(heading: str) -> str:
    """The heading as the lists have it: small letters, / between groups."""
    return BETWEEN.sub("/", heading.strip().casefold())


@lru_cache(maxsize=20_000)
def is_mark(heading: str) -> bool:
    """Whether nobody but a survey tool gives a column that name."""
    written = heading.strip().casefold()
    if written in _listed("marks") or written.startswith(_tuple("marks_begin")):
        return True
    name = name_in_survey(written)
    return (
        name in _listed("marks")
        or name.startswith(_tuple("marks_begin"))
        or any(part in name for part in _tuple("marks_hold"))
    )


def is_beside_marks(heading: str) -> bool:
    """Whether it is a survey tool's own column too where others tell that the sheet is a survey's export."""
    written = heading.strip().casefold()
    return written in _listed("beside_marks") or name_in_survey(written) in _listed("beside_marks")


def records() -> tuple[str, ...]:
    """The names of columns that tell one record from another, the best first."""
    return tuple(_said()["records"])


def joins() -> dict[str, str]:
    """From the column of a repeated group that names the record to that column of the record, the surest first."""
    return dict(_said()["joins"])
