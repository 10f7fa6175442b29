"""Where each lot comes from, and whether it stayed itself."""

from ui.heading import filtered_heading
from ui.plots import show_plots
from ui.trace import show_trace

chosen = filtered_heading("trace")
show_trace(chosen)
show_plots(chosen)
