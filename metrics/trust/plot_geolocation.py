"""Kg that came from plots whose place is known."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="plot_geolocation",
    layer="trust",
    title="Coffee from located plots",
    question="Do we know on which ground the coffee grew?",
    definition="Kg received from plots of valid geometry / kg received, in green equivalent by the table of forms. "
    "Valid: in longitude and latitude, inside the country, an outline where the plot has more than 4 ha, closed, "
    "without crossing lines, holes or points written twice. A receipt without a plot, or of a plot without a valid "
    "place, is not located; beside it the share of each reason.",
    unit="share",
    better="higher",
    reads=("receipts", "plots", "lots"),
    columns=("receipts.weight", "plots.plot_id"),
    sql="""
        WITH delivered AS (
            SELECT crop_year, stream, lot_id, plot_id, max(day) AS day, sum(weighed_kg) AS kg, min(a_row) AS a_row
            FROM delivery_plot WHERE weighed_kg > 0 GROUP BY ALL),
        slips AS (SELECT crop_year, stream, lot_id, list(row_id) AS rows FROM delivery_day
            WHERE weighed AND green_per_kg(form) > 0 GROUP BY ALL),
        judged AS (SELECT d.*, why_not_located(d.plot_id, p.plot_id, p.no_place, p.valid) AS reason FROM delivered d
            LEFT JOIN plot_place p USING (plot_id)),
        of_lot AS (
            SELECT j.crop_year, j.stream, j.lot_id, l.station, l.variety, l.process, max(j.day) AS day, sum(j.kg) AS kg,
                   coalesce(sum(j.kg) FILTER (j.reason IS NULL), 0) AS located_kg, min(j.a_row) AS a_row
            FROM judged j LEFT JOIN lot l USING (lot_id) GROUP BY ALL),
        of_reason AS (SELECT crop_year, stream, lot_id, reason, sum(kg) AS kg, list(a_row) AS rows FROM judged
            WHERE reason IS NOT NULL GROUP BY ALL),
        reasons AS (
            SELECT * FROM (VALUES ('no plot on the slip'), ('plot not in the list of plots'), ('plot without a place'),
                                  ('plot with a fault in its place')) AS t(reason))
        SELECT o.crop_year, o.stream, day, coalesce(o.lot_id, 'outside any lot') AS case_id, located_kg AS num,
            kg AS den, s.rows AS row_id, NULL AS part,
               station, variety, process
        FROM of_lot o JOIN slips s ON s.crop_year = o.crop_year AND s.stream IS NOT DISTINCT FROM o.stream
            AND s.lot_id IS NOT DISTINCT FROM o.lot_id
        UNION ALL       -- behind a reason stands one slip of every plot it holds for
        SELECT o.crop_year, o.stream, o.day, coalesce(o.lot_id, 'outside any lot'), coalesce(r.kg, 0), o.kg,
            coalesce(r.rows, [o.a_row]), reasons.reason,
               o.station, o.variety, o.process
        FROM of_lot o CROSS JOIN reasons
        LEFT JOIN of_reason r ON r.reason = reasons.reason AND r.crop_year = o.crop_year AND r.stream IS NOT DISTINCT
            FROM o.stream
                             AND r.lot_id IS NOT DISTINCT FROM o.lot_id""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="EUDR GeoJSON File Description v1.3, European Commission, 29 May 2026; Regulation (EU) 2023/1115, article "
    "2(28)",
    trap="A number of located farmers says nothing about the coffee: counted are kg, and one lot with an unknown plot "
    "in it can't be declared.",
    audience="buyer",
)
