-- code: sample-answer-without-day
-- severity: doubtful
-- title: An answer to a sample of which nobody knows the day.
-- logbook: offers
SELECT row_id, 'sample_result_on' AS "column", '' AS written, sample_result AS detail
FROM clean.offers
WHERE sample_result IS NOT NULL AND sample_result_on IS NULL
  AND row_id NOT IN (SELECT row_id FROM left_out_cells WHERE logbook = 'offers' AND name = 'sample_result_on')
