-- code: closed-but-open
-- severity: doubtful
-- title: An open offer with a day of closing.
-- logbook: offers
SELECT row_id, 'status' AS "column", CAST(closed_on AS VARCHAR) AS written, '' AS detail
FROM clean.offers
WHERE status = 'open' AND closed_on IS NOT NULL
