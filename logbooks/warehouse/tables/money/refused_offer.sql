-- Every refusal whose answer is known by the day: of an offer, or of its sample, also where that was replaced or the
-- offer went on; and an offer withdrawn or run out of which somebody wrote why. Kg green as offered, `asked_value` at
-- the price asked, in the base currency by the rate of the day of the offer; both are empty where they are not known.
CREATE TEMP TABLE refused_offer AS
WITH refused AS (
    SELECT o.row_id, o.lot_id, o.stream, o.crop_year, l.station, l.variety, l.process, o.offered_on,
        coalesce(o.reject_reason, 'not written') AS reason,
        CASE WHEN NOT coalesce(u.kg_unread, false)
            THEN o.weight_kg * green_per_kg(coalesce(o.form, 'green')) END AS kg,
        CASE WHEN u.row_id IS NULL THEN o.asked_price_per_kg / green_per_kg(coalesce(o.form, 'green')) END AS asked,
        coalesce(upper(trim(o.currency)), base.currency) AS money, base.currency AS base_money
    FROM answered_offer o CROSS JOIN base LEFT JOIN lot l ON l.lot_id = o.lot_id
        LEFT JOIN unread_deal u ON u.row_id = o.row_id
    WHERE o.status = 'rejected' OR o.sample_result IN ('rejected', 'replaced')
        OR o.status IN ('withdrawn', 'expired') AND o.reject_reason IS NOT NULL)
SELECT r.* EXCLUDE (asked, money, base_money),
    r.kg * r.asked / units_per_base(r.offered_on, r.money, r.base_money, f.per_base, f.good_until) AS asked_value
FROM refused r ASOF LEFT JOIN rate f ON f.currency = r.money AND f.dated <= r.offered_on;
