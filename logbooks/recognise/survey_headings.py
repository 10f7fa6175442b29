"""Reads a row of headings as survey tools write them: what is the tool's own, and the question without its group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from logbooks.recognise.headings import BRACKET
from logbooks.vocabulary.survey_tools import BETWEEN, is_beside_marks, is_mark, joins, name_in_survey, records
from logbooks.vocabulary.units import read_unit

FEWEST_MARKS = 2
SEPARATORS = "/.:-"


@dataclass(frozen=True)
class SurveyRow:
    """Of the columns of a row of headings: those that are a survey tool's `own`; the `names` of those with groups, from
    the question alone to all groups with it; and the column that tells the records apart, 0 where there is none."""

    own: dict[int, str] = field(default_factory=dict)
    names: dict[int, tuple[str, ...]] = field(default_factory=dict)
    record: int = 0


NOT_A_SURVEY = SurveyRow()


def survey_row(texts: Mapping[int, str]) -> SurveyRow:
    """What a survey tool made of the headings; nothing where neither its own columns nor groups are there."""
    survey = is_export(texts)
    separators = SEPARATORS if survey else _grouped_by(texts)
    if not survey and not separators:
        return NOT_A_SURVEY
    own = {at: text for at, text in texts.items() if survey and (is_mark(text) or is_beside_marks(text))}
    asked = {at: text for at, text in texts.items() if at not in own}
    named = {name_in_survey(text): at for at, text in reversed(own.items())}
    record = next((named[name] for name in records() if name in named), 0)
    return SurveyRow(own, _names(asked, separators, survey), record)


def is_export(texts: Mapping[int, str]) -> bool:
    """Whether columns stand there that nobody but a survey tool makes."""
    marks = [text for text in texts.values() if is_mark(text)]
    return len(marks) >= FEWEST_MARKS or any(name_in_survey(text) in joins() for text in marks)


def _grouped_by(texts: Mapping[int, str]) -> str:
    """The sign that parts groups from questions where most headings are names of a machine; empty where none does."""
    names = list(texts.values())
    if len(names) < 3 or any(len(name.split()) != 1 for name in names):
        return ""
    for sign in SEPARATORS:
        parted = [name for name in names if sign in name.strip(sign) and not BRACKET.search(name)]
        groups = Counter(name.rpartition(sign)[0] for name in parted if not _is_unit(name.rpartition(sign)[2]))
        joins_words = sign == "-" and "_" not in "".join(names)
        if not joins_words and 2 * groups.total() >= len(names) and max(groups.values(), default=0) > 1:
            return sign
    return ""


def _names(texts: Mapping[int, str], separators: str, survey: bool) -> dict[int, tuple[str, ...]]:
    """The last part of each heading that has several, that with the one before, and so on; a choice of several is no
    question."""
    whole = {text.casefold() for text in texts.values()}
    questions = {_parts(text, separators)[-1].casefold() for text in texts.values()}
    found = {}
    for at, text in texts.items():
        parts = _parts(text, separators)
        if len(parts) > 1 and text[: -len(parts[-1]) - 1].casefold() in whole:
            continue
        names = [" ".join(parts[start:]) for start in reversed(range(len(parts)))] if len(parts) > 1 else []
        before, _, last = parts[-1].rpartition("_")
        if survey and before.startswith("_") and before[1:].casefold() in questions:
            names.append(last)  # _location_latitude beside location
        if names:
            found[at] = tuple(names)
    return found


def _parts(text: str, separators: str) -> list[str]:
    """Groups and question of a heading; the unit of a price and what stands in brackets are no question."""
    head, bracket = (text[: found.start()], text[found.start() :]) if (found := BRACKET.search(text)) else (text, "")
    parts = [head]
    for sign in BETWEEN.finditer(head):
        if sign[0] in separators and (sign[0] == "/" or len(head.split()) == 1):
            tail = head[sign.end() :]
            if not _is_unit(tail):
                parts = [*parts[:-1], parts[-1][: -len(tail) - 1], tail]
    return [*parts[:-1], parts[-1] + bracket]


def _is_unit(text: str) -> bool:
    said = read_unit(text, "price", {})
    return bool(said.size or said.scale or said.currency or said.code == "unit-without-size")
