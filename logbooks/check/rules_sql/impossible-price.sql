-- code: impossible-price
-- severity: cell-left-out
-- title: A price above any ever paid for coffee, once it is in the base currency: an amount in another currency.
-- logbook: offers
SELECT row_id, "column", written, '' AS detail
FROM offered_price
WHERE in_base > {possible_price_highest} * dollar
