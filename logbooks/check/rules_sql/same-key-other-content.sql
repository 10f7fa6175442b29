-- code: same-key-other-content
-- severity: left-out
-- title: The same key with different content: none is counted until it is mended.
-- logbook: every
WITH told AS (
    SELECT *, min(row_id) OVER same AS first_id, max(row_id) OVER same AS last_id,
        count(DISTINCT content) OVER same AS contents
    FROM prints SEMI JOIN (SELECT logbook, key FROM prints WHERE key IS NOT NULL GROUP BY ALL HAVING count(*) > 1)
        USING (logbook, key)
    WINDOW same AS (PARTITION BY logbook, key))
SELECT row_id, logbook, name AS "column", written, 'row ' || f.row_no || ' of ' || f.sheet || ' in ' ||
    f.source AS detail
FROM told JOIN place_of f ON f.id = CASE WHEN row_id = first_id THEN last_id ELSE first_id END
WHERE contents > 1
