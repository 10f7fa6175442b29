-- code: ended-before-started
-- severity: by column
-- title: A step that ended before it started.
-- logbook: processing
SELECT row_id, 'ended_on' AS "column", CAST(ended_on AS VARCHAR) AS written, CAST(started_on AS VARCHAR) AS detail
FROM clean.processing
WHERE ended_on < started_on
