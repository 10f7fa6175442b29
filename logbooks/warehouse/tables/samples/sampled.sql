-- What was measured in the green samples of a lot, long: one row per thing and sheet row, with its share of the lot in
-- `weight` (the weights of a lot, thing and basis add up to 1): cuppers are averaged within a sample (without its code:
-- of one lot, day and stage), samples within the lot, lots stay unweighted. Only the pre-shipment samples of a lot
-- count, else those of the latest stage sampled; a sample without a stage is later than the stages sampled before its
-- day. A sample whose defects give no number has none, and `why_not` says why. Defects are in the unit of their scheme;
-- category1 and category2 are whole full defects, as the grade counts them.
CREATE TEMP TABLE sampled AS
-- whose beans were counted is not known
WITH shared AS (SELECT sample_id FROM quality WHERE sample_id IS NOT NULL GROUP BY sample_id
    HAVING count(DISTINCT lot_id) > 1),
counted_defects AS (            -- from the raw counts, where they were written down, by the table of each scheme
    SELECT d.sample_id, s.scheme, s.sample_g, sum(counted) AS total,
           sum(whole) FILTER (e.category = 1) AS category1, sum(whole) FILTER (e.category = 2) AS category2,
           bool_or(e.defect IS NULL AND d.count > 0) AS unknown
    FROM defects d JOIN (SELECT DISTINCT sample_id, scheme, sample_g FROM quality WHERE scheme IS NOT NULL) s
        USING (sample_id)
    LEFT JOIN defect_scheme c ON c.scheme = s.scheme
    LEFT JOIN defect_word w ON w.word = folded(d.defect) LEFT JOIN equivalent e ON e.defect = w.defect
        AND e.scheme = s.scheme
    CROSS JOIN LATERAL (SELECT full_defects(d.count, e.beans_per_defect) * coalesce(c.grams / s.sample_g, 1) AS counted)
    CROSS JOIN LATERAL (SELECT floor(counted + {float_slack}) AS whole)
    WHERE d.sample_id NOT IN (FROM shared) GROUP BY ALL),
staged AS (
    SELECT *, CASE stage WHEN 'pre-shipment' THEN 5 WHEN 'arrival' THEN 4 WHEN 'resting' THEN 3 WHEN 'drying' THEN 2
        WHEN 'intake' THEN 1 END AS said_rank FROM quality),
row_of_quality AS (
    SELECT q.* EXCLUDE (said_rank), coalesce(q.sample_id, CASE WHEN q.cupper IS NOT NULL THEN
        'cupped ' || concat_ws(' ', q.lot_id, q.sampled_on, q.stage) END, 'row ' || q.row_id) AS sample,
           CASE WHEN q.scheme IS NULL THEN {defect_sample_g} ELSE c.grams END AS asked_g, c.unit AS scheme_unit,
           coalesce(asked_g / q.sample_g, 1) AS to_asked,
           coalesce(q.defect_unit, c.counted_in[1], 'full defects') AS total_unit,
           coalesce(c.counted_in, CASE WHEN q.scheme IS NULL THEN ['full defects'] END) AS counted_in,
           q.sample_id IN (SELECT sample_id FROM defects) AS was_counted,
           max(said_rank) OVER (PARTITION BY lot_id ORDER BY sampled_on RANGE BETWEEN UNBOUNDED PRECEDING
               AND INTERVAL 1 DAY PRECEDING) AS before,
           coalesce(said_rank, CASE WHEN before < 5 THEN before + 0.5 END, 0) AS stage_rank
    FROM staged q LEFT JOIN defect_scheme c USING (scheme)),
