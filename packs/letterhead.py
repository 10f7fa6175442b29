"""Whose picture or pack it is: the cooperative's name, its logo and its two colours."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

from history.data_folder import home
from logbooks.warehouse.warehouse import Warehouse
from words.speech import say

LOGOS = {"logo.png": "image/png", "logo.svg": "image/svg+xml"}  # files in the data folder, the first that is there
PNG_BEGINS, MOST_BYTES = b"\x89PNG\r\n\x1a\n", 1_000_000
COLOURS = ("colour", "second_colour")


@dataclass(frozen=True)
class Letterhead:
    """What is not known is empty: the name, the logo as a data address of a picture (never run, never fetched), the
    colours as #RRGGBB. `why_no_logo` says what is wrong with a logo that is there."""

    name: str = ""
    logo: str = ""
    colours: tuple[str, ...] = ()
    why_no_logo: str = ""


def letterhead(w: Warehouse) -> Letterhead:
    """As the settings and the data folder have it."""
    colours = tuple(found for name in COLOURS if (found := w.setting(name)))
    logo, why_not = _read_logo(home())
    return Letterhead(w.setting("cooperative") or "", logo, colours, why_not)


def _read_logo(folder: Path) -> tuple[str, str]:
    return next((_as_address(folder / name) for name in LOGOS if (folder / name).is_file()), ("", ""))


def _as_address(path: Path) -> tuple[str, str]:
    """(address, "") or ("", what is wrong with it)."""
    if path.stat().st_size > MOST_BYTES:
        return "", say("letterhead.large", file=path.name)
    written = path.read_bytes()
    if not (written.startswith(PNG_BEGINS) if path.suffix == ".png" else b"<svg" in written):
        return "", say("letterhead.no_picture", file=path.name)
    return f"data:{LOGOS[path.name]};base64,{base64.b64encode(written).decode('ascii')}", ""
