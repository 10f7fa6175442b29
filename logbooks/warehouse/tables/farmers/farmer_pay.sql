-- What farmers delivered and were paid, from two logs that may be long: each is added up once, by farmer.

-- The lots whose kg green are known, and with them those that were passed on into one of them. A lot still drying has
-- given nothing yet: its deliveries say nothing of what a kg delivered gives.
CREATE TEMP TABLE gave AS
WITH RECURSIVE passed_on AS (
    SELECT lot_id, lot_id AS made_lot FROM produced
    UNION
    SELECT p.lot_id, passed_on.made_lot FROM processing p JOIN passed_on ON p.into_lot_id = passed_on.lot_id)
SELECT lot_id, list(made_lot) AS made_lots FROM passed_on
-- of which a delivery could not be counted: its green is of more cherry than is known
WHERE made_lot NOT IN (SELECT made_lot FROM passed_on JOIN lost_delivery USING (lot_id)) GROUP BY lot_id;

-- Kg green every farmer delivered to a stream, plot by plot, by the table of forms. A receipt with neither lot nor
-- stream counts as bulk.
CREATE TEMP TABLE delivered AS
SELECT d.crop_year, coalesce(d.stream, 'bulk') AS stream, d.farmer_id, d.plot_id, sum(d.kg) AS kg,
       sum(d.kg) FILTER (WHERE d.lot_id IS NOT NULL) AS in_lots_kg,
       sum(d.kg) FILTER (WHERE g.lot_id IS NOT NULL) AS in_made_kg
FROM delivery_plot d LEFT JOIN gave g ON g.lot_id = d.lot_id GROUP BY ALL;

-- What a kg green promised by that table really gave in the lots of the stream that have both, deliveries and kg green
-- (where none has, all kg green over all deliveries). Kg of the other lots, and outside any lot, are taken to give the
-- same.
CREATE TEMP TABLE given AS
WITH fed AS (SELECT DISTINCT unnest(made_lots) AS lot_id FROM gave WHERE lot_id IN (SELECT lot_id FROM delivery_day)),
made AS (
    SELECT p.crop_year, p.stream, sum(p.produced_kg) AS kg, sum(p.produced_kg) FILTER (f.lot_id IS NOT NULL) AS fed_kg,
        string_agg(DISTINCT p.assumed, '; ') AS assumed
    FROM produced p LEFT JOIN fed f USING (lot_id) GROUP BY ALL),
weighed AS (SELECT crop_year, stream, sum(kg) AS kg, sum(in_lots_kg) AS in_lots_kg, sum(in_made_kg) AS in_made_kg
    FROM delivered GROUP BY ALL)
SELECT m.crop_year, m.stream, coalesce(m.fed_kg / w.in_made_kg, m.kg / coalesce(w.in_lots_kg, w.kg)) AS factor,
       nullif(concat_ws('; ', m.assumed, CASE WHEN w.in_lots_kg > w.in_made_kg * (1 + {float_slack}) THEN
           'lots whose kg green are not known yet give per kg delivered what the others gave' END), '') AS assumed
FROM made m JOIN weighed w USING (crop_year, stream);

-- Whether more may come to the farmers of a stream: a lot of it is not closed, or the second payment is not made to the
-- farmers of nearly all kg delivered, where the setting second_payment says there is one or, without it, where one was
-- begun or the season before had one.
CREATE TEMP TABLE instalments AS
WITH stream_of AS (SELECT unnest(['micro', 'bulk']) AS stream),
season AS (SELECT DISTINCT crop_year FROM payments),
second_to AS (
    SELECT DISTINCT p.crop_year, s.stream, p.farmer_id
    FROM (SELECT DISTINCT crop_year, stream, farmer_id FROM payments WHERE purpose = 'second') p JOIN stream_of s
        ON coalesce(p.stream, s.stream) = s.stream),
begun AS (SELECT DISTINCT crop_year, stream, true AS begun FROM second_to),
of_kg AS (
    SELECT d.crop_year, d.stream, coalesce(sum(d.kg) FILTER (t.farmer_id IS NOT NULL), 0) / nullif(sum(d.kg),
        0) AS share
    FROM delivered d LEFT JOIN second_to t USING (crop_year, stream, farmer_id) WHERE d.farmer_id IS NOT NULL
        GROUP BY d.crop_year, d.stream),
seconds AS (        -- a stream of which nothing delivered is written down has it once it is begun
    SELECT crop_year, stream, coalesce(b.begun, false) AS begun,
        coalesce(k.share >= {second_payment_share}, b.begun, false) AS made
    FROM season CROSS JOIN stream_of LEFT JOIN begun b USING (crop_year, stream) LEFT JOIN of_kg k
        USING (crop_year, stream)),
expected AS (
    SELECT *, coalesce((SELECT value = 'yes' FROM setting WHERE setting = 'second_payment' AND stream IS NULL),
                       begun OR lag(begun, 1, false) OVER (PARTITION BY stream ORDER BY crop_year)) AS expected
    FROM seconds),
unsettled AS (SELECT crop_year, stream, bool_or(closed_on IS NULL) AS lots_open FROM lot GROUP BY ALL)
SELECT e.crop_year, e.stream, coalesce(u.lots_open, false) OR (e.expected AND NOT e.made) AS still_open
FROM expected e LEFT JOIN unsettled u USING (crop_year, stream);

