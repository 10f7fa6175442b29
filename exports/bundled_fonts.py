"""The letters that come with Lotwise, as a style sheet that holds them: Latin with all accents, Vietnamese, Amharic."""

from __future__ import annotations

import base64
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Noto Sans"


@dataclass(frozen=True)
class Face:
    """One file of letters: the data of the file as base64, and which letters it draws, as CSS says it."""

    data: str
    letters: str

    @property
    def rule(self) -> str:
        """It as a rule of CSS."""
        source = f"src:url(data:font/woff2;base64,{self.data}) format('woff2')"
        return f"@font-face{{font-family:'{FAMILY}';font-weight:400 700;{source};unicode-range:{self.letters}}}"

    def draws_any_of(self, text: str) -> bool:
        """Whether the text has a letter of these."""
        return any(low <= ord(letter) <= high for low, high in _ranges(self.letters) for letter in set(text))


@cache
def faces() -> tuple[Face, ...]:
    """All of them."""
    declared = tomllib.loads((FOLDER / "fonts.toml").read_text("utf-8"))
    return tuple(
        Face(base64.b64encode((FOLDER / one["file"]).read_bytes()).decode("ascii"), one["letters"])
        for one in declared.values()
    )


def font_css(text: str | None = None) -> str:
    """The rules of those that draw a letter of this text; of all where none is given."""
    return "".join(face.rule for face in faces() if text is None or face.draws_any_of(text))


@cache
def _ranges(letters: str) -> tuple[tuple[int, int], ...]:
    pairs = (one.removeprefix("U+").split("-") for one in letters.split(","))
    return tuple((int(pair[0], 16), int(pair[-1], 16)) for pair in pairs)
