"""Tables a screen reader can read and a phone can fold: every text from a sheet or a number is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from logbooks.links import web_link

STREAMS = ("micro", "bulk")
# beside the streams a difference against a line, and what is allowed with a mark within or outside it
LANES = (*STREAMS, "difference", "allowed", "allowed outside")


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: the number or word, its unit, a smaller line above and below; `mark` names a look of
    tables.css."""

    main: str
    unit: str = ""
    below: str = ""
    mark: str = ""
    over: int = 1  # columns it takes
    above: str = ""
    link: str = ""  # what pressing `main` opens, in a window of its own; only an https address is one
    stack: tuple[
        tuple[str, float], ...
    ] = ()  # parts of a bar under `main`: look and share of the width, said in words beside it


@dataclass(frozen=True)
class Pairs:
    """What a row holds, each name with its value beside it, in one cell over so many columns."""

    pairs: tuple[tuple[str, str], ...]
    over: int = 1


@dataclass(frozen=True)
class Folded:
    """A table of its own in a cell over so many columns, folded until somebody presses its line."""

    summary: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    over: int = 1


@dataclass(frozen=True)
class Strip:
    """A small scale in a cell: for each group its 80 % ends and value as shares of the width, said again in `words`;
    `above` and `below` are text, which without `words` says it all. Without a value it is a bar from end to end.
    `nothing` is where on the scale 0 lies, as a thin line."""

    ranges: tuple[tuple[str, float, float, float | None], ...]
    words: str
    above: str = ""
    below: str = ""
    nothing: float | None = None


AnyCell = Cell | Pairs | Folded | Strip


def show_table(head: Sequence[str], rows: Sequence[Sequence[AnyCell]], title: str, look: str = "") -> None:
    """Draws the table; the first cell of a row is its name, `look` a class of ui/frame/tables.css, `title` its name
    for screen readers."""
    st.html(table_html(head, rows, title, look))


def table_html(head: Sequence[str], rows: Sequence[Sequence[AnyCell]], title: str, look: str = "") -> str:
    """The table as HTML in which nothing but our own tags is a tag."""
    heads = "".join(f"<th scope='col'>{escape(text)}</th>" if text else "<td></td>" for text in head)
    pressed = "pressed" in look.split()
    body = "".join(f"<tr>{_row(head, row, pressed)}</tr>" for row in rows)
    return (
        f"<div class='lw-table {escape(look)}'><table><caption>{escape(title)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def folded_html(line: str, inside: str) -> str:
    """A line with something folded away below it, which is HTML of ours."""
    return f"<div class='lw-folded'><details><summary><b>{escape(line)}</b></summary>{inside}</details></div>"


def _row(head: Sequence[str], row: Sequence[AnyCell], pressed: bool = False) -> str:
    """The cells of a row; in a table whose rows are pressed its name is a button, but for a row of sums."""
    cells, column = [], 0
    is_button = pressed and not any(isinstance(cell, Cell) and "total" in cell.mark.split() for cell in row)
    for cell in row:
        cells.append(_cell(cell, head[column], column == 0, is_button))
        column += getattr(cell, "over", 1)
    return "".join(cells)


def _cell(cell: AnyCell, column: str, first: bool, is_button: bool) -> str:
    if isinstance(cell, Pairs):
        return _pairs(cell)
    if isinstance(cell, Folded):
        return _folded(cell)
    if isinstance(cell, Strip):
        return f"<td class='strip' data-head='{escape(column)}'>{_above(cell)}{_strip(cell)}{_below(cell)}</td>"
    unit = f" <span class='unit'>{escape(cell.unit)}</span>" if cell.unit else ""
    button = " role='button' tabindex='0'" if first and is_button else ""
    inside = f"{_above(cell)}<div class='main'{button}>{_main(cell)}{unit}</div>{_stack(cell)}{_below(cell)}"
    look = f" class='{escape(cell.mark)}'" if cell.mark else ""
    look += f" colspan='{cell.over}'" if cell.over > 1 else ""
    return f"<th scope='row'{look}>{inside}</th>" if first else f"<td{look} data-head='{escape(column)}'>{inside}</td>"


def _pairs(cell: Pairs) -> str:
    said = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in cell.pairs)
    return f"<td class='pairs' colspan='{cell.over}'><dl>{said}</dl></td>"


def _folded(cell: Folded) -> str:
    inside = table_html(cell.head, cell.rows, cell.summary, "plain cells")
    return (
        f"<td class='folded' colspan='{cell.over}'><details><summary>{escape(cell.summary)}</summary>"
        f"{inside}</details></td>"
    )


def _main(cell: Cell) -> str:
    link = web_link(cell.link)
    return (
        f"<a href='{escape(link)}' target='_blank' rel='noopener noreferrer'>{escape(cell.main)}</a>"
        if link
        else escape(cell.main)
    )


def _stack(cell: Cell) -> str:
    """The parts end to end; for the eye alone, since what they say stands beside `main`."""
    parts = "".join(f"<i class='{escape(look)}' style='width:{share * 100:.1f}%'></i>" for look, share in cell.stack)
    return f"<div class='stack' aria-hidden='true'>{parts}</div>" if parts else ""


def _above(cell: Cell | Strip) -> str:
    return f"<div class='above'>{escape(cell.above)}</div>" if cell.above else ""


def _below(cell: Cell | Strip) -> str:
    return f"<div class='below'>{escape(cell.below)}</div>" if cell.below else ""


def _strip(strip: Strip) -> str:
    """Bars on one scale; decoration for the eye, since the numbers stand beside it, and words for the ear."""
    thin = "" if strip.nothing is None else f"<u style='left:{strip.nothing * 100:.1f}%'></u>"
    lines = "".join(
        f"<div class='lane {escape(_lane(group, place))}'>{thin}<i "
        f"style='left:{low * 100:.1f}%;width:{max(high - low, 0.008) * 100:.1f}%'></i>"
        + ("" if value is None else f"<b style='left:{value * 100:.1f}%'></b>")
        + "</div>"
        for place, (group, low, high, value) in enumerate(strip.ranges)
    )
    told = f"role='img' aria-label='{escape(strip.words)}'" if strip.words else "aria-hidden='true'"
    return f"<div {told}>{lines}</div>"


def _lane(group: str, place: int) -> str:
    """The look of a bar: those of LANES as they are called, any other groups filled and hollow grey."""
    return group if group in LANES else ("other", "other hollow")[min(place, 1)]
