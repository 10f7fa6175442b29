"""Roadmap: what was promised by day 90, 180 and 360, and what the logs show."""

from ui.heading import heading
from ui.roadmap_list import roadmap_list

heading("roadmap")
roadmap_list()