graded AS (                     -- what was written as a total counts where no raw counts can be added up
    SELECT q.*, CASE WHEN NOT d.unknown THEN d.total
                     WHEN asked_g IS NOT NULL AND q.category1_defects IS NOT NULL AND q.category2_defects IS NOT NULL
                         THEN (q.category1_defects + q.category2_defects) * to_asked
                     WHEN list_contains(counted_in, total_unit) AND (asked_g IS NOT NULL OR q.defect_total <= 100)
                         THEN q.defect_total * to_asked
                     END AS in_all,
           -- whole full defects, as the grade counts them: of raw counts kind by kind, else of what was written
           CASE WHEN NOT d.unknown THEN coalesce(d.category1, 0) ELSE floor(q.category1_defects * to_asked +
               {float_slack}) END AS category1,
           CASE WHEN NOT d.unknown THEN coalesce(d.category2, 0) ELSE floor(q.category2_defects * to_asked +
               {float_slack}) END AS category2,
           CASE WHEN in_all IS NOT NULL THEN NULL
                WHEN q.scheme IS NOT NULL AND scheme_unit IS NULL THEN
                    'a sample was counted by another scheme, whose unit we do not know'
                WHEN asked_g IS NULL AND q.defect_total > 100 THEN
                    'a sample has more than 100 percent of its mass as defects'
                WHEN asked_g IS NULL AND q.defect_total IS NOT NULL THEN 'a sample has its total by ' || q.scheme ||
                    ' in ' || total_unit || ', and that scheme counts in percent of mass'
                WHEN d.unknown AND NOT EXISTS (SELECT 1 FROM equivalent e WHERE e.scheme = q.scheme) THEN 'no table ' ||
                    'of beans by which the counts of ' || q.scheme || ' add up is known, so a sample needs its total'
                WHEN d.unknown THEN 'a sample has a defect that the table of ' || q.scheme ||
                    ' does not hold, and no written total'
                WHEN q.sample_id IN (FROM shared) THEN
                    'the code of a sample stands for samples of several lots, so its counts belong to none'
                WHEN was_counted THEN 'a sample was counted without saying by which scheme'
                WHEN q.defect_unit = 'percent by mass'
                    AND q.defect_total IS NOT NULL THEN
                    'a sample has its defects in percent of mass, which is no count of beans'
                WHEN q.defect_total IS NOT NULL THEN 'a sample has its defects in points, which ' || coalesce(q.scheme,
                    'a sample without a scheme') || ' does not give'
                WHEN asked_g IS NULL AND (q.category1_defects IS NOT NULL OR q.category2_defects IS NOT NULL) THEN
                    'a sample has its defects by category, and ' || q.scheme || ' counts in percent of mass'
                WHEN q.category1_defects IS NOT NULL OR q.category2_defects IS NOT NULL THEN
                    'a sample has only one of its two categories of defects' END AS why_not
    FROM row_of_quality q LEFT JOIN counted_defects d ON d.sample_id = q.sample_id AND d.scheme = q.scheme
        AND d.sample_g IS NOT DISTINCT FROM q.sample_g),
long AS (
    SELECT 'moisture' AS thing, lot_id, row_id, sample, stage_rank, sampled_on, moisture AS value,
           coalesce(arg_min(instrument, row_id) OVER (PARTITION BY as_one_name(instrument)),
               'instrument not written') AS basis, NULL::DOUBLE AS category1, NULL::DOUBLE AS category2,
           NULL::VARCHAR AS assumed, NULL::VARCHAR AS why_not
    FROM row_of_quality WHERE moisture > 0
    UNION ALL
    SELECT 'cup_score', lot_id, row_id, sample, stage_rank, sampled_on, cup_score,
        coalesce(protocol, 'protocol not written'), NULL, NULL, NULL, NULL
    FROM row_of_quality WHERE cup_score > 0
    UNION ALL
    SELECT unnest(['water_activity', 'quakers']), lot_id, row_id, sample, stage_rank, sampled_on,
        unnest([water_activity, quakers]), NULL, NULL, NULL, NULL, NULL
    FROM row_of_quality
    UNION ALL
    SELECT 'defects', lot_id, row_id, sample, stage_rank, sampled_on, in_all, coalesce(scheme, 'scheme not written'),
        category1, category2,
           CASE WHEN asked_g IS NULL AND defect_unit IS NULL THEN 'totals by ' || scheme ||
                   ' without a defect unit are taken as percent of mass'
               WHEN sample_g IS NULL AND asked_g IS NOT NULL THEN 'samples without a weight are taken as ' || asked_g ||
                   ' g' END, why_not
    FROM graded WHERE in_all IS NOT NULL OR why_not IS NOT NULL OR (category1 IS NOT NULL AND category2 IS NOT NULL)),
latest AS (
    SELECT *, max(stage_rank) OVER (PARTITION BY thing, lot_id) AS last_rank FROM long WHERE why_not IS NULL
        AND (value IS NOT NULL OR thing = 'defects')),
weighed AS (
    SELECT * EXCLUDE (last_rank), 1.0 / count(*) OVER (PARTITION BY thing, lot_id, basis, sample)
              / count(DISTINCT sample) OVER (PARTITION BY thing, lot_id, basis) AS weight
    FROM latest WHERE stage_rank = last_rank
    UNION ALL
    SELECT *, NULL FROM long WHERE why_not IS NOT NULL)
SELECT w.thing, w.lot_id, w.row_id, w.sample, w.sampled_on AS day, w.value, w.basis, w.category1, w.category2, w.weight,
    w.assumed, w.why_not,
       l.stream, coalesce(l.crop_year, crop_year_of(w.sampled_on)) AS crop_year, l.station, l.variety, l.process
FROM weighed w LEFT JOIN lot l USING (lot_id);
