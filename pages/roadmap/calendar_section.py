"""The 360 days as a picture: gates, today, tasks, and the rows of the season."""

from __future__ import annotations

from collections.abc import Sequence

from decisions.pilot_calendar import PilotCalendar, pilot_calendar
from decisions.roadmap_tasks import Item
from packs.pilot_calendar_chart import drawn_calendar
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results

EVERYTHING = Chosen(None, {})


def calendar_of(items: Sequence[Item]) -> None:
    """Draws it; nothing where nobody said when the pilot began."""
    found: PilotCalendar | None = results.kept("pilot calendar", pilot_calendar)
    if found is not None:
        show_chart(ready("pilot calendar", EVERYTHING, lambda: drawn_calendar(found, items)), "roadmap")
