"""Data health: which cells are wrong, and what should be written there."""

from pages.data_health.ledger_sum import ledger_sum
from pages.data_health.problem_list import problem_list
from ui.frame.heading import heading

heading("data_health")
ledger_sum()
problem_list()
