"""Lots: what became of each lot."""

from pages.lots.lot_list import lot_book
from ui.frame.heading import filtered_heading

lot_book(filtered_heading("lots"))
