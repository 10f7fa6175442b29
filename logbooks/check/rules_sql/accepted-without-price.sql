-- code: accepted-without-price
-- severity: doubtful
-- title: A deal whose price nobody wrote down, outright or as a differential.
-- logbook: offers
SELECT row_id, 'accepted_price' AS "column", '' AS written, '' AS detail
FROM clean.offers
WHERE status = 'accepted' AND accepted_price_per_kg IS NULL
  AND row_id NOT IN (SELECT row_id FROM left_out_cells WHERE logbook = 'offers' AND name = 'accepted_price')
