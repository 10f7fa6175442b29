-- What every deal sold as micro stands against as bulk, by step from weak to strong, within its crop year:
--   season   all bulk deals                    month    bulk deals closed near its day
--   grade    the same, of the same SCA grade   score    the same, of like cup score in the same protocol
-- farmers  the other coffee of the farmers who fed the micro lot: for each the price of the bulk lots he fed, by his kg
-- in them; the farmers of a micro lot by their kg in it, where those with other coffee sold brought most of it
-- A micro row has the kg sold, the bulk price they stand against (`price` weighted by kg, `plain` a mean of deals,
-- `above_market` that price less the market's on the days it was fixed) and the share of the kg it is known for. A bulk
-- row has the kg sold as micro for which that bulk deal stands (they add up to the micro kg compared) and its own
-- price.
CREATE TEMP TABLE stands_against AS
WITH placed AS (
    SELECT d.*, c.step, c.class, c.point, c.day
    FROM sold_deal d, LATERAL (VALUES ('season', '', 0.0::DOUBLE, DATE '1900-01-01'), ('month', '', 0.0::DOUBLE,
        d.closed_on),
                                      ('grade', d.grade, 0.0::DOUBLE, d.closed_on), ('score', d.protocol, d.score,
                                          d.closed_on)) AS c(step, class, point, day)),
cell AS (           -- deals alike in all that a step looks at, so that many deals make few pairs
    SELECT stream, crop_year, step, class, point, day, sum(kg) AS kg, sum(net_value) AS value,
        sum(kg * market) AS market,
           count(*) AS deals, sum(net_value / kg) AS prices
    FROM placed GROUP BY ALL),
pair AS (
    SELECT m.crop_year, m.step, m.class, m.point, m.day, m.kg AS micro_kg, b.point AS bulk_point, b.day AS bulk_day,
           b.kg, b.value, b.market, b.deals, b.prices
    FROM cell m JOIN cell b ON m.stream = 'micro' AND b.stream = 'bulk' AND b.crop_year = m.crop_year
        AND b.step = m.step AND b.class = m.class
     AND abs(b.day - m.day) <= {bulk_within_days} AND abs(b.point - m.point) <= {alike_cup_points} + {float_slack}),
bulk_of AS (
    SELECT crop_year, step, class, point, day, sum(kg) AS kg, sum(value) / sum(kg) AS price,
           CASE WHEN count(market) = count(*) THEN sum(value - market) / sum(kg) END AS above_market,
               sum(prices) / sum(deals) AS plain
    FROM pair GROUP BY ALL),
stood_for AS (
    SELECT p.crop_year, p.step, p.class, p.bulk_point AS point, p.bulk_day AS day, sum(p.micro_kg / b.kg) AS per_kg
    FROM pair p JOIN bulk_of b USING (crop_year, step, class, point, day) GROUP BY ALL),
fed AS (
    SELECT farmer_id, lot_id, sum(weighed_kg) AS kg FROM delivery_plot
    WHERE farmer_id IS NOT NULL AND weighed_kg > 0 AND lot_id IN (SELECT lot_id FROM sold_deal) GROUP BY ALL),
sold_lot AS (
    SELECT stream, lot_id, crop_year, sum(kg) AS kg, sum(net_value) / sum(kg) AS price,
           CASE WHEN count(market) = count(*) THEN sum(net_value - kg * market) / sum(kg) END AS above_market
    FROM sold_deal GROUP BY ALL),
farmer AS (
    SELECT f.farmer_id, s.crop_year, sum(f.kg) AS kg, sum(f.kg * s.price) / sum(f.kg) AS price, avg(s.price) AS plain,
           CASE WHEN count(s.above_market) = count(*) THEN sum(f.kg * s.above_market) / sum(f.kg) END AS above_market
    FROM fed f JOIN sold_lot s ON s.lot_id = f.lot_id AND s.stream = 'bulk' GROUP BY ALL),
matched AS (
    SELECT s.lot_id, s.crop_year, s.kg AS sold_kg, sum(f.kg) AS all_kg, sum(CASE WHEN p.price IS NOT NULL THEN f.kg
        END) AS by_kg,
           sum(f.kg * p.price) AS value, sum(f.kg * p.above_market) AS over_market,
               count(p.above_market) = count(p.price) AS has_market, avg(p.plain) AS plain
    FROM sold_lot s JOIN fed f ON f.lot_id = s.lot_id AND s.stream = 'micro' LEFT JOIN farmer p
        ON p.farmer_id = f.farmer_id AND p.crop_year = s.crop_year
    GROUP BY s.lot_id, s.crop_year, s.kg),
brought AS (
    SELECT lot_id, crop_year, sold_kg, by_kg, value / by_kg AS price, plain, CASE
        WHEN has_market THEN over_market / by_kg END AS above_market,
           by_kg / all_kg AS covered
    FROM matched WHERE by_kg > {other_coffee_share} * all_kg),
of_farmer AS (
    SELECT f.farmer_id, b.crop_year, sum(b.sold_kg * f.kg / b.by_kg) AS kg
    FROM brought b JOIN fed f USING (lot_id) JOIN farmer p ON p.farmer_id = f.farmer_id AND p.crop_year = b.crop_year
        GROUP BY ALL),
of_bulk_lot AS (
    SELECT f.lot_id, sum(w.kg * f.kg / p.kg) / any_value(s.kg) AS per_kg
    FROM of_farmer w JOIN farmer p USING (farmer_id, crop_year) JOIN fed f USING (farmer_id)
    JOIN sold_lot s ON s.lot_id = f.lot_id AND s.crop_year = w.crop_year AND s.stream = 'bulk' GROUP BY f.lot_id)
SELECT p.step, p.stream, p.crop_year, p.station, p.variety, p.process, p.row_id, p.lot_id, p.buyer, p.closed_on AS day,
    p.kg, b.price, b.plain,
       p.market, p.no_market, b.above_market, p.month_before, p.series,
       CASE WHEN b.price IS NULL THEN 0.0 ELSE 1.0 END AS covered
FROM placed p LEFT JOIN bulk_of b USING (crop_year, step, class, point, day) WHERE p.stream = 'micro'
UNION ALL BY NAME
SELECT p.step, p.stream, p.crop_year, p.station, p.variety, p.process, p.row_id, p.lot_id, p.buyer, p.closed_on AS day,
    p.kg * s.per_kg AS kg,
       p.net_value / p.kg AS price, p.market, p.no_market,
       p.net_value / p.kg - p.market AS above_market, p.month_before, p.series
FROM placed p JOIN stood_for s USING (crop_year, step, class, point, day) WHERE p.stream = 'bulk'
UNION ALL BY NAME
SELECT 'farmers' AS step, d.stream, d.crop_year, d.station, d.variety, d.process, d.row_id, d.lot_id, d.buyer,
    d.closed_on AS day, d.kg, b.price, b.plain,
       d.market, d.no_market, b.above_market, d.month_before, d.series, coalesce(b.covered, 0.0) AS covered
FROM sold_deal d LEFT JOIN brought b ON b.lot_id = d.lot_id AND b.crop_year = d.crop_year WHERE d.stream = 'micro'
UNION ALL BY NAME
SELECT 'farmers' AS step, d.stream, d.crop_year, d.station, d.variety, d.process, d.row_id, d.lot_id, d.buyer,
    d.closed_on AS day, d.kg * w.per_kg AS kg,
       d.net_value / d.kg AS price, d.market, d.no_market,
       d.net_value / d.kg - d.market AS above_market, d.month_before, d.series
FROM sold_deal d JOIN of_bulk_lot w USING (lot_id) WHERE d.stream = 'bulk';
