"""How micro-lots compare with bulk, layer by layer."""

from metrics.engine.metric_catalogue import metrics
from pages.measure import all_pictures, metric_layers
from ui.frame.heading import filtered_heading
from ui.parts.layer_choice import choose_layer

chosen = filtered_heading("measure")
layer = choose_layer({one.layer for one in metrics().values()}, "layer", bind="query-params")
shown = metric_layers.comparison(layer, chosen)
metric_layers.chart_on_demand(shown, chosen)
all_pictures.all_pictures(chosen)
