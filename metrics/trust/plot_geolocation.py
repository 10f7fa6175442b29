"""Kg that came from plots whose place is known."""

from metrics.contract import Metric

METRIC = Metric(
    id="plot_geolocation",
    layer="trust",
    title="Coffee from located plots",
    question="Do we know on which ground the coffee grew?",
    definition="Kg received from plots of valid geometry / kg received, in green equivalent by the table of forms. Valid: in longitude and "
               "latitude, inside the country, an outline where the plot has more than 4 ha, closed, without crossing lines, holes or "
               "points written twice. A receipt without a plot, or of a plot without a valid place, is not located; beside it the share "
               "of each reason.",
    unit="share",
    better="higher",
    reads=("receipts", "plots", "lots"),
    columns=("receipts.weight", "plots.plot_id"),
    sql="""
        WITH of_reason AS (
            SELECT d.crop_year, d.stream, coalesce(d.lot_id, 'outside any lot') AS case_id, l.station, l.variety, l.process, d.why_not AS reason,
                   max(d.received_on) AS day, sum(d.kg) AS kg, list(d.row_id) AS rows
            FROM located d LEFT JOIN lot l USING (lot_id) GROUP BY ALL),
        of_lot AS (
            SELECT crop_year, stream, case_id, station, variety, process, max(day) AS day, sum(kg) AS kg,
                   coalesce(sum(kg) FILTER (reason IS NULL), 0) AS located_kg, flatten(list(rows)) AS rows
            FROM of_reason GROUP BY ALL),
        reasons AS (
            SELECT * FROM (VALUES ('no plot on the slip'), ('plot not in the list of plots'), ('plot without a place'),
                                  ('plot with a fault in its place')) AS t(reason))
        SELECT crop_year, stream, day, case_id, located_kg AS num, kg AS den, rows AS row_id, NULL AS part, station, variety, process FROM of_lot
        UNION ALL
        SELECT o.crop_year, o.stream, o.day, o.case_id, coalesce(r.kg, 0), o.kg, coalesce(r.rows, [o.rows[1]]), reasons.reason,
               o.station, o.variety, o.process
        FROM of_lot o CROSS JOIN reasons
        LEFT JOIN of_reason r ON r.reason = reasons.reason AND r.case_id = o.case_id AND r.crop_year = o.crop_year
                             AND r.stream IS NOT DISTINCT FROM o.stream""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    chart="shares",
    plausible=(0.0, 1.0),
    source="EUDR GeoJSON File Description v1.3, European Commission, 29 May 2026; Regulation (EU) 2023/1115, article 2(28)",
    trap="A number of located farmers says nothing about the coffee: counted are kg, and one lot with an unknown plot in it can't be declared.",
)
