-- Of every plot with inputs in a season and in the one before it, by how much what it got per hectare changed: kg of N
-- and of active ingredient. It stands with the pilot where any of it fed micro that season, else with bulk; each whole,
-- not split by kg, because it is compared with itself.
CREATE TEMP TABLE plot_change AS
WITH whole AS (
    SELECT crop_year, TRY_CAST(left(crop_year, 4) AS INT) AS starts, plot_id,
        CASE WHEN bool_or(stream = 'micro') THEN 'micro' ELSE max(stream) END AS stream, max(day) AS day,
        sum(n_kg) / nullif(sum(ha), 0) AS n_per_ha, sum(active_kg) / nullif(sum(ha), 0) AS active_per_ha,
        max(coalesce(nowhere, no_area, fertiliser_why)) AS n_why,
        max(coalesce(nowhere, no_area, pesticide_why)) AS active_why,
        flatten(list(row_ids)) AS row_ids
    FROM plot_inputs GROUP BY crop_year, plot_id)
SELECT now.crop_year, now.stream, now.day, now.plot_id, now.n_per_ha - before.n_per_ha AS n_change,
    now.active_per_ha - before.active_per_ha AS active_change, coalesce(now.n_why, before.n_why) AS n_why,
    coalesce(now.active_why, before.active_why) AS active_why,
    list_distinct(list_concat(now.row_ids, before.row_ids)) AS row_ids
FROM whole now JOIN whole before ON before.plot_id = now.plot_id AND before.starts = now.starts - 1;
