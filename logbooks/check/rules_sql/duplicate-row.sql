-- code: duplicate-row
-- severity: left-out
-- title: The same key and the same content again, also in another workbook: the first counts, the others name it.
-- logbook: every
WITH told AS (
    SELECT *, min(row_id) OVER same AS first_id, count(DISTINCT content) OVER same AS contents
    FROM prints SEMI JOIN (SELECT logbook, key FROM prints WHERE key IS NOT NULL GROUP BY ALL HAVING count(*) > 1)
        USING (logbook, key)
    WINDOW same AS (PARTITION BY logbook, key))
SELECT row_id, logbook, name AS "column", written, 'row ' || f.row_no || ' of ' || f.sheet || ' in ' ||
    f.source AS detail
FROM told JOIN place_of f ON f.id = told.first_id
WHERE row_id <> first_id AND contents = 1
