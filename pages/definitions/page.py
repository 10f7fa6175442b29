"""Definitions: what each number means and how it is computed."""

from ui.definition_list import definition_list
from ui.heading import heading

heading("definitions")
definition_list()
