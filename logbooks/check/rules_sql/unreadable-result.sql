-- code: unreadable-result
-- severity: doubtful
-- title: A laboratory result, limit or LOQ that is no number and no word we know.
--   It passes nothing: its lot is inconclusive.
-- logbook: lab_tests, limits
WITH printed AS (
    SELECT row_id, 'lab_tests' AS logbook, 'result' AS name, result AS written FROM clean.lab_tests
    UNION ALL SELECT row_id, 'lab_tests', 'limit', "limit" FROM clean.lab_tests
    UNION ALL SELECT row_id, 'lab_tests', 'loq', loq FROM clean.lab_tests
    UNION ALL SELECT row_id, 'limits', 'limit', "limit" FROM clean.limits)
SELECT p.row_id, p.logbook, p.name AS "column", p.written, '' AS detail
FROM printed p JOIN lab_text t ON t.text = p.written
WHERE t.state IS NULL OR (t.state = 'no limit' AND p.name <> 'limit')
