-- code: no-stream
-- severity: doubtful
-- title: A delivery with neither lot nor stream counts as bulk; only where there is a register of lots.
-- logbook: receipts
SELECT row_id, 'lot_id' AS "column", '' AS written, '' AS detail
FROM clean.receipts
WHERE lot_id IS NULL AND stream IS NULL AND EXISTS (SELECT 1 FROM clean.lots)
