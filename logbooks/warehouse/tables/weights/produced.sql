-- What every lot gave in kg green, each lot from the best source ("rung") that is whole for it: 1 the last milling,
-- 2 lots.green_kg, 3 receipts x the cooperative's own outturn, 4 receipts x the table of forms. The first two are
-- weights; the others are estimates, which `assumed` says. A lot without any is in `unweighed`, with the reason.
-- One row per sheet row behind the weight (per day of deliveries), so that every kg opens down to its cells.
-- A step by its word alone, so that trilla 1 and trilla 2 are two runs of one step. Folded, it holds letters, digits
-- and spaces; the pattern says "neither of the last two", since the list of all letters there are takes long to make
-- ready.
CREATE OR REPLACE MACRO step_word(written) AS
    coalesce(nullif(trim(regexp_replace(folded(written), '\d+[^\d ]{0,2}( |$)', ' ', 'g')), ''), folded(written));

-- The green of rung 1. Runs of the step that made it of parchment or cherry add up, and so does what came from other
-- lots. A later pass over green takes the place of what went into it: of passes that took no more in than there was all
-- count, with what none of them took; of passes over one another the last. Green that went on under another code is
-- that lot's. `assumed` says where the weights in can't tell. A lot of which a run is lost has no weight here.
CREATE TEMP TABLE milled AS
WITH milling AS (
    SELECT coalesce(into_lot_id, lot_id) AS lot_id, step_word(step) AS step, form_in, weight_in_kg AS kg_in,
        weight_out_kg AS kg, row_id,
           coalesce(ended_on, started_on, DATE '1900-01-01') AS done_on,
           coalesce(into_lot_id <> lot_id, false) AS came,
           list(step_word(step)) FILTER (form_in <> 'green' OR into_lot_id <> lot_id) OVER
               (PARTITION BY coalesce(into_lot_id, lot_id)) AS hulled
    FROM processing WHERE form_out = 'green' AND weight_out_kg > 0
      AND coalesce(into_lot_id, lot_id) NOT IN (SELECT lot_id FROM lost_milling)),
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

CREATE TEMP TABLE weighed_from AS
WITH species_of AS (    -- robusta gives more of its cherry, and natural loses nothing in pulping: each in its own band
    SELECT lot_id, CASE
        WHEN folded(coalesce(species, usual_species())) IN (SELECT word FROM band_word
            WHERE band = 'robusta') THEN {green_per_cherry_robusta}
        WHEN folded(process) IN (SELECT word FROM band_word WHERE band = 'natural') THEN {green_per_cherry_natural}
        ELSE {green_per_cherry} END AS of_cherry FROM lot),
received AS (
    SELECT lot_id, row_id, kg * CASE WHEN form = 'cherry' THEN coalesce(of_cherry, {green_per_cherry})
        ELSE green_per_kg(form) END AS kg FROM delivery_day LEFT JOIN species_of USING (lot_id)
    WHERE lot_id IS NOT NULL AND weighed AND lot_id NOT IN (SELECT lot_id FROM lost_delivery)),
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
       OR lot_id IN (SELECT lot_id FROM agreed_deal)),
chosen AS (SELECT lot_id, min(rung) AS rung FROM measured GROUP BY lot_id)
SELECT l.lot_id, l.stream, l.crop_year, l.station, l.variety, l.process, coalesce(l.closed_on, l.opened_on) AS day,
       l.closed_on, m.row_id, m.kg, m.rung, m.assumed
FROM made JOIN lot l USING (lot_id) JOIN chosen USING (lot_id)
JOIN measured m ON m.lot_id = l.lot_id AND m.rung = chosen.rung;

CREATE TEMP TABLE made_kg AS
SELECT lot_id, any_value(stream) AS stream, any_value(crop_year) AS crop_year, any_value(station) AS station,
       any_value(variety) AS variety, any_value(process) AS process, any_value(day) AS day,
       any_value(closed_on) AS closed_on, sum(kg) AS produced_kg, any_value(rung) AS rung,
       any_value(assumed) AS assumed, list(row_id) AS row_ids
FROM weighed_from GROUP BY lot_id;

