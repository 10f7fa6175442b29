"""What the words beside a number mean: kg, qq, USD/lb, USc per lb, %; never guessed."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from logbooks.vocabulary.sheet_words import fold

UNITS = Path(__file__).with_name("units.toml")
CURRENCY = re.compile(r"[A-Z]{3}")
SHORTEST_IN_TITLE = 5
# So many kg for which a price is meant: 50 kg, 60-kg, 45.36 kg; what word stands for them beside it does not matter.
SO_MANY = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d{1,2})?)[\s-]*([^\W\d_]+)(?![\d])")
SLIP = 0.85  # so alike (difflib) that one is the other with a slip
A_MEASURE = re.compile(r"[^\W\d_]{3,}")
YEARS = re.compile(r"(?<!\d)20\d\d(?:\s*[-/–]\s*(?:20)?\d\d)?(?!\d)")
IN_A_TITLE = re.compile(
    r"(?<![^\W\d_])(?:(?P<code>[A-Z]{3})(?![^\W\d_])|(?P<sign>[Uu][Ss]\$|[Uu]\$[Ss]|[Rr]\$|[Cc]\$|S/(?=[\s.,;)]|$))"
    r"|(?:en|in|em|bằng|dalam|kwa)\s+(?P<word>[^\W\d_]{4,}))|(?P<sign2>[€£₫₡])"
)
TOKEN = re.compile(r"us\$|u\$s|us¢|r\$|c\$|s/(?=\s|\.|$)|(?:f|francs?) ?cfa\b|[^\W\d_]+|\S")

# The unit a column is declared in, and the part of units.toml that knows its kin.
KIN = {"ha": "area", "m": "length", "L": "volume", "g": "grams", "points": "points"}
LABORATORY = "laboratory"  # what a laboratory prints its results in
POINTS = "points"  # of a score that can be so many at most


@dataclass(frozen=True)
class Unit:
    """What the words say: `size` in kg (or the column's own unit), `scale` 0.01 for cents, a currency, a percent
    sign."""

    size: float | None = None
    scale: float | None = None
    currency: str | None = None
    percent: bool = False
    code: str | None = None  # a kind of problems.toml where the words can't be understood
    detail: str = ""


def read_unit(text: str, dimension: str, sizes: Mapping[str, float]) -> Unit:
    """What the words beside a number mean, for a column of that dimension: mass, price, money, share, laboratory, ha,
    m, L, g, points or "".

    What a laboratory prints keeps its words, in `detail`: a result is read as text, against the unit of its limit.
    `sizes` holds the settings that give a local unit its size, such as {"qq_kg": 46.0}.
    """
    if dimension == LABORATORY:
        return Unit(code=None if _of_laboratory(text) else "unknown-unit", detail=text.strip())
    text, so_many = _so_many(text) if dimension == "price" else (text, None)
    if so_many:
        sizes = dict.fromkeys(local_units(), so_many)  # a sack of 60 kg says itself what it weighs
    size = scale = currency = None
    percent = False
    after_slash = False
    for token in _tokens(text):
        if token == "/":
            after_slash = True
            continue
        if token == "%" and dimension in ("share", "", POINTS):
            percent = True
            continue
        money = None if after_slash or dimension not in ("price", "money") else _money(token)
        if money:
            scale, currency = money[0] or scale, money[1] or currency
            continue
        kin = "mass" if dimension in ("mass", "price") else KIN.get(dimension)
        found = _table(kin).get(token) if kin else None
        if found is None:
            if token in _filler():
                continue
            return Unit(code="unknown-unit", detail=text.strip())
        if isinstance(found, str):
            if found not in sizes:
                return Unit(code="unit-without-size", detail=found)
            found = sizes[found]
        size = found
    return Unit(so_many or size, scale, currency, percent)


def own_measure(text: str, sizes: Mapping[str, float]) -> Unit:
    """What one word of people's own beside a weight counts, such as canasto, by the size they told in `sizes`; words
    that we know as something else, slips of these, and several words are no measure."""
    words = [token for token in _tokens(text) if token not in _filler()]
    unknown = Unit(code="unknown-unit", detail=text.strip())
    if len(words) != 1 or not A_MEASURE.fullmatch(words[0]) or _is_known(words[0]) or slip_of(words[0]):
        return unknown
    setting = f"{words[0]}_kg"
    return Unit(sizes[setting]) if setting in sizes else Unit(code="measure-without-size", detail=setting)


def is_own_measure(text: str) -> bool:
    """Whether the text may be a measure of people's own, of which nobody told yet what it weighs."""
    return own_measure(text, {}).code == "measure-without-size"


def slip_of(word: str) -> str:
    """The local unit that a word of people's own is a slip of, such as quintal of quintel; "" where it is of none."""
    known = [name for name, size in _table("mass").items() if isinstance(size, str)]
    return next(iter(get_close_matches(word, known, 1, SLIP)), "")


def _is_known(word: str) -> bool:
    kin = (name for name, part in _read().items() if isinstance(part, list))
    return bool(_money(word)) or any(word in _table(name) for name in kin)


def _so_many(text: str) -> tuple[str, float | None]:
    """The words of a price without the number of kg, lb and the like it is for, and these in kg; only one such number
    can be meant."""
    plain = unicodedata.normalize("NFKC", text).lower()
    found = [(hit, _table("mass").get(fold(hit[2]))) for hit in SO_MANY.finditer(plain)]
    hit, size = found[0] if len(found) == 1 else (None, None)
    if hit is None or not isinstance(size, (int, float)) or not _says_for_each(plain, hit):
        return text, None
    kg = float(hit[1].replace(",", ".")) * size
    return (re.sub(r"[()\[\]]", " ", f"{plain[: hit.start()]} {plain[hit.end() :]}"), kg) if kg else (text, None)


def _says_for_each(text: str, hit: re.Match[str]) -> bool:
    """Whether a small word before the number says that a price is for so much, or a sack stands beside it."""
    around = _tokens(f"{text[: hit.start()]} {text[hit.end() :]}")
    sacks = (isinstance(_table("mass").get(token), str) for token in around)
    return not _for_each().isdisjoint(_tokens(text[: hit.start()])) or any(sacks)


@cache
def _for_each() -> frozenset[str]:
    return frozenset(("/", *map(fold, _read()["for_each"]["words"])))


def read_currency(text: str) -> str | None:
    """The three letters of a currency written as such or by a word or sign that names just one; else None."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if CURRENCY.fullmatch(plain.upper()):
        return plain.upper()
    return _read()["currencies"].get(plain.lower().rstrip(".")) or _read()["currencies"].get(fold(plain)) or None


def names_currency(word: str) -> bool:
    """Whether the word is a currency that there is, by its three letters or as people call it: usd, fcfa, never not."""
    code = word.upper()
    is_code = code in _codes() and code not in _read()["codes"]["also_words"]
    return is_code or word in _read()["currencies"] or code in _read()["shared"]


def currencies_in(text: str) -> set[str]:
    """Every currency that words which are nothing but a unit name."""
    return {money[1] for token in _tokens(text) if (money := _money(token)) and money[1]}


def currencies_said(text: str) -> tuple[set[str], set[str]]:
    """The currencies that a title says its amounts are in, and all that it names: three capital letters or a sign that
    means one currency anywhere, a word such as soles only behind a small word such as en. Beside a number, as in USD 1
    = KES 129, they are named and no more."""
    plain = YEARS.sub(" ", unicodedata.normalize("NFKC", text))
    certain, named = set(), set()
    for hit in IN_A_TITLE.finditer(plain):
        code, sign, word = hit["code"], hit["sign"] or hit["sign2"], hit["word"]
        if code:
            currency = code if code in _codes() and code not in _read()["codes"]["also_words"] else None
        else:
            currency = _read()["currencies"].get(sign.lower() if sign else fold(word))
        if currency:
            named.add(currency)
            beside = plain[: hit.start()].rstrip()[-1:].isdigit() or plain[hit.end() :].lstrip()[:1].isdigit()
            certain |= set() if beside else {currency}
    return certain, named


def shared_names() -> dict[str, tuple[str, ...]]:
    """The names that several currencies go by, such as the franc CFA, and the letters of these."""
    return {name: tuple(codes) for name, codes in _read()["shared"].items()}


def names_no_currency(text: str, base: str | None) -> bool:
    """Whether the words beside an amount are a $ alone, and the base currency is one that nobody writes so."""
    return base is not None and "$" in _tokens(text) and base not in _read()["codes"]["dollars"]


@cache
def out_of(most: float) -> str:
    """The regular expression (of Python and of SQL) of what stands behind a score to say of how many points it is:
    /100, sur 100, de 100; what follows it is in its group."""
    words = "|".join(re.escape(word).replace(r"\ ", " ") for word in _read()["out_of"]["words"])
    return rf"(?i)\s*(?:/|\b(?:{words})\b)\s*{most:g}($|[^\d.,].*$)"


def _of_laboratory(text: str) -> bool:
    """Whether a laboratory's results are printed in that; written small, without spaces, points and accents."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", text).replace("\u03bc", "u").lower() if not unicodedata.combining(c)
    )
    return re.sub(r"[\s.]", "", plain) in _read()[LABORATORY]["words"]


