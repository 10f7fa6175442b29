"""The words people use: headers, tabs, choices, months, totals, examples, in nine languages, from
logbooks/vocabulary/languages/*.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind

WORDS = Path(__file__).parent / "languages"
LANGUAGES = ("en", "es", "pt", "fr", "vi", "id", "sw", "am", "rw")

# The same as fold(), said in DuckDB; create it as a macro and join it to choice_words() and the like.
FOLD_SQL = (
    r"trim(regexp_replace(replace(strip_accents(lower(regexp_replace({text}, '\p{{Cf}}', '', 'g'))), 'đ', 'd'), "
    r"'[^\p{{L}}\p{{N}}]+', ' ', 'g'))"
)


@lru_cache(maxsize=50_000)  # the headings and words of one workbook are asked for some 200,000 times
def fold(text: str) -> str:
    """The text as it is compared: small letters without accents or punctuation, one space between words.

    Lot_ID, LOT-ID and lot id are one; đ counts as d, which Unicode does not say.
    """
    plain = unicodedata.normalize("NFKD", text).lower().replace("đ", "d")
    kept = (c if c.isalnum() else " " for c in plain if unicodedata.category(c) not in ("Mn", "Mc", "Me", "Cf"))
    return " ".join("".join(kept).split())


# No., N°, Nro., № and their like are one.
NUMBER_SIGN = re.compile(r"(?<!\w)(?:n\s?[°º]|n\.\s?[°ºo]|no\.|nro\.?|núm\.?|num\.|№)\s*", re.IGNORECASE)


def fold_header(text: str) -> str:
    """A header as it is compared: folded, with every way of writing number as no."""
    return fold(NUMBER_SIGN.sub("no ", text))


def fold_sql(text: str) -> str:
    """The DuckDB expression that folds the SQL expression `text`."""
    return FOLD_SQL.format(text=text)


@cache
def language(code: str) -> dict:
    """Everything one language's file says; KeyError names the language where there is none."""
    if code not in LANGUAGES:
        raise KeyError(f"no words for {code}; there are {', '.join(LANGUAGES)}")
    return tomllib.loads((WORDS / f"{code}.toml").read_text("utf-8"))


def language_called(name: str) -> str | None:
    """The code of a language by its code, its own name or its English one, in any letters; None where there is none."""
    called = {
        fold(written): code
        for code in LANGUAGES
        for written in (code, language(code)["language"], language(code)["in_english"])
    }
    return called.get(fold(name))


@cache
def header_words(logbook: str) -> dict[str, str]:
    """Folded header word to canonical column, all languages, for one logbook. Loose words are not in it."""
    found: dict[str, str] = {}
    for column in logbooks()[logbook].columns:
        for word in (column.name, column.clean_name, column.title):
            found.setdefault(fold_header(word), column.name)
    for code in LANGUAGES:
        words = language(code)
        for part in (words.get("headers_in", {}).get(logbook, {}), words.get("headers", {})):
            for name, alternatives in part.items():
                if logbooks()[logbook].has(name):
                    for word in alternatives:
                        found.setdefault(fold_header(word), name)
                        for short in _shortened(fold_header(word), words["words"].get("short", {})):
                            found.setdefault(short, name)
    for word in loose_words(logbook):
        found.pop(word, None)
    return found


