"""Roadmap: what was promised by day 90, 180 and 360, and what the logs show."""

from pages.roadmap.task_list import roadmap_list
from ui.frame.heading import heading

heading("roadmap")
roadmap_list()
