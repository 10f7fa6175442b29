"""Lots: what became of each lot."""

from ui.heading import filtered_heading
from ui.lot_book import lot_book

lot_book(filtered_heading("lots"))
