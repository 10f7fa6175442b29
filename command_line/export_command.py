"""Files to hand on: python cli.py export. What is written for whom stands in export_<reader>.py, one file each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click

from command_line.opened_sources import opened, refuse_nothing
from command_line.options import a_crop_year, a_mapping, a_moment, a_source
from command_line.out_file import OutFolder
from command_line.printing import DONE, print_text
from connectors.trouble import CannotGoOn

READERS = tuple(
    sorted(
        name
        for file in Path(__file__).parent.glob("export_*.py")
        if (name := file.stem.removeprefix("export_")) not in ("command", "text")
    )
)
SIZES = ("slide", "square", "a4")
FORMATS = ("html", "pptx", "pdf", "png", "svg", "geojson")


@dataclass(frozen=True)
class Asked:
    """What a person asked for beside the reader: of which year, in which format ("" for what is usual), of which lot
    (None for all), pictures of which size and whether on no ground."""

    crop_year: str | None = None
    format: str = ""
    lot: str | None = None
    size: str = "slide"
    clear: bool = False


@click.command()
@click.argument("out", type=OutFolder(), metavar="OUT_DIR")
@a_source
@click.option(
    "--for",
    "reader",
    type=click.Choice(READERS),
    required=True,
    help="board: the slides of its meeting and the minutes. buyer: what may be told of the lots on offer, and a "
    "passport of each. eudr: the plots of every lot, a GeoJSON file each. pictures: every chart and table of a season.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="What is usual for that reader unless given.")
@click.option("--lot", metavar="CODE", help="One lot alone, for a buyer or as a picture.")
@click.option(
    "--size",
    type=click.Choice(SIZES),
    help="Of pictures: slide 1920 x 1080 (usual), square 1080 x 1080, a4 across at 300 dots an inch.",
)
@click.option("--clear", is_flag=True, help="Pictures on no ground instead of white.")
@a_crop_year
@a_moment
@a_mapping
def export(
    out: Path,
    sources: tuple[str, ...],
    reader: str,
    form: str | None,
    lot: str | None,
    size: str | None,
    clear: bool,
    crop_year: str | None,
    at: str | None,
    mapping: Path | None,
) -> int:
    """Files to hand on, into a folder; nothing there is written over."""
    exporter = import_module(f"command_line.export_{reader}")
    if form and form not in exporter.FORMATS:
        raise CannotGoOn(
            f"There is no {form} for {reader}.", f"Choose one of these with --format: {', '.join(exporter.FORMATS)}."
        )
    if lot and reader not in ("buyer", "pictures"):
        raise CannotGoOn(f"--lot names one lot for a buyer or a picture, and this is for {reader}.", "Leave it out.")
    if (size or clear) and reader != "pictures":
        raise CannotGoOn(f"--size and --clear are for pictures, and this is for {reader}.", "Leave them out.")
    w = opened(sources, mapping, at=at)
    refuse_nothing(w)
    said = exporter.write(out, w, Asked(crop_year, form or exporter.FORMATS[0], lot, size or SIZES[0], clear))
    from command_line.pinned import pin

    pin(w.id, f"files for {reader}, {out.name}")
    print_text(said)
    return DONE
