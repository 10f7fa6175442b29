"""Where the pilot stands: its day, the next gate, and the board's seven numbers."""

from ui import board, session
from ui.heading import filtered_heading

chosen = filtered_heading("overview")
board.standing_line(session.standing())
shown = board.board(chosen)
board.foot(shown, chosen)
