-- code: inverted-rate
-- severity: cell-left-out
-- title: A rate written as base currency for one unit of the other, where the units for one of the base are asked for.
-- logbook: rates
SELECT row_id, 'per_base' AS "column", in_digits(per_base) AS written, '' AS detail
FROM odd_rate WHERE doubt = 'inverted'
