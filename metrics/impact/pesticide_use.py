"""Active ingredient of pesticides put on the plots."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="pesticide_use",
    layer="impact",
    title="Pesticides: active ingredient per hectare",
    question="Does the pilot's coffee need fewer pesticides?",
    definition="Kg of active ingredient / ha planted with coffee, over the plots with a row in Inputs that crop year "
    "(what a plot with a row has no row of is 0; a plot with a product of unknown content is left out). A plot "
    "feeding both streams is split by kg delivered. Beside it per kg green delivered from the same plots, days of "
    "application per plot, and the mean change since last season over the plots written in both.",
    unit="kg/ha",
    better="lower",
    reads=("inputs", "plots", "receipts", "lots", "processing", "offers"),
    columns=("inputs.amount",),
    sql="""
        WITH numbers AS (
            SELECT *, unnest([
                {part: NULL, num: active_kg, den: ha, why: coalesce(pesticide_why, no_area),
                    more: concat_ws('; ', pesticide_assumed, plot_assumed)},
                {part: 'per kg green', num: active_kg, den: kg, why: coalesce(pesticide_why, no_kg),
                    more: concat_ws('; ', pesticide_assumed, plot_assumed, kg_assumed)},
                {part: 'days of application per plot', num: applications, den: share, why: NULL, more: plot_assumed}])
                    AS of
            FROM plot_inputs)
        SELECT crop_year, stream, day, plot_id AS case_id, of.num, of.den, row_ids AS row_id, of.part,
               nullif(of.more, '') AS assumed, coalesce(nowhere, of.why) AS why_not
        FROM numbers
        UNION ALL
        SELECT crop_year, stream, day, plot_id, active_change, 1, row_ids, 'change since last season, same plots',
               NULL, active_why
        FROM plot_change""",
    splits=(),
    compares="plots",
    interval="ratio",
    case_is="plot",
    plausible=(0.0, 30.0),
    source="GCP reference: kg of active ingredient per ha, number of applications",
    trap="A litre of one product is not a litre of another: only the active ingredient adds up. Less per hectare with "
    "less coffee is no gain.",
    further={
        "per kg green": ("ratio", "kg/kg green"),
        "days of application per plot": ("ratio", "days"),
        "change since last season, same plots": ("plain", "kg/ha"),
    },
    caveats=(
        "An application before the harvest counts in the crop year it is dated in, unless its crop year is written.",
    ),
)
