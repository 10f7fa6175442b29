-- code: same-key-other-content
-- severity: left-out
-- title: The same key with different content: none is counted until it is mended.
-- logbook: with a key
WITH twice AS (SELECT {key} FROM clean.{logbook} t WHERE {keyed} GROUP BY ALL HAVING count(*) > 1),
told AS (
    SELECT t.*, count(*) OVER (PARTITION BY {content}) AS copies, count(*) OVER (PARTITION BY {key}) AS holders,
           min(t.row_id) OVER (PARTITION BY {key}) AS first_id, max(t.row_id) OVER (PARTITION BY {key}) AS last_id
    FROM clean.{logbook} t JOIN twice o ON {same_key})
SELECT t.row_id, {key_column} AS "column", CAST(t.{key_name} AS VARCHAR) AS written,
       'row ' || f.row_no || ' of ' || f.sheet || ' in ' || f.source AS detail
FROM told t JOIN clean.{logbook} f ON f.row_id = CASE WHEN t.row_id = t.first_id THEN t.last_id ELSE t.first_id END
WHERE t.copies < t.holders
