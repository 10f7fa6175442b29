-- Numbers out of text: which mark is the decimal one is declared, or proved by the column, or settled by the
-- workbook, or asked; never guessed.
-- Reads `cut` (text cut into before, body, after) and `around` (what the words beside it mean); fills `parsed`.
INSERT INTO parsed
WITH squeezed AS (   -- 1 250,5 and 1'250: a space or apostrophe between groups of three only
    SELECT c.*, CASE WHEN regexp_matches(body, '^[+-]?\d{1,3}([ '']\d{3})+([.,]\d+)?$')
                     THEN regexp_replace(body, '[ '']', '', 'g') ELSE body END AS digits
    FROM cut c),
shaped AS (
    SELECT *, CASE
        WHEN letter IN ('n', 'p') OR (letter = 'f' AND regexp_matches(body, '^-?\d+([.]\d+)?$')) THEN 'stored'
        WHEN regexp_matches(digits, '^[+-]?\d+$') THEN 'whole'
        -- 1.250: 1250 or 1 and a quarter
        WHEN regexp_matches(digits, '^[+-]?[1-9]\d{0,2}[.,]\d{3}$') THEN 'either'
        WHEN regexp_matches(digits, '^[+-]?\d*[.]\d+$') THEN '.'
        WHEN regexp_matches(digits, '^[+-]?\d*[,]\d+$') THEN ','
        WHEN regexp_matches(digits, '^[+-]?\d{1,3}(\.\d{3})+,\d+$')
            OR regexp_matches(digits, '^[+-]?\d{1,3}(\.\d{3}){2,}$') THEN ','
        WHEN regexp_matches(digits, '^[+-]?\d{1,3}(,\d{3})+\.\d+$')
            OR regexp_matches(digits, '^[+-]?\d{1,3}(,\d{3}){2,}$') THEN '.'
        END AS shape
    FROM squeezed),
proved AS (
    SELECT found_no, list_distinct(list(shape) FILTER (shape IN ('.', ','))) AS marks,
        list_distinct(list(shape) FILTER (shape = '.' AND regexp_matches(digits, '\.\d{3,}$')
            OR shape = ',' AND regexp_matches(digits, ',\d{3,}$'))) AS thousandths
    FROM shaped GROUP BY found_no),
-- an amount of money has no thousandths where no other of its column surely has: 2.345 among 1,234.50 is asked about
told AS (
    SELECT *, kind = 'money' AND shape = 'either' AND decimal_mark IS NULL
        AND (told = [own] OR told = [] AND mark = own AND NOT answered)
        AND NOT list_contains(coalesce(thousandths, []), own) AS is_doubted
    FROM (SELECT *, regexp_extract(digits, '[.,]') AS own,
              list_distinct(list_filter(list_append(coalesce(marks, []), decimal_mark),
                  lambda m: m IS NOT NULL)) AS told
          FROM shaped LEFT JOIN proved USING (found_no) LEFT JOIN settled_marks USING (found_no))),
marked AS (
    SELECT *, CASE WHEN shape IS DISTINCT FROM 'either' THEN [shape]
                   WHEN mark_said IN (',', '.', 'thousands') THEN [mark_said]
                   -- what was said of all sheets changes nothing that one of them tells by itself
                   WHEN (len(told) <> 1 OR is_doubted) AND mark_of_all IS NOT NULL THEN [mark_of_all]
                   WHEN is_doubted THEN []
                   WHEN len(told) = 0 AND mark IS NOT NULL THEN [mark]
                   ELSE told END AS known
    FROM told),
valued AS (
    SELECT *, CASE
        WHEN shape = 'stored' THEN TRY_CAST(CASE WHEN letter = 'p' THEN replace(replace(plain, '%', ''), ' ', '')
            WHEN letter = 'f' THEN body ELSE plain END AS DOUBLE)
        WHEN shape = 'whole' THEN TRY_CAST(digits AS DOUBLE)
        WHEN len(known) <> 1 THEN NULL
        WHEN known[1] = ',' THEN TRY_CAST(replace(replace(digits, '.', ''), ',', '.') AS DOUBLE)
        WHEN known[1] = '.' THEN TRY_CAST(replace(digits, ',', '') AS DOUBLE)
        WHEN known[1] = 'thousands' THEN TRY_CAST(replace(replace(digits, '.', ''), ',', '') AS DOUBLE)
        END AS bare
    FROM marked),
