"""Full defects in 350 g."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="defect_rate",
    layer="technical",
    title="Defects",
    question="How clean is the green coffee?",
    definition="Full defects per 350 g: per sample the sum of count / beans that make one full defect (SNI: one "
    "point) by the table of its own scheme x 350 / grams looked at, not rounded down; per lot the mean of its "
    "pre-shipment samples, else of the latest stage; then the plain mean of the lots.",
    unit="full defects per 350 g",
    better="lower",
    reads=("quality", "lots", "defects"),
    columns=("quality.scheme",),
    sql="""
        SELECT crop_year, stream, day, lot_id AS case_id, value * weight AS num, weight AS den, row_id, basis,
               assumed, why_not, station, variety, process
        FROM sampled WHERE thing = 'defects' AND (value IS NOT NULL OR why_not IS NOT NULL)""",
    splits=("station", "variety", "process"),
    interval="ratio",
    case_is="lot",
    chart="run of counts",
    plausible=(0.0, 60.0),
    source="SCA washed arabica green coffee defect poster 2018; SNI 01-2907-2008; Brazil IN 8/2003 (COB); TCVN "
    "4193:2014",
    trap="SCA, SNI, COB and TCVN give the same beans different numbers, so schemes are never mixed; TCVN counts in "
    "percent of mass and needs a written total.",
    relative=True,
)
