-- What is odd about rates, looked at beside each other and beside the usual size of their currency, and what prices
-- come to in the base currency.
CREATE OR REPLACE TEMP MACRO apart(a, b) AS greatest(a / b, b / a);
-- A number as people write it, or by its power of ten where it would be nothing but zeros.
CREATE OR REPLACE TEMP MACRO in_digits(x) AS
    CASE WHEN x >= 100 AND length(format('{:.0f}', x)) < 16 THEN format('{:.0f}', x)
         WHEN x >= 100 THEN format('{:g}', x)
         ELSE coalesce(nullif(regexp_replace(format('{:.8f}', x), '\.?0+$', ''), '0'), format('{:g}', x)) END;

CREATE OR REPLACE TEMP VIEW base_money AS
SELECT upper(trim(coalesce((SELECT any_value(value) FROM clean.settings WHERE setting = 'base_currency'),
    (SELECT any_value(currency) FROM clean.offers HAVING count(DISTINCT upper(trim(currency))) = 1),
    '{base_currency}'))) AS currency;

-- How many units of a currency one unit of the base is worth by its usual size.
CREATE OR REPLACE TEMP VIEW usual_per_base AS
SELECT u.currency, u.per_usd / b.per_usd AS usual
FROM usual_rate u, usual_rate b JOIN base_money USING (currency);

-- The rates that people answered and that are of another size than is usual for their currency.
CREATE OR REPLACE TEMP VIEW odd_said_rate AS
SELECT s.currency, s.per_base, in_digits(round(usual, 1 - CAST(floor(log10(usual)) AS INTEGER))) AS usual
FROM said_rate s JOIN usual_per_base u USING (currency)
WHERE apart(s.per_base, usual) > {rate_size_factor} AND NOT EXISTS (SELECT 1 FROM clean.settings
    WHERE setting = 'rates_as_written' AND value = 'yes');

-- One row a doubtful rate: `doubt` inverted, of another size (as all rates of its currency are), or far off; `near`
-- about what was to be expected, and whether by the size of the currency or by the rates around it.
CREATE OR REPLACE TEMP VIEW rate_doubts AS
WITH told AS (
    SELECT r.row_id, r.date, upper(trim(r.currency)) AS currency, r.per_base, u.usual
    FROM clean.rates r JOIN base_money b ON b.currency <> upper(trim(r.currency))
    LEFT JOIN usual_per_base u ON u.currency = upper(trim(r.currency))
    WHERE r.per_base > 0 AND NOT EXISTS (SELECT 1 FROM clean.settings WHERE setting = 'rates_as_written'
        AND value = 'yes')),
placed AS (
    SELECT *, lag(per_base) OVER beside AS before, lead(per_base) OVER beside AS after,
        list({'date': date, 'per_base': per_base, 'row_id': row_id}) OVER (beside
            ROWS BETWEEN {rate_neighbours} PRECEDING AND {rate_neighbours} FOLLOWING) AS near_it
    FROM told WINDOW beside AS (PARTITION BY currency ORDER BY date, row_id)),
around AS (
    SELECT row_id, median(o.per_base) AS others,
        avg(CASE WHEN apart(p.per_base, o.per_base) > {rate_neighbour_factor} THEN 1 ELSE 0 END) > 0.5 AS odd_among
    FROM (SELECT row_id, date, per_base, unnest(near_it) AS o FROM placed) p
    WHERE o.row_id <> p.row_id AND abs(o.date - p.date) <= {rate_neighbour_days} GROUP BY row_id),
judged AS (
    SELECT p.* EXCLUDE (near_it), others, coalesce(apart(per_base, usual) > {rate_size_factor}, false) AS odd_size,
        -- a currency that fell for good agrees with the rate after it or before it
        coalesce(odd_among, false)
            AND coalesce(apart(per_base, before) > {rate_neighbour_factor}, true)
            AND coalesce(apart(per_base, after) > {rate_neighbour_factor}, true) AS odd_beside
    FROM placed p LEFT JOIN around USING (row_id)),
turned AS (
    SELECT *, CASE
        WHEN usual IS NOT NULL THEN odd_size AND apart(1 / per_base, usual) <= {rate_size_factor}
            OR apart(per_base, usual) > {rate_inverted_from} AND apart(1 / per_base, usual) <= {rate_inverted_within}
        ELSE odd_beside AND apart(1 / per_base, others) <= {rate_neighbour_factor} END AS inverted
    FROM judged)
SELECT row_id, per_base, CASE WHEN inverted THEN 'inverted'
        WHEN odd_size AND bool_and(odd_size) OVER same AND count(*) OVER same > 1 THEN 'of another size'
        ELSE 'far off' END AS doubt,
    CASE WHEN odd_beside THEN in_digits(others) || ', as the rates around it say'
        ELSE in_digits(round(usual, 1 - CAST(floor(log10(usual)) AS INTEGER))) || ', the usual size of ' || currency
        END AS near
FROM turned WINDOW same AS (PARTITION BY currency) QUALIFY inverted OR odd_size OR odd_beside;

-- Every price of an offer in the base currency per kg, by the rate of its day, else by the usual size of its currency;
-- `dollar` is the usual worth of a US dollar in the base.
CREATE OR REPLACE TEMP VIEW offered_price AS
WITH priced AS (
    SELECT o.row_id, coalesce(o.accepted_weight_kg, o.weight_kg) AS kg, p."column", p.price,
        coalesce(upper(trim(o.currency)), b.currency) AS currency, b.currency AS base,
        coalesce(o.closed_on, o.offered_on) AS day
    FROM clean.offers o, base_money b, LATERAL (VALUES ('asked_price', o.asked_price_per_kg),
        ('first_bid', o.first_bid_per_kg), ('accepted_price', o.accepted_price_per_kg)) AS p("column", price)
    WHERE p.price IS NOT NULL),
rated AS (
    SELECT p.*, CASE WHEN p.currency = base THEN 1
        WHEN r.date >= day - {rate_valid_days} THEN r.per_base END AS per_base
    FROM priced p ASOF LEFT JOIN (SELECT * FROM clean.rates WHERE per_base > 0
        AND row_id NOT IN (SELECT row_id FROM odd_rate)) r
        ON upper(trim(r.currency)) = p.currency AND r.date <= p.day)
SELECT r.row_id, r.kg, r."column", price / coalesce(r.per_base, u.usual) AS in_base,
    1 / d.usual AS dollar,
    in_digits(round(price, 2)) || ' ' || r.currency || CASE WHEN r.currency = base THEN ''
        ELSE ' (about ' || in_digits(round(in_base, 3)) || ' ' || base || ')' END || ' per kg' AS written, base
FROM rated r LEFT JOIN usual_per_base u ON u.currency = r.currency
LEFT JOIN usual_per_base d ON d.currency = 'USD';
