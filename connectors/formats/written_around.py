"""What a number format writes around a number: units, currencies, the letters and zeros of a code."""

from __future__ import annotations

import operator
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

DOLLARS = tomllib.loads(Path(__file__).with_name("dollar_signs.toml").read_text("utf-8"))["of_locale"]
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<space>_.)|(?P<fill>\*.)|\[\$(?P<symbol>[^\]]*)\]?'
    r"|\[(?P<bracket>[^\]]*)\]?|(?P<end>;)|(?P<digit>general|[0#?])|(?P<exponent>e[+-])|(?P<bare>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARED = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_TIMES = {1: "thousand", 2: "million"}  # how often 1000, said beside what a person sees of 46,500 as 46.5
_GROUPING = frozenset(" ,\u00a0\u202f'’")  # what may stand between thousands
_TELLING = frozenset("%#@&")  # signs that tell something, besides letters, digits and the signs of currencies


@dataclass(frozen=True)
class Section:
    """One part of a format, between semicolons: what it writes `before` and `after` the number, how many digits it
    fills up with zeros, and by how many thousands it divides.

    `among` are the signs between the digits, each with how many digits stand right of it: 24-010 is ((3, "-"),).
    """

    before: str
    after: str
    zeros: int = 1
    among: tuple[tuple[int, str], ...] = ()
    thousands: int = 0
    digits: bool = True  # false where it writes words in place of the number
    condition: tuple[str, float] | None = None

    @property
    def tells(self) -> bool:
        """Whether a person sees more by it than the number."""
        return bool(self.among or self.thousands or self.zeros > 1) or _tells(self.before + self.after)

    def holds(self, number: float) -> bool:
        """Whether its own condition, such as [<2], takes the number."""
        return self.condition is None or bool(_COMPARED[self.condition[0]](number, self.condition[1]))

    def write(self, plain: str) -> str:
        """The number of that plain decimal text as a person sees it, unrounded: F-012, 46.5 qq, L 178.5."""
        if not self.digits:
            return " ".join(self.before.split())
        sign, bare = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
        before, after = self.before, self.after
        if self.thousands:
            bare = format((Decimal(bare) / 1000**self.thousands).normalize(), "f")
            after = f" {_TIMES.get(self.thousands, '...')}{after}"
        whole, point, rest = bare.partition(".")
        whole = whole.zfill(self.zeros)
        for right, mark in self.among:
            whole = whole[:-right] + mark + whole[-right:]
        before = before.rstrip("-") if sign else before
        return " ".join(f"{before}{sign}{whole}{point}{rest}{after}".split())


@cache
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a number format, for numbers alone; none where no section writes more than the number."""
    found = [one for items in _split(code) if (one := _section(items)) is not None]
    return tuple(found) if any(one.tells for one in found) else ()


def section_for(number: float, among: tuple[Section, ...]) -> Section:
    """Of a format's sections, at least one, the one that shows the number."""
    if any(one.condition for one in among):
        return next((one for one in among if one.holds(number)), among[-1])
    if number < 0 and len(among) > 1:
        return among[1]
    return among[2] if number == 0 and len(among) > 2 else among[0]


def _split(code: str) -> list[list[re.Match[str]]]:
    found: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["end"]:
            found.append([])
        else:
            found[-1].append(token)
    return found[:3]


def _section(tokens: list[re.Match[str]]) -> Section | None:
    """One section; None where it is for texts."""
    if any(token["bare"] == "@" for token in tokens):
        return None
    condition = next((held for token in tokens if token["bracket"] and (held := _condition(token["bracket"]))), None)
    places = [place for place, token in enumerate(tokens) if token["digit"]]
    if not places:
        return Section(words := _words(tokens), "", digits=not _tells(words), condition=condition)
    first, last = places[0], places[-1]
    inside = tokens[first : last + 1]
    if any(token["exponent"] or token["bare"] == "/" for token in inside):
        return Section("", "", condition=condition)
    rest = tokens[last + 1 :]
    thousands = next((n for n, token in enumerate(rest) if token["bare"] != ","), len(rest))
    whole = inside[: next((n for n, token in enumerate(inside) if token["bare"] == "."), len(inside))]
    before, after = _outside(_words(tokens[:first]), _words(rest[thousands:]))
    return Section(before, after, _zeros(whole), _among(whole), thousands, condition=condition)


def _condition(bracket: str) -> tuple[str, float] | None:
    found = _CONDITION.fullmatch(bracket.strip())
    return (found[1], float(found[2])) if found else None


def _zeros(whole: list[re.Match[str]]) -> int:
    return max(1, sum(token["digit"] == "0" for token in whole))


def _among(whole: list[re.Match[str]]) -> tuple[tuple[int, str], ...]:
    """The signs that stand between the digits, from the right; what only divides thousands is none."""
    found: list[tuple[int, str]] = []
    right = 0
    for token, left in pairwise([*reversed(whole), None]):
        if token and token["digit"]:
            right += 1
        elif token and left is not None and not set(mark := _words([token]).strip()) <= _GROUPING:
            found.append((right + sum(len(one) for _, one in found), mark))
    return tuple(found)


def _words(tokens: list[re.Match[str]]) -> str:
    """What the tokens write besides digits."""
    said = []
    for token in tokens:
        if token["symbol"] is not None:
            said.append(_symbol(token["symbol"]))
        elif token["space"]:
            said.append(" ")
        else:
            said.append(token["quoted"] or token["escaped"] or token["bare"] or "")
    return "".join(said)


def _symbol(text: str) -> str:
    """The sign of a currency; a dollar sign of a known country by the letters of its currency."""
    sign, _, locale = text.partition("-")
    if sign.strip() != "$":
        return sign
    locale = locale.split(",")[0]
    try:
        locale = f"{int(locale, 16) & 0xFFFF:x}"
    except ValueError:
        locale = locale.lower()
    return f"{DOLLARS[locale]} " if locale in DOLLARS else sign


def _outside(before: str, after: str) -> tuple[str, str]:
    """Without the sign and the brackets of numbers below zero."""
    if "(" in before and ")" not in before and after.rstrip().endswith(")"):
        before, after = before.replace("(", "", 1), after.rstrip()[:-1]
    before = before.lstrip(" -+")
    return (before if _tells(before) else ""), (after if _tells(after) else "")


def _tells(text: str) -> bool:
    return any(c.isalnum() or c in _TELLING or unicodedata.category(c) in ("Sc", "So") for c in text)
