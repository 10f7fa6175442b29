-- The market price of a month: the cooperative's own series of a species where it keeps one, else the World Bank's
-- (USD per kg; a month is known once it is over). The two are never mixed within a species.
CREATE TEMP VIEW market_month AS
WITH usual AS (SELECT coalesce((SELECT lower(trim(value)) FROM setting WHERE setting = 'species' AND stream IS NULL), 'arabica') AS species),
own AS (
    SELECT date_trunc('month', m.date)::DATE AS month, coalesce(m.species, usual.species) AS species,
           avg(m.price_per_kg) AS price, upper(trim(coalesce(m.currency, base.currency))) AS currency, 'Market prices' AS series
    FROM market_prices m, base, usual WHERE m.price_per_kg > 0 GROUP BY ALL)
SELECT * FROM own
UNION ALL
SELECT month, species, usd_per_kg, 'USD', 'World Bank' FROM world_bank
WHERE last_day(month) <= getvariable('as_of') AND species NOT IN (SELECT species FROM own);

-- Every deal sold as its own stream at a known net price, within the lots looked at, with all it can be compared by:
-- the day it closed; whether its lot is of SCA specialty grade; its cup score, in the protocol most micro lots of the
-- season were cupped by; the market's price (base currency per kg) on the day its price was fixed, else closed.
CREATE TEMP TABLE sold_deal AS
WITH graded AS (
    SELECT lot_id, CASE WHEN bool_and(category1 = 0 AND category2 <= 5 + 1e-9) THEN 'specialty' ELSE 'below specialty' END AS grade
    FROM sampled WHERE thing = 'defects' AND basis = 'SCA' AND category1 IS NOT NULL AND category2 IS NOT NULL GROUP BY lot_id),
cupped AS (SELECT lot_id, crop_year, stream, basis AS protocol, sum(value * weight) AS score FROM sampled WHERE thing = 'cup_score' GROUP BY ALL),
usual AS (
    SELECT crop_year, arg_max(protocol, (lots, protocol)) AS protocol
    FROM (SELECT crop_year, protocol, count(*) AS lots FROM cupped WHERE stream = 'micro' GROUP BY ALL) GROUP BY crop_year),
deal AS (
    SELECT d.row_id, d.lot_id, d.stream, d.crop_year, d.station, d.variety, d.process, d.buyer, d.closed_on, d.kg, d.net_value,
           coalesce(o.fixed_on, d.closed_on) AS priced_on, g.grade, c.protocol, c.score,
           coalesce(l.species, (SELECT lower(trim(value)) FROM setting WHERE setting = 'species' AND stream IS NULL), 'arabica') AS species
    FROM deals d JOIN offers o USING (row_id) LEFT JOIN lot l ON l.lot_id = d.lot_id LEFT JOIN graded g ON g.lot_id = d.lot_id
    LEFT JOIN usual u ON u.crop_year = d.crop_year LEFT JOIN cupped c ON c.lot_id = d.lot_id AND c.protocol = u.protocol
    WHERE d.as_own AND d.why_not IS NULL AND d.no_basis IS NULL AND d.kg > 0 AND d.net_value IS NOT NULL
      AND (getvariable('only_station') IS NULL OR list_contains(getvariable('only_station'), d.station))
      AND (getvariable('only_variety') IS NULL OR list_contains(getvariable('only_variety'), d.variety))
      AND (getvariable('only_process') IS NULL OR list_contains(getvariable('only_process'), d.process))),
of_month AS (       -- the month's price, else the month before's
    SELECT d.*, CASE WHEN m.month >= date_trunc('month', d.priced_on) - INTERVAL 1 MONTH THEN m.price END AS quoted, m.currency AS quoted_in,
           m.series, CASE WHEN m.month < date_trunc('month', d.priced_on) THEN strftime(m.month, '%Y-%m') END AS month_before
    FROM deal d ASOF LEFT JOIN market_month m ON m.species = d.species AND m.month <= d.priced_on)
SELECT d.* EXCLUDE (quoted, quoted_in, month_before),
       d.quoted / CASE WHEN d.quoted_in = base.currency THEN 1.0 WHEN r.dated >= d.priced_on - 31 THEN r.per_base END AS market,
       CASE WHEN d.quoted IS NOT NULL THEN d.month_before END AS month_before
FROM of_month d CROSS JOIN base ASOF LEFT JOIN rate r ON r.currency = d.quoted_in AND r.dated <= d.priced_on;
