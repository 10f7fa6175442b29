"""Cup score."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="cup_score",
    layer="technical",
    title="Cup score",
    question="How good is the cup?",
    definition="Points from 0 to 100: cuppers averaged within the sample, samples within the lot (pre-shipment, else "
    "the latest stage), then the plain mean of the lots. One protocol at a time.",
    unit="points",
    better="higher",
    reads=("quality", "lots"),
    columns=("quality.cup_score",),
    sql="""
        SELECT crop_year, stream, day, lot_id AS case_id, value * weight AS num, weight AS den, row_id, basis,
               station, variety, process
        FROM sampled WHERE thing = 'cup_score'""",
    splits=("station", "variety", "process"),
    interval="ratio",
    case_is="lot",
    chart="run",
    audience="buyer",
    plausible=(60.0, 95.0),
    possible=(0.0, 100.0),
    source="SCA cupping protocol 2004; SCA-102/103/104 (CVA) 2024",
    trap="Scores of the 2004 form and of CVA are two scales; one cupper differs from another by about a point.",
)
