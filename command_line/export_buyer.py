"""export --for buyer: what may be told of the lots on offer, or of one lot, and a passport of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from command_line.export_command import Asked
    from logbooks.warehouse.warehouse import Warehouse

FORMATS = ("html", "pdf", "png")


def write(out: Path, w: Warehouse, asked: Asked) -> str:
    """Writes the files and gives what is to be said of them; CannotGoOn where no lot is on offer, or no browser prints
    what was asked for."""
    from command_line.buyer_text import buyer_text
    from exports import buyer_files
    from exports.new_files import write_new
    from packs.buyer.buyer_pack import buyer_pack

    pack = buyer_pack(w, asked.crop_year, asked.lot)
    pages = buyer_files.html_files(pack, alone=asked.lot is not None)
    made = pages if asked.format == "html" else buyer_files.printed(pages, asked.format)
    write_new(out, made)
    return buyer_text(pack, str(out), list(made))
