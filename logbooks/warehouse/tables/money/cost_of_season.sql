-- Every cost in the seasons it serves: one written with seasons = 3 weighs a third in the season it was spent in and in
-- each of the two after it, where the logs hold lots of them. After its first season it belongs to no lot any more. A
-- crop year that can't be counted on (neither 2025/26, 2025-26, 2025/2026 nor 2025) has no season after it: there its
-- third stands once.
-- What lies between price and gate is `netted` only where a deal's terms take it off its price: freight of a lot sold
-- at the gate, or of a stream of which all is, is a cost like any other, and so is the bill of a stream whose every
-- deal that takes it off has a bill of its own lot. Terms nobody wrote may take off anything.
CREATE TEMP TABLE cost_of_season AS
WITH terms_unknown AS (
    SELECT d.lot_id, d.stream, d.crop_year, n.category FROM priced d, netted n WHERE d.incoterm IS NULL),
of_lot AS (
    SELECT lot_id, category FROM netted_of_deal UNION SELECT lot_id, category FROM terms_unknown),
of_stream AS (
    SELECT stream, crop_year, category FROM netted_of_deal WHERE NOT has_bill
    UNION SELECT stream, crop_year, category FROM terms_unknown),
placed AS (
    SELECT s.* REPLACE (CASE WHEN s.role = 'netted' AND t.category IS NULL THEN 'own' ELSE s.role END AS role)
    FROM spent s LEFT JOIN of_lot t ON t.lot_id = s.lot_id AND t.category = s.kind
    WHERE s.lot_id IS NOT NULL
    UNION ALL
    SELECT s.* REPLACE (CASE WHEN s.role = 'netted' AND NOT EXISTS (
        FROM of_stream t WHERE t.category = s.kind AND t.crop_year IS NOT DISTINCT FROM s.crop_year
            AND (s.stream IS NULL OR t.stream = s.stream)) THEN 'own' ELSE s.role END AS role)
    FROM spent s WHERE s.lot_id IS NULL),
served AS (
    SELECT s.*, unnest(range(greatest(s.seasons, 1)::BIGINT)) AS later FROM placed s),
named AS (
    SELECT *, TRY_CAST(left(crop_year, 4) AS INT) + later AS starts FROM served),
dated AS (
    SELECT * EXCLUDE (crop_year, lot_id, amount, starts), crop_year AS spent_in, amount / greatest(seasons,
        1) AS amount,
           CASE WHEN later = 0 THEN lot_id END AS lot_id,
           CASE WHEN later = 0 THEN crop_year
                WHEN regexp_full_match(crop_year, '\d{4}[/-]\d{2}') THEN starts || crop_year[5] ||
                    right((starts + 1)::VARCHAR, 2)
                WHEN regexp_full_match(crop_year, '\d{4}[/-]\d{4}') THEN starts || crop_year[5] || (starts + 1)
                WHEN regexp_full_match(crop_year, '\d{4}') THEN starts::VARCHAR END AS crop_year
    FROM named)
SELECT * FROM dated WHERE later = 0 OR crop_year IN (SELECT crop_year FROM produced);
