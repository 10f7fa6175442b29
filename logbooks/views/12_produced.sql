-- What every lot gave in kg green, from one source ("rung") for all lots of a crop year, so that streams compare:
-- 1 the last milling, 2 lots.green_kg, 3 receipts x the cooperative's own outturn, 4 receipts x the table of forms.
-- The rung that covers most of the lots that must have been made by now (milled, weighed, sold or settled) is taken,
-- the better one where two cover as many; a lot it does not cover is left out.
-- One row per sheet row behind the weight, so that every kg opens down to its cells.
CREATE TEMP TABLE milled AS     -- the green of rung 1
WITH milling AS (
    SELECT coalesce(into_lot_id, lot_id) AS lot_id, lower(trim(step)) AS step, weight_out_kg AS kg, row_id,
           coalesce(form_in = 'green', false) AS again, coalesce(ended_on, started_on) AS done_on
    FROM processing WHERE form_out = 'green' AND weight_out_kg > 0),
last_step AS (
    SELECT *, arg_max(step, (coalesce(done_on, DATE '1900-01-01'), row_id)) OVER (PARTITION BY lot_id) AS last
    FROM milling)
-- several runs of the last step add up; a step over green already counted is taken once
SELECT lot_id, kg, row_id FROM last_step WHERE step = last AND NOT again
UNION ALL
SELECT lot_id, arg_max(kg, (coalesce(done_on, DATE '1900-01-01'), row_id)),
       arg_max(row_id, (coalesce(done_on, DATE '1900-01-01'), row_id))
FROM last_step WHERE step = last GROUP BY lot_id HAVING bool_and(again);

CREATE TEMP TABLE produced_from AS
WITH received AS (
    SELECT lot_id, row_id, weight_kg * green_per_kg(form) AS kg FROM receipts
    WHERE lot_id IS NOT NULL AND weight_kg > 0),
own_outturn AS (  -- green milled per kg green the table would have promised, from 3 lots of the process and season on
    SELECT l.crop_year, l.process, sum(m.kg) / sum(r.kg) AS factor
    FROM lot l JOIN (SELECT lot_id, sum(kg) AS kg FROM milled GROUP BY ALL) m USING (lot_id)
               JOIN (SELECT lot_id, sum(kg) AS kg FROM received GROUP BY ALL) r USING (lot_id)
    GROUP BY ALL HAVING count(*) >= 3),
measured AS (
    SELECT lot_id, row_id, kg, 1 AS rung FROM milled
    UNION ALL SELECT lot_id, row_id, green_kg, 2 FROM lot WHERE green_kg > 0
    UNION ALL SELECT r.lot_id, r.row_id, r.kg * o.factor, 3 FROM received r JOIN lot l USING (lot_id)
              JOIN own_outturn o ON o.crop_year = l.crop_year AND o.process IS NOT DISTINCT FROM l.process
    UNION ALL SELECT lot_id, row_id, kg, 4 FROM received),
made AS (
    SELECT lot_id, crop_year FROM lot
    WHERE closed_on IS NOT NULL OR lot_id IN (SELECT lot_id FROM measured WHERE rung <= 2)
       OR lot_id IN (SELECT lot_id FROM offers WHERE status = 'accepted')),
covering AS (
    SELECT made.crop_year, rung, count(DISTINCT lot_id) AS lots
    FROM made JOIN (SELECT DISTINCT lot_id, rung FROM measured) USING (lot_id) GROUP BY ALL),
chosen AS (SELECT crop_year, arg_max(rung, (lots, -rung)) AS rung FROM covering GROUP BY crop_year)
SELECT l.lot_id, l.stream, l.crop_year, l.station, l.variety, l.process, coalesce(l.closed_on, l.opened_on) AS day,
       l.closed_on, m.row_id, m.kg, m.rung,
       CASE m.rung WHEN 4 THEN 'kg green from receipts by the table of conversions' END AS assumed
FROM made JOIN lot l USING (lot_id) JOIN chosen ON chosen.crop_year = made.crop_year
JOIN measured m ON m.lot_id = l.lot_id AND m.rung = chosen.rung;

CREATE TEMP TABLE produced AS
SELECT lot_id, any_value(stream) AS stream, any_value(crop_year) AS crop_year, any_value(station) AS station,
       any_value(variety) AS variety, any_value(process) AS process, any_value(day) AS day,
       any_value(closed_on) AS closed_on, sum(kg) AS produced_kg, any_value(rung) AS rung,
       any_value(assumed) AS assumed, list(row_id) AS row_ids
FROM produced_from GROUP BY lot_id;
