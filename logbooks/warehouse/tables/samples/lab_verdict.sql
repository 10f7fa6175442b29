-- Whether a limit says that there is none: for a germ the word none lets no germ in, of a substance it says so.
CREATE OR REPLACE MACRO says_no_limit(state, kind) AS state = 'no limit' OR (state = 'none' AND kind <> 'microbiology');

-- Every laboratory test against every market it must meet: pass, fail or inconclusive, with the reason of the last.
CREATE TEMP TABLE lab_judged AS
WITH texts AS MATERIALIZED (FROM lab_text),
markets_set AS (SELECT setting_text('markets') AS list),
test AS MATERIALIZED (
    SELECT t.row_id, t.lot_id, t.sampled_on, t.stream, t.crop_year, t.kind, CASE WHEN t.kind = 'residue' THEN 'residue'
        ELSE 'microbiology' END AS family,
           coalesce(w.analyte, folded(t.analyte)) AS analyte, left(trim(t.analyte), 60) AS written,
           CASE WHEN r.state = 'none' THEN 'absent' WHEN r.state <> 'no limit' THEN r.state END AS state, r.by_word,
           r.low * u.factor AS low,
               r.high * u.factor AS high, u.dimension,
           coalesce(r.unit, unit_word(t.unit)) IS NOT NULL AS has_unit,
           coalesce(says_no_limit(p.state, t.kind), false) AS printed_none,
           t."limit" IS NOT NULL AND NOT printed_none AS has_printed,
           CASE WHEN p.state = 'none' THEN 'absent' ELSE p.state END AS printed_state,
           p.high * pu.factor AS printed_high,
               pu.dimension AS printed_dimension,
           coalesce(r.loq * ru.factor, q.high * qu.factor) AS loq,
               coalesce(CASE WHEN r.loq IS NOT NULL THEN ru.dimension END, qu.dimension) AS loq_dimension,
           t.market IS NOT NULL AS own_market,
           list_filter(list_transform(regexp_split_to_array(coalesce(t.market, s.list), '[,;]'), lambda x: trim(x)),
               lambda x: x <> '') AS markets
    FROM lab_tests t CROSS JOIN markets_set s
    LEFT JOIN texts r ON r.text = t.result LEFT JOIN lab_unit u ON u.word = coalesce(r.unit, unit_word(t.unit))
    LEFT JOIN lab_unit ru ON ru.word = coalesce(r.loq_unit, r.unit, unit_word(t.unit))
    LEFT JOIN texts p ON p.text = t."limit" LEFT JOIN lab_unit pu ON pu.word = coalesce(p.unit, unit_word(t.unit))
    LEFT JOIN texts q ON q.text = t.loq LEFT JOIN lab_unit qu ON qu.word = coalesce(q.unit, unit_word(t.unit))
    LEFT JOIN analyte_word w ON w.word = folded(t.analyte)),
bound AS MATERIALIZED (     -- not detected and nearly nothing mean below the LOQ; a germ that is absent is none at all
    SELECT * REPLACE (CASE WHEN unseen THEN 0 WHEN state = 'absent' OR (state = 'number' AND low = 0) THEN 0 ELSE low
        END AS low,
                      CASE WHEN unseen THEN loq WHEN state = 'absent' THEN 0
                          WHEN state = 'present' THEN 'Infinity'::DOUBLE ELSE high END AS high,
                      CASE WHEN unseen THEN loq_dimension WHEN state = 'absent' THEN NULL ELSE dimension
                          END AS dimension)
    FROM (SELECT *, coalesce((by_word AND state IN ('below', 'trace')) OR (kind <> 'microbiology'
        AND (state = 'absent' OR (state = 'number' AND high = 0))), false) AS unseen FROM test)),
paired AS (
    SELECT b.* EXCLUDE (markets), unnest(CASE WHEN len(coalesce(markets, [])) = 0 THEN [NULL] ELSE markets
        END) AS market FROM bound b),
named AS (SELECT p.* REPLACE (coalesce(m.market, p.market) AS market) FROM paired p LEFT JOIN market_word m
    ON m.word = folded(p.market)),
