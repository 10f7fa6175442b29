"""Are micro-lots made apart from the rest: share of output, separation, working rules."""

from pages.build.apart_section import kept_apart, micro_lots
from pages.build.rules_section import RULES, working_rules
from pages.build.share_section import SHARE, share_of, share_of_output
from pages.build.states_line import show_states, states
from ui.frame.heading import filtered_heading
from ui.state import results

ANCHORS = ("share-of-output", "kept-apart", "working-rules")
chosen = filtered_heading("build")
answers = results.answers(chosen.crop_year, chosen.splits)
target = share_of(results.setting("target_share"))
show_states(states(answers.get(SHARE), target, micro_lots(chosen), answers.get(RULES)), ANCHORS)
for section, anchor in zip((share_of_output, kept_apart, working_rules), ANCHORS, strict=True):
    section(chosen, anchor)
