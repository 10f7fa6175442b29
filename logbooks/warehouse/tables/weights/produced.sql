-- What every lot gave in kg green, each lot from the best source ("rung") that is whole for it: 1 the last milling,
-- 2 lots.green_kg, 3 receipts x the cooperative's own outturn, 4 receipts x the table of forms. The first two are
-- weights; the others are estimates, which `assumed` says. A lot without any is in `unweighed`, with the reason.
-- One row per sheet row behind the weight (per day of deliveries), so that every kg opens down to its cells.
-- A step by its word alone, so that trilla 1 and trilla 2 are two runs of one step.
CREATE OR REPLACE MACRO step_word(written) AS
    coalesce(nullif(trim(regexp_replace(folded(written), '\d+\p{L}{0,2}( |$)', ' ', 'g')), ''), folded(written));

-- The green of rung 1. Runs of the step that made it of parchment or cherry add up, and so does what came from other
-- lots. A later pass over green takes the place of what went into it: of passes that took no more in than there was all
-- count, with what none of them took; of passes over one another the last. Green that went on under another code is
-- that lot's. `assumed` says where the weights in can't tell.
CREATE TEMP TABLE milled AS
WITH milling AS (
    SELECT coalesce(into_lot_id, lot_id) AS lot_id, step_word(step) AS step, form_in, weight_in_kg AS kg_in,
        weight_out_kg AS kg, row_id,
           coalesce(ended_on, started_on, DATE '1900-01-01') AS done_on,
           coalesce(into_lot_id <> lot_id, false) AS came,
           list(step_word(step)) FILTER (form_in <> 'green' OR into_lot_id <> lot_id) OVER
               (PARTITION BY coalesce(into_lot_id, lot_id)) AS hulled
    FROM processing WHERE form_out = 'green' AND weight_out_kg > 0),
passes AS (
    SELECT *, NOT came AND coalesce(form_in = 'green', len(hulled) > 0 AND NOT list_contains(hulled, step),
        false) AS again FROM milling),
last_step AS (
    SELECT *, arg_max(step, (done_on, row_id)) FILTER (NOT came) OVER (PARTITION BY lot_id, again) AS last FROM passes),
of_lot AS (
    SELECT lot_id, coalesce(sum(kg) FILTER (NOT again AND (came OR step = last)), 0) AS there,
           count(DISTINCT step) FILTER (NOT again AND NOT came) AS ways, count(DISTINCT step) FILTER (again) AS kinds,
               count(*) FILTER (again AND step = last) AS runs,
           CASE WHEN count(*) FILTER (again AND step = last) = count(kg_in) FILTER (again AND step = last) THEN
               sum(kg_in) FILTER (again AND step = last) END AS taken,
           arg_max(row_id, (done_on, row_id)) FILTER (again) AS last_row
    FROM last_step GROUP BY lot_id),
told AS (       -- beside: the passes lay beside each other; left_share: of what was there none of them took
    SELECT *, coalesce(taken <= there * (1 + {repeated_pass_slack}), false) AS beside,
           CASE WHEN runs = 0 THEN 1
               WHEN kinds = 1 AND taken < there * (1 - {repeated_pass_slack}) THEN 1 - taken / there
               ELSE 0 END AS left_share,
           CASE WHEN runs > 1
               AND (taken IS NULL OR there = 0) THEN
               'of several passes over green, without what went into each, the last is counted'
                WHEN runs = 0 AND ways > 1 THEN 'of several steps that gave green the last is counted' END AS assumed
    FROM of_lot),
gone AS (       -- green that went on under another code
    SELECT lot_id, sum(coalesce(weight_in_kg, weight_out_kg)) AS kg FROM processing
    WHERE form_in = 'green' AND form_out = 'green' AND weight_out_kg > 0 AND into_lot_id <> lot_id GROUP BY lot_id),
counted AS (
    SELECT s.lot_id, CASE WHEN again THEN s.kg ELSE s.kg * t.left_share END AS kg, s.row_id, t.assumed
    FROM last_step s JOIN told t USING (lot_id)
    WHERE (s.came OR s.step = s.last) AND CASE WHEN again THEN t.beside OR s.row_id = t.last_row ELSE t.left_share > 0
        END),
kept AS (
    SELECT c.*, 1 - coalesce(g.kg, 0) / sum(c.kg) OVER (PARTITION BY c.lot_id) AS share FROM counted c LEFT JOIN gone g
        USING (lot_id))