looked_up AS (   -- the row of the table that holds on the day of the sample; of two of one day the stricter
    SELECT n.row_id, n.market, arg_min(told, nearest) FILTER (told.analyte <> 'default') AS known,
        arg_min(told, nearest) FILTER (told.analyte = 'default') AS other
    FROM (SELECT k.*, k AS told, (k.place, -epoch(coalesce(k.valid_from, DATE '1900-01-01')::TIMESTAMP),
              coalesce(k.high, 0)) AS nearest FROM known_limit k) k
    JOIN named n ON k.market = n.market AND (k.analyte = n.analyte OR (k.analyte = 'default' AND n.kind = 'residue'))
        AND coalesce(k.valid_from <= n.sampled_on, true)
    GROUP BY ALL),
unprinted AS (   -- `no_limit`: a person wrote that there is none
    SELECT n.*, l.known, CASE WHEN n.kind = 'residue' THEN l.other END AS other, r AS rule,
        n.printed_none OR coalesce(says_no_limit(coalesce(l.known.state, l.other.state), n.kind), false) AS no_limit,
        known IS NOT NULL AND NOT no_limit AS by_known,
        other IS NOT NULL AND NOT coalesce(says_no_limit(other.state, n.kind), false) AS by_other,
        NOT by_known AND NOT by_other AND n.kind = 'residue' AND r.market IS NOT NULL AS by_rule
    FROM named n LEFT JOIN looked_up l ON l.row_id = n.row_id AND l.market IS NOT DISTINCT FROM n.market
    LEFT JOIN known_rule r ON r.market = n.market AND coalesce(r.valid_from <= n.sampled_on, true)),
-- the printed limit; where the row names no market, it is met and what the settings ask for as well. Where the market
-- has a limit for every other residue, what is above it is looked up until a person wrote that there is no other limit.
held AS MATERIALIZED (
    SELECT n.*, n.printed_state AS limit_state, n.printed_high AS limit_high, n.printed_dimension AS limit_dimension,
        NULL AS says, CASE WHEN k.says IS NOT NULL THEN 'a printed limit is taken for that of the buyer: ' || k.says END
        AS assumed, NULL AS limit_row_id, false AS any_find, NULL AS look_up
    FROM named n LEFT JOIN known_limit k ON k.analyte = n.analyte AND k.market = n.market AND k.says IS NOT NULL
    WHERE n.has_printed
    UNION ALL
    SELECT * EXCLUDE (known, other, rule, no_limit, by_known, by_other, by_rule),
        CASE WHEN by_known AND known.state = 'none' THEN 'absent' WHEN by_known THEN known.state
            WHEN by_other THEN other.state WHEN by_rule THEN rule.state END,
        CASE WHEN by_known THEN known.high WHEN by_other THEN other.high WHEN by_rule THEN rule.high END,
        CASE WHEN by_known THEN known.dimension WHEN by_other THEN other.dimension WHEN by_rule THEN rule.dimension END,
        CASE WHEN by_known THEN known.says WHEN by_other OR by_rule THEN NULL
            WHEN market IS NULL THEN 'no market is named for a test without a limit'
            WHEN no_limit AND kind = 'residue' THEN
                'no limit exists, as was written, and no row for default in Limits says what the market then asks'
            WHEN no_limit THEN 'no limit exists, as was written, so there is nothing to pass'
            WHEN kind = 'microbiology' THEN 'there is no general limit for germs in green coffee, and none in Limits'
            ELSE 'no limit of the substance is known for the market' END,
        CASE WHEN by_known THEN known.assumed WHEN by_other THEN other.assumed WHEN by_rule THEN rule.said || CASE
            WHEN no_limit THEN ', where somebody wrote that no limit of the substance exists, '
            ELSE ', where no limit of the substance is known, ' END || rule.checked END,
        CASE WHEN by_known OR no_limit THEN known.row_id ELSE other.row_id END, by_rule AND rule.any_find,
        CASE WHEN NOT by_known AND NOT no_limit THEN rule.look_up END
    FROM unprinted
    WHERE NOT has_printed OR (NOT own_market AND by_known AND known.says IS NULL)),
