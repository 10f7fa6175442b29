"""What is different in the sheets from before, and what that did to the numbers."""

from pages.changes import change_sections
from pages.changes.effects_section import effects
from ui.frame.heading import heading

heading("changes")
compared = change_sections.choose()
if compared:
    change_sections.sentence(compared)
    change_sections.stands_out(compared)
    effects(compared)
    change_sections.rows(compared)
    change_sections.problems(compared)
