-- code: unknown-plot
-- severity: doubtful
-- title: A plot that the register does not hold; only where the register has rows.
-- logbook: with plot_id
SELECT t.row_id, 'plot_id' AS "column", t.plot_id AS written, '' AS detail
FROM clean.{logbook} t
WHERE t.plot_id IS NOT NULL AND EXISTS (SELECT 1 FROM clean.plots)
  AND t.plot_id NOT IN (SELECT plot_id FROM clean.plots WHERE plot_id IS NOT NULL)