def _tokens(text: str) -> list[str]:
    """The words and signs, folded; dots belong to abbreviations and are dropped."""
    plain = unicodedata.normalize("NFKC", text).lower().replace(".", "")
    return [fold(token) if token.isalpha() else token for token in TOKEN.findall(plain) if token != ":"]


def _money(token: str) -> tuple[float | None, str | None] | None:
    """Scale and currency of a word for money; None where it is none."""
    read = _read()
    if token in read["cents"]:
        return 0.01, read["cents"][token] or None
    if token in read["currencies"]:
        return None, read["currencies"][token] or None
    if token.upper() in _codes():
        return None, token.upper()
    return None


@cache
def _read() -> dict:
    return tomllib.loads(UNITS.read_text("utf-8"))


@cache
def _codes() -> frozenset[str]:
    """Three-letter codes of coffee-growing and coffee-buying countries."""
    return frozenset(_read()["codes"]["known"])


@cache
def _table(kin: str) -> dict[str, float | str]:
    """Folded word to its size, or to the setting that tells it."""
    return {fold(word) or word: one.get("size", one.get("setting")) for one in _read()[kin] for word in one["words"]}


@cache
def local_units() -> tuple[str, ...]:
    """The settings that tell the size of a local unit."""
    kinds = (one for part in _read().values() if isinstance(part, list) for one in part)
    return tuple(dict.fromkeys(one["setting"] for one in kinds if "setting" in one))


@cache
def usual_sizes(setting: str) -> tuple[float, ...]:
    """Sizes that a local unit, named by its setting, has in some places, the most usual first."""
    kinds = [one for part in _read().values() if isinstance(part, list) for one in part]
    return next((tuple(map(float, one["usual"])) for one in kinds if one.get("setting") == setting), ())


def currencies_written(sign: str) -> tuple[str, ...]:
    """The currencies that people may mean by a sign or word that names no single one."""
    return tuple(_read()["codes"]["dollars"]) if "$" in sign else tuple(_read()["may_mean"].get(fold(sign), ()))


def currencies_meant(text: str, is_title: bool = False) -> tuple[str, ...]:
    """The currencies that a heading or title may mean by a word that several go by, such as pesos; () where there is
    none. Peso alone is a weight in a heading, and a short word in a title is no money."""
    words = [word for word in _tokens(text) if word in _read()["may_mean"] and word != "peso"]
    words = [word for word in words if not is_title or len(word) >= SHORTEST_IN_TITLE]
    return currencies_written(words[0]) if words else ()


@cache
def _filler() -> frozenset[str]:
    return frozenset(_read()["filler"]["words"])
