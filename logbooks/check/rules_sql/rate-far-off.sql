-- code: rate-far-off
-- severity: cell-left-out
-- title: A rate far from those around it, or of another size than is usual for its currency.
-- logbook: rates
SELECT row_id, 'per_base' AS "column", in_digits(per_base) AS written, near AS detail
FROM odd_rate WHERE doubt = 'far off'
