-- Every row of Labour with its stream and what its days are worth at the local wage. A row with neither lot nor stream
-- has the stream of the plot, else the farmer, where all of his deliveries of the season are of one, else those of the
-- day of the work and the day after; shared out by kg it would say that both streams take the same work, which is what
-- is asked. Days without a wage stand at the setting day_wage, else at the mean of those with one (`lent`); those with
-- a wage in money that has no rate (`unrated`) have no worth.
CREATE TEMP TABLE worked AS
WITH untold AS (FROM labour WHERE stream IS NULL AND lot_id IS NULL AND coalesce(plot_id, farmer_id) IS NOT NULL),
brought AS (
    SELECT u.row_id, coalesce(d.stream, 'bulk') AS stream, false AS near FROM untold u JOIN delivery_plot d
        ON d.crop_year = u.crop_year AND coalesce(d.plot_id = u.plot_id, d.farmer_id = u.farmer_id)
    UNION ALL
    SELECT u.row_id, r.stream, true FROM (SELECT *, unnest([worked_on, worked_on + 1]) AS day FROM untold) u
    JOIN receipts r ON r.received_on = u.day AND coalesce(r.plot_id = u.plot_id, r.farmer_id = u.farmer_id)),
told AS (
    SELECT row_id, CASE WHEN count(DISTINCT stream) = 1 THEN any_value(stream)
        WHEN count(DISTINCT stream) FILTER (near) = 1 THEN any_value(stream) FILTER (near) END AS stream
    FROM brought GROUP BY row_id),
rated AS (
    SELECT l.*, l.wage / units_per_base(l.worked_on, coalesce(upper(trim(l.currency)), base.currency), base.currency,
        r.per_base, r.good_until) AS paid
    FROM labour l CROSS JOIN base ASOF LEFT JOIN rate r ON r.currency = upper(trim(l.currency))
        AND r.dated <= l.worked_on),
local AS (
    SELECT coalesce(setting_number('day_wage'), sum(days * paid) / sum(days) FILTER (paid IS NOT NULL)) AS wage
    FROM rated WHERE days > 0)
SELECT r.row_id, r.crop_year, coalesce(r.stream, t.stream) AS stream, coalesce(r.work, 'work not told apart') AS work,
       r.days, r.lot_id, r.farmer_id, r.plot_id, local.wage AS local_wage, r.wage IS NULL AS lent,
       CASE WHEN r.wage IS NOT NULL AND r.paid IS NULL THEN upper(trim(r.currency)) END AS unrated,
       CASE WHEN unrated IS NULL THEN r.days * coalesce(r.paid, local.wage) END AS value
FROM rated r CROSS JOIN local LEFT JOIN told t USING (row_id);

-- The same with what its kg are: picking of a farmer or plot is held against what it delivered, to the lot where one is
-- named; other work for a lot against the kg of the lot; what names the stream alone against all kg made of it.
CREATE TEMP TABLE work_unit AS
SELECT *, CASE WHEN coalesce(plot_id, farmer_id) IS NOT NULL
        AND (lot_id IS NULL OR work IN ('picking', 'work not told apart')) THEN 'deliveries'
    WHEN lot_id IS NOT NULL THEN 'lot' ELSE 'stream' END AS held_against
FROM worked WHERE stream IS NOT NULL;

-- The deliveries a row is held against, in kg green, and the lots.
CREATE TEMP TABLE work_delivery AS
WITH delivery AS (
    SELECT row_number() OVER () AS id, d.crop_year, coalesce(d.stream, 'bulk') AS stream, d.lot_id, d.farmer_id,
        d.plot_id, d.kg * g.factor AS kg
    FROM delivery_plot d JOIN given g ON g.crop_year = d.crop_year AND g.stream = coalesce(d.stream, 'bulk')
    WHERE d.kg > 0)
