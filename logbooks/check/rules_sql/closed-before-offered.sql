-- code: closed-before-offered
-- severity: by column
-- title: An offer closed before it was made.
-- logbook: offers
SELECT row_id, 'closed_on' AS "column", CAST(closed_on AS VARCHAR) AS written, CAST(offered_on AS VARCHAR) AS detail
FROM clean.offers
WHERE closed_on < offered_on
