"""Data health: which cells are wrong, and what should be written there."""

import streamlit as st

from pages.data_health.ledger_sum import ledger_sum, ledger_tabs
from pages.data_health.problem_list import done, problem_list
from ui.frame.heading import heading
from ui.state import results
from words.speech import say

heading("data_health")
ledger_sum()
found = results.fix_list()
if found.nothing:
    st.success(say("health.nothing_wrong"), icon=":material/check_circle:")
    done(found)
    ledger_tabs(stands_open=True)
else:
    ledger_tabs(stands_open=False)
    problem_list(found)
