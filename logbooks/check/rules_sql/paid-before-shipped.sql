-- code: paid-before-shipped
-- severity: doubtful
-- title: Money that came before the coffee left: paid in advance, or a slip.
-- logbook: offers
SELECT row_id, 'paid_on' AS "column", CAST(paid_on AS VARCHAR) AS written, CAST(shipped_on AS VARCHAR) AS detail
FROM clean.offers
WHERE paid_on < shipped_on AND paid_on >= offered_on AND coalesce(prefinance_share, 0) = 0
