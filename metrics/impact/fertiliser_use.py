"""Nitrogen, phosphorus and potassium put on the plots."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="fertiliser_use",
    layer="impact",
    title="Fertiliser: nitrogen per hectare",
    question="Does the pilot's coffee need less fertiliser?",
    definition="Kg of the element N / ha planted with coffee, over the plots with a row in Inputs that crop year "
    "(what a plot with a row has no row of is 0; a plot with an application of unknown content is left out). A plot "
    "feeding both streams is split by kg delivered. Beside it P and K, each per kg green delivered from the same "
    "plots, and the mean change of N since last season over the plots written in both.",
    unit="kg/ha",
    better="lower",
    reads=("inputs", "plots", "receipts", "lots", "processing", "offers"),
    columns=("inputs.amount",),
    sql="""
        WITH numbers AS (
            SELECT *, unnest([
                {part: NULL, num: n_kg, den: ha, why: no_area, more: plot_assumed},
                {part: 'P per ha', num: p_kg, den: ha, why: no_area, more: plot_assumed},
                {part: 'K per ha', num: k_kg, den: ha, why: no_area, more: plot_assumed},
                {part: 'N per kg green', num: n_kg, den: kg, why: no_kg, more: concat_ws('; ', plot_assumed,
                    kg_assumed)},
                {part: 'P per kg green', num: p_kg, den: kg, why: no_kg, more: concat_ws('; ', plot_assumed,
                    kg_assumed)},
                {part: 'K per kg green', num: k_kg, den: kg, why: no_kg, more: concat_ws('; ', plot_assumed,
                    kg_assumed)}]) AS of
            FROM plot_inputs)
        SELECT crop_year, stream, day, plot_id AS case_id, of.num, of.den, row_ids AS row_id, of.part,
               nullif(concat_ws('; ', fertiliser_assumed, of.more), '') AS assumed, coalesce(nowhere, fertiliser_why,
                   of.why) AS why_not
        FROM numbers
        UNION ALL
        SELECT crop_year, stream, day, plot_id, n_change, 1, row_ids, 'change since last season, N per ha, same plots',
               NULL, n_why
        FROM plot_change""",
    splits=(),
    compares="plots",
    interval="ratio",
    case_is="plot",
    plausible=(0.0, 500.0),
    source="GCP reference: kg N, P, K as elements, not kg of product, per ha and per tonne of green; P2O5 x 0.4364 = "
    "P and K2O x 0.8301 = K by atomic weights",
    trap="Less per hectare with less coffee per hectare is no gain: read per hectare and per kg green together. "
    "Labels give P and K as P2O5 and K2O.",
    further={
        "P per ha": ("ratio", "kg/ha"),
        "K per ha": ("ratio", "kg/ha"),
        "change since last season, N per ha, same plots": ("plain", "kg/ha"),
        **{f"{element} per kg green": ("ratio", "kg/kg green") for element in "NPK"},
    },
    caveats=(
        "An application before the harvest counts in the crop year it is dated in, unless its crop year is written.",
    ),
)
