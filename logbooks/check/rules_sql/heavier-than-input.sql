-- code: heavier-than-input
-- severity: doubtful
-- title: A step gives more than went into it.
--   Coffee only loses mass from cherry to green, so every form may be compared.
-- logbook: processing
SELECT row_id, 'weight_out' AS "column", format('{:g}', weight_out_kg) AS written,
    format('{:g}', weight_in_kg) AS detail
FROM clean.processing
WHERE weight_out_kg > weight_in_kg * (1 + {weighing_slack})
