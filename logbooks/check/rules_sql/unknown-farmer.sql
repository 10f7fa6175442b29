-- code: unknown-farmer
-- severity: doubtful
-- title: A farmer that the register does not hold; only where the register has rows.
-- logbook: with farmer_id
SELECT t.row_id, 'farmer_id' AS "column", t.farmer_id AS written, '' AS detail
FROM clean.{logbook} t
WHERE t.farmer_id IS NOT NULL AND EXISTS (SELECT 1 FROM clean.plots)
  AND t.farmer_id NOT IN (SELECT farmer_id FROM clean.plots WHERE farmer_id IS NOT NULL)
