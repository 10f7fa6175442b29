"""What a union's office may hand on: a table of every number that may be published, and a picture of each.

No name of a member stands in any of them but that of the office's own, and nothing of a number that is not published.
"""

from __future__ import annotations

import csv
import io
import json
import re

from union.federation.forest_picture import forest_picture
from union.federation.union_json import number_json
from union.federation.union_report import UnionNumber, UnionReport

TABLE, VALUES = "union.csv", "union.json"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet begins to calculate
NO_NAME = r"[^a-z0-9_]"
COLUMNS = (
    "indicator",
    "crop_year",
    "first_began_on",
    "last_began_on",
    "stream",
    "unit",
    "currency",
    "basis",
    "counterfactual_step",
    "to_date",
    "members",
    "value",
    "low",
    "high",
    "new_member_low",
    "new_member_high",
    "between_spread",
    "scale",
    "definitions_version",
)


def union_files(found: UnionReport) -> dict[str, bytes]:
    """The files by their names: union.csv, union.json and a picture of every published number."""
    published = [one for one in found.numbers if one.pooled and one.pooled.is_published]
    told = [_published(one, found.own) for one in published]
    whole = {"schema_version": 1, "own": found.own or None, "invented": found.invented, "numbers": told}
    files = {
        TABLE: _table(told),
        VALUES: (json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8"),
    }
    for place, one in enumerate(published, start=1):
        files[f"{place:03d}_{re.sub(NO_NAME, '_', one.indicator)}_{one.stream}.svg"] = forest_picture(
            one, found.own, found.invented
        )
    return files


def _published(one: UnionNumber, own: str) -> dict:
    """The number without those of whom no number stands in it: who is left out is the office's business."""
    return {name: value for name, value in number_json(one, own).items() if name != "left_out"}


def _table(told: list[dict]) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([_cell(one[name]) for name in COLUMNS] for one in told)
    return text.getvalue().encode("utf-8-sig")  # a spreadsheet knows letters beyond ASCII by that mark


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
