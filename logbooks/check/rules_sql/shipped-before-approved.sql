-- code: shipped-before-approved
-- severity: doubtful
-- title: Coffee shipped, or paid, although its sample was not approved yet; on arrival although it was refused.
-- logbook: offers
WITH gone AS (
    SELECT o.*, coalesce(o.sample_kind = 'arrival', w.place = 'on arrival', false) AS at_arrival,
        CASE WHEN at_arrival THEN paid_on ELSE least(shipped_on, paid_on) END AS gone_on
    FROM clean.offers o LEFT JOIN approval_word w ON w.word = folded(o.quality_approval))
SELECT row_id, CASE WHEN gone_on = shipped_on AND NOT at_arrival THEN 'shipped_on' ELSE 'paid_on' END AS "column",
    CAST(gone_on AS VARCHAR) AS written,
    CASE WHEN sample_result IS NULL THEN 'no answer to it is written'
        WHEN sample_result = 'approved' THEN 'it was approved on ' || CAST(sample_result_on AS VARCHAR)
        ELSE 'it was ' || sample_result END AS detail
FROM gone
WHERE status = 'accepted' AND gone_on >= offered_on
    AND (sample_result IN ('rejected', 'replaced') OR NOT at_arrival
        AND (sample_result = 'approved' AND sample_result_on > gone_on
            OR sample_result IS NULL AND sample_kind = 'pre-shipment'))
