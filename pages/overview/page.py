"""Where the pilot stands: its day, the next gate, and the board's seven numbers."""

from pages.overview import board_numbers
from ui.frame.heading import filtered_heading
from ui.state import results

chosen = filtered_heading("overview")
board_numbers.decided_line(results.decided())
board_numbers.standing_line(results.standing())
shown = board_numbers.board(chosen)
board_numbers.foot(shown, chosen)
