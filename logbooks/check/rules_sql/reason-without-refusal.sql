-- code: reason-without-refusal
-- severity: doubtful
-- title: A reason why the buyer refused what he did not refuse.
-- logbook: offers
SELECT row_id, 'reject_reason' AS "column", reject_reason AS written,
    CASE WHEN sample_result = 'approved' THEN 'the sample is approved' ELSE 'the offer is ' || status END AS detail
FROM clean.offers
WHERE reject_reason IS NOT NULL AND status IN ('open', 'accepted') AND coalesce(sample_result, 'approved') = 'approved'
