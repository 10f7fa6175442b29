"""From the buyer's price down to what is left, as a table: two columns of bars on one scale, so that they compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.books.price_waterfall import FARMERS, NOT_WRITTEN, PricePart, PriceWaterfall
from packs.price_charts import step_names
from ui.parts.tables import Cell, Strip
from words.numbers import bare, number
from words.speech import say


def step_rows(known: Mapping[str, PriceWaterfall], unit: str) -> list[list[Cell | Strip]]:
    """One row a step, one cell a stream: its number above a bar from what was there before it to what is there
    after."""
    names = step_names()
    ends = _ends(known)
    rows = [_row(names["price"], known, [(0.0, of.price, number(of.price, unit)) for of in known.values()], ends)]
    left = {stream: of.price for stream, of in known.items()}
    for place, part in enumerate(next(iter(known.values())).parts):
        cells: list[tuple[float, float, str] | str] = []
        for stream, of in known.items():
            taken = of.parts[place].value
            cells.append(
                _why_not(of.parts[place])
                if taken is None
                else (left[stream] - taken, left[stream], _said(of.parts[place], unit))
            )
            left[stream] -= taken or 0.0
        rows.append(_row(names[part.name], known, cells, ends))
    rest = [(min(of.left, 0.0), max(of.left, 0.0), _left(of, unit)) for of in known.values()]
    return [*rows, _row(names["left"], known, rest, ends)]


def _ends(known: Mapping[str, PriceWaterfall]) -> tuple[float, float]:
    """The ends of the scale of all bars; it holds 0."""
    return min(0.0, *(of.left for of in known.values())), max(of.price for of in known.values()) or 1.0


def _why_not(part: PricePart) -> str:
    """Why a step has no number: nothing is written, or what is written can't be told."""
    return say("waterfall.not_written") if part.said in ("", NOT_WRITTEN) else say("waterfall.not_known", why=part.said)


def _left(of: PriceWaterfall, unit: str) -> str:
    """What is left; where the pay of farmers is not known it is in there too, and that is said."""
    value = number(of.left, unit)
    return say("waterfall.left_with_pay", value=value) if FARMERS in of.unknown else value


def _said(part: PricePart, unit: str) -> str:
    """The number of a step, and whether it or some of it is assumed."""
    written = bare(part.value, unit)
    if not part.assumed:
        return written
    return say("waterfall.partly" if part.measured else "waterfall.by_setting", value=written)


def _row(
    name: str,
    known: Mapping[str, PriceWaterfall],
    bars: Sequence[tuple[float, float, str] | str],
    ends: tuple[float, float],
) -> list[Cell | Strip]:
    cells: list[Cell | Strip] = [Cell(name)]
    low, wide = ends[0], ends[1] - ends[0]
    for stream, bar in zip(known, bars, strict=True):
        if isinstance(bar, str):
            cells.append(Cell(bar, mark="why"))
            continue
        start, end, said = bar
        words = say("waterfall.bar", stream=say(f"groups.{stream}"), step=name, value=said)
        cells.append(Strip(((stream, (start - low) / wide, (end - low) / wide, None),), words, said))
    return cells
