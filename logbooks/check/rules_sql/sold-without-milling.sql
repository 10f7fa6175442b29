-- code: sold-without-milling
-- severity: doubtful
-- title: A lot is sold, and neither its milling nor its kg green are written down, though the milling of other lots
--   of its season is. A lot passed on into another is in that one.
-- logbook: lots
-- needs: offers, processing
WITH hulled AS (SELECT DISTINCT crop_year FROM milled JOIN clean.lots USING (lot_id))
SELECT row_id, 'lot_id' AS "column", lot_id AS written, '' AS detail
FROM clean.lots JOIN hulled USING (crop_year)
WHERE lot_id IN (SELECT lot_id FROM clean.offers WHERE status = 'accepted')
  AND lot_id NOT IN (SELECT lot_id FROM milled) AND coalesce(green_kg, 0) <= 0
  AND lot_id NOT IN (SELECT lot_id FROM clean.processing WHERE into_lot_id <> lot_id AND lot_id IS NOT NULL)
