-- code: identical-row
-- severity: doubtful
-- title: Without a key, two rows that are the same in every cell may be one event written twice.
-- logbook: with note
WITH told AS (
    SELECT t.*, min(t.row_id) OVER same AS first_id
    FROM clean.{logbook} t
    JOIN (SELECT {whole} FROM clean.{logbook} t WHERE NOT ({keyed}) GROUP BY ALL HAVING count(*) > 1) o ON {same_whole}
    WHERE NOT ({keyed})
    WINDOW same AS (PARTITION BY {whole}))
SELECT t.row_id, '' AS "column", '' AS written, 'row ' || f.row_no || ' of ' || f.sheet || ' in ' || f.source AS detail
FROM told t JOIN clean.{logbook} f ON f.row_id = t.first_id
WHERE t.row_id <> t.first_id
