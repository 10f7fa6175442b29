-- Whether the mark in 1.250 stands before decimals: settled by many numbers of the workbook that can be read one way
-- only, where none of them uses the other mark. Reads `written` and `_tabs`; fills `settled_marks`.
INSERT INTO settled_marks
WITH texts AS (
    SELECT found_no, source, text, decimal_mark, regexp_extract(plain, '\d*[.,]?\d[\d.,]*') AS digits
    FROM written JOIN _tabs USING (tab_no)
    WHERE kind IN ('number', 'integer', 'mass', 'money', 'price', 'share', 'percent') AND letter = 't'),
shaped AS (
    SELECT *, CASE WHEN regexp_matches(digits, '^[1-9]\d{0,2}[.,]\d{3}$') THEN 'either'
                   WHEN regexp_matches(digits, '^\d*,\d+$|^\d{1,3}(\.\d{3})+,\d+$|^\d{1,3}(\.\d{3}){2,}$') THEN ','
                   WHEN regexp_matches(digits, '^\d*\.\d+$|^\d{1,3}(,\d{3})+\.\d+$|^\d{1,3}(,\d{3}){2,}$') THEN '.'
              END AS shape
    FROM texts),
by_source AS (
    SELECT source, min(shape) AS mark, min(text) AS proof FROM shaped WHERE shape IN (',', '.') GROUP BY source
    HAVING count(DISTINCT shape) = 1 AND count(*) >= {settled_proofs_in_workbook})
SELECT found_no, any_value(mark), false AS answered, any_value(proof)
FROM shaped JOIN by_source USING (source)
WHERE found_no NOT IN (SELECT found_no FROM settled_marks)
GROUP BY found_no
HAVING bool_or(shape = 'either') AND NOT coalesce(bool_or(shape IN (',', '.')), false) AND count(decimal_mark) = 0;
