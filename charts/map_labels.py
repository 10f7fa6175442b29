"""Where the names of villages stand on the map of plots: as near as may be to the middle of their plots, over no mark
and no other name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from charts.letters import cut, width_of
from charts.theme import TEXT_PX

Place = tuple[float, float]  # metres east and north of the middle of the map

MOST_NAMES, LONGEST_PX = 40, 170
LINE_PX, MARK_PX, APART_PX = 17, 14, 6  # how high a name is, how wide a mark with its outline, between two names
ARROW_PX = 64  # the corner of the arrow to the north
STEPS = 10  # tried to each side of the middle


@dataclass(frozen=True)
class View:
    """One size of the map: pixels a metre, and the metres seen beyond the middle."""

    px_a_metre: float
    half_wide: float
    half_high: float


@dataclass(frozen=True)
class MapLabel:
    """A name in the middle of this place."""

    text: str
    at: Place


def villages(named: Iterable[tuple[str | None, Place]]) -> list[tuple[str, list[Place]]]:
    """The villages by the number of their plots, each as it is written most often; nothing for what has no village."""
    spelled: dict[str, Counter] = defaultdict(Counter)
    places: dict[str, list[Place]] = defaultdict(list)
    for name, place in named:
        written = " ".join((name or "").split())
        if written:
            spelled[written.casefold()][written] += 1
            places[written.casefold()].append(place)
    ordered = sorted(places, key=lambda one: (-len(places[one]), one))
    return [(min(spelled[one], key=lambda word: (-spelled[one][word], word)), places[one]) for one in ordered]


def map_labels(named: Sequence[tuple[str | None, Place]], view: View) -> list[MapLabel]:
    """The names that find room in this view, the largest villages first; in a larger one nothing comes nearer."""
    marks = [place for _, place in named]
    found: list[MapLabel] = []
    for name, plots in villages(named)[:MOST_NAMES]:
        at = _room(name, plots, marks, found, view)
        if at:
            found.append(MapLabel(cut(name, TEXT_PX, LONGEST_PX), at))
    return found


def _room(
    name: str, plots: Sequence[Place], marks: Sequence[Place], labels: Sequence[MapLabel], view: View
) -> Place | None:
    """The free place nearest to the middle of the plots."""
    wide = _wide(name)
    middle, spread = _middle(plots), _spread(plots, view, wide)
    near = [mark for mark in marks if _beyond(mark, middle, view) <= max(spread) + wide + MARK_PX]
    for at in _tried(middle, spread, view):
        if (
            _inside(at, wide, view)
            and not any(_meets(at, mark, view, (wide + MARK_PX) / 2, (LINE_PX + MARK_PX) / 2) for mark in near)
            and not any(
                _meets(at, label.at, view, (wide + _wide(label.text)) / 2 + APART_PX, LINE_PX) for label in labels
            )
        ):
            return at
    return None


def _wide(name: str) -> float:
    return width_of(cut(name, TEXT_PX, LONGEST_PX), TEXT_PX)


def _middle(plots: Sequence[Place]) -> Place:
    east, north = zip(*plots, strict=True)
    return median(east), median(north)


def _spread(plots: Sequence[Place], view: View, wide: float) -> tuple[float, float]:
    """How far from the middle a name may stand, in pixels: over its plots, and just beside the last of them."""
    east, north = ((max(values) - min(values)) / 2 * view.px_a_metre for values in zip(*plots, strict=True))
    return max(east, wide / 2 + MARK_PX), north + LINE_PX + MARK_PX / 2


def _beyond(mark: Place, middle: Place, view: View) -> float:
    return max(abs(mark[0] - middle[0]), abs(mark[1] - middle[1])) * view.px_a_metre


def _tried(middle: Place, spread: tuple[float, float], view: View) -> Iterator[Place]:
    """Places around the middle, the nearest first."""
    east, north = (each / STEPS / view.px_a_metre for each in spread)
    steps = range(-STEPS, STEPS + 1)
    for x, y in sorted(
        ((x * east, y * north) for x in steps for y in steps), key=lambda one: (one[0] ** 2 + one[1] ** 2, one)
    ):
        yield middle[0] + x, middle[1] + y


def _inside(at: Place, wide: float, view: View) -> bool:
    """Whether the name is whole on the map, and not where the arrow is."""
    east, north = abs(at[0]) + wide / 2 / view.px_a_metre, abs(at[1]) + LINE_PX / 2 / view.px_a_metre
    corner = ARROW_PX / view.px_a_metre
    at_arrow = at[0] + wide / 2 / view.px_a_metre > view.half_wide - corner and at[1] > view.half_high - corner
    return east <= view.half_wide and north <= view.half_high and not at_arrow


def _meets(at: Place, other: Place, view: View, wide: float, high: float) -> bool:
    return abs(at[0] - other[0]) * view.px_a_metre < wide and abs(at[1] - other[1]) * view.px_a_metre < high
