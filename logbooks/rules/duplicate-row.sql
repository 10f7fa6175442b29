-- code: duplicate-row
-- severity: left-out
-- title: The same key and the same content again, also in another workbook: the first counts, the others name it.
-- logbook: with a key
WITH twice AS (SELECT {key} FROM clean.{logbook} t WHERE {keyed} GROUP BY ALL HAVING count(*) > 1),
told AS (
    SELECT t.*, first_value(t.row_id) OVER same AS first_id, count(*) OVER same AS copies,
           count(*) OVER (PARTITION BY {key}) AS holders
    FROM clean.{logbook} t JOIN twice o ON {same_key}
    WINDOW same AS (PARTITION BY {content} ORDER BY t.row_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
SELECT t.row_id, {key_column} AS "column", CAST(t.{key_name} AS VARCHAR) AS written,
       'row ' || f.row_no || ' of ' || f.sheet || ' in ' || f.source AS detail
FROM told t JOIN clean.{logbook} f ON f.row_id = t.first_id
WHERE t.row_id <> t.first_id AND t.copies = t.holders
