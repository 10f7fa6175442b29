-- Every lot known on the day. Where the register of lots holds nothing, the lots are the ids seen in other logs,
-- and no lot has a stream.
CREATE OR REPLACE VIEW lot AS
SELECT lot_id, any_value(stream) AS stream, any_value(crop_year) AS crop_year, min(opened_on) AS opened_on,
       max(closed_on) AS closed_on, any_value(station) AS station, any_value(variety) AS variety,
       any_value(process) AS process, any_value(species) AS species, any_value(planned_kg) AS planned_kg,
       any_value(green_kg) AS green_kg, min(row_id) AS row_id
FROM lots
WHERE opened_on IS NULL OR opened_on <= getvariable('as_of')
GROUP BY lot_id
UNION ALL
SELECT lot_id, NULL, min(crop_year), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM (SELECT lot_id, crop_year FROM offers UNION ALL SELECT lot_id, crop_year FROM quality
      UNION ALL SELECT lot_id, crop_year FROM processing UNION ALL SELECT lot_id, crop_year FROM receipts
      UNION ALL SELECT lot_id, crop_year FROM checks)
WHERE lot_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM clean.lots)
GROUP BY lot_id;