def _shortened(heading: str, shorts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The heading with one of its words shortened as people do: tgl kirim for tanggal kirim."""
    parts = heading.split()
    for place, part in enumerate(parts) if len(parts) > 1 else ():
        for short in shorts.get(part, ()):
            yield " ".join([*parts[:place], short, *parts[place + 1 :]])


# Marks of the five tones of Vietnamese, by which Loại (kind) and Loài (species) are two words.
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@cache
def _words_with_tones(logbook: str) -> dict[str, tuple[str, ...] | None]:
    """Folded header word to how Vietnamese writes it; None where another language has the same one."""
    found: dict[str, tuple[str, ...] | None] = {}
    declared = logbooks()[logbook]
    for code in LANGUAGES:
        words = language(code)
        for part in (words.get("headers_in", {}).get(logbook, {}), words.get("headers", {}), words.get("loose", {})):
            for name, alternatives in part.items():
                for word in alternatives if declared.has(name) or part is words.get("loose") else ():
                    folded = fold_header(word)
                    before = found.get(folded, ())
                    found[folded] = (*before, word) if code == "vi" and before is not None else None
    return found


def other_tone(logbook: str, text: str) -> bool:
    """Whether a header that folds to a Vietnamese word of the logbook carries the tones of another: Loại for Loài.

    A tone left away is none of another.
    """
    words = _words_with_tones(logbook).get(fold_header(text))
    return bool(words) and not any(_tones_agree(text, word) for word in words or ())


def _tones_agree(one: str, other: str) -> bool:
    pairs = zip(_tones(one), _tones(other), strict=False)
    return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


def _tones(text: str) -> list[frozenset[str]]:
    """The tone marks of every letter, in order."""
    found: list[set[str]] = []
    for c in unicodedata.normalize("NFD", text):
        if c in TONES and found:
            found[-1].add(c)
        elif c.isalnum():
            found.append(set())
    return [frozenset(one) for one in found]


@cache
def loose_words(logbook: str) -> dict[str, str]:
    """Folded words that mean a column only where no better header does: Date is the day of the row, Peso may be
    gross."""
    found: dict[str, str] = {}
    declared = logbooks()[logbook]
    for code in LANGUAGES:
        for name, alternatives in language(code).get("loose", {}).items():
            column = declared.dated_by if name == "dated_by" else name
            if name == "price":
                column = "price" if declared.has("price") else "accepted_price"
            if column and declared.has(column):
                found |= {fold_header(word): column for word in alternatives}
    own = [language(code).get("headers_in", {}).get(logbook, {}) for code in LANGUAGES]
    certain = {fold_header(word) for part in own for alternatives in part.values() for word in alternatives}
    return {word: column for word, column in found.items() if word not in certain}


@cache
def headings_of_days(logbook: str) -> dict[str, str]:
    """Folded headings that name a column of the logbook only where days stand below them: Shipped may be a yes."""
    said = [language(code).get("days_under", {}) for code in LANGUAGES]
    return {
        fold_header(word): name
        for part in said
        for name, alternatives in part.items()
        if logbooks()[logbook].has(name)
        for word in alternatives
    }


@cache
def _choices(name: str) -> dict[str, str]:
    """Folded word to canonical choice for one column name or group of the word files, all languages."""
    found: dict[str, str] = {}
    for code in LANGUAGES:
        for choice, alternatives in language(code).get("choices", {}).get(name, {}).items():
            for word in alternatives:
                found.setdefault(fold(word), choice)
    return found


# Columns that share the words of another.
SAME_WORDS = {"form_in": "form", "form_out": "form", "sold_as": "stream", "applies_to": "stream"}


@cache
def choice_words(column: Column) -> dict[str, str]:
    """Folded word to canonical choice, all languages; for a yes/no column to "yes" or "no"; else empty."""
    if column.kind is ColumnKind.YES_NO:
        return dict(_choices("yes_no"))
    found = {fold(choice): choice for choice in column.choices}
    shared = _choices(SAME_WORDS.get(column.name, column.name)) | _choices(column.name)
    if {"yes", "no"} <= set(column.choices):
        shared = _choices("yes_no") | shared
    return {word: choice for word, choice in shared.items() if choice in column.choices} | found


@cache
def belonging_words(name: str) -> frozenset[str]:
    """Folded words that belong to a column with choices without saying which: Pergamino is wet or dry parchment."""
    return frozenset(fold(word) for code in LANGUAGES for word in language(code).get("belongs", {}).get(name, []))


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(word) for code in LANGUAGES for word in language(code)["words"][name]))


def total_words() -> tuple[str, ...]:
    """Folded words that begin a total or subtotal row."""
    return _listed("total")


def example_words() -> tuple[str, ...]:
    """Folded words that, with a colon after them, mark the example row of the template."""
    return _listed("example")


@cache
def _serial_words() -> frozenset[str]:
    return frozenset(fold_header(word) or word for code in LANGUAGES for word in language(code)["words"]["serial"])


def counts_rows(text: str) -> bool:
    """Whether a heading stands over numbers that do nothing but count the rows: No., #, STT."""
    return (fold_header(text) or text.strip()) in _serial_words()


def no_words() -> tuple[str, ...]:
    """Folded words that say no."""
    return tuple(word for word, choice in _choices("yes_no").items() if choice == "no")


def not_yet_words() -> tuple[str, ...]:
    """Folded words that say, in place of a day or an amount, that it is not known yet."""
    return _listed("not_yet")


@cache
def lot_words() -> frozenset[str]:
    """Folded words for a lot: the single words that head its column."""
    words = (fold(word) for code in LANGUAGES for word in language(code)["headers"]["lot_id"])
    return frozenset(word for word in words if " " not in word)


def payment_words() -> tuple[str, ...]:
    """Folded words for payment: what waits for it was sold."""
    return _listed("of_payment")


@cache
def way_words() -> dict[str, str]:
    """Folded words that say of a weight or a form of coffee that it went "in" or came "out"."""
    return {word: way for way in ("in", "out") for word in _listed(f"way_{way}")}


def guide_words() -> tuple[str, ...]:
    """Folded names of the template's explanation tab."""
    return _listed("guide")


@cache
def example_pattern() -> str:
    """The regular expression (Python and DuckDB alike) an example row's marked cell matches once lower and unaccented.

    The template marks the first cell of its example row, always a required column: "Example: 2025-11-03". In SQL:
    regexp_matches(strip_accents(lower(cell)), pattern) on the cells of required columns. Typing over the cell unmarks
    it.
    """
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in example_words())
    return rf"^\s*({words})\s*[:：]"


@cache
def month_words() -> dict[str, int]:
    """Folded month name or abbreviation to 1-12, all languages; a word two languages use for other months is left
    out."""
    found: dict[str, set[int]] = {}
    for code in LANGUAGES:
        for number, alternatives in language(code).get("months", {}).items():
            for word in alternatives:
                found.setdefault(fold(word), set()).add(int(number))
    return {word: numbers.pop() for word, numbers in found.items() if len(numbers) == 1}


@cache
def tab_words() -> dict[str, str]:
    """Folded tab name to logbook, all languages."""
    found: dict[str, str] = {}
    for logbook in logbooks().values():
        found |= {fold(logbook.id): logbook.id, fold(logbook.title): logbook.id}
    for code in LANGUAGES:
        for logbook_id, alternatives in language(code).get("tabs", {}).items():
            for word in alternatives:
                found.setdefault(fold(word), logbook_id)
    return found
