-- code: zero-rate
-- severity: left-out
-- title: A rate of zero, by which nothing can be divided.
-- logbook: rates
SELECT row_id, 'per_base' AS "column", '0' AS written, '' AS detail
FROM clean.rates
WHERE per_base = 0
