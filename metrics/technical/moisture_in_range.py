"""Share of lots dried into the agreed range."""

from logbooks.fixed_numbers import with_numbers
from metrics.engine.contract import Metric

METRIC = Metric(
    id="moisture_in_range",
    layer="technical",
    title="Lots within the moisture range",
    question="How many lots can be shipped as they are?",
    definition="Share of the lots measured whose moisture (as in Moisture) lies within 10-12 %, both ends in; the "
    "settings moisture_low and moisture_high move the ends. One instrument at a time.",
    unit="share",
    better="higher",
    reads=("quality", "lots"),
    columns=("quality.moisture",),
    sql=with_numbers("""
        SELECT crop_year, stream, max(day) AS day, lot_id AS case_id,
               CASE WHEN round(sum(value * weight), 6) BETWEEN coalesce(setting_number('moisture_low'), {moisture_low})
                     AND coalesce(setting_number('moisture_high'), {moisture_high}) THEN 1 ELSE 0 END AS num,
               1 AS den, list(row_id) AS row_id, basis, station, variety, process
        FROM sampled WHERE thing = 'moisture' GROUP BY ALL"""),
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="SCA washed arabica poster 2018: at least 10 and at most 12 % upon import",
    trap="All of 3 lots in range supports no more than a share above 44 %.",
    audience="buyer",
)
