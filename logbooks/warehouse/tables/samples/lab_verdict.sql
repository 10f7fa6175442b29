-- Every laboratory test against every market it must meet: pass, fail or inconclusive, with the reason of the last.
CREATE TEMP TABLE lab_judged AS
WITH texts AS MATERIALIZED (FROM lab_text),
markets_set AS (SELECT setting_text('markets') AS list),
test AS MATERIALIZED (
    SELECT t.row_id, t.lot_id, t.sampled_on, t.stream, t.crop_year, t.kind, CASE WHEN t.kind = 'residue' THEN 'residue'
        ELSE 'microbiology' END AS family,
           coalesce(w.analyte, folded(t.analyte)) AS analyte, r.state, r.by_word, r.low * u.factor AS low,
               r.high * u.factor AS high, u.dimension,
           coalesce(r.unit, unit_word(t.unit)) IS NOT NULL AS has_unit,
           t."limit" IS NOT NULL AS has_printed, p.state AS printed_state, p.high * pu.factor AS printed_high,
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
    SELECT n.row_id, n.market, arg_min({'state': k.state, 'high': k.high, 'dimension': k.dimension, 'says': k.says,
        'assumed': k.assumed, 'row_id': k.row_id, 'place': k.place},
                                       (k.place, -epoch(coalesce(k.valid_from, DATE '1900-01-01')::TIMESTAMP),
                                           coalesce(k.high, 0))) AS known
    FROM named n JOIN known_limit k ON k.market = n.market AND (k.analyte = n.analyte OR (k.analyte = 'default'
        AND n.kind = 'residue'))
        AND coalesce(k.valid_from <= n.sampled_on, true)
    GROUP BY ALL),
-- the printed limit; where the row names no market, it is met and what the settings ask for as well
held AS MATERIALIZED (
    SELECT n.*, n.printed_state AS limit_state, n.printed_high AS limit_high, n.printed_dimension AS limit_dimension,
        NULL AS says, NULL AS assumed, NULL AS limit_row_id
    FROM named n WHERE n.has_printed
    UNION ALL
    SELECT n.*, l.known.state, l.known.high, l.known.dimension, coalesce(l.known.says,
               CASE WHEN l.known IS NOT NULL THEN NULL
                   WHEN n.market IS NULL THEN 'no market is named for a test without a limit'
                    WHEN n.kind = 'microbiology' THEN
                        'there is no general limit for germs in green coffee, and none in Limits'
                    ELSE 'no limit of the substance is known for the market' END), l.known.assumed, l.known.row_id
    FROM named n LEFT JOIN looked_up l ON l.row_id = n.row_id AND l.market IS NOT DISTINCT FROM n.market
    WHERE NOT n.has_printed OR (NOT n.own_market AND l.known IS NOT NULL AND l.known.place <= 2
        AND l.known.says IS NULL)),
reasoned AS MATERIALIZED (
    SELECT *,
       CASE WHEN state IS NULL THEN 'a result can''t be read'
            WHEN says IS NOT NULL THEN says
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
            WHEN high > limit_high * (1 + {float_slack}) AND NOT (low > limit_high * (1 + {float_slack})
                OR (state = 'over' AND low >= limit_high * (1 - {float_slack}))) THEN
                CASE WHEN unseen OR state = 'below' THEN 'the LOQ is above the limit'
                    ELSE 'a result lies on both sides of the limit' END
            END AS reason
    FROM held)
SELECT row_id, limit_row_id, lot_id, sampled_on AS day, stream, crop_year, family,
    coalesce(market, 'market not written') AS market, assumed, reason,
       CASE WHEN reason IS NOT NULL THEN 'inconclusive'
            WHEN limit_state = 'absent' OR (limit_state = 'below' AND limit_high IS NULL) THEN
                CASE WHEN state = 'absent' OR (state = 'below' AND by_word) OR coalesce(high = 0, false) THEN 'pass'
                    ELSE 'fail' END
            WHEN high <= coalesce(limit_high, 0) * (1 + {float_slack}) THEN 'pass' ELSE 'fail' END AS verdict
FROM reasoned;

-- Every lot tested against the markets its tests ask for: a fail of any test fails it, else one inconclusive makes it
-- so. Tests that name no market count in every market of the lot, so that none of them hides a fail.
CREATE TEMP TABLE lab_verdict AS
WITH test AS MATERIALIZED (FROM lab_judged),
asked AS (
    SELECT lot_id, family, row_id, list_sort(list(DISTINCT market)) AS markets FROM test GROUP BY ALL),
sets AS (SELECT DISTINCT lot_id, family, markets FROM asked),
judged AS (
    SELECT j.lot_id, j.family, s.markets, any_value(j.stream) AS stream, any_value(j.crop_year) AS crop_year,
        max(j.day) AS day,
           CASE WHEN bool_or(j.verdict = 'fail') THEN 'fail' WHEN bool_or(j.verdict = 'inconclusive') THEN
               'inconclusive' ELSE 'pass' END AS verdict,
           string_agg(DISTINCT j.reason, ', ' ORDER BY j.reason) AS reason,
           string_agg(DISTINCT j.assumed, '; ' ORDER BY j.assumed) AS assumed,
           list_distinct(list_concat(list(j.row_id), list(j.limit_row_id) FILTER (j.limit_row_id IS NOT NULL))) AS
               row_ids
    FROM test j JOIN sets s ON s.lot_id = j.lot_id AND s.family = j.family
        AND (list_contains(s.markets, j.market) OR j.market = 'market not written')
    GROUP BY j.lot_id, j.family, s.markets)
SELECT j.* EXCLUDE (markets), array_to_string(j.markets, ' and ') AS market, l.station, l.variety, l.process
FROM judged j LEFT JOIN lot l USING (lot_id);