read AS (
    SELECT v.*, a.size, a.scale, a.currency, a.code AS around_code, a.detail AS around_detail,
           letter = 'p' OR coalesce(a.percent, false)
               OR (v.header_percent AND coalesce(a.percent, false) IS NOT NULL) AS is_percent,
           letter = 'p' OR coalesce(a.percent, false) AS cell_percent
    FROM valued v LEFT JOIN around a USING (found_no, before, after)),
-- a share column in which plain numbers stand on both sides of 1 speaks two scales: where nearly all its cells speak
-- one, the others are asked about, else all; one headed % says percentages, and yet its cells of 1 and less are asked
-- about: 0.95 under Ripe (%) is hardly less than one in a hundred
counted AS (SELECT found_no, letter, text, count(*) AS n FROM cells GROUP BY ALL),
scales AS (
    SELECT found_no, fractions >= {one_scale_share} * (fractions + percents) AS in_fractions,
        percents >= {one_scale_share} * (fractions + percents) AS in_percents,
        fractions > 0 AND percents > 0 AND NOT headed AS two_scales
    FROM (SELECT found_no, any_value(header_percent) AS headed, coalesce(sum(n) FILTER (bare > 0 AND bare <= 1),
              0) AS fractions, coalesce(sum(n) FILTER (bare > 1), 0) AS percents
          FROM read JOIN counted USING (found_no, letter, text) WHERE kind = 'share' AND NOT cell_percent
          GROUP BY found_no)),
judged AS (
    SELECT r.*, CASE
        WHEN letter NOT IN ('t', 'n', 'p', 'f') THEN 'not-a-number'
        WHEN shape IS NULL THEN 'not-a-number'
        WHEN around_code IN ('unit-without-size', 'measure-without-size') THEN around_code
        WHEN around_code IS NOT NULL AND regexp_matches(before || after, '^[\pL\s./%$€£¢₡₫]+$')
            AND (before = '' OR kind IN ('price', 'money')) THEN around_code
        WHEN around_code IS NOT NULL THEN 'not-a-number'
        WHEN shape = 'either' AND len(known) <> 1 THEN 'ambiguous-number'
        WHEN bare IS NULL OR NOT isfinite(bare) THEN 'not-a-number'
        WHEN cell_percent AND kind NOT IN ('share', 'percent', 'number') THEN 'unknown-unit'
        WHEN kind = 'integer' AND bare <> floor(bare) THEN 'not-a-whole-number'
        WHEN kind IN ('share', 'percent') AND scale_said IS NOT NULL AND bare > 0 THEN NULL
        WHEN kind = 'share' AND NOT cell_percent AND bare <> 0
            AND (two_scales AND NOT CASE WHEN bare > 1 THEN in_percents WHEN bare > 0 THEN in_fractions ELSE true END
                 OR header_percent AND bare > 0 AND bare <= 1) THEN 'share-or-percent'
        -- whatever the heading says
        WHEN kind = 'percent' AND NOT cell_percent AND bare > 0 AND bare < 1 THEN 'share-or-percent'
        WHEN kind = 'percent' AND bare = 0 AND name LIKE 'moisture%' THEN 'zero-moisture'
        WHEN name = 'cup_score' AND bare = 0 THEN 'zero-score'
        END AS verdict
    FROM read r LEFT JOIN scales USING (found_no))
SELECT found_no, letter, text,
       CASE WHEN verdict IS NOT NULL THEN NULL
            WHEN kind = 'share' AND NOT cell_percent AND scale_said = 'fraction' THEN bare
            WHEN kind = 'share' AND scale_said = 'percent' THEN bare / 100
            WHEN kind = 'percent' AND NOT cell_percent AND scale_said = 'fraction' THEN bare * 100
            WHEN kind = 'share' AND (is_percent OR bare > 1) THEN bare / 100
            WHEN kind = 'number' AND cell_percent THEN bare / 100
            ELSE bare END AS number,
       size, scale, currency, NULL AS day, NULL AS moment, NULL AS yes, NULL AS word,
       verdict AS code, coalesce(around_detail, '') AS detail
FROM judged;
