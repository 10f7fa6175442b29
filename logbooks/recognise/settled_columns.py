"""Columns that are known by what stands in them where no heading names them, and what people answered about columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.fixed_numbers import fixed
from logbooks.recognise.answers import ALWAYS, NO_ANSWER, NOTHING, Answers, about_column, is_a_day
from logbooks.recognise.headings import match
from logbooks.recognise.mapping import ROW_NUMBER
from logbooks.recognise.row_keys import key_of_a_count
from logbooks.vocabulary.crop_years import crop_year
from logbooks.vocabulary.sheet_words import belonging_words, choice_words, fold, fold_header, headings_of_days

if TYPE_CHECKING:
    import pyarrow

    from logbooks.recognise.mapping import TabMapping

# A heading of nothing but these, beside a farmer's name, is that of the farmer's code.
CODE_WORDS = frozenset(
    re.findall(r"\S+", "code id no number codigo numero clave matricula kode nomor ma so namba nimero cod ኮድ ቁጥር")
)
LONGEST_CODE = 12
STATION, PROCESS = "station", "process"
A_DAY = re.compile(r"\d{1,4}\D\d{1,2}\D\d{1,4}\b")


@dataclass(frozen=True)
class Settled:
    """One thing that a tab settles of itself: the question, its answer, and what it rests on."""

    question: str
    answer: str
    name: str
    heading: str
    index: int
    evidence: str  # a part of questions/settled.toml
    written: str = ""


def by_content(
    logbook: str,
    texts: Mapping[int, str],
    below: pyarrow.Table,
    there: Mapping[str, int],
    open_to: Collection[int],
    answers: Answers,
) -> list[Settled]:
    """The columns known by what stands in them; `there` are those that are found, with the column of the sheet,
    `open_to` the columns of the sheet that no heading explains."""
    candidates = {index: text for index, text in texts.items() if index in open_to}
    words = {index: _words(below, index) for index in candidates}
    fits = [
        (column.name, index)
        for column in logbooks()[logbook].columns
        if column.kind is ColumnKind.CHOICE and column.name not in there
        for index in candidates
        if _holds(column, words[index])
    ]
    found = [
        _settled(logbook, name, candidates[index], index, "words-of-column", ", ".join(list(words[index])[:3]))
        for name, index in fits
        if sum(name == other for other, _ in fits) == 1 and sum(index == other for _, other in fits) == 1
    ]
    found += _days(logbook, candidates, words, there)
    found += _farmer_code(logbook, candidates, words, below, there)
    return [one for one in found if answers.said(one.question) not in NO_ANSWER]


def process_under_station(
    logbook: str, texts: Mapping[int, str], below: pyarrow.Table, there: Mapping[str, int], answers: Answers
) -> list[Settled]:
    """A column whose heading may be the station or the process, as Beneficio may, where all its cells are words for a
    process: Lavado, Honey."""
    index = there.get(STATION, 0)
    if not index or PROCESS in there or not logbooks()[logbook].has(PROCESS):
        return []
    if answers.said(about_column("column", logbook, PROCESS)) in NO_ANSWER:
        return []
    known, words = belonging_words(PROCESS), [fold(word) for word in _words(below, index)]
    if not words or not all(word in known or not known.isdisjoint(word.split()) for word in words):
        return []
    written = ", ".join(list(_words(below, index))[:3])
    return [_settled(logbook, PROCESS, texts.get(index, ""), index, "words-of-column", written)]


def _settled(logbook: str, name: str, heading: str, index: int, evidence: str, written: str) -> Settled:
    return Settled(about_column("column", logbook, name), heading, name, heading, index, evidence, written)


def _words(below: pyarrow.Table, index: int) -> dict[str, int]:
    """What stands in that column, each with how often, the most frequent first."""
    counted = below.column(f"c{index}").drop_null().value_counts().to_pylist()
    return {one["values"]: one["counts"] for one in sorted(counted, key=lambda one: -one["counts"])}


def _holds(column: Column, words: Mapping[str, int]) -> bool:
    """Whether nearly all cells are words of that choice, of at least three kinds, or all of them are."""
    known, belong = choice_words(column), belonging_words(column.name)
    said = {word: fold(word) for word in words}
    if column.name == "incoterm":  # a place may stand behind it
        said = {word: folded if folded in known else folded.split(" ")[0] for word, folded in said.items()}
    mine = {word: n for word, n in words.items() if said[word] in known or said[word] in belong}
    if not any(said[word] in known for word in mine):
        return False
    share = sum(mine.values()) / sum(words.values())
    kinds = len({said[word] for word in mine})
    return sum(mine.values()) >= fixed("settled_words_in_column") and (
        share == 1 or (share >= fixed("settled_share_of_words") and kinds >= 3)
    )


def _days(
    logbook: str, candidates: Mapping[int, str], words: Mapping[int, Mapping[str, int]], there: Mapping[str, int]
) -> list[Settled]:
    """The columns whose heading names a day where days stand below it, such as Shipped, and no other heading does."""
    named = {index: headings_of_days(logbook).get(fold_header(text), "") for index, text in candidates.items()}
    fits = {index: name for index, name in named.items() if name and name not in there and _are_days(words[index])}
    return [
        _settled(logbook, name, candidates[index], index, "days-below", next(iter(words[index])))
        for index, name in fits.items()
        if list(fits.values()).count(name) == 1
    ]


def _are_days(words: Mapping[str, int]) -> bool:
    """Whether nearly all cells are days."""
    days = sum(n for word, n in words.items() if A_DAY.match(word.strip()))
    return days >= max(fixed("settled_words_in_column"), fixed("settled_share_of_words") * sum(words.values()))


def _farmer_code(
    logbook: str,
    candidates: Mapping[int, str],
    words: Mapping[int, Mapping[str, int]],
    below: pyarrow.Table,
    there: Mapping[str, int],
) -> list[Settled]:
    """The code right beside the farmers' names, where these were taken for it."""
    names = there.get("farmer_id")
    if not names:
        return []
    codes = [
        index
        for index in (names - 1, names + 1)
        if index in candidates and set(fold_header(candidates[index]).split()) <= CODE_WORDS and words[index]
    ]
    if len(codes) != 1 or not all(_is_code(word) for word in words[codes[0]]):
        return []
    called = [word for word in _words(below, names) if any(c.isdigit() for c in word)]
    if called:  # what stands under the name is a code itself
        return []
    example = next(iter(words[codes[0]]))
    return [_settled(logbook, "farmer_id", candidates[codes[0]], codes[0], "code-beside-name", example)]


