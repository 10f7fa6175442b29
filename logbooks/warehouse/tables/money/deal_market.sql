-- The market price of a month: the cooperative's own series of a species where it keeps one, else the World Bank's
-- (USD per kg; a month is known once it is over). The two are never mixed within a species, nor with what the exchange
-- quoted for a month of delivery, which is no price of the month it was quoted in.
CREATE TEMP TABLE market_month AS
WITH own AS (
    SELECT date_trunc('month', m.date)::DATE AS month, coalesce(m.species, usual_species()) AS species,
           avg(m.price_per_kg) AS price, upper(trim(coalesce(m.currency, base.currency))) AS currency,
               'Market prices' AS series
    FROM market_prices m, base WHERE m.price_per_kg > 0 AND m.contract_month IS NULL GROUP BY ALL)
SELECT * FROM own
UNION ALL
SELECT month, species, usd_per_kg, 'USD', 'World Bank' FROM world_bank
WHERE last_day(month) <= getvariable('as_of') AND species NOT IN (SELECT species FROM own);

-- The month of a futures contract as people write it: 2026-05, 05/2026, May 2026, May-26, KCK26, K26.
CREATE TEMP TABLE futures_month AS
WITH written AS (
    SELECT contract_month AS written FROM clean.offers WHERE contract_month IS NOT NULL
    UNION SELECT contract_month FROM clean.market_prices WHERE contract_month IS NOT NULL AND price_per_kg > 0),
read AS (
    SELECT written, upper(trim(written)) AS said,
        regexp_extract(said, '^(\p{L}{3,})[\s./-]*''?(\d{4}|\d{2})$', 1) AS name,
        regexp_extract(said, '^(?:[A-Z]{1,3} ?)?([FGHJKMNQUVXZ]) ?(?:\d{4}|\d{2})$', 1) AS letter,
        CASE WHEN regexp_matches(said, '^\d{4}[-/.]\d{1,2}($|\D)')
                THEN regexp_extract(said, '^\d{4}[-/.](\d{1,2})', 1)
            ELSE regexp_extract(said, '^(\d{1,2})[-/.]\d{4}$', 1) END AS digits,
        coalesce(nullif(regexp_extract(said, '(\d{4})', 1), ''), '20' || regexp_extract(said, '(\d{2})$', 1)) AS year
    FROM written),
numbered AS (
    SELECT r.*, coalesce(w.number, nullif(strpos('FGHJKMNQUVXZ', nullif(letter, '')), 0),
        TRY_CAST(digits AS INT)) AS month
    FROM read r LEFT JOIN month_word w ON w.word = folded(r.name))
SELECT written, CASE WHEN month BETWEEN 1 AND 12 THEN TRY_CAST(year || '-' || month || '-01' AS DATE) END AS month
FROM numbered;

-- What the exchange quoted for a contract on a day.
CREATE TEMP TABLE exchange_quote AS
SELECT m.date AS day, f.month, coalesce(m.species, usual_species()) AS species, avg(m.price_per_kg) AS price,
    upper(trim(coalesce(m.currency, base.currency))) AS currency
FROM market_prices m JOIN futures_month f ON f.written = m.contract_month CROSS JOIN base
WHERE m.price_per_kg > 0 AND f.month IS NOT NULL GROUP BY ALL;

-- What the market stood at, in the base currency per kg, on the day the price of a deal was fixed, else closed (of a
-- price to the exchange that is not fixed yet: on the day of the data). The price of the exchange, where the offer has
-- that of its fixing, else where it was quoted for the contract of the deal that day or at most {exchange_valid_days}
-- days before it; else the price of the month, else of the month before (then `month_before` names it). `series` says
-- which it is, `why_not` why there is none.
CREATE TEMP TABLE deal_market AS
WITH deal AS (
    SELECT o.row_id, o.fixed_on IS NULL AND coalesce(o.price_basis = 'differential'
               OR o.accepted_price_per_kg IS NULL, false) AS moves,
           CASE WHEN moves THEN getvariable('as_of')::DATE ELSE coalesce(o.fixed_on, o.closed_on) END AS priced_on,
           coalesce(l.species, usual_species()) AS species, f.month AS contract,
           CASE WHEN NOT moves THEN o.exchange_price_per_kg END AS written,
           upper(trim(coalesce(o.currency, base.currency))) AS written_in
    FROM offers o CROSS JOIN base LEFT JOIN lot l ON l.lot_id = o.lot_id
    LEFT JOIN futures_month f ON f.written = o.contract_month WHERE o.status = 'accepted'),
monthly AS (
    SELECT d.*, CASE WHEN m.month >= date_trunc('month', d.priced_on) - INTERVAL 1 MONTH THEN m.price
        END AS price, m.currency, m.series,
           CASE WHEN m.month < date_trunc('month', d.priced_on) THEN strftime(m.month, '%Y-%m') END AS month_before
    FROM deal d ASOF LEFT JOIN market_month m ON m.species = d.species AND m.month <= d.priced_on),
of_contract AS (
    SELECT m.* EXCLUDE (price, currency, series, month_before),
        CASE WHEN m.written > 0 THEN 1 WHEN q.day >= m.priced_on - {exchange_valid_days} THEN 2 END AS exchange,
        m.price AS monthly, m.currency AS monthly_in, m.series AS monthly_of, m.month_before AS before,
        q.price AS quote, q.currency AS quoted_in
    FROM monthly m ASOF LEFT JOIN exchange_quote q
        ON q.species = m.species AND q.month = m.contract AND q.day <= m.priced_on),
quoted AS (
    SELECT row_id, priced_on, CASE exchange WHEN 1 THEN written WHEN 2 THEN quote ELSE monthly END AS price,
        CASE exchange WHEN 1 THEN written_in WHEN 2 THEN quoted_in ELSE monthly_in END AS currency,
        CASE WHEN exchange IS NULL THEN monthly_of ELSE 'exchange' END AS series,
        CASE WHEN exchange IS NULL THEN before END AS month_before
    FROM of_contract)
SELECT q.row_id, q.series,
       q.price / units_per_base(q.priced_on, q.currency, base.currency, r.per_base, r.good_until) AS market,
       CASE WHEN q.price IS NULL THEN 'no market price of the month it was fixed in'
           WHEN market IS NULL THEN 'the market price is in ' || q.currency
               || ', and there is no rate within {rate_valid_days} days before its day' END AS why_not,
       CASE WHEN q.price IS NOT NULL THEN q.month_before END AS month_before
FROM quoted q CROSS JOIN base ASOF LEFT JOIN rate r ON r.currency = q.currency AND r.dated <= q.priced_on;
