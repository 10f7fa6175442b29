"""Files to hand on: python cli.py export."""

from __future__ import annotations

from pathlib import Path

import click

from command_line.opened_sources import opened, refuse_nothing
from command_line.options import a_crop_year, a_mapping, a_source
from command_line.out_file import OutFolder
from command_line.printing import DONE, print_text
from connectors.trouble import CannotGoOn


@click.command()
@click.argument("out", type=OutFolder(), metavar="OUT_DIR")
@a_source
@click.option(
    "--for",
    "reader",
    type=click.Choice(["eudr"]),
    required=True,
    help="eudr: the plots of every lot, a GeoJSON file each.",
)
@a_crop_year
@a_mapping
def export(out: Path, sources: tuple[str, ...], reader: str, crop_year: str | None, mapping: Path | None) -> int:
    """Files to hand on, into a folder; nothing there is written over."""
    w = opened(sources, mapping)
    from exports import eudr, eudr_files

    refuse_nothing(w)
    found = eudr.declared(w, crop_year)
    eudr_files.write(out, found)
    if not found.written:
        raise CannotGoOn(
            f"No lot of crop year {found.crop_year} has a plot with a valid place, so no GeoJSON was written.",
            f"{out / eudr_files.REFUSED_FILE} says of each why, and what to do.",
        )
    from command_line.export_text import eudr_text
    from history.snapshots.store import pin

    pin(w.id, f"files for the EU, {out.name}")
    print_text(eudr_text(found, str(out)))
    return DONE
