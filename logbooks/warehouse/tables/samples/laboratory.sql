-- A number as a laboratory prints it: 0,005 and 0.005 alike. 1.250 may be 1250: it is read only where the setting
-- decimal_mark leaves no doubt; with a decimal comma a point in such a shape may still be a number the spreadsheet
-- stored, so it stays unread.
CREATE OR REPLACE MACRO printed_number(written, mark) AS TRY_CAST(CASE
    WHEN regexp_full_match(written, '\d+|\d{1,3}( \d{3})+') THEN replace(written, ' ', '')
    WHEN regexp_full_match(written, '[1-9]\d{0,2}\.\d{3}') THEN CASE WHEN mark = '.' THEN written END
    WHEN regexp_full_match(written, '[1-9]\d{0,2},\d{3}') THEN CASE mark WHEN ',' THEN replace(written, ',', '.')
        WHEN '.' THEN replace(written, ',', '') END
    WHEN regexp_full_match(written, '\d*\.\d+|\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}') THEN replace(written, ',', '')
    WHEN regexp_full_match(written, '\d*,\d+|\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}') THEN replace(replace(written,
        '.', ''), ',', '.') END AS DOUBLE);
CREATE OR REPLACE MACRO printed_power(written, power, mark) AS printed_number(written, mark) * pow(10,
    coalesce(TRY_CAST(power AS INTEGER), 0));

-- A bare number with the unit of its heading behind it; a number with a unit of its own, a range or a word stays as it
-- is.
CREATE OR REPLACE MACRO printed_with(written, unit) AS
    CASE WHEN regexp_full_match(trim(written), '[^\p{L}()%/]*\d\s*([x×*]\s*10\^?[+-]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+|[eE][+-]?\d+|)')
        THEN trim(written) || ' ' || unit ELSE written END;

-- Every text of a result, limit or LOQ, read once: `state` is number, below (the LOQ or not detected), over, range,
-- trace, absent, present, none, no limit, and nothing where it can't be read; low and high are its ends, loq what
-- stands beside it in brackets: ND (<0.01).
CREATE TEMP TABLE lab_text AS
WITH written AS (
    SELECT result AS text FROM clean.lab_tests UNION SELECT "limit" FROM clean.lab_tests UNION SELECT loq
        FROM clean.lab_tests
    UNION SELECT "limit" FROM clean.limits UNION SELECT "limit" FROM shipped_limit UNION SELECT "limit"
        FROM market_rule),
plain AS (                      -- the star of 0.01* says that a limit is the LOQ
    SELECT text, strip_accents(lower(replace(replace(replace(replace(replace(
                 translate(regexp_replace(regexp_replace(trim(text), '(\d)\*$', '\1'),
                     '10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)', '10^\1'), '⁰¹²³⁴⁵⁶⁷⁸⁹µμ×–—−' || chr(160),
                     '0123456789uux--- '),
                 '≤', '<='), '≥', '>='), '±', '+/-'), 'đ', 'd'), 'Đ', 'd'))) AS bare
    FROM written WHERE text IS NOT NULL),
cut AS (
    SELECT text, trim(regexp_replace(bare, '\([^)]*\)', '')) AS body, regexp_extract(bare, '\(([^)]*)\)', 1) AS inside
        FROM plain),
matched AS MATERIALIZED (
    SELECT *, regexp_extract(body,
               '^(<=|>=|<|>|max\.?|maximum|)'                                   -- the sign
               || '\s*(\d[\d.,]*(?: \d{3})*|[.,]\d+)'                           -- the number
               || '(?:\s*[x*]\s*10\^([+-]?\d+)|e([+-]?\d+)|\^(\d+)|)'           -- x 10^3, e3, ^3
               || '(?:\s*(?:-|to)\s*(\d[\d.,]*|[.,]\d+)|)'                      -- the upper end of a range
               || '(?:\s*\+/-\s*[\d.,]+|)'                                      -- what it may be off by
               || '\s*([a-z%/][a-z0-9%/. -]*|/\s*25\s*g|)$',                    -- the unit
               ['sign', 'number', 'power', 'e', 'hat', 'upto', 'unit']) AS n,
           regexp_extract(body, '^([^0-9<>=:]*?)\s*[<=:]*\s*([\d.,]+)\s*([a-z][a-z0-9/. ]*|)$',
               ['word', 'number', 'unit']) AS w,
           regexp_extract(inside, '^[^0-9]*?([\d.,]*\d)\s*([a-z][a-z0-9/. ]*|)$', ['number', 'unit']) AS i,
           trim(regexp_replace(regexp_replace(replace(replace(regexp_replace(body,
               '\s*(/|in|en|em|dans|per|trong|dalam)?\s*25\s*g(r|rams?)?\.?$', ''), '<', ' lt '), '>', ' gt '),
                                              '[^\p{L}\p{N}]+', ' ', 'g'), '^n d$', 'nd')) AS words
    FROM cut),
