-- code: shipped-before-approved
-- severity: doubtful
-- title: Coffee shipped although its sample was not approved yet.
-- logbook: offers
SELECT row_id, 'shipped_on' AS "column", CAST(shipped_on AS VARCHAR) AS written,
    CASE WHEN sample_result IS NULL THEN 'no answer to it is written'
        WHEN sample_result = 'approved' THEN 'it was approved on ' || CAST(sample_result_on AS VARCHAR)
        ELSE 'it was ' || sample_result END AS detail
FROM clean.offers
WHERE status = 'accepted' AND shipped_on >= offered_on AND coalesce(sample_kind, 'offer') <> 'arrival'
    AND (sample_result = 'approved' AND sample_result_on > shipped_on OR sample_result IN ('rejected', 'replaced')
        OR sample_result IS NULL AND sample_kind = 'pre-shipment')
