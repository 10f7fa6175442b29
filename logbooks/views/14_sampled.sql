-- What was measured in the green samples of a lot, long: one row per thing and sheet row, with its share of the lot
-- in `weight` (the weights of a lot, thing and basis add up to 1): cuppers are averaged within a sample, samples within
-- the lot, lots stay unweighted. Only the pre-shipment samples of a lot count, else those of the latest stage sampled.
CREATE OR REPLACE VIEW sampled AS
WITH counted_defects AS (       -- full defects per category from the raw counts, where they were written down
    SELECT d.sample_id, sum(d.count / e.equivalent) FILTER (e.category = 1) AS category1,
           sum(d.count / e.equivalent) FILTER (e.category = 2) AS category2,
           sum(d.count / e.equivalent) AS total, bool_or(e.equivalent IS NULL) AS unknown
    FROM defects d LEFT JOIN equivalent e ON e.defect = lower(trim(d.defect)) GROUP BY d.sample_id),
row_of_quality AS (
    SELECT q.*, coalesce(q.sample_id, 'row ' || q.row_id) AS sample, 350 / coalesce(q.sample_g, 350) AS per_350,
           CASE q.stage WHEN 'pre-shipment' THEN 5 WHEN 'arrival' THEN 4 WHEN 'resting' THEN 3
                        WHEN 'drying' THEN 2 WHEN 'intake' THEN 1 ELSE 0 END AS stage_rank
    FROM quality q),
long AS (
    SELECT 'moisture' AS thing, lot_id, row_id, sample, stage_rank, sampled_on, moisture AS value,
           coalesce(instrument, 'instrument not written') AS basis, NULL::DOUBLE AS category1, NULL::DOUBLE AS category2
    FROM row_of_quality WHERE moisture > 0
    UNION ALL
    SELECT 'cup_score', lot_id, row_id, sample, stage_rank, sampled_on, cup_score, coalesce(protocol, 'protocol not written'), NULL, NULL
    FROM row_of_quality WHERE cup_score > 0
    UNION ALL
    SELECT 'defects', q.lot_id, q.row_id, q.sample, q.stage_rank, q.sampled_on,
           per_350 * CASE WHEN NOT d.unknown THEN d.total
                          WHEN q.category1_defects IS NOT NULL AND q.category2_defects IS NOT NULL THEN q.category1_defects + q.category2_defects
                          WHEN q.defect_total IS NOT NULL THEN CASE WHEN coalesce(q.defect_unit, 'full defects') = 'full defects' THEN q.defect_total END END,
           coalesce(q.scheme, 'scheme not written'),
           CASE WHEN NOT d.unknown THEN coalesce(d.category1, 0) ELSE q.category1_defects END * per_350,
           CASE WHEN NOT d.unknown THEN coalesce(d.category2, 0) ELSE q.category2_defects END * per_350
    -- the beans of another scheme make other full defects: there its own totals count
    FROM row_of_quality q LEFT JOIN counted_defects d ON d.sample_id = q.sample_id AND coalesce(q.scheme, 'SCA') = 'SCA'),
latest AS (
    SELECT *, max(stage_rank) OVER (PARTITION BY thing, lot_id) AS last_rank FROM long
    WHERE value IS NOT NULL OR (category1 IS NOT NULL AND category2 IS NOT NULL)),
weighed AS (
    SELECT *, 1.0 / count(*) OVER (PARTITION BY thing, lot_id, basis, sample)
              / count(DISTINCT sample) OVER (PARTITION BY thing, lot_id, basis) AS weight
    FROM latest WHERE stage_rank = last_rank)
SELECT w.thing, w.lot_id, w.row_id, w.sample, w.sampled_on AS day, w.value, w.basis, w.category1, w.category2, w.weight,
       l.stream, coalesce(l.crop_year, crop_year_of(w.sampled_on)) AS crop_year, l.station, l.variety, l.process
FROM weighed w LEFT JOIN lot l USING (lot_id);
