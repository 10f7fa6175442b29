-- code: sample-answered-before-sent
-- severity: by column
-- title: A sample answered before it was sent.
-- logbook: offers
SELECT row_id, 'sample_result_on' AS "column", CAST(sample_result_on AS VARCHAR) AS written,
    CAST(sample_sent_on AS VARCHAR) AS detail
FROM clean.offers
WHERE sample_result_on < sample_sent_on
