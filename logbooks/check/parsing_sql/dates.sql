-- Days out of text: ISO first and exact; day and month by the declared order, or proved by the column, or settled by
-- the workbook, or asked. Reads `written`, `months` (folded word, number), `as_said` (by a person's own date format),
-- `found` (what each column may hold), `answered_days`, `settled_orders`, `settled_days` and `years_last`; fills
-- `parsed`.
INSERT INTO parsed
WITH cut AS (
    SELECT *, regexp_extract(plain,
        '^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z?)?$',
        ['y', 'm', 'd', 't']) AS iso,
           regexp_extract(plain, '^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: +(\d{1,2}:\d{2}(?::\d{2})?))?$',
               ['a', 'b', 'y', 't']) AS num,
           regexp_extract(words, '^(\d{1,2})(?:st|nd|rd|th|er|o)? (\D.*?) (\d{4})$', ['d', 'w', 'y']) AS dmy,
           regexp_extract(words, '^(\D.*?) (\d{1,2})(?:st|nd|rd|th)? (\d{4})$', ['w', 'd', 'y']) AS mdy,
           regexp_extract(words, '^(\d{1,2}) (\D.*?) (\d{2})$', ['a', 'w', 'y']) AS short
    FROM (SELECT *, regexp_replace(regexp_replace({fold_plain}, '^ngay ', ''), ' (de|del|of|nam|ya) ', ' ',
        'g') AS words
          FROM written LEFT JOIN as_said USING (found_no, text)
          WHERE kind IN ('date', 'datetime') AND letter NOT IN ('e', 'u'))),
parts AS (
    SELECT c.*, TRY_CAST(num.a AS INTEGER) AS a, TRY_CAST(num.b AS INTEGER) AS b, months.number AS month,
           TRY_CAST(coalesce(nullif(dmy.d, ''), nullif(mdy.d, '')) AS INTEGER) AS month_day,
           coalesce(nullif(dmy.y, ''), nullif(mdy.y, '')) AS month_year
    FROM cut c LEFT JOIN months ON months.word = coalesce(nullif(dmy.w, ''), nullif(mdy.w, ''), nullif(short.w, ''))),
-- 28-Jul-25: which number is the year is told by the column, as soon as one of its days could have it on one side only
worded AS (
    SELECT found_no, bool_or(last AND NOT first) AS year_last, bool_or(first AND NOT last) AS year_first
    FROM (SELECT found_no, 2000 + TRY_CAST(short.a AS INTEGER) BETWEEN until - {recent_years} AND until + 1 AS first,
                 2000 + TRY_CAST(short.y AS INTEGER) BETWEEN until - {recent_years} AND until + 1 AS last
          FROM parts, (SELECT year(min(latest)) AS until FROM found)
          WHERE short.y <> '' AND month IS NOT NULL AND date_format IS NULL)
    GROUP BY found_no),
proved AS (
    SELECT found_no, list_distinct(list(CASE WHEN a > 12 AND b <= 12 THEN 'dmy' WHEN b > 12 AND a <= 12 THEN 'mdy' END)
                                   FILTER ((a > 12) <> (b > 12))) AS orders
    FROM parts WHERE num.y <> '' AND date_format IS NULL GROUP BY found_no),
ordered AS (
    SELECT p.*, CASE WHEN num.y = '' THEN NULL WHEN a = b THEN 'dmy' WHEN a > 12 THEN 'dmy' WHEN b > 12 THEN 'mdy'
                     WHEN answered IN ('dmy', 'mdy') THEN answered
                     WHEN len(known) = 1 THEN known[1]
                     WHEN len(known) = 0 AND settled IN ('dmy', 'mdy') THEN settled END AS reading,
           CASE WHEN short.y = '' OR month IS NULL THEN NULL
                WHEN answered IN ('dmy', 'mdy') THEN 'dmy' WHEN answered = 'ymd' THEN 'ymd'
                WHEN year_last AND NOT year_first THEN 'dmy' WHEN year_first AND NOT year_last THEN 'ymd'
                WHEN coalesce(settled, date_order) IN ('dmy', 'mdy') THEN 'dmy'
                WHEN coalesce(settled, date_order) = 'ymd' THEN 'ymd'
                ELSE 'either' END AS with_word
    FROM (SELECT parts.*, a.reading AS answered, o.reading AS settled, settled_day, year_last, year_first,
                 list_distinct(list_filter(list_append(coalesce(orders, []), date_order),
                     lambda o: o IS NOT NULL)) AS known
          FROM parts LEFT JOIN proved USING (found_no) LEFT JOIN worded USING (found_no)
              LEFT JOIN answered_days a USING (found_no)
              LEFT JOIN settled_orders o USING (found_no) LEFT JOIN settled_days USING (found_no, text)) p),
valued AS (
    SELECT *, CASE
        WHEN letter IN ('d', 'm') THEN TRY_CAST(plain AS TIMESTAMP)
        WHEN letter <> 't' THEN NULL
        WHEN date_format IS NOT NULL THEN said
        WHEN settled_day IS NOT NULL THEN settled_day::TIMESTAMP
        WHEN iso.y <> '' THEN TRY_CAST(concat(iso.y, '-', lpad(iso.m, 2, '0'), '-', lpad(iso.d, 2, '0'), ' ',
            coalesce(nullif(iso.t, ''), '00:00')) AS TIMESTAMP)
        WHEN reading = 'dmy' THEN TRY_CAST(concat(num.y, '-', lpad(num.b, 2, '0'), '-', lpad(num.a, 2, '0'), ' ',
            coalesce(nullif(num.t, ''), '00:00')) AS TIMESTAMP)
        WHEN reading = 'mdy' THEN TRY_CAST(concat(num.y, '-', lpad(num.a, 2, '0'), '-', lpad(num.b, 2, '0'), ' ',
            coalesce(nullif(num.t, ''), '00:00')) AS TIMESTAMP)
        WHEN with_word IN ('dmy', 'ymd') THEN TRY_CAST(concat(
            '20', if(with_word = 'dmy', short.y, lpad(short.a, 2, '0')),
            '-', lpad(month::VARCHAR, 2, '0'), '-', if(with_word = 'dmy', lpad(short.a, 2, '0'), short.y)) AS TIMESTAMP)
        WHEN with_word = 'either' THEN NULL
        WHEN month IS NOT NULL THEN TRY_CAST(concat(month_year, '-', lpad(month::VARCHAR, 2, '0'), '-',
            lpad(month_day::VARCHAR, 2, '0')) AS TIMESTAMP)
        END AS moment
    FROM ordered),
judged AS (
    SELECT *, CASE
        WHEN moment IS NOT NULL AND year(moment) < {earliest_year} THEN 'date-far-off'
        WHEN moment IS NOT NULL AND moment::DATE > latest THEN 'date-far-off'
        WHEN moment IS NOT NULL THEN NULL
        WHEN letter <> 't' THEN 'not-a-date'
        WHEN date_format IS NOT NULL THEN 'not-a-date'
        WHEN num.y <> '' AND reading IS NULL AND a BETWEEN 1 AND 12 AND b BETWEEN 1 AND 12 THEN 'ambiguous-date'
        WHEN with_word = 'either' THEN 'two-digit-year'
        WHEN iso.y <> '' OR num.y <> '' OR month IS NOT NULL THEN 'impossible-date'
        WHEN regexp_matches(plain, '^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}$')
            THEN CASE WHEN found_no IN (FROM years_last) THEN 'ambiguous-date' ELSE 'two-digit-year' END
        WHEN regexp_matches(plain, '^\d{1,2}[-/.]\d{1,2}$') THEN 'date-without-year'
        ELSE 'not-a-date' END AS verdict
    FROM valued)
SELECT found_no, letter, text, NULL AS number, NULL AS size, NULL AS scale, NULL AS currency, moment::DATE AS day,
    moment,
       NULL AS yes, NULL AS word, verdict AS code, '' AS detail
FROM judged;
