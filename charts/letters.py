"""How wide a text will be, so that titles wrap and long names are cut before anything is drawn."""

from __future__ import annotations

import unicodedata

NARROW, WIDE = set("ijlftI.,:;'|!()[] \u202f\u00a0·"), set("mwMW%@—")


def width_of(text: str, size_px: float, bold: bool = False) -> float:
    """Pixels the text takes in Arial or a font as wide, a little overestimated; for scripts Arial lacks, much so."""
    return sum(_em(c) for c in text) * size_px * (1.1 if bold else 1.03)


def cut(text: str, size_px: float, most_px: float) -> str:
    """The text on one line and no wider than this, its end replaced by an ellipsis where it must be."""
    text = " ".join(text.split())
    if width_of(text, size_px) <= most_px:
        return text
    while text and width_of(text + "…", size_px) > most_px:
        text = text[:-1]
    return text.rstrip(" ·,") + "…"


def wrapped(text: str, size_px: float, most_px: float, most_lines: int, bold: bool = False) -> list[str]:
    """The text in at most so many lines no wider than this; what does not fit the last is cut."""
    words, line = text.split(), ""
    lines: list[str] = []
    for i, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size_px, bold) > most_px:
            if len(lines) == most_lines - 1:
                return [*lines, cut(" ".join([line, *words[i:]]), size_px * (1.1 if bold else 1), most_px)]
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, cut(line, size_px * (1.1 if bold else 1), most_px)]


def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.31
    if letter in WIDE:
        return 0.89
    if unicodedata.combining(letter):
        return 0.0
    if letter < "\u1f00":  # Latin, Greek, Cyrillic and their accents
        return 0.70 if letter.isupper() and letter < "\u1200" else 0.90 if "\u1200" <= letter <= "\u139f" else 0.56
    return 1.0
