-- What a lot's steps and receipts say of its weights and days.

-- One row a step of a lot: its runs added up. `at` orders the steps; moisture is weighed by kg, empty unless every run
-- has it.
CREATE TEMP TABLE lot_step AS
SELECT lot_id, coalesce(into_lot_id, lot_id) AS became, folded(step) AS step, any_value(trim(step)) AS name, form_in,
    form_out,
       CASE WHEN count(weight_in_kg) = count(*) THEN sum(weight_in_kg) END AS kg_in,
       CASE WHEN count(weight_out_kg) = count(*) THEN sum(weight_out_kg) END AS kg_out, coalesce(sum(rejects_kg),
           0) AS rejects_kg,
       CASE WHEN count(moisture_out) = count(*) THEN sum(moisture_out * weight_out_kg) / sum(weight_out_kg)
           END AS moisture_out,
       min(started_on) AS first_on, min(ended_on) AS first_end, max(ended_on) AS last_end,
           bool_or(ended_on < started_on) AS backwards, list(row_id) AS row_ids
FROM processing WHERE lot_id IS NOT NULL GROUP BY lot_id, coalesce(into_lot_id, lot_id), folded(step), form_in,
    form_out;

CREATE TEMP TABLE lot_received AS
SELECT lot_id, form, sum(kg) AS kg, min(day) AS first_on, max(day) AS last_on,
       CASE WHEN sum(moistures) = sum(slips) THEN sum(water) / sum(kg) END AS moisture, list(row_id) AS row_ids,
       min(first_row) AS a_row, [arg_min(first_row, (day, first_row)), arg_max(first_row, (day, -first_row))] AS ends
FROM delivery_day WHERE lot_id IS NOT NULL GROUP BY lot_id, form;

-- Where the kg of each form of a lot come from: what was received and what its steps, or lots that became it, gave.
CREATE TEMP TABLE lot_supply AS
SELECT lot_id, form, kg, moisture, kg IS NULL AS unknown, first_on, row_ids, a_row, NULL AS step FROM lot_received
UNION ALL
SELECT became, form_out, kg_out, moisture_out, kg_out IS NULL, coalesce(first_end, first_on), row_ids, row_ids[1], step
    FROM lot_step
WHERE form_out IS NOT NULL AND form_in IS DISTINCT FROM form_out;

-- The hand-overs of lots, with the places folded to compare them.
CREATE TEMP TABLE moved AS
SELECT row_id, lot_id, moved_on, trim(from_place) AS from_place, trim(to_place) AS to_place,
    folded(from_place) AS leaves, folded(to_place) AS reaches,
       form, weight_kg, bags, coalesce(trim(handed_by), '') <> '' AND coalesce(trim(received_by), '') <> '' AS signed
FROM handovers WHERE lot_id IS NOT NULL;
