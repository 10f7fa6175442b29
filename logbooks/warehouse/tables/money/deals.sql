-- Offers of which a cell that a price per kg needs could not be read, and whether their kg are among them.
CREATE TEMP TABLE unread_deal AS
SELECT row_id, bool_or(name IN ('weight', 'accepted_weight', 'weight_unit', 'form', 'sold_as')) AS kg_unread
FROM left_out_cells WHERE logbook = 'offers'
  AND name IN ('weight', 'accepted_weight', 'weight_unit', 'form', 'sold_as', 'accepted_price', 'currency',
      'price_unit', 'incoterm', 'price_basis', 'buyer') GROUP BY row_id;

-- Every deal that was agreed, in kg green, also one that `waits` for the approval of its sample; kg are empty where
-- they can't be known.
CREATE TEMP TABLE agreed_deal AS
WITH o AS (
    SELECT s.* REPLACE (CASE WHEN u.kg_unread THEN NULL ELSE weight_kg END AS weight_kg,
                        CASE WHEN u.kg_unread THEN NULL ELSE accepted_weight_kg END AS accepted_weight_kg),
           u.row_id IS NOT NULL AS unread
    FROM answered_offer s LEFT JOIN unread_deal u USING (row_id) WHERE s.status = 'accepted' OR s.waits)
SELECT o.row_id, o.waits, o.unread, o.offer_id, o.lot_id, o.stream, o.crop_year, l.station, l.variety, l.process,
       min(trim(o.buyer)) OVER (PARTITION BY regexp_replace(strip_accents(lower(trim(o.buyer))), '\s+', ' ',
           'g')) AS buyer,
       o.offered_on, o.closed_on, o.answered_on,
       o.shipped_on, o.paid_on, o.payment_days, coalesce(o.claim_amount, 0) AS claim_written,
       o.claims_days,
       o.fixed_on IS NULL AND coalesce(o.price_basis = 'differential'
           OR o.accepted_price_per_kg IS NULL AND o.differential_per_kg IS NOT NULL, false) AS unfixed,
       coalesce(o.sold_as, o.stream, 'own') AS sold_as, o.sold_as IS NULL OR o.sold_as = o.stream AS as_own,
       coalesce(o.accepted_weight_kg, o.weight_kg) * green_per_kg(coalesce(o.form, 'green')) AS kg,
       o.differential_per_kg / green_per_kg(coalesce(o.form, 'green')) AS differential_written,
       o.accepted_price_per_kg / green_per_kg(coalesce(o.form, 'green')) AS price_written,
       o.asked_price_per_kg / green_per_kg(coalesce(o.form, 'green')) AS asked_written,
       upper(trim(o.currency)) AS currency, o.incoterm,
       nullif(concat_ws('; ', CASE WHEN o.form IS NULL THEN 'offers without a form are green' END,
                        CASE WHEN o.form <> 'green' THEN 'kg green by the table of conversions' END,
                        CASE WHEN o.gone_unanswered
                            THEN 'coffee shipped or paid without a written answer to its sample counts as approved'
                            WHEN o.gone_replaced
                            THEN 'coffee shipped or paid after its sample was replaced counts as approved' END),
           '') AS assumed
FROM o LEFT JOIN lot l USING (lot_id);

-- Every deal that binds, and every one that is not sold before its sample is approved.
CREATE TEMP TABLE accepted AS SELECT * EXCLUDE (waits) FROM agreed_deal WHERE NOT waits;
CREATE TEMP TABLE waiting_deal AS
SELECT *, 'a deal that waits for the approval of its sample' AS why_not FROM agreed_deal WHERE waits;

-- The same with prices in the base currency per kg green, as agreed; `why_not` says why a deal has no such price. Where
-- only a differential is written, the price is that over the market's of the month it was fixed in, else of the last
-- month known (deal_market); then it is `at_market`, and may move until it is fixed.
CREATE TEMP TABLE priced AS
WITH deal AS (SELECT a.* EXCLUDE (currency, incoterm), coalesce(a.currency, base.currency) AS currency,
    base.currency AS base_currency,
                     coalesce(a.incoterm, usual_incoterm()) AS incoterm
              FROM accepted a, base),
