"""Makes the question when a season begins, where the lots of one season came on days of another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from logbooks.questions.open_questions import Choice, OpenQuestion, kinds
from logbooks.recognise.answers import question_id
from logbooks.settings import settings

if TYPE_CHECKING:
    import duckdb

SETTING = "crop_year_starts"
USUAL = settings()[SETTING]["default"]
# The first day of each lot whose season is written down, and whether that season holds it as the settings stand.
FIRST_DAYS = """
    WITH firsts AS (
        SELECT l.crop_year, coalesce(min(r.received_on), any_value(l.opened_on)) AS day
        FROM clean.lots l LEFT JOIN clean.receipts r USING (lot_id)
        WHERE l.crop_year IS NOT NULL AND l.lot_id IS NOT NULL GROUP BY l.lot_id, l.crop_year)
    SELECT crop_year, day, crop_year_of(day) = crop_year FROM firsts WHERE day IS NOT NULL ORDER BY crop_year, day"""


def season_questions(connection: duckdb.DuckDBPyConnection) -> list[OpenQuestion]:
    """On which day a crop year begins: asked where most lots came before the season they name, by the usual day, and
    one month of the year would hold them all."""
    if connection.execute(f"SELECT 1 FROM clean.settings WHERE setting = '{SETTING}'").fetchall():
        return []
    lots = connection.execute(FIRST_DAYS).fetchall()
    others = [(season, day) for season, day, held in lots if not held]
    begins = _first_month([(int(season[:4]), day) for season, day, _ in lots])
    if 2 * len(others) <= len(lots) or not begins:
        return []
    said, in_words = kinds()["setting"][SETTING], kinds()["dates"]
    season, day = others[0]
    told = in_words["day"].format(day=day.day, month=in_words["months"][day.month - 1], year=day.year)
    return [
        OpenQuestion(
            id=question_id("setting", SETTING),
            kind="setting",
            asks=said["asks"],
            why=said["why"].format(season=season, day=told),
            about=(),
            cells=len(others),
            rows=len(others),
            choices=tuple(Choice(one, _said(one)) for one in dict.fromkeys((begins, USUAL))),
        )
    ]


def _first_month(lots: Sequence[tuple[int, date]]) -> str:
    """The month and day that begin the year of every lot, given with its first day; "" where no month does."""
    months = [day.month for year, day in lots if day.year == year]
    first = min(months, default=0)
    held = all(year == (day.year if day.month >= first else day.year - 1) for year, day in lots)
    return f"{first:02d}-01" if first and held else ""


def _said(month_day: str) -> str:
    """A day of the year in words."""
    month, day = map(int, month_day.split("-"))
    said = kinds()["dates"]
    return said["day_of_year"].format(day=day, month=said["months"][month - 1])