read AS MATERIALIZED (
    SELECT m.*, a.state AS said, b.state AS said_first,
           CASE WHEN n.hat <> '' THEN CASE WHEN n.number = '10' THEN pow(10, TRY_CAST(n.hat AS INTEGER)) END
                ELSE printed_power(n.number, nullif(n.power || n.e, ''), mark) END AS value,
                    printed_number(n.upto, mark) AS upto,
           CASE WHEN b.state IS NOT NULL THEN printed_number(w.number, mark) ELSE printed_number(i.number, mark)
               END AS loq,
           CASE WHEN b.state IS NOT NULL THEN w.unit ELSE i.unit END AS loq_unit
    FROM matched m CROSS JOIN (SELECT setting_text('decimal_mark') AS mark) LEFT JOIN lab_word a ON a.word = m.words
    LEFT JOIN lab_word b ON b.word = trim(regexp_replace(w.word, '[^\p{L}\p{N}]+', ' ', 'g')) AND a.state IS NULL
        AND b.state IN ('below', 'trace', 'no limit'))
SELECT text, CASE WHEN said IS NOT NULL THEN said WHEN said_first IS NOT NULL THEN CASE
    WHEN loq IS NOT NULL THEN said_first END
                  WHEN value IS NULL OR (n.upto <> '' AND (upto IS NULL OR upto < value OR n.sign <> ''
                      OR n.power || n.e || n.hat <> '')) THEN NULL
                  WHEN n.upto <> '' THEN 'range' WHEN n.sign IN ('<', '<=') THEN 'below'
                      WHEN n.sign IN ('>', '>=') THEN 'over' ELSE 'number' END AS state,
       said IS NOT NULL OR said_first IS NOT NULL AS by_word,
       CASE WHEN by_word OR state IS NULL THEN NULL WHEN state = 'below' THEN 0 ELSE value END AS low,
       CASE state WHEN 'over' THEN 'Infinity'::DOUBLE WHEN 'range' THEN upto ELSE CASE WHEN NOT by_word THEN value END
           END AS high,
       unit_word(n.unit) AS unit, loq, unit_word(loq_unit) AS loq_unit
FROM read;

-- How old what is known of a limit is.
CREATE OR REPLACE MACRO checked_when(checked_on) AS 'last checked on ' || strftime(checked_on, '%-d %b %Y') || CASE
    WHEN checked_on < getvariable('as_of') - INTERVAL {lab_limit_years} YEAR THEN ', more than a year ago' ELSE '' END;

-- The limits of every substance and market, the first of them to be taken first: those of the cooperative, then those
-- that come with Lotwise, then what a buyer asks of residues without a row. `says`: there is known to be none.
CREATE TEMP TABLE known_limit AS
WITH every_limit AS (
    SELECT coalesce(w.analyte, folded(l.analyte)) AS analyte, coalesce(m.market, trim(l.market)) AS market, l."limit",
        l.unit, l.valid_from, l.checked_on, NULL AS says, l.row_id, false AS shipped
    FROM limits l LEFT JOIN analyte_word w ON w.word = folded(l.analyte) LEFT JOIN market_word m
        ON m.word = folded(l.market)
    UNION ALL
    SELECT analyte, market, "limit", unit, valid_from, checked_on, says, NULL, true FROM shipped_limit)
SELECT e.analyte, e.market, t.state, t.high * u.factor AS high, u.dimension, e.valid_from, e.row_id,
       CASE WHEN e.analyte = 'default' THEN 3 ELSE 1 END + shipped::INT AS place,
       e.says || ', ' || checked_when(e.checked_on) AS says,
       CASE WHEN shipped AND e.says IS NULL THEN e.analyte || ' for ' || e.market || ' by the limit of ' || e."limit" ||
                ' ' || e.unit || ' that comes with Lotwise, ' || checked_when(e.checked_on)
            WHEN shipped THEN NULL
            WHEN e.checked_on IS NULL THEN 'a limit in Limits of which nobody wrote when it was checked'
            WHEN e.checked_on < getvariable('as_of') - INTERVAL {lab_limit_years} YEAR
                THEN 'a limit in Limits ' || checked_when(e.checked_on)
            END AS assumed
FROM every_limit e LEFT JOIN lab_text t ON t.text = e."limit" LEFT JOIN lab_unit u
    ON u.word = coalesce(t.unit, unit_word(e.unit));

-- What a market asks of a residue without a limit of its own there: `look_up` until a person wrote that there is none.
CREATE TEMP TABLE known_rule AS
SELECT r.market, t.state, t.high * u.factor AS high, u.dimension, r.valid_from, r.any_find, r.look_up, r.said,
    checked_when(r.checked_on) AS checked
FROM market_rule r JOIN lab_text t ON t.text = r."limit" JOIN lab_unit u ON u.word = unit_word(r.unit);