reasoned AS MATERIALIZED (
    SELECT *, any_find AND (state = 'trace' OR NOT (unseen OR state = 'below' OR high = 0)) AS found,
       CASE WHEN state IS NULL THEN 'a result can''t be read'
            WHEN says IS NOT NULL THEN says
            WHEN found THEN look_up
            WHEN limit_state IS NULL OR limit_state IN ('trace', 'present', 'over', 'range') THEN
                'a limit can''t be read'
            WHEN limit_state = 'absent' OR (limit_state = 'below' AND limit_high IS NULL) THEN
                CASE WHEN state = 'below' AND NOT by_word THEN 'the LOQ is above a limit of none at all' END
            WHEN high = 0 AND NOT unseen THEN NULL
            WHEN unseen AND high IS NULL THEN 'nothing was detected, but the LOQ is not written'
            WHEN state = 'present' THEN 'a substance was detected, but not how much'
            WHEN dimension IS NULL AND NOT has_unit THEN 'a result has no unit'
            WHEN dimension IS NULL OR limit_dimension IS NULL THEN 'a unit is not known'
            WHEN dimension <> limit_dimension THEN 'a result and its limit are in units that can''t be compared'
            WHEN look_up IS NOT NULL AND high > limit_high * (1 + {float_slack}) THEN look_up
            WHEN high > limit_high * (1 + {float_slack}) AND NOT (low > limit_high * (1 + {float_slack})
                OR (state = 'over' AND low >= limit_high * (1 - {float_slack}))) THEN
                CASE WHEN unseen OR state = 'below' THEN 'the LOQ is above the limit'
                    ELSE 'a result lies on both sides of the limit' END
            END AS reason
    FROM held)
SELECT row_id, limit_row_id, lot_id, sampled_on AS day, stream, crop_year, family, written,
    coalesce(market, 'market not written') AS market, assumed, reason,
       CASE WHEN reason IS NOT NULL THEN 'inconclusive'
            WHEN limit_state = 'absent' OR (limit_state = 'below' AND limit_high IS NULL) THEN
                CASE WHEN state = 'absent' OR (state = 'below' AND by_word) OR coalesce(high = 0, false) THEN 'pass'
                    ELSE 'fail' END
            WHEN found THEN 'fail'
            WHEN high <= coalesce(limit_high, 0) * (1 + {float_slack}) THEN 'pass' ELSE 'fail' END AS verdict
FROM reasoned;

-- Every lot tested against the markets its tests ask for: a fail of any test fails it, else one inconclusive makes it
-- so. Tests that name no market count in every market of the lot, so that none of them hides a fail.
CREATE TEMP TABLE lab_verdict AS
WITH test AS MATERIALIZED (FROM lab_judged),
asked AS (
    SELECT lot_id, family, row_id, list_sort(list(DISTINCT market)) AS markets FROM test GROUP BY ALL),
sets AS (SELECT DISTINCT lot_id, family, markets FROM asked),
of_reason AS (      -- the substances of a lot that want the same thing are told together
    SELECT j.lot_id, j.family, s.markets, j.verdict, any_value(j.stream) AS stream, any_value(j.crop_year) AS crop_year,
        max(j.day) AS day, list(DISTINCT j.assumed) FILTER (j.assumed IS NOT NULL) AS assumed,
        replace(j.reason, '<substances>', string_agg(DISTINCT j.written, ', ' ORDER BY j.written)) AS reason,
        list_concat(list(j.row_id), coalesce(list(j.limit_row_id) FILTER (j.limit_row_id IS NOT NULL), [])) AS row_ids
    FROM test j JOIN sets s ON s.lot_id = j.lot_id AND s.family = j.family
        AND (list_contains(s.markets, j.market) OR j.market = 'market not written')
    GROUP BY j.lot_id, j.family, s.markets, j.verdict, j.reason),
judged AS (
    SELECT lot_id, family, markets, any_value(stream) AS stream, any_value(crop_year) AS crop_year, max(day) AS day,
        CASE WHEN bool_or(verdict = 'fail') THEN 'fail' WHEN bool_or(verdict = 'inconclusive') THEN 'inconclusive'
            ELSE 'pass' END AS verdict,
        string_agg(DISTINCT reason, ', ' ORDER BY reason) AS reason,
        nullif(array_to_string(list_sort(list_distinct(flatten(list(assumed)))), '; '), '') AS assumed,
        list_distinct(flatten(list(row_ids))) AS row_ids
    FROM of_reason GROUP BY ALL)
SELECT j.* EXCLUDE (markets), array_to_string(j.markets, ' and ') AS market, l.station, l.variety, l.process
FROM judged j LEFT JOIN lot l USING (lot_id);
