-- code: unknown-sample
-- severity: doubtful
-- title: A sample that the register does not hold; only where the register has rows.
-- logbook: with sample_id
SELECT t.row_id, 'sample_id' AS "column", t.sample_id AS written, '' AS detail
FROM clean.{logbook} t
WHERE t.sample_id IS NOT NULL AND EXISTS (SELECT 1 FROM clean.quality)
  AND t.sample_id NOT IN (SELECT sample_id FROM clean.quality WHERE sample_id IS NOT NULL)
