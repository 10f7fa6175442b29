-- Words: choices by the lists of logbooks/words, yes and no, codes and free text. Reads `written`; fills `parsed`.
INSERT INTO parsed
SELECT w.found_no, letter, text, NULL AS number, NULL AS size, NULL AS scale, NULL AS currency, NULL AS day,
    NULL AS moment,
       NULL AS yes, c.choice AS word, CASE WHEN c.choice IS NULL THEN 'unknown-choice' END AS code,
       coalesce(choices, '') AS detail
FROM written w LEFT JOIN choices c ON c.found_no = w.found_no AND c.word = {fold_plain}
WHERE kind = 'choice' AND letter NOT IN ('e', 'u')
UNION ALL
SELECT w.found_no, letter, text, NULL, NULL, NULL, NULL, NULL, NULL,
       c.choice = 'yes', NULL, CASE WHEN c.choice IS NULL THEN 'unknown-choice' END, 'yes, no'
FROM written w LEFT JOIN choices c ON c.found_no = w.found_no AND c.word = {fold_plain}
WHERE kind = 'yes_no' AND letter NOT IN ('e', 'u')
UNION ALL
SELECT found_no, letter, text, NULL, NULL, NULL, NULL, NULL, NULL, NULL, plain,
       CASE WHEN kind = 'id' AND letter IN ('d', 'm', 'h') THEN 'code-became-date'
            WHEN kind = 'id' AND regexp_matches(plain, '\p{Latin}')
                AND regexp_matches(plain, '[\p{Cyrillic}\p{Greek}]') THEN 'mixed-script' END, ''
FROM written WHERE kind IN ('id', 'text', 'geometry') AND letter NOT IN ('e', 'u')
UNION ALL
SELECT found_no, letter, text, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       CASE letter WHEN 'e' THEN 'error-cell' ELSE 'formula-not-saved' END, ''
FROM written WHERE letter IN ('e', 'u');
