"""Data health: which cells are wrong, and what should be written there."""

from ui.heading import heading
from ui.problem_list import ledger_sum, problem_list

heading("data_health")
ledger_sum()
problem_list()
