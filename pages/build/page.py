"""Are micro-lots made apart from the rest: share of output, separation, working rules."""

from ui import build
from ui.heading import filtered_heading

chosen = filtered_heading("build")
build.share_of_output(chosen)
build.kept_apart(chosen)
build.working_rules(chosen)
