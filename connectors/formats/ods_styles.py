"""What the styles of an OpenDocument spreadsheet say of cells: their number format, lines through them, tabs not
shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from connectors.formats.package import Package

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_OF_NUMBERS = (f"{_NUMBER}number-style", f"{_NUMBER}currency-style")


@dataclass
class Styles:
    """The styles read so far: those of styles.xml, then those that stand before the cells."""

    styles: dict[str, etree._Element] = field(default_factory=dict)
    formats: dict[str, etree._Element] = field(default_factory=dict)  # of numbers, by name
    codes: dict[str, str] = field(default_factory=dict)
    lines: dict[str, bool] = field(default_factory=dict)

    def add(self, group: etree._Element) -> None:
        """Takes up the styles of one element that holds them; later ones of a name hold."""
        for one in group:
            if one.tag == f"{STYLE}style":
                self.styles[one.get(f"{STYLE}name", "")] = one
            elif one.tag in _OF_NUMBERS:
                self.formats[one.get(f"{STYLE}name", "")] = one

    def code(self, style: str) -> str:
        """The number format of cells of that style, written as Excel writes one; "" where it shows the number alone."""
        if style not in self.codes:
            named = self._said(style, lambda one: one.get(f"{STYLE}data-style-name"))
            self.codes[style] = self._code(self.formats.get(named or ""))
        return self.codes[style]

    def struck(self, style: str) -> bool:
        """Whether the style draws a line through what it shows."""
        if style not in self.lines:
            self.lines[style] = self._said(style, _line) not in (None, "none")
        return self.lines[style]

    def unseen(self, style: str) -> bool:
        """Whether tabs of that style are not shown."""
        return self._said(style, _display) == "false"

    def _said(self, style: str, ask: Callable[[etree._Element], str | None]) -> str | None:
        """What the style says, or the first of those it is derived from that says it."""
        known: set[str] = set()
        while style in self.styles and style not in known:
            known.add(style)
            if said := ask(self.styles[style]):
                return said
            style = self.styles[style].get(f"{STYLE}parent-style-name", "")
        return None

    def _code(self, told: etree._Element | None) -> str:
        if told is None:
            return ""
        parts = []
        for one in told.iterchildren(f"{STYLE}map"):
            condition = one.get(f"{STYLE}condition", "").replace("value()", "").replace("!=", "<>")
            parts.append(f"[{condition}]{_section(self.formats.get(one.get(f'{STYLE}apply-style-name', '')))}")
        return ";".join([*parts, _section(told)])


def read_common(parts: Package) -> Styles:
    """The styles that styles.xml keeps for the whole workbook."""
    found = Styles()
    if "styles.xml" in parts:
        root = parts.xml("styles.xml")
        for name in ("automatic-styles", "styles"):
            group = root.find(f"{_OFFICE}{name}")
            if group is not None:
                found.add(group)
    return found


def _line(style: etree._Element) -> str | None:
    told = style.find(f"{STYLE}text-properties")
    if told is None:
        return None
    return told.get(f"{STYLE}text-line-through-style") or told.get(f"{STYLE}text-line-through-type")


def _display(style: etree._Element) -> str | None:
    return next((said for one in style if (said := one.get(f"{_TABLE}display"))), None)


def _section(told: etree._Element | None) -> str:
    written = []
    for one in () if told is None else told:
        if one.tag == f"{_NUMBER}text":
            written.append(_quoted(one.text))
        elif one.tag == f"{_NUMBER}currency-symbol":
            language, country = one.get(f"{_NUMBER}language", ""), one.get(f"{_NUMBER}country", "")
            written.append(f"[${one.text or ''}-{language}-{country}]")
        elif one.tag == f"{_NUMBER}number":
            written.append(_digits(one))
        elif one.tag in (f"{_NUMBER}scientific-number", f"{_NUMBER}fraction"):
            written.append("0")
    return "".join(written)


def _digits(told: etree._Element) -> str:
    whole = "0" * int(told.get(f"{_NUMBER}min-integer-digits", 1)) or "#"
    within = {int(one.get(f"{_NUMBER}position", 0)): one.text for one in told.iterchildren(f"{_NUMBER}embedded-text")}
    whole = whole.rjust(max(within, default=0) + 1, "#") if within else whole
    for right, text in sorted(
        within.items(), reverse=True
    ):  # from the left, so that digits right of it are only digits
        whole = whole[: len(whole) - right] + _quoted(text) + whole[len(whole) - right :]
    thousands = "," if told.get(f"{_NUMBER}display-factor") == "1000" else ""
    return f"{whole}{thousands}"


def _quoted(text: str | None) -> str:
    return '"' + (text or "").replace('"', "") + '"'
