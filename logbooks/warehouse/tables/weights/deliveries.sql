-- The receipts added up once, by lot and day and by lot and plot, for everybody who asks for sums of them: that log may
-- hold a million rows. Sums of lots, days, farmers and plots are taken of these two tables.

-- When a delivery was written down. The hour of a delivery is not written, so the hours run from the end of its day;
-- midnight stands for a day without its hour, so what was recorded on the day that begins as they end is late. Unsure:
-- the hours ended after the last reading without the row and before the first with it.
CREATE OR REPLACE MACRO slip_timing(day, ends_at, recorded_at, seen_there, bare_there) AS
    CASE WHEN recorded_at IS NULL AND bare_there < ends_at AND seen_there >= ends_at THEN 'unsure'
         WHEN recorded_at IS NULL AND bare_there IS NULL THEN NULL
         WHEN coalesce(recorded_at, seen_there) < day THEN 'before'
         WHEN coalesce(recorded_at, seen_there) < ends_at THEN 'in time'
         WHEN coalesce(recorded_at, seen_there) >= ends_at THEN 'late' END;

-- Every receipt with what its slips of a day are told apart by.
CREATE OR REPLACE MACRO slip() AS TABLE
    SELECT r.row_id, r.crop_year, r.stream, r.lot_id, r.form, r.received_on AS day, r.weight_kg, r.ripe_share,
           r.moisture, r.recorded_at, coalesce(r.weight_kg > 0, false) AS weighed,
           r.ripe_share IS NOT NULL AS looked_at, r.recorded_at IS NULL AND f.bare_there IS NOT NULL AS by_reading,
           slip_timing(r.received_on, r.received_on + 1 + h.within, r.recorded_at, f.seen_there, f.bare_there) AS timing
    FROM receipts r LEFT JOIN first_seen f ON f.row_id = r.row_id
    CROSS JOIN (
        SELECT to_hours(coalesce(setting_number('recorded_within_hours'), {recorded_within_hours})::INT) AS within) h;

-- The slips of a lot, form and day that are told apart by nothing anybody asks for. `row_id` stands for all of them:
-- that of the slip where it is one, else a number below -1 by which logbooks/health.py finds them.
CREATE TEMP TABLE delivery_day AS
SELECT crop_year, stream, lot_id, form, day, weighed, looked_at, by_reading, timing, count(*) AS slips,
       count(recorded_at) AS recorded, sum(weight_kg) AS kg, sum(weight_kg * ripe_share) AS ripe_kg,
       count(moisture) AS moistures, sum(moisture * weight_kg) AS water, min(row_id) AS first_row,
       CASE WHEN count(*) = 1 THEN min(row_id) ELSE -2 - min(row_id) END AS row_id
FROM slip() GROUP BY ALL;

-- What a farmer brought to a lot from a plot, in kg green by the table of forms; `weighed_kg` is without slips of no
-- weight, `day` and `a_row` are the last day and the first row of the others.
CREATE TEMP TABLE delivery_plot AS
SELECT crop_year, stream, lot_id, farmer_id, plot_id, sum(weight_kg * green_per_kg(form)) AS kg,
       sum(weight_kg * green_per_kg(form)) FILTER (weight_kg > 0) AS weighed_kg,
       max(received_on) FILTER (weight_kg * green_per_kg(form) > 0) AS day,
       min(row_id) FILTER (weight_kg * green_per_kg(form) > 0) AS a_row
FROM receipts GROUP BY ALL;
