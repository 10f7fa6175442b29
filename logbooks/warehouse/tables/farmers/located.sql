-- Every plot once: valid where every row that gives it a place is without a fault, and there is one.
CREATE TEMP TABLE plot_place AS
SELECT plot_id, coalesce(bool_and(valid) FILTER (NOT list_contains(reasons, 'plot-no-place')), false) AS valid,
       bool_and(list_contains(reasons, 'plot-no-place')) AS no_place, min(row_id) FILTER (valid) AS row_id
FROM checked.plot_shape GROUP BY plot_id;

-- Why a delivery is not located, of the plot on its slip and that plot's row of plot_place; null where it is.
CREATE OR REPLACE MACRO why_not_located(on_slip, listed, no_place, valid) AS
    CASE WHEN on_slip IS NULL THEN 'no plot on the slip' WHEN listed IS NULL THEN 'plot not in the list of plots'
         WHEN no_place THEN 'plot without a place' WHEN NOT valid THEN 'plot with a fault in its place' END;

-- Every weighed delivery in kg green equivalent by the table of forms, and why it is not located; null where it is.
CREATE TEMP TABLE located AS
SELECT r.row_id, r.received_on, r.crop_year, r.stream, r.lot_id, r.plot_id, r.weight_kg * green_per_kg(r.form) AS kg,
       why_not_located(r.plot_id, p.plot_id, p.no_place, p.valid) AS why_not
FROM receipts r LEFT JOIN plot_place p USING (plot_id)
WHERE r.weight_kg * green_per_kg(r.form) > 0;
