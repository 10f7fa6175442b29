"""Moisture of the green coffee."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="moisture",
    layer="technical",
    title="Moisture",
    question="Is the coffee dry enough to keep, and not so dry that weight is given away?",
    definition="Percent of the green weight that is water (wet basis): per lot the mean of its pre-shipment samples, "
    "else of the samples of the latest stage; then the plain mean of the lots. One instrument at a time.",
    unit="%",
    better="inside",
    reads=("quality", "lots"),
    columns=("quality.moisture",),
    sql="""
        SELECT crop_year, stream, day, lot_id AS case_id, value * weight AS num, weight AS den, row_id, basis,
               station, variety, process
        FROM sampled WHERE thing = 'moisture'""",
    splits=("station", "variety", "process"),
    interval="ratio",
    case_is="lot",
    chart="run",
    audience="buyer",
    plausible=(8.0, 14.0),
    possible=(1.0, 99.0),
    source="ICO Resolution 420 (8.0-12.5 %); SCA washed arabica poster 2018 (10-12 %)",
    trap="Two meters on the same coffee differ by half a point and more, so meters are never mixed; 0 means not "
    "measured.",
    caveats=("A difference below half a point is within what two readings of one lot differ.",),
)
