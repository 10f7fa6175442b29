-- Words: choices by their lists, yes and no, codes and free text. Reads `written`; fills `parsed`. The choice `nothing`
-- means none of them, `ask` that nobody knows it; terms of delivery may name the place after them: FOB Santo Tomás.
INSERT INTO parsed
WITH one_meaning AS (   -- an answer about a word comes after the lists and wins over them
    SELECT found_no, word, last(choice ORDER BY number) AS choice FROM choices GROUP BY ALL),
meant AS (
    SELECT w.*, nullif(nullif(coalesce(own.choice, term.choice, every.choice), 'nothing'), 'ask') AS choice,
           coalesce(own.choice, term.choice, every.choice, 'ask') = 'ask' AS unknown
    FROM written w
    LEFT JOIN one_meaning own ON own.found_no = w.found_no AND own.word = coalesce(nullif({fold_plain}, ''), plain)
    LEFT JOIN one_meaning term ON term.found_no = w.found_no AND w.name = 'incoterm'
        AND term.word = split_part({fold_plain}, ' ', 1)
    LEFT JOIN choices every ON every.found_no = w.found_no AND every.word = ''
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
