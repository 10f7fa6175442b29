-- code: paid-before-offered
-- severity: doubtful
-- title: Money that came before the offer.
-- logbook: offers
SELECT row_id, 'paid_on' AS "column", CAST(paid_on AS VARCHAR) AS written, CAST(offered_on AS VARCHAR) AS detail
FROM clean.offers
WHERE paid_on < offered_on
