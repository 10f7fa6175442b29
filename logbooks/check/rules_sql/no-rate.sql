-- code: no-rate
-- severity: doubtful
-- title: An amount in a currency other than the base, with no rate near enough before it.
-- logbook: with currency
WITH base AS (
    SELECT coalesce((SELECT any_value(value) FROM clean.settings WHERE setting = 'base_currency'),
                    (SELECT any_value(currency) FROM clean.offers HAVING count(DISTINCT currency) = 1),
                        '{base_currency}') AS currency),
dated AS (
    SELECT t.row_id, t.currency, {day} AS day FROM clean.{logbook} t, base
    WHERE t.currency <> base.currency AND {amounts})
SELECT row_id, 'currency' AS "column", currency AS written, CAST(day AS VARCHAR) AS detail
FROM dated d
WHERE day IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM clean.rates r WHERE r.currency = d.currency AND r.date BETWEEN d.day - {rate_valid_days} AND d.day)
