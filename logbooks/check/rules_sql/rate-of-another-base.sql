-- code: rate-of-another-base
-- severity: left-out
-- title: Rates under a heading that names another currency than the base: "per USD" where the base is EUR.
-- logbook: rates
WITH named AS (
    SELECT t.source, t.sheet, f.header, regexp_extract(f.header, '\b(USD|EUR|GBP|CHF|JPY)\b') AS currency
    FROM found f JOIN _tabs t USING (tab_no) WHERE f.logbook = 'rates' AND f.name = 'per_base')
SELECT r.row_id, 'per_base' AS "column", n.header AS written, n.currency AS detail
FROM clean.rates r JOIN named n USING (source, sheet), base_money b
WHERE n.currency <> '' AND n.currency <> b.currency
