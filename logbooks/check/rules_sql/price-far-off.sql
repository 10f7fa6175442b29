-- code: price-far-off
-- severity: cell-left-out
-- title: An accepted price of another size than the one asked in its row: a point was lost, or another unit meant.
-- logbook: offers
SELECT a.row_id, a."column", a.written, in_digits(round(o.in_base, 2)) || ' ' || o.base || ' per kg' AS detail
FROM offered_price a JOIN offered_price o
    ON o.row_id = a.row_id AND o."column" = 'asked_price' AND a."column" = 'accepted_price'
WHERE apart(a.in_base, o.in_base) > {price_size_factor}
  AND NOT EXISTS (SELECT 1 FROM clean.settings WHERE setting = 'prices_as_written' AND value = 'yes')
