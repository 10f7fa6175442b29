"""Scale, pivot, stop or wait: what the agreed rule says, why, and how far the numbers are from the next gate."""

from decisions.verdict.kept_verdicts import shown
from pages.decide import (
    against_section,
    board_section,
    dots_section,
    fence_table,
    plan_form,
    rehearsal_section,
    rule_list,
    seal_section,
    stakes_section,
    strip_section,
    verdict_card,
)
from ui.frame.heading import heading
from ui.state import results
from ui.state.given import given

heading("decide")
found = results.decided()
kept = given(found)
last = shown(found, kept)
verdict_card.verdict_card(found, kept)
strip_section.strips(found, last)
fence_table.fence_tables(found, last)
dots_section.dots_section()
stakes_section.stakes_section()
against_section.against_section()
rehearsal_section.rehearsal_section()
board_section.board_section(found, kept)
rule_list.rule_list(found, kept)
plan_form.plan_form()
seal_section.seal_section()
