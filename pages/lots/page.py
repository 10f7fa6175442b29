"""Lots: what became of each lot, and what the offers still open could go at."""

from pages.lots.floor_section import floors
from pages.lots.lot_list import lot_book
from ui.frame.heading import filtered_heading

chosen = filtered_heading("lots")
lot_book(chosen)
floors(chosen)
