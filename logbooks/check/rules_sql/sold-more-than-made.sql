-- code: sold-more-than-made
-- severity: doubtful
-- title: The accepted deals of a lot weigh more than the green coffee it gave.
--   Only lots whose green is logged can be compared.
-- logbook: offers
WITH made AS (
    SELECT lot_id, coalesce(m.kg, l.green_kg) AS kg
    FROM (SELECT lot_id, sum(kg) AS kg FROM milled GROUP BY lot_id) m FULL
        JOIN (SELECT lot_id, max(green_kg) AS green_kg FROM clean.lots GROUP BY lot_id) l USING (lot_id)),
sold AS (
    SELECT lot_id, sum(coalesce(accepted_weight_kg, weight_kg)) AS kg FROM clean.offers
    WHERE status = 'accepted' AND coalesce(form, 'green') = 'green' GROUP BY lot_id)
SELECT o.row_id, 'weight' AS "column", format('{:g}', sold.kg) AS written, format('{:g}', made.kg) AS detail
FROM clean.offers o JOIN sold USING (lot_id) JOIN made USING (lot_id)
WHERE o.status = 'accepted' AND sold.kg > made.kg * (1 + {weighing_slack})
