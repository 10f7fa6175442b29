-- code: exchange-price-not-fixed
-- severity: doubtful
-- title: The exchange price of a fixing of which nobody knows the day.
-- logbook: offers
SELECT row_id, 'fixed_on' AS "column", '' AS written, printf('%.2f', exchange_price_per_kg) AS detail
FROM clean.offers
WHERE status = 'accepted' AND exchange_price_per_kg IS NOT NULL AND fixed_on IS NULL
  AND (price_basis = 'differential' OR accepted_price_per_kg IS NULL)
  AND row_id NOT IN (SELECT row_id FROM left_out_cells WHERE logbook = 'offers' AND name = 'fixed_on')
