"""Green coffee out of cherry."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="outturn",
    layer="technical",
    title="Outturn",
    question="How much green coffee does a kg of cherry give?",
    definition="Kg green, brought to 12 % moisture, per kg cherry as weighed: the lots of which both were weighed "
    "added up, one process at a time. Green brought to 12 % is kg x (1 - moisture) / (1 - 0.12), with the moisture "
    "written at the last milling, else that of the lot's green samples, else taken as 12 %, and then the number says "
    "so.",
    unit="kg green per kg cherry",
    better="inside",
    reads=("receipts", "processing", "lots", "quality"),
    columns=("receipts.form",),
    sql="""
        SELECT crop_year, stream, day, lot_id AS case_id, green_at_12_kg AS num, cherry_kg AS den, row_ids AS row_id,
               coalesce(process, 'process not written') AS basis, assumed, why_not, station, variety, process
        FROM outturn WHERE cherry_kg IS NOT NULL OR green_kg IS NOT NULL""",
    splits=("station", "variety", "process"),
    interval="ratio",
    case_is="lot",
    chart="run",
    plausible=(0.12, 0.24),
    possible=(0.05, 0.3),
    source="The Coffee Guide (ITC): arabica 6 kg cherry per kg green is acceptable, 7 is poor; TechnoServe conversion "
    "ladder 0.14-0.16",
    trap="A pilot that is sorted harder should give less green than bulk, so an outturn better than bulk is a sign of "
    "mixing; washed, honey and natural lots are never compared.",
    relative=True,
)
