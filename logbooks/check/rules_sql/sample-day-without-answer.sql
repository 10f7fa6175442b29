-- code: sample-day-without-answer
-- severity: doubtful
-- title: A day on which the buyer answered, without what he said.
-- logbook: offers
SELECT row_id, 'sample_result' AS "column", CAST(sample_result_on AS VARCHAR) AS written, '' AS detail
FROM clean.offers
WHERE sample_result IS NULL AND sample_result_on IS NOT NULL
  AND row_id NOT IN (SELECT row_id FROM left_out_cells WHERE logbook = 'offers' AND name = 'sample_result')
