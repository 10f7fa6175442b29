"""export --for eudr: the plots of every lot, a GeoJSON file each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from connectors.trouble import CannotGoOn

if TYPE_CHECKING:
    from command_line.export_command import Asked
    from logbooks.warehouse.warehouse import Warehouse

FORMATS = ("geojson",)


def write(out: Path, w: Warehouse, asked: Asked) -> str:
    """Writes the files and gives what is to be said of them; CannotGoOn where no lot has a valid plot."""
    from command_line.export_text import eudr_text
    from exports import eudr, eudr_files

    found = eudr.declared(w, asked.crop_year)
    eudr_files.write(out, found)
    if not found.written:
        raise CannotGoOn(
            f"No lot of crop year {found.crop_year} has a plot with a valid place, so no GeoJSON was written.",
            f"{out / eudr_files.REFUSED_FILE} says of each why, and what to do.",
        )
    return eudr_text(found, str(out))
