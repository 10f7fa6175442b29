"""How micro-lots compare with bulk, layer by layer."""

from pages.measure import all_pictures, metric_layers
from ui.frame.heading import filtered_heading

chosen = filtered_heading("measure")
layer = metric_layers.choose_layer()
shown = metric_layers.comparison(layer, chosen)
metric_layers.chart_on_demand(shown, chosen)
all_pictures.all_pictures(chosen)
