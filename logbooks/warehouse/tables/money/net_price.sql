-- What one kg of a form gives in kg green where nothing better is measured.
CREATE OR REPLACE MACRO green_per_kg(form) AS
    CASE form WHEN 'green' THEN 1.0 WHEN 'dry parchment' THEN {green_per_dry_parchment}
              WHEN 'dry cherry' THEN {green_per_dry_cherry} WHEN 'wet parchment' THEN {green_per_wet_parchment}
              WHEN 'cherry' THEN {green_per_cherry} END;

-- The settings as a table of numbers and text, one row per setting and stream, so that views can join them.
CREATE TEMP TABLE setting AS
SELECT setting, stream, any_value(value) AS value, TRY_CAST(any_value(value) AS DOUBLE) AS number
FROM clean.settings GROUP BY setting, stream;

-- The base currency: the setting, else the one currency the offers are in, else the default.
CREATE TEMP TABLE base AS
SELECT upper(trim(coalesce(
    (SELECT value FROM setting WHERE setting = 'base_currency' AND stream IS NULL),
    (SELECT any_value(currency) FROM clean.offers HAVING count(DISTINCT upper(trim(currency))) = 1),
    '{base_currency}'))) AS currency;

-- How many units of a currency one unit of the base was worth on the days its rate was written down; where it never
-- was, what somebody answered holds for every day. A rate serves until `good_until`, or until the next is written.
CREATE TEMP TABLE rate AS
SELECT upper(trim(currency)) AS currency, date AS dated, any_value(per_base) AS per_base,
    date + {rate_valid_days} AS good_until
FROM rates WHERE per_base > 0 GROUP BY ALL
UNION ALL
SELECT s.currency, CAST(d.dated AS DATE), s.per_base, CAST(d.dated AS DATE) + {rate_valid_days}
FROM said_rate s, (SELECT unnest(generate_series(DATE '{earliest_year}-01-01', getvariable('as_of'),
    INTERVAL ({rate_valid_days}) DAY)) AS dated) d
WHERE s.currency NOT IN (SELECT upper(trim(currency)) FROM clean.rates WHERE currency IS NOT NULL);

-- The days of rates that are asked about and not used, until the setting rates_as_written says they are right.
CREATE TEMP TABLE rate_asked AS
SELECT DISTINCT upper(trim(currency)) AS currency, date AS dated FROM rates WHERE per_base IS NULL;

-- The category of what is written: the whole of it is its word, or words of one category alone are part of it. What
-- lies between price and gate, or stands in Payments, is so only by the whole: a "pago de catadores" is no pay of
-- farmers. A short word counts in a phrase only with its own accents: bảo trì is no tri.
CREATE TEMP TABLE cost_inside AS
WITH written AS (
    SELECT DISTINCT category, concat(' ', folded(category), ' ') AS phrase,
        concat(' ', with_accents(category), ' ') AS accented_phrase FROM costs)
SELECT category, {'kind': kind, 'role': role} AS named, phrase = concat(' ', word, ' ') AS whole
FROM written JOIN cost_word ON contains(phrase, concat(' ', word, ' '))
WHERE whole OR length(word) >= {letters_without_accents}
    OR list_bool_or(list_transform(accented, lambda one: contains(accented_phrase, concat(' ', one, ' '))));
CREATE TEMP TABLE cost_named AS
SELECT category, coalesce(any_value(named) FILTER (whole), any_value(named)) AS named
FROM cost_inside GROUP BY category
HAVING bool_or(whole) OR count(DISTINCT named) = 1 AND bool_and(named.role IN ('expected', 'own'));

-- Every cost in the base currency; amount is empty where no rate is near enough.
CREATE TEMP TABLE spent AS
WITH priced AS (
    SELECT c.*, coalesce(named.kind, lower(trim(c.category))) AS kind, coalesce(named.role, 'own') AS role,
           coalesce(upper(trim(c.currency)), base.currency) AS money, base.currency AS base_money
    FROM costs c CROSS JOIN base LEFT JOIN cost_named USING (category))
SELECT p.row_id, p.lot_id, p.stream, p.crop_year, p.spent_on, p.kind, p.role, p.behaviour, p.currency,
       coalesce(p.seasons, 1) AS seasons,
       p.amount / units_per_base(p.spent_on, p.money, p.base_money, r.per_base, r.good_until) AS amount
FROM priced p ASOF LEFT JOIN rate r ON r.currency = p.money AND r.dated <= p.spent_on;

-- Every payment to a farmer in the base currency, likewise.
CREATE TEMP TABLE paid AS
WITH priced AS (
    SELECT p.*, coalesce(upper(trim(p.currency)), base.currency) AS money, base.currency AS base_money
    FROM payments p, base)
SELECT p.row_id, p.farmer_id, p.lot_id, p.stream, p.crop_year, p.paid_on, p.purpose,
       p.receipt_no, p.weight_kg, p.form,
       p.amount / units_per_base(p.paid_on, p.money, p.base_money, r.per_base, r.good_until) AS amount
FROM priced p ASOF LEFT JOIN rate r ON r.currency = p.money AND r.dated <= p.paid_on;
