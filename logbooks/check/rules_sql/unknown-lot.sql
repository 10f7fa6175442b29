-- code: unknown-lot
-- severity: doubtful
-- title: A lot that the register does not hold; only where the register has rows.
-- logbook: with lot_id
SELECT t.row_id, 'lot_id' AS "column", t.lot_id AS written, '' AS detail
FROM clean.{logbook} t
WHERE t.lot_id IS NOT NULL AND EXISTS (SELECT 1 FROM clean.lots)
  AND t.lot_id NOT IN (SELECT lot_id FROM clean.lots WHERE lot_id IS NOT NULL)