-- Lots whose kg green can't be, because more of them is sold than that, and those whose kg were found in the same way:
-- deliveries that do not give what was sold of one lot are not all written down of the others either, and a stream of
-- which many lots are sold more than whole has a fault in all of them.
CREATE TEMP TABLE oversold AS
WITH sold AS (SELECT lot_id, sum(kg) AS kg FROM accepted GROUP BY lot_id),
compared AS (
    SELECT m.lot_id, m.crop_year, m.stream, m.produced_kg, s.kg AS sold_kg, rung >= 3 AS estimated,
           coalesce(s.kg > m.produced_kg * (1 + CASE WHEN estimated THEN {oversold_estimate_slack}
                                                     ELSE {oversold_slack} END), false) AS over
    FROM made_kg m LEFT JOIN sold s USING (lot_id)),
season AS (
    SELECT *, bool_or(over AND estimated) OVER (PARTITION BY crop_year) AS not_all_delivered,
           count(*) FILTER (over) OVER same > greatest(1, {oversold_lots_share} * count(*) OVER same) AS many,
           -- each may be within the slack of an estimate, and all of them together are not
           sum(coalesce(sold_kg, 0)) FILTER (estimated) OVER same
               > (1 + {oversold_slack}) * sum(produced_kg) FILTER (estimated) OVER same AS too_little
    FROM compared WINDOW same AS (PARTITION BY crop_year, stream))
SELECT lot_id, over, estimated, produced_kg, sold_kg,
       CASE WHEN over THEN 'a lot of which more is sold than was made'
            WHEN many THEN 'a lot of a stream of which many lots are sold for more kg than were made'
            WHEN too_little THEN 'a lot of a stream of which more is sold than its deliveries give'
            ELSE 'a lot whose deliveries may not all be written, as those of others do not give what was sold of them'
            END AS why_not
FROM season WHERE over OR many OR (not_all_delivered OR too_little) AND estimated;

CREATE TEMP TABLE produced AS FROM made_kg WHERE lot_id NOT IN (SELECT lot_id FROM oversold);

-- Lots without kg green in a season in which others have them. Either they were sold, settled or weighed somewhere:
-- they are in no number per kg made, so their deals and bills belong in none either. Or they are in work. A lot passed
-- on into another is in that one.
CREATE TEMP TABLE unweighed AS
WITH without AS (
    SELECT *, lot_id IN (SELECT lot_id FROM accepted) AS sold,
           lot_id IN (SELECT lot_id FROM processing WHERE into_lot_id <> lot_id) AS passed_on,
           lot_id IN (SELECT lot_id FROM lost_milling) OR lot_id IN (SELECT lot_id FROM lost_delivery) AS lost,
           closed_on IS NOT NULL OR coalesce(green_kg > 0, false) OR lot_id IN (SELECT lot_id FROM milled)
               OR lot_id IN (SELECT lot_id FROM lost_milling) AS ended
    FROM lot WHERE crop_year IN (SELECT crop_year FROM made_kg) AND lot_id NOT IN (SELECT lot_id FROM produced)),
judged AS (
    SELECT *, NOT sold AND NOT ended AS in_work FROM without
    WHERE sold OR NOT passed_on AND (ended OR lot_id IN (SELECT lot_id FROM delivery_day WHERE lot_id IS NOT NULL)
        OR lot_id IN (SELECT lot_id FROM processing)))
SELECT j.lot_id, stream, crop_year, station, variety, process, coalesce(closed_on, opened_on) AS day, row_id, in_work,
       CASE WHEN in_work THEN 'a lot in work, whose kg green are not known yet'
            WHEN o.why_not IS NOT NULL THEN o.why_not
            WHEN lost THEN 'a lot of which a delivery or a milling could not be counted'
            ELSE 'a lot sold or closed of which neither kg green nor deliveries are written' END AS why_not
FROM judged j LEFT JOIN oversold o USING (lot_id);

-- Lots that are in no number that needs both what was made and what was sold of them. One in work is named too: nothing
-- tells it from a lot whose milling somebody forgot to write.
CREATE TEMP TABLE unjoined AS
SELECT lot_id, stream, crop_year, station, variety, process, day, row_id, why_not FROM unweighed
UNION ALL
SELECT p.lot_id, stream, crop_year, station, variety, process, day, d.row_ids[1],
       'a lot of which a deal could not be counted'
FROM produced p JOIN lost_deal d USING (lot_id);
