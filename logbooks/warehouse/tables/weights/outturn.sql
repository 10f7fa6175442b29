-- Kg green at 12 % moisture per kg cherry as weighed, lot by lot. The cherry leg is what was weighed as cherry, the
-- green leg the last milling (else lots.green_kg); `missing_leg` names the one that is missing. `why_not` is that, or
-- that the two disagree: then the lot has an `outturn`, which counts for its identity and in no mean. Nothing is
-- converted from one form to another: a lot that was partly received as parchment has no outturn. The mass of one
-- moisture is brought to another by W2 = W1 x (1 - m1) / (1 - m2), m of the milling itself, else of the lot's green
-- samples, else {green_moisture} %, which is then said.
CREATE OR REPLACE MACRO kg_at_12_percent(kg, moisture) AS kg * (100 - moisture) / (100 - {green_moisture});

-- Where the coffee of a lot ended that was moved on under another code; `split` where it ended under several.
CREATE TEMP TABLE lot_became AS
WITH RECURSIVE moved AS (
    SELECT DISTINCT lot_id, into_lot_id FROM processing WHERE into_lot_id IS NOT NULL AND into_lot_id <> lot_id),
kept AS (SELECT lot_id FROM processing WHERE form_out = 'green' AND coalesce(into_lot_id, lot_id) = lot_id),
walked AS (
    SELECT DISTINCT lot_id, lot_id AS place, 0 AS steps FROM moved
    UNION
    SELECT w.lot_id, m.into_lot_id, w.steps + 1 FROM walked w JOIN moved m ON m.lot_id = w.place
    WHERE w.steps < {moves_followed}),
ends AS (
    SELECT lot_id, place FROM walked w
    WHERE NOT EXISTS (SELECT 1 FROM moved m WHERE m.lot_id = w.place) OR w.place IN (SELECT lot_id FROM kept))
SELECT lot_id, place AS became, count(*) OVER (PARTITION BY lot_id) > 1 AS split FROM (SELECT DISTINCT lot_id, place
    FROM ends);

CREATE TEMP TABLE outturn AS
WITH delivered AS (
    SELECT lot_id, sum(kg) FILTER (form = 'cherry') AS cherry_kg,
        list(DISTINCT form) FILTER (form <> 'cherry') AS other_forms, list(row_id) AS row_ids
    FROM delivery_day WHERE lot_id IS NOT NULL AND weighed GROUP BY lot_id),
-- a lot went into this one whose own coffee nobody weighed in, so there was more cherry than is known
blind AS (
    SELECT DISTINCT became AS lot_id FROM lot_became WHERE lot_id <> became AND lot_id NOT IN (SELECT lot_id
        FROM delivered)
       AND lot_id NOT IN (SELECT into_lot_id FROM processing WHERE into_lot_id IS NOT NULL
           AND into_lot_id <> processing.lot_id)),
lost_cherry AS (
    SELECT DISTINCT coalesce(b.became, d.lot_id) AS lot_id FROM lost_delivery d LEFT JOIN lot_became b USING (lot_id)),
received AS (
    SELECT coalesce(b.became, d.lot_id) AS lot_id, bool_or(coalesce(b.split, false)) AS split,
        sum(d.cherry_kg) AS cherry_kg,
           array_to_string(list_sort(list_distinct(flatten(list(d.other_forms)))), ' and ') AS other_form,
               flatten(list(d.row_ids)) AS row_ids
    FROM delivered d LEFT JOIN lot_became b ON b.lot_id = d.lot_id GROUP BY ALL),
sampled_green AS (   -- the means of the instruments, one by one, then of both: none is preferred
    SELECT lot_id, avg(moisture) AS moisture, list_distinct(flatten(list(row_ids))) AS row_ids
    FROM (SELECT s.lot_id, s.basis, sum(s.value * s.weight) AS moisture, list(s.row_id) AS row_ids
          FROM sampled s JOIN quality q USING (row_id)
          WHERE s.thing = 'moisture' AND coalesce(q.stage, 'pre-shipment') NOT IN ('intake', 'drying') GROUP BY ALL)
    GROUP BY lot_id),
weighed AS (
    SELECT m.lot_id, m.kg, p.moisture_out AS moisture, m.row_id, step_word(p.step) AS step, m.assumed FROM milled m
        JOIN processing p USING (row_id)
    UNION ALL
    SELECT lot_id, green_kg, NULL, row_id, NULL, NULL FROM lot WHERE green_kg > 0 AND lot_id NOT IN (SELECT lot_id
        FROM milled)),
