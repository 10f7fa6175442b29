-- code: no-rate
-- severity: doubtful
-- title: An amount in a currency other than the base, with no rate near enough before it.
--   Where one is written that is asked about, nothing more need be said.
-- logbook: with currency
WITH dated AS (
    SELECT t.row_id, t.currency, {day} AS day FROM clean.{logbook} t, base_money b
    WHERE upper(trim(t.currency)) <> b.currency AND {amounts})
SELECT row_id, 'currency' AS "column", currency AS written, CAST(day AS VARCHAR) AS detail
FROM dated d
WHERE day IS NOT NULL AND upper(trim(d.currency)) NOT IN (SELECT currency FROM said_rate
      WHERE currency NOT IN (SELECT upper(trim(currency)) FROM clean.rates WHERE currency IS NOT NULL))
  AND NOT EXISTS (
    SELECT 1 FROM clean.rates r WHERE r.currency = d.currency AND r.date BETWEEN d.day - {rate_valid_days} AND d.day)
