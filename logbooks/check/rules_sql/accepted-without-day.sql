-- code: accepted-without-day
-- severity: doubtful
-- title: A deal of which nobody knows the day.
-- logbook: offers
SELECT row_id, 'closed_on' AS "column", '' AS written, '' AS detail
FROM clean.offers
WHERE status = 'accepted' AND closed_on IS NULL
  AND row_id NOT IN (SELECT row_id FROM left_out_cells WHERE logbook = 'offers' AND name = 'closed_on')
