-- Which part of 10/11/25 is the day: settled by the days of the column itself, or by those of the whole workbook where
-- no cell of it speaks against. A part above 12 tells day from month; which part is the year, only the season can tell.
-- Reads `day_texts` and `season`; fills `settled_orders`, `settled_days` and `years_last`, the columns of which only
-- the order of day and month is open.
CREATE OR REPLACE TEMP TABLE day_readings AS
WITH dated AS (
    SELECT t.*, s.first, s.last,
           TRY_CAST(concat(year, '-', lpad(b, 2, '0'), '-', lpad(a, 2, '0')) AS DATE) AS dmy,
           TRY_CAST(concat(year, '-', lpad(a, 2, '0'), '-', lpad(b, 2, '0')) AS DATE) AS mdy,
           CASE WHEN short AND length(a) = 2 THEN
               TRY_CAST(concat('20', a, '-', lpad(b, 2, '0'), '-', c) AS DATE) END AS ymd
    FROM (SELECT *, length(c) = 2 AS short, CASE WHEN length(c) = 2 THEN '20' ELSE '' END || c AS year FROM day_texts) t
    LEFT JOIN season s USING (source)),
fitted AS (
    SELECT *, coalesce(dmy BETWEEN first AND last AND dmy <= latest, false) AS fits_dmy,
           coalesce(mdy BETWEEN first AND last AND mdy <= latest, false) AS fits_mdy,
           coalesce(ymd BETWEEN first AND last AND ymd <= latest, false) AS fits_ymd
    FROM dated)
SELECT *,
       dmy IS NOT NULL AND mdy IS NULL AND (NOT short OR fits_dmy AND NOT fits_ymd) AS for_dmy,
       mdy IS NOT NULL AND dmy IS NULL AND (NOT short OR fits_mdy AND NOT fits_ymd) AS for_mdy,
       fits_ymd AND NOT fits_dmy AND NOT fits_mdy AS for_ymd,
       mdy IS NOT NULL AND dmy IS NULL OR fits_ymd AND NOT fits_dmy AS against_dmy,
       dmy IS NOT NULL AND mdy IS NULL OR fits_ymd AND NOT fits_mdy AS against_mdy,
       short AND NOT fits_ymd AND (fits_dmy OR fits_mdy) AS against_ymd
FROM fitted;

INSERT INTO settled_orders
WITH readings AS (SELECT unnest(['dmy', 'mdy', 'ymd']) AS reading),
told AS (
    SELECT found_no, source, text, short, reading,
           CASE reading WHEN 'dmy' THEN for_dmy WHEN 'mdy' THEN for_mdy ELSE for_ymd END AS speaks_for,
           CASE reading WHEN 'dmy' THEN against_dmy WHEN 'mdy' THEN against_mdy ELSE against_ymd END AS against,
           CASE reading WHEN 'dmy' THEN fits_dmy WHEN 'mdy' THEN fits_mdy ELSE fits_ymd END AS fits, fits_ymd
    FROM day_readings, readings),
by_column AS (
    SELECT found_no, reading, count(*) FILTER (speaks_for) AS proofs, min(text) FILTER (speaks_for) AS proof,
           bool_or(against) AS against, count(*) FILTER (short) AS short_texts,
           count(*) FILTER (short AND fits) >= {settled_share_in_season} * count(*) FILTER (short) AS in_season,
           count(*) FILTER (short AND fits AND NOT fits_ymd) AS with_year_last
    FROM told GROUP BY ALL),
by_source AS (
    SELECT source, reading, count(*) FILTER (speaks_for) AS proofs, min(text) FILTER (speaks_for) AS proof,
           bool_or(against) AS against
    FROM told GROUP BY ALL),
columns AS (
    SELECT found_no, any_value(source) AS source, any_value(declared) AS declared FROM day_texts GROUP BY found_no),
joined AS (
    SELECT found_no, reading, coalesce(c.proof, s.proof) AS of_either, short_texts > 0 AND in_season AS short_too,
           c.proofs >= {settled_proofs_in_column}
               AND (reading = 'ymd' OR with_year_last >= {days_that_tell_the_year}) AS by_itself,
           declared = reading AND with_year_last > 0 AS as_declared,
           s.proofs >= {settled_proofs_in_workbook} AND NOT s.against AS by_workbook
    FROM columns JOIN by_column c USING (found_no) JOIN by_source s USING (source, reading)
    WHERE NOT c.against AND coalesce(declared, reading) = reading
          AND found_no NOT IN (SELECT found_no FROM answered_days))
SELECT found_no, reading, CASE WHEN by_itself THEN 'days-of-column' WHEN as_declared THEN 'order-declared'
                               ELSE 'days-of-workbook' END AS evidence, of_either, short_too
FROM joined WHERE by_itself OR as_declared OR by_workbook;

INSERT INTO years_last
SELECT found_no FROM day_readings WHERE short GROUP BY found_no
HAVING count(*) FILTER ((fits_dmy OR fits_mdy) AND NOT fits_ymd) >= {days_that_tell_the_year}
       AND count(*) FILTER (fits_dmy OR fits_mdy) >= {settled_share_in_season} * count(*);

INSERT INTO settled_days
SELECT found_no, text, CASE reading WHEN 'dmy' THEN dmy WHEN 'mdy' THEN mdy ELSE ymd END AS settled_day
FROM day_readings JOIN settled_orders USING (found_no)
WHERE short AND short_too AND CASE reading WHEN 'dmy' THEN fits_dmy WHEN 'mdy' THEN fits_mdy ELSE fits_ymd END
UNION ALL
SELECT found_no, text, CASE reading WHEN 'dmy' THEN dmy WHEN 'mdy' THEN mdy WHEN 'ymd' THEN ymd END
FROM day_readings JOIN answered_days USING (found_no) WHERE short;