green AS (
    SELECT w.lot_id, sum(w.kg) AS green_kg, list(w.row_id) AS row_ids,
           sum(kg_at_12_percent(w.kg, coalesce(w.moisture, s.moisture, {green_moisture}))) AS green_at_12_kg,
           bool_or(w.moisture IS NULL) AND any_value(s.moisture) IS NOT NULL AS by_sample,
               any_value(s.row_ids) AS sample_row_ids,
           bool_or(coalesce(w.moisture, s.moisture) IS NULL) AS unknown, any_value(w.step) AS step,
               any_value(w.assumed) AS assumed
    FROM weighed w LEFT JOIN sampled_green s USING (lot_id) GROUP BY w.lot_id),
unfinished AS (      -- a run of the same step that has not given its green yet
    SELECT DISTINCT g.lot_id FROM green g JOIN processing p ON coalesce(p.into_lot_id, p.lot_id) = g.lot_id
        AND step_word(p.step) = g.step
    WHERE p.weight_out_kg IS NULL),
fed AS (             -- what the steps that took cherry weighed
    SELECT lot_id, sum(weight_in_kg) AS kg FROM processing
    WHERE form_in = 'cherry' AND form_out IS DISTINCT FROM 'cherry'
    GROUP BY lot_id HAVING count(weight_in_kg) = count(*)),
legs AS (
    SELECT l.* EXCLUDE (green_kg), r.cherry_kg, r.other_form, r.split, r.row_ids AS cherry_rows,
           g.* EXCLUDE (lot_id, row_ids), g.row_ids AS green_rows, g.green_at_12_kg / r.cherry_kg AS given,
           CASE WHEN r.other_form <> '' THEN 'the lot was partly received as ' || r.other_form
                WHEN r.split THEN 'its coffee was split over several lots, so the cherry of each is not known'
                WHEN ld.lot_id IS NOT NULL THEN 'a delivery of it could not be counted'
                WHEN lm.lot_id IS NOT NULL THEN 'a milling of it could not be counted'
                WHEN b.lot_id IS NOT NULL THEN 'the cherry of a lot that went into it was not weighed'
                WHEN r.cherry_kg IS NULL AND g.green_kg IS NULL THEN 'neither cherry nor green was weighed'
                WHEN r.cherry_kg IS NULL THEN 'no cherry was weighed for the lot'
                WHEN g.green_kg IS NULL THEN 'no green was weighed for the lot'
                WHEN u.lot_id IS NOT NULL THEN 'the milling has not ended'
           END AS missing_leg,
           CASE WHEN r.cherry_kg < f.kg * (1 - {cherry_missing_share})
                    THEN 'its receipts hold less cherry than went into its processing'
                WHEN given > {outturn_at_most} THEN 'it gave more green than its cherry can: a delivery may be missing'
                WHEN given < {outturn_at_least} THEN 'it gave less green than its cherry does: a milling may be missing'
           END AS disagrees
    FROM lot l LEFT JOIN received r USING (lot_id) LEFT JOIN green g USING (lot_id)
    LEFT JOIN unfinished u USING (lot_id) LEFT JOIN blind b USING (lot_id) LEFT JOIN lost_milling lm USING (lot_id)
    LEFT JOIN lost_cherry ld USING (lot_id) LEFT JOIN fed f USING (lot_id)),
usual AS (
    SELECT crop_year, process, species, median(given) AS given FROM legs
    WHERE missing_leg IS NULL AND disagrees IS NULL GROUP BY ALL HAVING count(*) >= {outturn_lots_to_compare}),
judged AS (
    SELECT l.*, coalesce(l.missing_leg, l.disagrees, CASE
               WHEN l.given > u.given * (1 + {outturn_apart_share})
                   THEN 'it gave more green than its cherry can, by the other lots: a delivery may be missing'
               WHEN l.given < u.given * (1 - {outturn_apart_share})
                   THEN 'it gave less green than its cherry does, by the other lots: a milling may be missing'
               END) AS why_not
    FROM legs l LEFT JOIN usual u ON u.crop_year IS NOT DISTINCT FROM l.crop_year
        AND u.process IS NOT DISTINCT FROM l.process AND u.species IS NOT DISTINCT FROM l.species)
SELECT lot_id, stream, crop_year, station, variety, process, coalesce(closed_on, opened_on) AS day, cherry_kg, green_kg,
       CASE WHEN NOT unknown THEN round(100 - (100 - {green_moisture}) * green_at_12_kg / green_kg, 6) END AS moisture,
       green_at_12_kg, missing_leg, why_not, CASE WHEN missing_leg IS NULL THEN given END AS outturn,
       nullif(concat_ws('; ', CASE WHEN unknown THEN 'green of unknown moisture is taken as 12 %' END, assumed), '')
           AS assumed,
       list_concat(coalesce(cherry_rows, []), coalesce(green_rows, []), CASE WHEN by_sample THEN sample_row_ids ELSE []
           END) AS row_ids
FROM judged;
