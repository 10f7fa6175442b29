"""The icons that Streamlit and our pages name, as a small font: python -m tests.ui.frame.small_icon_font makes it anew,
after a new Streamlit or a new icon."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from ui.frame.icon_font import ICONS, STREAMLITS, streamlits_font

ROOT = Path(__file__).parents[3]
OURS = re.compile(r":material/([a-z0-9_]+):")
QUOTED = re.compile(r"[\"'`]:?(?:material/)?([a-z0-9_]+):?[\"'`]")  # some are no icons: a name too many costs 100 bytes
FOLDERS = ("pages", "ui", "words", "charts")


def names_of(font: TTFont) -> dict[str, str]:
    """{name: glyph} of every icon, as the font joins its letters."""
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (getattr(each, "ExtSubTable", each) for each in lookup.SubTable):
            for first, joined in getattr(table, "ligatures", {}).items():
                for one in joined:
                    if all(part in letter for part in (first, *one.Component)):
                        found["".join(letter[part] for part in (first, *one.Component))] = one.LigGlyph
    return found


def named_by_us() -> set[str]:
    """The icons that our own files name."""
    files = (file for folder in FOLDERS for file in (ROOT / folder).rglob("*") if file.suffix in (".py", ".toml"))
    return {name for file in files for name in OURS.findall(file.read_text("utf-8"))}


@cache
def words_of_streamlit() -> frozenset[str]:
    """Every quoted word in the scripts of Streamlit: the icons it names are among them."""
    return frozenset(word for file in STREAMLITS.rglob("*.js") for word in QUOTED.findall(file.read_text("utf-8")))


def make() -> None:
    """Writes the font."""
    font = TTFont(streamlits_font(), recalcTimestamp=False)  # the same icons give the same bytes
    known = names_of(font)
    used = known.keys() & (named_by_us() | words_of_streamlit())
    options = Options()
    options.layout_closure = False  # every icon can be made of the letters
    options.flavor = "woff2"
    letters = [glyph for code, glyph in font.getBestCmap().items() if code < 0x80]
    subset = Subsetter(options)
    subset.populate(glyphs=[known[name] for name in used] + letters, text="")
    subset.subset(font)
    font.flavor = "woff2"
    font.save(ICONS)


if __name__ == "__main__":
    make()
