-- code: sold-more-than-made
-- severity: doubtful
-- title: The accepted deals of a lot weigh more than the green coffee it gave.
--   Only lots whose green is logged can be compared.
-- logbook: offers
SELECT a.row_id, 'weight' AS "column", format('{:g}', s.sold_kg) AS written, format('{:g}', m.produced_kg) AS detail
FROM accepted a JOIN made_kg m USING (lot_id)
JOIN (SELECT lot_id, sum(kg) AS sold_kg FROM accepted GROUP BY lot_id) s USING (lot_id)
WHERE m.rung <= 2 AND s.sold_kg > m.produced_kg * (1 + {weighing_slack})
