"""Are micro-lots made apart from the rest: share of output, separation, working rules."""

from pages.build import making
from ui.frame.heading import filtered_heading

chosen = filtered_heading("build")
making.share_of_output(chosen)
making.kept_apart(chosen)
making.working_rules(chosen)
