-- Every test of every lot: passed, failed, or not testable. A failed leg fails the test; legs that can't be tested are
-- said.
CREATE TEMP TABLE segregation_leg AS
SELECT * FROM segregation_step UNION ALL SELECT * FROM segregation_between UNION ALL SELECT * FROM segregation_outturn
UNION ALL SELECT * FROM segregation_bags UNION ALL SELECT * FROM segregation_dates UNION ALL SELECT *
    FROM segregation_bed
UNION ALL SELECT * FROM segregation_joined UNION ALL SELECT * FROM segregation_sold UNION ALL SELECT *
    FROM segregation_chain
UNION ALL SELECT * FROM segregation_handed_weight;

CREATE TEMP TABLE segregation AS
WITH told AS (        -- where a row with a weight could not be counted, the others pass and fail no test of weights
    SELECT g.* REPLACE (CASE WHEN w.lot_id IS NULL THEN g.passed END AS passed,
                        CASE WHEN w.lot_id IS NULL THEN g.missing
                            ELSE 'a delivery or a step of the lot could not be counted' END AS missing)
    FROM segregation_leg g JOIN segregation_test t USING (test)
    LEFT JOIN lost_weight w ON t.by_weight AND w.lot_id = g.lot_id),
legs AS (
    SELECT *, CASE WHEN passed THEN 1 WHEN NOT passed THEN 0 END AS grade,
           CASE WHEN highest IS NOT NULL AND lowest IS NOT NULL THEN least(figure - lowest, highest - figure)
               ELSE coalesce(highest - figure, figure - lowest) END AS room
    FROM told),
tested AS (
    SELECT lot_id, test, CASE WHEN count(*) FILTER (grade = 0) > 0 THEN false WHEN count(*) FILTER (grade = 1) > 0 THEN
        true END AS passed,
           -- the leg that decides: the worst that failed, else the one nearest its limit
           arg_min(struct_pack(figure := figure, lowest := lowest, highest := highest, unit := unit, words := words),
               (grade, coalesce(room, 1e9), words)) FILTER (grade IS NOT NULL) AS worst,
           string_agg(words, '; ' ORDER BY words) FILTER (grade = 0) AS failed_words,
               count(*) FILTER (grade = 1) AS alike,
           string_agg(DISTINCT missing, '; ' ORDER BY missing) AS missing, coalesce(bool_or(sign AND passed),
               false) AS sign,
           -- a row may stand in them twice
           flatten(list(row_ids)) AS row_ids, flatten(list(row_ids) FILTER (grade = 0)) AS failed_row_ids
    FROM legs GROUP BY lot_id, test)
SELECT l.lot_id, l.stream, l.crop_year, l.station, l.variety, l.process, coalesce(l.closed_on, l.opened_on) AS day,
    s.place, s.test, s.needed, t.passed,
       t.worst.figure AS figure, t.worst.lowest AS lowest, t.worst.highest AS highest, t.worst.unit AS unit,
       coalesce(t.failed_words, t.worst.words || CASE WHEN t.alike > 1 THEN '; within limits too: ' || (t.alike - 1) ||
           ' more' ELSE '' END) AS words, CASE WHEN t.passed IS NULL THEN coalesce(t.missing, s.missing) ELSE t.missing
           END AS missing,
       coalesce(t.sign, false) AS sign, coalesce(CASE WHEN NOT t.passed THEN t.failed_row_ids ELSE t.row_ids
           END, []) AS row_ids
FROM lot l JOIN segregation_test s ON s.for_stream IS NULL OR s.for_stream = l.stream
LEFT JOIN tested t ON t.lot_id = l.lot_id AND t.test = s.test;

-- One row a lot: failed where any test failed, passed where none did and every needed one could be made, else not
-- testable.
CREATE TEMP TABLE segregation_verdict AS
SELECT lot_id, any_value(stream) AS stream, any_value(crop_year) AS crop_year, any_value(station) AS station,
    any_value(variety) AS variety,
       any_value(process) AS process, any_value(day) AS day,
       CASE WHEN bool_or(NOT passed) THEN false WHEN count(*) FILTER (needed AND passed IS NULL) = 0
           AND count(passed) > 0 THEN true END AS passed,
       count(*) FILTER (passed) AS tests_passed, count(passed) AS tests_made, count(*) AS tests,
       string_agg(test, ', ' ORDER BY place) FILTER (NOT passed) AS failed, string_agg(test, ', ' ORDER BY place) FILTER
           (passed IS NULL) AS not_testable,
       string_agg(DISTINCT missing, '; ' ORDER BY missing) FILTER (passed IS NULL AND needed) AS missing,
           bool_or(sign) AS sign,
       coalesce(flatten(list(row_ids) FILTER (NOT passed)), flatten(list(row_ids))) AS row_ids
FROM segregation GROUP BY lot_id;