SELECT lot_id, kg * share AS kg, row_id, assumed FROM kept WHERE share > {least_share_left};

CREATE TEMP TABLE produced_from AS
WITH received AS (
    SELECT lot_id, row_id, kg * green_per_kg(form) AS kg FROM delivery_day WHERE lot_id IS NOT NULL AND weighed),
own_outturn AS (  -- green milled per kg green the table would have promised
    SELECT l.crop_year, l.process, sum(m.kg) / sum(r.kg) AS factor
    FROM lot l JOIN (SELECT lot_id, sum(kg) AS kg FROM milled GROUP BY ALL) m USING (lot_id)
               JOIN (SELECT lot_id, sum(kg) AS kg FROM received GROUP BY ALL) r USING (lot_id)
    -- there receipts and green are of other coffee
    WHERE lot_id NOT IN (SELECT unnest([lot_id, into_lot_id]) FROM processing WHERE into_lot_id <> lot_id)
    GROUP BY ALL HAVING count(*) >= {own_outturn_lots}),
measured AS (
    SELECT lot_id, row_id, kg, 1 AS rung, assumed FROM milled
    UNION ALL SELECT lot_id, row_id, green_kg, 2, NULL FROM lot WHERE green_kg > 0
    UNION ALL SELECT r.lot_id, r.row_id, r.kg * o.factor, 3, 'kg green from receipts by the outturn of other lots'
              FROM received r JOIN lot l USING (lot_id)
              JOIN own_outturn o ON o.crop_year = l.crop_year AND o.process IS NOT DISTINCT FROM l.process
    UNION ALL SELECT lot_id, row_id, kg, 4, 'kg green from receipts by the table of conversions' FROM received),
made AS (
    SELECT lot_id, crop_year FROM lot
    WHERE closed_on IS NOT NULL OR lot_id IN (SELECT lot_id FROM measured WHERE rung <= 2)
       OR lot_id IN (SELECT lot_id FROM offers WHERE status = 'accepted')),
chosen AS (SELECT lot_id, min(rung) AS rung FROM measured GROUP BY lot_id)
SELECT l.lot_id, l.stream, l.crop_year, l.station, l.variety, l.process, coalesce(l.closed_on, l.opened_on) AS day,
       l.closed_on, m.row_id, m.kg, m.rung, m.assumed
FROM made JOIN lot l USING (lot_id) JOIN chosen USING (lot_id)
JOIN measured m ON m.lot_id = l.lot_id AND m.rung = chosen.rung;

CREATE TEMP TABLE produced AS
SELECT lot_id, any_value(stream) AS stream, any_value(crop_year) AS crop_year, any_value(station) AS station,
       any_value(variety) AS variety, any_value(process) AS process, any_value(day) AS day,
       any_value(closed_on) AS closed_on, sum(kg) AS produced_kg, any_value(rung) AS rung,
       any_value(assumed) AS assumed, list(row_id) AS row_ids
FROM produced_from GROUP BY lot_id;

-- Lots without kg green in a season in which others have them. Either they were sold, settled or weighed somewhere and
-- have none at the rung of their season: they are in no number per kg made, so their deals and bills belong in none
-- either. Or they are in work. A lot passed on into another is in that one.
CREATE TEMP TABLE unweighed AS
WITH without AS (
    SELECT *, lot_id IN (SELECT lot_id FROM offers WHERE status = 'accepted') AS sold,
           lot_id IN (SELECT lot_id FROM processing WHERE into_lot_id <> lot_id) AS passed_on,
           closed_on IS NOT NULL OR coalesce(green_kg > 0, false) OR lot_id IN (SELECT lot_id FROM milled) AS ended
    FROM lot WHERE crop_year IN (SELECT crop_year FROM produced) AND lot_id NOT IN (SELECT lot_id FROM produced)),
judged AS (
    SELECT *, NOT sold AND NOT ended AS in_work FROM without
    WHERE sold OR NOT passed_on AND (ended OR lot_id IN (SELECT lot_id FROM delivery_day WHERE lot_id IS NOT NULL)
        OR lot_id IN (SELECT lot_id FROM processing)))
SELECT lot_id, stream, crop_year, station, variety, process, coalesce(closed_on, opened_on) AS day, row_id, in_work,
       CASE WHEN in_work THEN 'a lot in work, whose kg green are not known yet'
            ELSE 'a lot sold or closed whose kg green are not written where those of the others are' END AS why_not
FROM judged;
