"""A drawn chart or table in the frame of a picture: what is said around it, and what its file is called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import partial

import plotly.graph_objects as go

from decisions.gates import standing
from exports.picture import FRESHNESS, export_figure
from exports.picture_size import SLIDE, PictureSize
from exports.table_figure import table_figure
from history.snapshots import first_seen
from logbooks import health
from logbooks.warehouse.warehouse import Warehouse
from packs.drawn_table import Drawn, DrawnTable
from packs.letterhead import Letterhead, letterhead
from words.days import moment
from words.numbers import unit_words
from words.speech import say


@dataclass(frozen=True)
class Around:
    """What stands around every picture of a reading. `undecided` says that a number with an agreed goal is no verdict
    yet; "" on the day of a gate and after the last."""

    crop_year: str | None
    period: str
    data_day: str
    source: str
    invented: bool
    head: Letterhead
    undecided: str


def around(w: Warehouse, crop_year: str | None, splits: dict[str, tuple[str, ...]]) -> Around:
    """The same for a reading, a season and filters."""
    parts = [say("chart.season", year=crop_year) if crop_year else say("chart.all_seasons")]
    parts += [f"{say(f'filters.{name}')}: {', '.join(values)}" for name, values in splits.items()]
    files = ", ".join(str(file["source"]) for file in health.sources(w))
    undecided = say("picture.undecided") if standing(w).days_left else ""
    return Around(
        crop_year,
        " · ".join(parts),
        w.as_of.isoformat(),
        files or say("chart.source_none"),
        w.is_invented,
        letterhead(w),
        undecided,
    )


def framed(
    drawn: Drawn, about: Around, size: PictureSize = SLIDE, clear: bool = False, freshness: str = FRESHNESS
) -> go.Figure:
    """The chart or table in its frame. One for a buyer names no files, and nothing of what was agreed in the house."""
    return export_figure(
        partial(table_figure, drawn) if isinstance(drawn, DrawnTable) else drawn.figure,
        drawn.finding or drawn.title,
        unit_words(drawn.unit),
        drawn.n,
        about.period,
        about.data_day,
        about.source if drawn.internal else say("picture.own_logs"),
        drawn.internal,
        about.invented,
        drawn.question,
        not isinstance(drawn, DrawnTable) and drawn.whole,
        freshness,
        about.undecided if drawn.internal and drawn.to_be_decided else "",
        size,
        about.head,
        clear,
    )


def fresh_words(w: Warehouse) -> str:
    """When the data of a reading were read and the last of them typed; names nobody and no file."""
    read = max((file["read_at"] for file in health.sources(w)), default=None)
    said = [say("freshness.read", at=moment(read))] if read else []
    if typed := first_seen.last_typed(w):
        name = "typed_on" if typed["told_by"] == "reading" else "edited"
        said.append(say(f"freshness.{name}", at=moment(typed["seen_at"])))
    return " · ".join(said)


def picture_name(drawn: Drawn, about: Around, *more: str) -> str:
    """What its file is called, without an ending; an internal one says so."""
    whose = ["internal"] if drawn.internal else []
    return file_name("lotwise", drawn.name, about.crop_year or "", about.data_day, *more, *whose)


def file_name(*parts: str) -> str:
    """The parts as one file name that every system takes: letters, digits and hyphens, joined by underscores."""
    spelled = (unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode("ascii") for part in parts)
    words = (re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-") for part in spelled)
    return "_".join(word for word in words if word)[:120]
