-- code: lot-closed-before-opened
-- severity: doubtful
-- title: A lot settled before it was opened.
-- logbook: lots
SELECT row_id, 'closed_on' AS "column", CAST(closed_on AS VARCHAR) AS written, CAST(opened_on AS VARCHAR) AS detail
FROM clean.lots
WHERE closed_on < opened_on
