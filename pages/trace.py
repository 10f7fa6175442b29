"""Where each lot comes from, and whether it stayed itself."""

from ui.heading import filtered_heading
from ui.trace import show_trace

show_trace(filtered_heading("trace"))
