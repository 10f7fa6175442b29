"""Roadmap: what was promised by day 90, 180 and 360, what the logs show, what is assumed, and what may go wrong."""

from pages.roadmap.calendar_section import calendar_of
from pages.roadmap.hypothesis_list import hypothesis_list
from pages.roadmap.risk_list import risk_list
from pages.roadmap.task_list import roadmap_list, where_we_stand
from ui.frame.heading import heading
from ui.state import results

heading("roadmap")
now, items = results.standing(), tuple(results.roadmap_items())
where_we_stand(now)
calendar_of(items)
roadmap_list(now, items)
hypothesis_list()
risk_list(items)
