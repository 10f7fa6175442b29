"""Where each lot comes from, and whether it stayed itself."""

from pages.trace.lot_section import show_trace
from pages.trace.plot_section import show_plots
from ui.frame.heading import filtered_heading

chosen = filtered_heading("trace")
show_trace(chosen)
show_plots(chosen)
