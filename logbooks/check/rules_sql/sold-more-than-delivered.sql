-- code: sold-more-than-delivered
-- severity: doubtful
-- title: The accepted deals of a lot whose green was not weighed are more than its deliveries can give.
-- logbook: offers
SELECT a.row_id, 'weight' AS "column", format('{:.0f}', o.sold_kg) AS written, format('{:.0f}', o.produced_kg) AS detail
FROM accepted a JOIN oversold o USING (lot_id)
WHERE o.over AND o.estimated
