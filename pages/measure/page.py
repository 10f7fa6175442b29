"""How micro-lots compare with bulk, layer by layer."""

from ui import measure
from ui.heading import filtered_heading

chosen = filtered_heading("measure")
layer = measure.choose_layer()
shown = measure.comparison(layer, chosen)
measure.chart_on_demand(shown, chosen)
