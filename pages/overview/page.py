"""Where the pilot stands: its day, the next gate, and the board's seven numbers."""

from pages.overview import board_numbers
from ui.frame.heading import filtered_heading
from ui.state import results
from ui.state.given import given

chosen = filtered_heading("overview")
found = results.decided()
board_numbers.decided_line(found, given(found), chosen)
board_numbers.standing_line(results.standing())
shown = board_numbers.board(chosen)
board_numbers.foot(shown, chosen)
