-- code: out-of-range
-- severity: doubtful
-- title: A price of coffee that is hard to believe once it is in the base currency.
-- logbook: offers
SELECT row_id, "column", written, in_digits({believable_price_lowest} * dollar) || ' … ' ||
    in_digits({believable_price_highest} * dollar) || ' ' || base AS detail
FROM offered_price
WHERE in_base < {believable_price_lowest} * dollar OR in_base > {believable_price_highest} * dollar