-- The stream of every payment: as written, of its lot, of the receipt whose number it carries, of the farmer's delivery
-- of that day and weight, or the only one its farmer delivered to. `stream` is empty where none of these tells it:
-- spread by the kg it would say that both streams are paid alike, which is what is asked.
CREATE TEMP TABLE paid_for AS
WITH untold AS (FROM paid WHERE stream IS NULL AND lot_id IS NULL),
slip AS (
    SELECT u.row_id, any_value(r.stream) AS stream FROM untold u JOIN receipts r ON r.receipt_no = u.receipt_no
        AND r.farmer_id = u.farmer_id GROUP BY u.row_id HAVING count(DISTINCT r.stream) = 1),
delivery AS (
    SELECT u.row_id, any_value(r.stream) AS stream FROM untold u JOIN receipts r ON r.farmer_id = u.farmer_id
        AND r.received_on = u.paid_on AND abs(r.weight_kg - u.weight_kg) <= {weighing_slack} * r.weight_kg
        AND coalesce(r.form = u.form, true) GROUP BY u.row_id HAVING count(DISTINCT r.stream) = 1),
single AS (
    SELECT crop_year, farmer_id, any_value(stream) AS stream FROM delivered GROUP BY ALL
    HAVING count(DISTINCT stream) = 1)
SELECT p.* REPLACE (coalesce(p.stream, s.stream, d.stream, CASE WHEN p.lot_id IS NULL THEN o.stream END) AS stream)
FROM paid p LEFT JOIN slip s ON s.row_id = p.row_id LEFT JOIN delivery d ON d.row_id = p.row_id
LEFT JOIN single o ON o.crop_year = p.crop_year AND o.farmer_id = p.farmer_id;

-- What every farmer was paid for each stream (num) and the kg green he delivered to it (den), all instalments alike; in
-- the part `untold` the payments (num) of which the stream is not known.
CREATE TEMP TABLE farmer_pay AS
WITH by_farmer AS (
    SELECT crop_year, stream, farmer_id, sum(kg) AS kg FROM delivered GROUP BY ALL),
of_season AS (SELECT DISTINCT crop_year, stream FROM by_farmer),
lost AS (
    SELECT DISTINCT crop_year, farmer_id, 'payment' AS of_what FROM lost_payments WHERE farmer_id IS NOT NULL
    UNION SELECT DISTINCT crop_year, farmer_id, 'delivery' FROM lost_receipts WHERE farmer_id IS NOT NULL
    UNION SELECT DISTINCT crop_year, farmer_id, 'payment' FROM paid_for WHERE amount IS NULL AND farmer_id IS NOT NULL),
lacking AS (SELECT crop_year, farmer_id, min(of_what) AS of_what FROM lost GROUP BY ALL),
received AS (
    SELECT crop_year, stream, farmer_id, sum(amount) AS amount, list(row_id) AS row_ids, max(paid_on) AS day
    FROM paid_for WHERE amount IS NOT NULL AND stream IS NOT NULL GROUP BY ALL),
of_farmer AS (
    SELECT coalesce(d.crop_year, r.crop_year) AS crop_year, coalesce(d.stream, r.stream) AS stream,
        coalesce(d.farmer_id, r.farmer_id) AS farmer_id,
           coalesce(r.amount, 0) AS num, coalesce(d.kg, 0) AS kg, r.row_ids AS row_id, r.day, NULL AS why_not
    FROM by_farmer d FULL JOIN received r USING (crop_year, stream, farmer_id)
    UNION ALL       -- the slips of a stream stand behind its farmers together: nobody opens them farmer by farmer
    SELECT crop_year, coalesce(stream, 'bulk'), NULL, 0, 0, list(row_id), NULL, NULL FROM delivery_day GROUP BY ALL
    UNION ALL
    SELECT p.crop_year, s.stream, p.farmer_id, NULL, NULL, [p.row_id], p.paid_on,
        'a payment in another currency could not be counted: no rate within {rate_valid_days} days before its day'
    FROM paid_for p JOIN of_season s ON s.crop_year = p.crop_year AND s.stream = coalesce(p.stream, s.stream)
    WHERE p.amount IS NULL AND (p.stream IS NOT NULL OR p.lot_id IS NULL)
    UNION ALL
    SELECT p.crop_year, s.stream, p.farmer_id, NULL, NULL, [p.row_id], p.paid_on,
        'a payment for a lot of which nobody knows whether it is micro or bulk'
    FROM paid_for p JOIN of_season s USING (crop_year) WHERE p.stream IS NULL AND p.lot_id IS NOT NULL)
SELECT f.crop_year, f.stream, f.day, f.farmer_id AS case_id, f.num, f.kg * g.factor AS den, f.row_id, f.stream AS part,
       g.assumed, coalesce(i.still_open, false) AS to_date,
       coalesce(f.why_not, 'a farmer of whom a ' || l.of_what || ' could not be counted') AS why_not
FROM of_farmer f JOIN given g USING (crop_year, stream) LEFT JOIN instalments i USING (crop_year, stream)
LEFT JOIN lacking l ON l.crop_year = f.crop_year AND l.farmer_id = f.farmer_id
UNION ALL
SELECT crop_year, NULL, paid_on, farmer_id, amount, 1, [row_id], 'untold', NULL, false, NULL
FROM paid_for WHERE stream IS NULL AND lot_id IS NULL AND amount IS NOT NULL;
