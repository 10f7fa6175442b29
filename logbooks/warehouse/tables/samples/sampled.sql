-- What was measured in the green samples of a lot, long: one row per thing and sheet row, with its share of the lot in
-- `weight` (the weights of a lot, thing and basis add up to 1): cuppers are averaged within a sample (without its code:
-- of one lot, day and stage), samples within the lot, lots stay unweighted. Only the pre-shipment samples of a lot
-- count, else those of the latest stage sampled; a sample without a stage is later than the stages sampled before its
-- day. A sample whose defects give no number has none, and `why_not` says why.
CREATE TEMP TABLE sampled AS
-- whose beans were counted is not known
WITH shared AS (SELECT sample_id FROM quality WHERE sample_id IS NOT NULL GROUP BY sample_id
    HAVING count(DISTINCT lot_id) > 1),
counted_defects AS (            -- from the raw counts, where they were written down, by the table of each scheme
    SELECT d.sample_id, s.scheme, sum(full_defects(d.count, e.beans_per_defect)) FILTER (e.category = 1) AS category1,
           sum(full_defects(d.count, e.beans_per_defect)) FILTER (e.category = 2) AS category2,
           sum(full_defects(d.count, e.beans_per_defect)) AS total, bool_or(e.defect IS NULL AND d.count > 0) AS unknown
    FROM defects d JOIN (SELECT DISTINCT sample_id, scheme FROM quality WHERE scheme IS NOT NULL) s USING (sample_id)
    LEFT JOIN defect_word w ON w.word = folded(d.defect) LEFT JOIN equivalent e ON e.defect = w.defect
        AND e.scheme = s.scheme
    WHERE d.sample_id NOT IN (FROM shared) GROUP BY ALL),
staged AS (
    SELECT *, CASE stage WHEN 'pre-shipment' THEN 5 WHEN 'arrival' THEN 4 WHEN 'resting' THEN 3 WHEN 'drying' THEN 2
        WHEN 'intake' THEN 1 END AS said_rank FROM quality),
row_of_quality AS (
    SELECT q.* EXCLUDE (said_rank), coalesce(q.sample_id, CASE WHEN q.cupper IS NOT NULL THEN
        'cupped ' || concat_ws(' ', q.lot_id, q.sampled_on, q.stage) END, 'row ' || q.row_id) AS sample, CASE
        WHEN q.scheme IN ('SNI', 'COB') THEN {defect_sample_g_cob_sni} ELSE {defect_sample_g} END AS asked_g,
           {defect_sample_g} / coalesce(q.sample_g, asked_g) AS per_350, q.sample_id IN (SELECT sample_id
               FROM defects) AS was_counted,
           max(said_rank) OVER (PARTITION BY lot_id ORDER BY sampled_on RANGE BETWEEN UNBOUNDED PRECEDING
               AND INTERVAL 1 DAY PRECEDING) AS before,
           coalesce(said_rank, CASE WHEN before < 5 THEN before + 0.5 END, 0) AS stage_rank
    FROM staged q),
graded AS (                     -- what was written as a total counts where no raw counts can be added up
    SELECT q.*, CASE WHEN NOT d.unknown THEN d.total
                     WHEN q.category1_defects IS NOT NULL AND q.category2_defects IS NOT NULL THEN q.category1_defects +
                         q.category2_defects
                     WHEN coalesce(q.defect_unit, 'full defects') = 'full defects' OR (q.defect_unit = 'points'
                         AND q.scheme <> 'SCA') THEN q.defect_total
                     END * per_350 AS in_all,
           CASE WHEN NOT d.unknown THEN coalesce(d.category1, 0) ELSE q.category1_defects END * per_350 AS category1,
           CASE WHEN NOT d.unknown THEN coalesce(d.category2, 0) ELSE q.category2_defects END * per_350 AS category2,
           CASE WHEN in_all IS NOT NULL THEN NULL
                WHEN d.unknown AND q.scheme = 'TCVN' THEN
                    'TCVN has no table of beans by which counts add up, so a sample needs its total'
                WHEN d.unknown THEN 'a sample has a defect that the table of ' || q.scheme ||
                    ' does not hold, and no written total'
                WHEN q.sample_id IN (FROM shared) THEN
                    'the code of a sample stands for samples of several lots, so its counts belong to none'
                WHEN was_counted THEN 'a sample was counted without saying by which scheme'
                WHEN q.defect_unit = 'percent by mass'
                    AND q.defect_total IS NOT NULL THEN
                    'a sample has its defects in percent of mass, which is no count of beans'
                WHEN q.defect_total IS NOT NULL THEN 'a sample has its defects in points, which SCA does not give'
                WHEN q.category1_defects IS NOT NULL OR q.category2_defects IS NOT NULL THEN
                    'a sample has only one of its two categories of defects' END AS why_not
    FROM row_of_quality q LEFT JOIN counted_defects d ON d.sample_id = q.sample_id AND d.scheme = q.scheme),
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
    SELECT 'defects', lot_id, row_id, sample, stage_rank, sampled_on, in_all, coalesce(scheme, 'scheme not written'),
        category1, category2,
           CASE WHEN sample_g IS NULL THEN 'samples without a weight are taken as ' || asked_g || ' g' END, why_not
    FROM graded WHERE in_all IS NOT NULL OR why_not IS NOT NULL OR (category1 IS NOT NULL AND category2 IS NOT NULL)),
latest AS (
    SELECT *, max(stage_rank) OVER (PARTITION BY thing, lot_id) AS last_rank FROM long WHERE why_not IS NULL),
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
