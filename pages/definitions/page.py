"""Definitions: what each number means and how it is computed."""

from pages.definitions.definition_list import definition_list
from ui.frame.heading import heading

heading("definitions")
definition_list()
