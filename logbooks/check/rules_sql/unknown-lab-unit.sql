-- code: unknown-lab-unit
-- severity: doubtful
-- title: A unit beside a laboratory result that we can't bring to another.
--   What has a unit in its own cell goes by that.
-- logbook: lab_tests, limits
WITH printed AS (
    SELECT row_id, 'lab_tests' AS logbook, 'unit' AS name, unit AS written, unit_word(unit) AS word FROM clean.lab_tests
    UNION ALL SELECT row_id, 'limits', 'unit', unit, unit_word(unit) FROM clean.limits
    UNION ALL SELECT l.row_id, 'lab_tests', 'result', result, t.unit FROM clean.lab_tests l JOIN lab_text t
        ON t.text = l.result
    UNION ALL SELECT l.row_id, 'lab_tests', 'limit', "limit", t.unit FROM clean.lab_tests l JOIN lab_text t
        ON t.text = l."limit"
    UNION ALL SELECT l.row_id, 'limits', 'limit', "limit", t.unit FROM clean.limits l JOIN lab_text t
        ON t.text = l."limit")
SELECT row_id, logbook, name AS "column", written, '' AS detail
FROM printed
WHERE word IS NOT NULL AND word NOT IN (SELECT word FROM lab_unit)
