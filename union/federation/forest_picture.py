"""A forest plot as an SVG: the union's number and where a new member is expected, the own member by name, the others
nameless, lowest first. Drawn here, so that no browser is needed for hundreds of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from charts.theme import FONT, GRID, INK, MICRO, MUTED
from metrics.engine.intervals import Range
from metrics.engine.metric_catalogue import metrics
from union.federation.union_report import UnionNumber
from union.summary.rounded import step_of
from words import numbers
from words.speech import group_name, say

WIDE, NAMES_TO, NUMBERS_FROM, RIGHT = 960, 260, 700, 16  # px: the picture, and where names end and numbers begin
HEAD, ROW, FOOT, MARK = 96, 30, 70, 5
BEYOND = 0.04  # of the axis on either side of the widest range
Place = Callable[[float], float]  # where on the picture a value stands


@dataclass(frozen=True)
class ForestLine:
    """One line of a forest plot: whose number, its range, whether it is the office's own member's, and whether it
    stands out."""

    name: str
    value: float
    ends: Range
    is_own: bool = False
    stands_out: bool = False


def forest_picture(one: UnionNumber, own: str, invented: bool) -> bytes:
    """The picture of one published number; a text of a summary is written as text."""
    assert one.pooled is not None and one.like is not None
    unit = numbers.difference_unit(one.like.unit) if one.stream == "difference" else one.like.unit
    lines = forest_lines(one, own)
    ends = [end for line in lines for end in line.ends]
    low, high = min(ends), max(ends)
    wider = (high - low) * BEYOND or abs(high) * BEYOND or 1.0
    low, high = low - wider, high + wider
    tall = HEAD + ROW * len(lines) + FOOT

    def x(value: float) -> float:
        return round(NAMES_TO + 20 + (value - low) / (high - low) * (NUMBERS_FROM - NAMES_TO - 40), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{tall}" viewBox="0 0 {WIDE} {tall}" '
        f'role="img" font-family="{escape(FONT)}" font-size="15" fill="{INK}">',
        f"<title>{escape(_title(one))}</title>",
        f'<rect width="{WIDE}" height="{tall}" fill="#FFFFFF"/>',
        _text(20, 34, _title(one), size=20),
        _text(20, 60, _about(one, unit), colour=MUTED),
        *([_text(20, 82, say("federation.text.invented"), colour=MUTED)] if invented else []),
        *_axis(low, high, unit, x, HEAD + ROW * len(lines)),
    ]
    for place, line in enumerate(lines):
        parts += _row(line, unit, x, HEAD + ROW * place + ROW // 2)
    parts.append(_text(20, tall - 14, say("federation.picture.ranges"), colour=MUTED, size=13))
    return "\n".join([*parts, "</svg>", ""]).encode("utf-8")


def forest_lines(one: UnionNumber, own: str) -> list[ForestLine]:
    """The others, nameless and lowest first, where they may be seen; the own member alone and with its neighbours; the
    union's number and that of a new member."""
    assert one.pooled is not None, "a number that is not pooled has no plot"
    found = [
        ForestLine(say("federation.picture.member"), other.alone, other.alone80) for other in one.seen_by(own).others
    ]
    if mine := one.of(own):
        with_them = say("federation.picture.with_neighbours")
        found.append(ForestLine(mine.member, mine.alone, mine.alone80, True, True))
        found.append(ForestLine(with_them, mine.with_neighbours, mine.with_neighbours80, True))
    union = say("federation.picture.union", count=len(one.pooled.members))
    found.append(ForestLine(union, one.pooled.mean, one.pooled.mean95, stands_out=True))
    found.append(ForestLine(say("federation.picture.new_member"), one.pooled.mean, one.pooled.prediction95))
    return found


def _title(one: UnionNumber) -> str:
    metric = metrics().get(one.indicator)
    return f"{metric.title if metric else one.indicator}: {group_name(one.stream)}"


def _about(one: UnionNumber, unit: str) -> str:
    told = [one.season.crop_year, numbers.unit_words(unit), one.like.basis if one.like else None]
    return ", ".join(part for part in told if part)


def _row(line: ForestLine, unit: str, x: Place, y: int) -> list[str]:
    (low, high), name = line.ends, line.name
    colour = MICRO if line.is_own else INK if line.stands_out else MUTED
    weight, thick = ("bold", 5) if line.stands_out else ("normal", 2)
    told = f"{numbers.bare(line.value, unit)} ({numbers.span(low, high, unit, with_unit=False)})"
    return [
        _text(NAMES_TO, y + 5, name if len(name) <= 30 else f"{name[:29]}…", anchor="end", weight=weight),
        f'<line x1="{x(low)}" y1="{y}" x2="{x(high)}" y2="{y}" stroke="{colour}" stroke-width="{thick}"/>',
        f'<rect x="{x(line.value) - MARK}" y="{y - MARK}" width="{2 * MARK}" height="{2 * MARK}" fill="{colour}"/>',
        _text(NUMBERS_FROM, y + 5, told, weight=weight),
    ]


def _axis(low: float, high: float, unit: str, x: Place, bottom: int) -> list[str]:
    """Lines at round values, that of nothing darker."""
    parts, step = [], step_of((high - low) / 2)
    for number in range(math.ceil(low / step), math.floor(high / step) + 1):
        at, colour = x(number * step), MUTED if number == 0 else GRID
        parts.append(f'<line x1="{at}" y1="{HEAD}" x2="{at}" y2="{bottom}" stroke="{colour}"/>')
        parts.append(_text(at, bottom + 20, numbers.bare(number * step, unit), "middle", MUTED, 13))
    return parts


def _text(
    x: float, y: float, words: str, anchor: str = "start", colour: str = INK, size: int = 15, weight: str = "normal"
):
    letters = "".join(letter if letter.isprintable() else " " for letter in words)
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}" font-size="{size}" font-weight="{weight}">'
        f"{escape(letters)}</text>"
    )
