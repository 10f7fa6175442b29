-- code: unreadable-contract-month
-- severity: doubtful
-- title: The month of a futures contract that nobody can read.
-- logbook: offers, market_prices
WITH written AS (
    SELECT row_id, 'offers' AS logbook, contract_month FROM clean.offers
    UNION ALL SELECT row_id, 'market_prices', contract_month FROM clean.market_prices)
SELECT w.row_id, w.logbook, 'contract_month' AS "column", w.contract_month AS written, '' AS detail
FROM written w JOIN futures_month f ON f.written = w.contract_month
WHERE f.month IS NULL
