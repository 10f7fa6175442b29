"""export --for pictures: every chart and table of a season, or one lot, as PNG or SVG, painted by a browser of this
computer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from connectors.trouble import CannotGoOn

if TYPE_CHECKING:
    from command_line.export_command import Asked
    from logbooks.warehouse.warehouse import Warehouse

FORMATS = ("png", "svg", "html")
PAGE = "pictures.html"


def write(out: Path, w: Warehouse, asked: Asked) -> str:
    """Writes them into the folder and gives what is to be said; where there is no browser, one page of all of them.
    CannotGoOn where a file of one of the names is there already, or where no number has a picture."""
    from command_line.export_text import pictures_text
    from exports.browser import found_browser
    from exports.new_files import write_new
    from exports.picture_size import SIZES
    from exports.season_pictures import Wanted, page_of, painted_files, season_frames
    from packs.letterhead import letterhead

    wanted = Wanted(asked.format, SIZES[asked.size], asked.clear, lot_id=asked.lot)
    frames = season_frames(w, asked.crop_year or _season_of(w, asked.lot), wanted)
    if asked.lot and not frames:
        raise CannotGoOn(f"There is no lot {asked.lot} in the season asked for.", "Name one that the logbook Lots has.")
    if not frames:
        raise CannotGoOn("No indicator of this season has a number, so there are no pictures.", "Look at the report.")
    as_page = asked.format == "html" or found_browser() is None
    write_new(out, {PAGE: page_of(frames).encode("utf-8")} if as_page else dict(painted_files(frames, wanted)))
    return pictures_text(list(frames), str(out), PAGE if as_page else "", letterhead(w).why_no_logo)


def _season_of(w: Warehouse, lot_id: str | None) -> str | None:
    """The season of the lot that is named, else the newest."""
    from metrics.engine.compute import crop_years

    found = w.rows("SELECT crop_year FROM lot WHERE lot_id = $lot", {"lot": lot_id}) if lot_id else []
    return found[0]["crop_year"] if found else next(iter(crop_years(w)), None)
