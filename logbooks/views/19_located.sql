-- Every plot once: valid where every row that gives it a place is without a fault, and there is one.
CREATE OR REPLACE VIEW plot_place AS
SELECT plot_id, coalesce(bool_and(valid) FILTER (NOT list_contains(reasons, 'plot-no-place')), false) AS valid,
       bool_and(list_contains(reasons, 'plot-no-place')) AS no_place, min(row_id) FILTER (valid) AS row_id
FROM checked.plot_shape GROUP BY plot_id;

-- Every weighed delivery in kg green equivalent by the table of forms, and why it is not located; null where it is.
CREATE OR REPLACE VIEW located AS
SELECT r.row_id, r.received_on, r.crop_year, r.stream, r.lot_id, r.plot_id, r.weight_kg * green_per_kg(r.form) AS kg,
       CASE WHEN r.plot_id IS NULL THEN 'no plot on the slip' WHEN p.plot_id IS NULL THEN 'plot not in the list of plots'
            WHEN p.no_place THEN 'plot without a place' WHEN NOT p.valid THEN 'plot with a fault in its place' END AS why_not
FROM receipts r LEFT JOIN plot_place p USING (plot_id)
WHERE r.weight_kg * green_per_kg(r.form) > 0;
