"""The truth of an invented cooperative as a file beside its workbook: written, with what it ought to show, and read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from connectors.trouble import CannotGoOn
from sample_data.figures import FREE, completed, dials, drawn_by, entry, standard
from sample_data.truth import declared
from sample_data.world import HERE, seasons, under

STORIES = HERE / "stories"
ABOUT_THE_FILE = ("synthetic", "story", "seed", "scale", "declared")  # of a truth file, beside its figures
STANDARD_SEED = 1  # the sample that comes with Lotwise


@dataclass(frozen=True)
class DeclaredTruth:
    """A truth as a file or a seed tells it: what differs from truth.toml, the whole, the seed to draw with."""

    differs: dict
    figures: dict
    seed: int
    scale: int
    story: str = ""


def of_file(path: Path, seed: int | None = None, scale: int | None = None) -> DeclaredTruth:
    """The truth of a file; a seed and a scale given win over those it names. CannotGoOn where it is none."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        fix = "Name a truth file: a .toml of entries as in sample_data/truth.toml."
        raise CannotGoOn(f"{path} can't be read as a truth ({fault}).", fix) from fault
    about = {name: told.pop(name) for name in ABOUT_THE_FILE if name in told}
    return DeclaredTruth(
        told,
        completed(told),
        about.get("seed", STANDARD_SEED) if seed is None else seed,
        about.get("scale", 1) if scale is None else scale,
        about.get("story", ""),
    )


def of_seed(seed: int | None = None, scale: int | None = None) -> DeclaredTruth:
    """The truth that a seed draws; the standard seed, or none, draws none: its truth is truth.toml."""
    seed = STANDARD_SEED if seed is None else seed
    differs = {} if seed == STANDARD_SEED else drawn_by(seed)
    return DeclaredTruth(differs, completed(differs), seed, 1 if scale is None else scale)


def of_story(name: str, seed: int | None = None, scale: int | None = None) -> DeclaredTruth:
    """The truth of a story in stories/, by the name of its file."""
    return of_file(STORIES / f"{name}.toml", seed, scale)


def main_values(figures: dict) -> dict[str, list[tuple[str, float | None, str]]]:
    """By season the name, the value and the words of what the truth is asked for first; None where nothing is sold of
    which there could be a value."""
    asked = tomllib.loads((HERE / "dials.toml").read_text("utf-8"))["declares"]
    with under(figures):
        found = {season.crop_year: declared(season.crop_year) for season in seasons()}
    return {
        crop_year: [
            (f"{one['name']}, {one['group']}", values.get(one["name"], {}).get(one["group"]), one["about"])
            for one in asked
        ]
        for crop_year, values in found.items()
    }


def text(told: DeclaredTruth, workbook: str) -> str:
    """The file: what it is, what each season ought to show, the dials, and what else differs from truth.toml."""
    as_of, tables = told.figures["as_of"], _figures(told)
    lines = [
        f"# SYNTHETIC. The declared truth of the invented cooperative in {workbook}: nobody and no place in it exists.",
        "# python cli.py sample OUT.xlsx --truth THIS_FILE makes the same cells again; change a figure for others.",
        "synthetic = true",
        *([f"story = {_value(told.story)}"] if told.story else []),
        f"seed = {told.seed}           # of what is drawn by chance",
        f"scale = {told.scale}",
        *tables.pop("", []),
    ]
    for crop_year, values in main_values(told.figures).items():
        head = f"what the season ought to show on {as_of}, worked out from the figures below, not from rows"
        lines += ["", f"[declared.{_value(crop_year)}]    # {head}"]
        lines += [f"{_value(name)} = {value:.6g}  # {about}" for name, value, about in values if value is not None]
        lines += [f"# {name}: none, because nothing is sold yet" for name, value, _ in values if value is None]
    for table, entries in tables.items():
        lines += ["", f"[{table}]", *entries]
    return "\n".join(lines) + "\n"


def _figures(told: DeclaredTruth) -> dict[str, list[str]]:
    """The lines of the dials and of what else differs, by table; the dials first."""
    comments = {dial.entry: dial.about for dial in dials()}
    values = {dial.entry: entry(told.figures, dial.entry) for dial in dials()} | _differing(standard(), told.figures)
    tables: dict[str, list[str]] = {}
    for dotted, value in values.items():
        table, _, name = dotted.rpartition(".")
        comment = f"  # {comments[dotted]}" if dotted in comments else ""
        tables.setdefault(table, []).append(f"{_key(name)} = {_value(value)}{comment}")
    return tables


def _differing(known: dict, figures: dict, where: str = "") -> dict[str, object]:
    """The entries that differ from truth.toml by their dotted names."""
    found: dict[str, object] = {}
    for name, value in figures.items():
        stands = known.get(name)
        if isinstance(value, dict) and isinstance(stands, dict) and f"{where}{name}" not in FREE:
            found |= _differing(stands, value, f"{where}{name}.")
        elif value != stands:
            found[f"{where}{name}"] = value
    return found


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() else _value(name)


def _value(value: object) -> str:
    """A value as TOML writes it, tables and lists on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
