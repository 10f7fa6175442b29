-- code: price-far-from-others
-- severity: cell-left-out
-- title: A deal whose price is many times, or a small part of, what the other deals of its stream brought.
--   A nano-lot of one bag may bring any price.
-- logbook: offers
WITH deal AS (
    SELECT p.row_id, p.in_base, p.written, p.base, p.kg, s.stream, coalesce(o.form, 'green') AS form
    FROM offered_price p JOIN clean.offers o USING (row_id)
    LEFT JOIN (SELECT lot_id, any_value(stream) AS stream FROM clean.lots GROUP BY lot_id) s ON s.lot_id = o.lot_id
    WHERE p."column" = 'accepted_price'),
beside AS (
    SELECT d.row_id, median(o.in_base) AS others
    FROM deal d JOIN deal o ON o.row_id <> d.row_id AND o.form = d.form AND o.stream IS NOT DISTINCT FROM d.stream
    GROUP BY d.row_id HAVING count(*) >= {price_others_least})
SELECT row_id, 'accepted_price' AS "column", written, in_digits(round(others, 2)) || ' ' || base || ' per kg' AS detail
FROM deal JOIN beside USING (row_id)
WHERE apart(in_base, others) > {price_others_factor} AND NOT (in_base > others AND kg <= {nano_lot_kg})
  AND NOT EXISTS (SELECT 1 FROM clean.settings WHERE setting = 'prices_as_written' AND value = 'yes')
