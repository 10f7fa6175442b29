"""What is planned for the season after one, and how much of it buyers wrote they would take."""

from __future__ import annotations

from logbooks.settings import default_of
from metrics.engine import economics
from metrics.engine.question import Question

NEXT_SEASON = """
        SELECT crop_year, 'micro' AS stream, NULL::DATE AS day, next AS case_id, planned_kg AS num, written_kg AS den,
            []::BIGINT[] AS row_id
        FROM next_season"""
NOTHING_PLANNED = (
    "No kg are planned for the season after. Write planned kg in the register of lots, or in Settings the share of the "
    "output that should become micro-lots, as a number (target_share)."
)


def next_season(question: Question) -> economics.NextSeason:
    """What is planned for the season after, of one season; nothing is of all seasons together."""
    rows = question.rows(NEXT_SEASON, filtered=False) if question.crop_year else []
    planned, written = (rows[0]["num"], rows[0]["den"]) if rows else (None, None)
    haircut, usual = question.number("premium_haircut"), default_of("premium_haircut")
    assert usual is not None, "the setting has a default"
    return economics.NextSeason(planned, written, float(usual) if haircut is None else haircut)
