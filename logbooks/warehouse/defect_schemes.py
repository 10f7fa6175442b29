"""The schemes by which defects of green coffee are counted, each in its own unit, grams and grades."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from logbooks.warehouse.rows_in_sql import table_of

FILE = Path(__file__).with_suffix(".toml")
NO_GRADE = "below the last grade"
# what the tables hold, above them in docs/fixed_numbers.md
ABOUT = {
    "defect_scheme": "The unit and the grams of each scheme, and the units a written total may have, the first where "
    "none is written. A sample of other grams is brought to those of its own scheme, "
    "never to another's.",
    "defect_grade": "The grades of each scheme from the best down, with the most each allows, in the unit of the "
    "scheme. The grades of SCA and Fine Robusta are in *Specialty grade*.",
}


@dataclass(frozen=True)
class DefectScheme:
    """How one scheme counts: its unit, grams (none where it counts percent of mass), units of totals, and grades."""

    scheme: str
    unit: str
    counted_in: tuple[str, ...]
    source: str
    grams: int | None = None
    grades: tuple[tuple[str, int], ...] = ()


@cache
def defect_schemes() -> dict[str, DefectScheme]:
    """Every scheme by its name."""
    told = tomllib.loads(FILE.read_text("utf-8"))["scheme"]
    return {one["scheme"]: DefectScheme(**{n: _fixed(value) for n, value in one.items()}) for one in told}


@cache
def tables_sql() -> dict[str, str]:
    """The SQL of the tables defect_scheme and defect_grade, by their names."""
    known = defect_schemes().values()
    schemes = ([s.scheme, s.unit, s.grams, list(s.counted_in), s.source] for s in known)
    grades = ([s.scheme, place, grade, most] for s in known for place, (grade, most) in enumerate(s.grades, 1))
    return {
        "defect_scheme": table_of("defect_scheme", "scheme, unit, grams, counted_in, source", schemes),
        "defect_grade": table_of("defect_grade", "scheme, place, grade, at_most", grades),
    }


def _fixed(value: Any) -> Any:
    return tuple(map(_fixed, value)) if isinstance(value, list) else value
