-- Every deal sold as its own stream at a known net price, within the lots looked at, with all it can be compared by:
-- the day it closed; whether its lot is of SCA specialty grade; its cup score, in the protocol most micro lots of the
-- season were cupped by; the market's price (base currency per kg) on the day its price was fixed, else closed.
CREATE TEMP TABLE sold_deal AS
WITH graded AS (
    SELECT lot_id,
        CASE WHEN bool_and(category1 = 0 AND category2 <= {specialty_category2} + {float_slack}) THEN 'specialty'
        ELSE 'below specialty' END AS grade
    FROM sampled WHERE thing = 'defects' AND basis = 'SCA' AND category1 IS NOT NULL AND category2 IS NOT NULL
        GROUP BY lot_id),
cupped AS (SELECT lot_id, crop_year, stream, basis AS protocol, sum(value * weight) AS score FROM sampled
    WHERE thing = 'cup_score' GROUP BY ALL),
usual AS (
    SELECT crop_year, arg_max(protocol, (lots, protocol)) AS protocol
    FROM (SELECT crop_year, protocol, count(*) AS lots FROM cupped WHERE stream = 'micro' GROUP BY ALL)
        GROUP BY crop_year)
SELECT d.row_id, d.lot_id, d.stream, d.crop_year, d.station, d.variety, d.process, d.buyer, d.closed_on, d.kg,
    d.net_value,
       g.grade, c.protocol, c.score, m.market, m.why_not AS no_market,
       m.month_before, m.series
FROM deals d LEFT JOIN deal_market m USING (row_id) LEFT JOIN graded g ON g.lot_id = d.lot_id
LEFT JOIN usual u ON u.crop_year = d.crop_year LEFT JOIN cupped c ON c.lot_id = d.lot_id AND c.protocol = u.protocol
WHERE d.as_own AND d.why_not IS NULL AND d.no_basis IS NULL AND d.kg > 0 AND d.net_value IS NOT NULL
  AND (d.stream = 'bulk' OR d.lot_id NOT IN (SELECT lot_id FROM unweighed)
      AND d.lot_id NOT IN (SELECT lot_id FROM unjoined))
  AND (getvariable('only_station') IS NULL OR list_contains(getvariable('only_station'), d.station))
  AND (getvariable('only_variety') IS NULL OR list_contains(getvariable('only_variety'), d.variety))
  AND (getvariable('only_process') IS NULL OR list_contains(getvariable('only_process'), d.process));
