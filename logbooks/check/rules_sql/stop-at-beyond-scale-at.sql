-- code: stop-at-beyond-scale-at
-- severity: doubtful
-- title: A threshold to scale that is the same as the one to stop.
-- logbook: plan
SELECT row_id, 'stop_at' AS "column", format('{:g}', scale_at) AS written, format('{:g}', stop_at) AS detail
FROM clean.plan
-- One value for both is meant where a range is tested against it, and where it is 0: above it pays, below it loses.
WHERE scale_at = stop_at AND scale_at <> 0 AND judged IS DISTINCT FROM 'tested'
