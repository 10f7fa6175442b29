-- Words: choices by the lists of logbooks/words, yes and no, codes and free text. Reads `written`; fills `parsed`.
INSERT INTO parsed
WITH meant AS (   -- an answer about a word comes after the lists and wins over them
    SELECT w.*, CASE WHEN coalesce(own.choice, every.choice) <> 'nothing' THEN coalesce(own.choice, every.choice)
        END AS choice, coalesce(own.choice, every.choice) IS NULL AS unknown
    FROM written w
    LEFT JOIN (SELECT found_no, word, last(choice ORDER BY number) AS choice FROM choices GROUP BY ALL) own
        ON own.found_no = w.found_no AND own.word = coalesce(nullif({fold_plain}, ''), plain)
    LEFT JOIN choices every ON every.found_no = w.found_no AND every.word = '*'
    WHERE kind IN ('choice', 'yes_no') AND letter NOT IN ('e', 'u'))
SELECT found_no, letter, text, NULL AS number, NULL AS size, NULL AS scale, NULL AS currency, NULL AS day,
    NULL AS moment, CASE WHEN kind = 'yes_no' THEN choice = 'yes' END AS yes, CASE WHEN kind = 'choice' THEN choice
        END AS word, CASE WHEN unknown THEN 'unknown-choice' END AS code,
    CASE WHEN kind = 'choice' THEN coalesce(choices, '') ELSE 'yes, no' END AS detail
FROM meant
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
