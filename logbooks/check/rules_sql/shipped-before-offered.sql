-- code: shipped-before-offered
-- severity: doubtful
-- title: Coffee that left before the offer.
-- logbook: offers
SELECT row_id, 'shipped_on' AS "column", CAST(shipped_on AS VARCHAR) AS written, CAST(offered_on AS VARCHAR) AS detail
FROM clean.offers
WHERE shipped_on < offered_on
