"""Markdown as the generated pages write it."""

from __future__ import annotations

from collections.abc import Iterable


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A Markdown table; a bar or a line break in a cell is made harmless."""

    def line(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"

    return [line(heads), "|" + "---|" * len(heads), *(line(row) for row in rows)]


def anchor(title: str) -> str:
    """The link target of a heading."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def written_from(source: str) -> str:
    """The first line of a page that is made, naming what it is made from."""
    return f"<!-- Written by `python -m docs.generate` from {source}. Change that, not this page. -->"
