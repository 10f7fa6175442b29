-- code: document-about-nothing
-- severity: doubtful
-- title: A document that names nothing it is about; one about the cooperative says so.
-- logbook: documents
SELECT row_id, 'about' AS "column", coalesce(about, '') AS written, coalesce(about, 'lot') AS detail
FROM clean.documents
WHERE CASE about WHEN 'cooperative' THEN false WHEN 'plot' THEN plot_id IS NULL WHEN 'station' THEN station IS NULL
    WHEN 'lot' THEN lot_id IS NULL ELSE lot_id IS NULL AND plot_id IS NULL AND station IS NULL END