SELECT u.row_id, u.crop_year, u.stream, u.work, d.id, d.lot_id, d.kg
FROM work_unit u JOIN delivery d ON d.crop_year = u.crop_year AND d.stream = u.stream
    AND coalesce(d.plot_id = u.plot_id, d.farmer_id = u.farmer_id)
    AND coalesce(d.lot_id = u.lot_id, u.lot_id IS NULL)
WHERE u.held_against = 'deliveries';
CREATE TEMP TABLE work_lot AS
SELECT DISTINCT u.crop_year, u.stream, u.work, u.lot_id, p.produced_kg AS kg
FROM work_unit u JOIN produced p USING (lot_id) WHERE u.held_against = 'lot' AND p.produced_kg > 0;

-- Kg green for which days of a kind of work are written, those that several rows are for once.
CREATE TEMP TABLE work_kg AS
SELECT crop_year, stream, work, lot_id, kg FROM work_lot
UNION ALL
SELECT crop_year, stream, work, lot_id, kg FROM (
    SELECT DISTINCT crop_year, stream, work, id, lot_id, kg FROM work_delivery) d
WHERE NOT EXISTS (FROM work_lot l WHERE l.lot_id = d.lot_id AND l.work = d.work);

-- Every row with whether its days count: `whole` where some of their kind are for all kg of the stream, and `by_lot`
-- where each names its lot.
CREATE TEMP TABLE work_placed AS
WITH placed AS (
    SELECT u.*, bool_or(held_against = 'stream') OVER (PARTITION BY crop_year, stream, work) AS whole,
        whole OR row_id IN (SELECT row_id FROM work_delivery)
            OR held_against = 'lot' AND lot_id IN (SELECT lot_id FROM work_lot) AS counts
    FROM work_unit u)
SELECT *, NOT whole AND bool_and(lot_id IS NOT NULL OR NOT counts) OVER (PARTITION BY crop_year, stream, work) AS by_lot
FROM placed;

-- The days of one kind of work and what they are worth, and the kg green of the stream they were worked for (`kg`).
-- `unplaced` days are of deliveries or lots whose kg are not known.
CREATE TEMP TABLE labour_per_kg AS
WITH covered AS (SELECT crop_year, stream, work, sum(kg) AS kg FROM work_kg GROUP BY ALL),
made AS (SELECT crop_year, stream, sum(produced_kg) AS kg FROM produced GROUP BY ALL)
SELECT p.crop_year, p.stream, p.work, CASE WHEN bool_or(whole) THEN any_value(m.kg) ELSE any_value(c.kg) END AS kg,
       any_value(m.kg) AS made_kg, sum(p.days) FILTER (counts AND lent) AS lent,
       list(DISTINCT p.unrated) FILTER (counts AND p.unrated IS NOT NULL) AS unrated,
       any_value(p.local_wage) AS local_wage, sum(p.days) FILTER (NOT counts) AS unplaced
FROM work_placed p LEFT JOIN covered c USING (crop_year, stream, work) LEFT JOIN made m USING (crop_year, stream)
GROUP BY ALL;

-- The same days, lot by lot where each row names one (`lot_id`), so that it can be seen how much they vary.
CREATE TEMP TABLE labour_of_lot AS
WITH of_lot AS (SELECT crop_year, stream, work, lot_id, sum(kg) AS kg FROM work_kg GROUP BY ALL)
SELECT p.crop_year, p.stream, p.work, CASE WHEN by_lot THEN p.lot_id END AS lot_id, sum(p.days) AS days,
       CASE WHEN count(p.unrated) = 0 THEN sum(p.value) END AS value,
       any_value(CASE WHEN by_lot THEN l.kg ELSE a.kg END) AS kg, list(p.row_id) AS row_ids
FROM work_placed p LEFT JOIN of_lot l USING (crop_year, stream, work, lot_id)
LEFT JOIN labour_per_kg a USING (crop_year, stream, work)
WHERE counts GROUP BY ALL;
