-- code: identical-row
-- severity: doubtful
-- title: Without a key, two rows that are the same in every cell may be one event written twice.
-- logbook: every
WITH told AS (
    SELECT *, min(row_id) OVER (PARTITION BY logbook, whole) AS first_id
    FROM prints SEMI JOIN (SELECT logbook, whole FROM prints WHERE key IS NULL GROUP BY ALL HAVING count(*) > 1)
        USING (logbook, whole)
    WHERE key IS NULL AND NOT EXISTS (FROM beside_rows b WHERE row_id BETWEEN b.first_id AND b.last_id))
SELECT row_id, logbook, '' AS "column", '' AS written, 'row ' || f.row_no || ' of ' || f.sheet || ' in ' ||
    f.source AS detail
FROM told JOIN place_of f ON f.id = told.first_id
WHERE row_id <> first_id
