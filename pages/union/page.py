"""What the cooperatives of a union say together; in the menu only where federation.toml names members."""

from pages.union.gathering import report_at_hand
from pages.union.member_list import member_list
from pages.union.union_numbers import union_numbers
from ui.frame.heading import heading

heading("union")
found = report_at_hand()
if found is not None:
    member_list(found)
    union_numbers(found)