rated AS (
    SELECT d.*, units_per_base(d.closed_on, d.currency, d.base_currency, r.per_base, r.good_until) AS per_base,
        per_base IS NULL AND q.dated >= d.closed_on - {rate_valid_days} AS rate_asked, m.market,
        m.why_not AS no_market, m.series,
        price_written IS NULL AND differential_written IS NOT NULL AS at_market
    FROM deal d LEFT JOIN deal_market m USING (row_id)
    ASOF LEFT JOIN rate r ON r.currency = d.currency AND r.dated <= d.closed_on
    ASOF LEFT JOIN rate_asked q ON q.currency = d.currency AND q.dated <= d.closed_on)
SELECT * EXCLUDE (price_written, asked_written, claim_written, differential_written, market, no_market, per_base),
    CASE WHEN at_market THEN market + differential_written / per_base ELSE price_written / per_base END AS price,
    asked_written / per_base AS asked, claim_written / per_base AS claim,
       CASE WHEN unread THEN 'a deal of which a cell is empty or could not be read'
            WHEN at_market AND market IS NULL THEN 'a price by differential: ' || no_market
            WHEN price_written IS NULL AND NOT at_market THEN 'no accepted price'
            WHEN per_base IS NULL THEN 'a deal in ' || currency ||
                ' could not be counted: no rate within {rate_valid_days} days before its day' END AS why_not
FROM rated;

-- What is taken off the price of each deal on its way to the gate (logbooks/warehouse/incoterms.toml), category by
-- category. What the costs log shows for the lot wins over the setting. Where only some deals of a lot have left, the
-- bills are theirs: a deal still here costs what the setting says, else what those cost. Where a setting without which
-- there is no price is blank, the bills of the season for the whole stream, or for both, stand in for it (`of_stream`):
-- per kg of the deals it is taken off that have no bill of their own lot, of those that have left where some have.
CREATE TEMP TABLE netted_of_deal AS
WITH needed AS (
    SELECT d.row_id, d.lot_id, d.stream, d.crop_year, d.kg, n.category, n.always,
        d.shipped_on IS NOT NULL OR d.paid_on IS NOT NULL AS gone
    FROM priced d JOIN netted n USING (incoterm)),
actual AS (
    SELECT n.lot_id, n.category, any_value(c.amount) / coalesce(sum(n.kg) FILTER (n.gone), sum(n.kg)) AS per_kg,
        any_value(c.unrated) AS unrated,
           bool_or(n.gone) AND NOT bool_and(n.gone) AS some_gone
    FROM needed n JOIN (SELECT lot_id, kind, sum(amount) AS amount, bool_or(amount IS NULL) AS unrated
                        FROM spent WHERE lot_id IS NOT NULL GROUP BY ALL) c
      ON c.lot_id = n.lot_id AND c.kind = n.category
    GROUP BY ALL),
bill AS (
    SELECT stream, crop_year, kind AS category, sum(amount / greatest(seasons, 1)) AS amount,
        bool_or(amount IS NULL) AS unrated
    FROM spent WHERE lot_id IS NULL GROUP BY ALL),
carried AS (
    SELECT b.stream, b.crop_year, b.category, any_value(b.unrated) AS unrated,
        any_value(b.amount) / nullif(coalesce(sum(n.kg) FILTER (n.gone), sum(n.kg)), 0) AS per_kg
    FROM bill b JOIN needed n ON n.category = b.category AND n.crop_year = b.crop_year
        AND coalesce(b.stream = n.stream, b.stream IS NULL)
    WHERE n.always AND NOT EXISTS (FROM actual a WHERE a.lot_id = n.lot_id AND a.category = n.category) GROUP BY ALL),
of_stream AS (
    SELECT s.stream, c.crop_year, c.category, sum(c.per_kg) AS per_kg
    FROM carried c JOIN (SELECT unnest(['micro', 'bulk']) AS stream) s ON coalesce(c.stream = s.stream, true)
    GROUP BY ALL HAVING NOT bool_or(c.unrated))
SELECT n.row_id, n.lot_id, n.stream, n.crop_year, n.category, a.per_kg,
    coalesce(own.number, every.number, o.per_kg) AS by_setting, coalesce(a.some_gone, false) AS some_gone,
       a.lot_id IS NULL AND own.number IS NULL AND every.number IS NULL AND o.per_kg IS NOT NULL AS by_stream,
       by_stream OR a.lot_id IS NOT NULL AND NOT (a.some_gone AND NOT n.gone) AS billed,
       a.unrated AND (billed OR by_setting IS NULL) AS unrated, a.lot_id IS NOT NULL AS has_bill
