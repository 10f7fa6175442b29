"""Where the pilot stands: its day, the next gate, and the board's seven numbers."""

from pages.overview import board_numbers, state_lines
from ui.frame.heading import filtered_heading
from ui.state import results
from ui.state.given import given

chosen = filtered_heading("overview")
found = results.decided()
said = state_lines.state_lines(found, given(found), chosen)
state_lines.standing_line(results.standing(), said)
shown = board_numbers.board(chosen)
board_numbers.foot(shown, chosen)
