-- The market price of a month: the cooperative's own series of a species where it keeps one, else the World Bank's
-- (USD per kg; a month is known once it is over). The two are never mixed within a species.
CREATE TEMP TABLE market_month AS
WITH usual AS (SELECT coalesce((SELECT lower(trim(value)) FROM setting WHERE setting = 'species' AND stream IS NULL),
    '{species}') AS species),
own AS (
    SELECT date_trunc('month', m.date)::DATE AS month, coalesce(m.species, usual.species) AS species,
           avg(m.price_per_kg) AS price, upper(trim(coalesce(m.currency, base.currency))) AS currency,
               'Market prices' AS series
    FROM market_prices m, base, usual WHERE m.price_per_kg > 0 GROUP BY ALL)
SELECT * FROM own
UNION ALL
SELECT month, species, usd_per_kg, 'USD', 'World Bank' FROM world_bank
WHERE last_day(month) <= getvariable('as_of') AND species NOT IN (SELECT species FROM own);

-- What the market stood at, in the base currency per kg, on the day the price of a deal was fixed, else closed (of a
-- price to the exchange that is not fixed yet: on the day of the data): the price of that month, else of the month
-- before (then `month_before` names it); nothing where neither is known.
CREATE TEMP TABLE deal_market AS
WITH deal AS (
    SELECT o.row_id, CASE WHEN o.fixed_on IS NULL
               AND (o.price_basis = 'differential' OR o.accepted_price_per_kg IS NULL)
               THEN getvariable('as_of')::DATE ELSE coalesce(o.fixed_on, o.closed_on) END AS priced_on,
           coalesce(l.species, (SELECT lower(trim(value)) FROM setting WHERE setting = 'species' AND stream IS NULL),
               '{species}') AS species
    FROM offers o LEFT JOIN lot l ON l.lot_id = o.lot_id WHERE o.status = 'accepted'),
quoted AS (
    SELECT d.row_id, d.priced_on, CASE WHEN m.month >= date_trunc('month', d.priced_on) - INTERVAL 1 MONTH THEN m.price
        END AS price, m.currency, m.series,
           CASE WHEN m.month < date_trunc('month', d.priced_on) THEN strftime(m.month, '%Y-%m') END AS month_before
    FROM deal d ASOF LEFT JOIN market_month m ON m.species = d.species AND m.month <= d.priced_on)
SELECT q.row_id, q.series, q.price / CASE WHEN q.currency = base.currency THEN 1.0
    WHEN r.dated >= q.priced_on - {rate_valid_days} THEN r.per_base END AS market,
       CASE WHEN q.price IS NOT NULL THEN q.month_before END AS month_before
FROM quoted q CROSS JOIN base ASOF LEFT JOIN rate r ON r.currency = q.currency AND r.dated <= q.priced_on;