FROM needed n LEFT JOIN actual a ON a.lot_id = n.lot_id AND a.category = n.category
LEFT JOIN setting own ON own.setting = n.category AND own.stream = n.stream
LEFT JOIN setting every ON every.setting = n.category AND every.stream IS NULL
LEFT JOIN of_stream o ON n.always AND o.stream = n.stream AND o.crop_year = n.crop_year AND o.category = n.category
WHERE n.always OR has_bill OR by_setting IS NOT NULL;

-- Every deal brought to the gate of the cooperative, less what buyers claimed; `no_basis` names the setting without
-- which no deal like it can be. `billed`: nothing of what was taken off is assumed. A claim may still come until its
-- window has run from the day the coffee is landed (`may_be_claimed`); a deal that is not shipped yet has not begun it,
-- and where nobody writes when coffee is shipped it begins on the day of the deal.
CREATE TEMP TABLE deals AS
WITH taken_off AS (
    SELECT row_id, string_agg(CASE WHEN unrated THEN category END, ', ' ORDER BY category) AS unrated,
           sum(CASE WHEN billed THEN coalesce(per_kg, by_setting) ELSE coalesce(by_setting, per_kg) END) AS per_kg,
           string_agg(CASE WHEN NOT has_bill AND by_setting IS NULL THEN category END, ', '
               ORDER BY category) AS missing,
           bool_or(some_gone) AS some_gone, bool_and(billed) AS billed,
           string_agg(CASE WHEN by_stream THEN category END, ', ' ORDER BY category) AS by_stream,
           bool_or(category = 'export') AND NOT bool_or(category = 'inland') AS all_in
    FROM netted_of_deal GROUP BY row_id)
SELECT d.* EXCLUDE (why_not, assumed, claim, rate_asked, unread, claims_days, series),
    coalesce(t.per_kg, 0) AS netted_per_kg, coalesce(t.billed, true) AS billed,
       nullif(concat_ws('; ', d.assumed, CASE
           WHEN t.some_gone THEN 'the bills of a lot are for its deals shipped so far' END,
                        'the bills of the whole stream serve for the blank setting ' || t.by_stream,
                        CASE WHEN t.all_in
                            THEN 'no inland carriage is written: the cost of export is taken to hold it' END,
                        CASE WHEN d.price IS NULL THEN NULL
                            WHEN d.unfixed AND d.at_market THEN
                                'prices to the exchange that are not fixed yet stand at the last market price known'
                            WHEN d.unfixed THEN 'prices to the exchange that are not fixed yet stand as written'
                            WHEN d.at_market AND d.series = 'exchange' THEN
                                'prices by differential stand over the price of the exchange when they were fixed'
                            WHEN d.at_market THEN
                                'prices by differential stand over the market price of the month they were fixed in'
                            END), '') AS assumed,
       coalesce(d.why_not,
           'the ' || t.unrated || ' cost of the lot could not be counted: no rate within {rate_valid_days} days before '
               || 'its day') AS why_not,
       CASE WHEN d.why_not IS NULL AND d.incoterm IS NOT NULL AND t.missing IS NULL AND t.unrated IS NULL
            THEN d.price - coalesce(t.per_kg, 0) - coalesce(d.claim / nullif(d.kg, 0), 0) END AS net_price,
       net_price * d.kg AS net_value, d.claim,
       coalesce(coalesce(d.shipped_on, d.paid_on, CASE WHEN NOT bool_or(d.shipped_on IS NOT NULL) OVER ()
               THEN d.closed_on END)
           + CASE WHEN d.incoterm = 'EXW' THEN 0 ELSE coalesce(setting_number('voyage_days'), {voyage_days})::INT END
           + coalesce(d.claims_days, setting_number('claims_window_days'), {claims_window_days})::INT
               >= getvariable('as_of'), true) AS may_be_claimed,
       d.paid_on IS NULL AND bool_or(d.paid_on IS NOT NULL) OVER () AS unpaid,
       CASE WHEN d.rate_asked THEN 'rates_as_written' WHEN d.unread THEN NULL
            WHEN d.incoterm IS NULL THEN 'default_incoterm' ELSE t.missing END AS no_basis
FROM priced d LEFT JOIN taken_off t ON t.row_id = d.row_id;
