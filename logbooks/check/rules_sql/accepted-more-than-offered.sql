-- code: accepted-more-than-offered
-- severity: doubtful
-- title: The buyer took more than was offered.
-- logbook: offers
SELECT row_id, 'accepted_weight' AS "column", format('{:g}', accepted_weight_kg) AS written,
    format('{:g}', weight_kg) AS detail
FROM clean.offers
WHERE accepted_weight_kg > weight_kg * (1 + {weighing_slack})