def _is_code(text: str) -> bool:
    return any(c.isdigit() for c in text) and len(text.strip()) <= LONGEST_CODE


def with_answers(said: TabMapping, logbook: str, texts: Collection[str]) -> TabMapping:
    """What was said of the columns that logbook has, with the answers about them that fit these headings."""
    names, has = _answered(said.answers, logbook), logbooks()[logbook].has
    if not (names or said.columns or said.constants):
        return said
    columns = {name: where for name, where in said.columns.items() if has(name)}
    constants = {name: value for name, value in said.constants.items() if has(name)}
    for name in names:
        if name in columns or name in constants:
            continue
        told = said.answers.all_said(about_column("column", logbook, name))
        heading = next((text for answer in told if (text := _heading(texts, answer))), None)
        always = next((text for answer in told if (text := _always(logbook, name, answer))), None)
        if told[0] == NOTHING and name in key_of_a_count(logbook) and not _is_named(logbook, name, texts):
            columns[name] = ROW_NUMBER  # it names nothing but its row
        elif told[0] != NOTHING and heading:
            columns[name] = heading
        elif told[0] != NOTHING and always and not _is_named(logbook, name, texts):
            constants[name] = always
    return replace(said, columns=columns, constants=constants)


@lru_cache(maxsize=256)
def _answered(answers: Answers, logbook: str) -> tuple[str, ...]:
    """The columns of the logbook about which something was said."""
    declared = logbooks()[logbook]
    asked = answers.of_kind("column")
    return tuple(column.name for column in declared.columns if f"{logbook}.{column.name}" in asked)


def _heading(texts: Iterable[str], answer: str) -> str | None:
    """The one heading of the row that the answer names."""
    same = [text for text in texts if fold_header(text) == fold_header(answer)]
    return same[0] if len(same) == 1 else None


def _always(logbook: str, name: str, answer: str) -> str | None:
    """What stands in every row, as the answer says; a season alone is one, and a day, as no heading is called so."""
    if answer.startswith(ALWAYS):
        return answer.removeprefix(ALWAYS)
    if logbooks()[logbook].column(name).kind is ColumnKind.DATE:
        return answer if is_a_day(answer) else None
    return crop_year(answer) if name == "crop_year" else None


def _is_named(logbook: str, name: str, texts: Iterable[str]) -> bool:
    return any((hit := match(logbook, text)) and hit.column == name for text in texts)
