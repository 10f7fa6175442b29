"""What is different in the sheets from before, and what that did to the numbers."""

from ui import changes
from ui.heading import heading

heading("changes")
compared = changes.choose()
if compared:
    changes.sentence(compared)
    changes.stands_out(compared)
    changes.effects(compared)
    changes.rows(compared)
    changes.problems(compared)
