-- One row a micro-lot of the crop year: what its logs show of having been kept apart from everything else.
WITH micro AS (SELECT lot_id, green_kg, row_id FROM lots WHERE stream = 'micro' AND crop_year IS NOT DISTINCT FROM $crop_year)
SELECT
    m.lot_id,
    (SELECT count(*) FROM receipts r WHERE r.lot_id = m.lot_id) AS deliveries,
    (SELECT count(*) FROM processing p WHERE p.lot_id = m.lot_id) AS steps,
    (SELECT count(*) FROM handovers h WHERE h.lot_id = m.lot_id) AS handovers,
    (SELECT count(*) FROM processing p
      WHERE p.lot_id <> p.into_lot_id AND (p.lot_id = m.lot_id OR p.into_lot_id = m.lot_id)) AS joined,
    (SELECT count(*) FROM processing p JOIN processing b ON b.lot_id <> p.lot_id AND b.place = p.place AND b.step = p.step AND b.started_on = p.started_on
      WHERE p.lot_id = m.lot_id) AS shared_place,
    (SELECT count(*) FROM processing p
      WHERE p.lot_id = m.lot_id AND p.weight_out_kg > p.weight_in_kg) AS grew,
    list_distinct(list_concat(
        [m.row_id],
        coalesce((SELECT list(row_id) FROM processing p WHERE m.lot_id IN (p.lot_id, p.into_lot_id)), []),
        coalesce((SELECT list(row_id) FROM handovers h WHERE h.lot_id = m.lot_id), [])
    )) AS row_ids
FROM micro m
ORDER BY m.lot_id
