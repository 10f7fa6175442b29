-- code: stop-at-beyond-scale-at
-- severity: doubtful
-- title: A threshold to scale that is the same as the one to stop.
-- logbook: plan
SELECT row_id, 'stop_at' AS "column", format('{:g}', scale_at) AS written, format('{:g}', stop_at) AS detail
FROM clean.plan
-- What is tested by its range may have one value for both: the range lies beyond it on one side, or can't tell.
WHERE scale_at = stop_at AND judged IS DISTINCT FROM 'tested'
