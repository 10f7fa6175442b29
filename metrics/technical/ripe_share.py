"""Ripeness of the cherry at the scale."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="ripe_share",
    layer="technical",
    title="Ripe cherry",
    question="Do the pickers bring ripe cherry?",
    definition="Kg of ripe cherry / kg of cherry received, over the receipts in cherry that have a ripe share. "
    "Receipts of one day are one case. Beside it the kg of cherry that have a ripe share at all / kg of cherry "
    "received.",
    unit="share",
    better="higher",
    reads=("receipts", "lots"),
    columns=("receipts.ripe_share",),
    sql="""
        WITH of_day AS MATERIALIZED (
            SELECT d.crop_year, d.stream, d.day, l.station, l.variety, l.process, sum(d.kg) AS kg,
                   sum(d.ripe_kg) AS ripe_kg, sum(d.kg) FILTER (d.looked_at) AS looked_at_kg,
                   list(d.row_id) FILTER (d.looked_at) AS looked_at,
                   list(d.row_id) FILTER (NOT d.looked_at) AS not_looked_at
            FROM delivery_day d LEFT JOIN lot l USING (lot_id) WHERE d.form = 'cherry' AND d.weighed GROUP BY ALL)
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d') AS case_id, ripe_kg AS num, looked_at_kg AS den,
            looked_at AS row_id,
               NULL AS part, station, variety, process
        FROM of_day WHERE looked_at_kg > 0
        UNION ALL
        SELECT crop_year, stream, day, strftime(day, '%Y-%m-%d'), coalesce(looked_at_kg, 0), kg, not_looked_at,
               'kg with a ripe share of kg received', station, variety, process
        FROM of_day""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="day of receipt",
    plausible=(0.5, 1.0),
    source="Vietnamese harvest rules: at least 95 % ripe cherry",
    trap="A share nobody wrote down is not ripe cherry: read how many kg were looked at. The sorter's eye differs "
    "from station to station.",
    audience="buyer",
)
