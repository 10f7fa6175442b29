-- code: rate-of-another-size
-- severity: cell-left-out
-- title: All rates of a currency are of another size than is usual for it.
-- logbook: rates
SELECT row_id, 'per_base' AS "column", in_digits(per_base) AS written, '' AS detail
FROM odd_rate WHERE doubt = 'of another size'
