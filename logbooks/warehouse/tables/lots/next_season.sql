-- Of every season what is planned for the one after it: kg green of micro-lots, by the lots written for it, else by the
-- setting target_share of all kg green made; and what buyers mean in writing to take of it.
CREATE TEMP TABLE next_season AS
WITH season AS (
    SELECT DISTINCT crop_year, TRY_CAST(left(crop_year, 4) AS INT) + 1 AS starts,
        starts || '/' || right((starts + 1)::VARCHAR, 2) AS next FROM lots WHERE crop_year IS NOT NULL),
planned AS (SELECT crop_year, sum(planned_kg) AS kg FROM lots WHERE stream = 'micro' GROUP BY crop_year),
made AS (SELECT crop_year, sum(produced_kg) AS kg FROM produced GROUP BY crop_year),
written AS (
    SELECT crop_year, sum(weight_kg * green_per_kg(coalesce(form, 'green'))) AS kg,
        count(DISTINCT folded(buyer)) AS buyers
    FROM intents WHERE in_writing GROUP BY crop_year)
SELECT s.crop_year, s.next, coalesce(p.kg, setting_number('target_share') * m.kg) AS planned_kg, w.kg AS written_kg,
    w.buyers
FROM season s LEFT JOIN planned p ON p.crop_year = s.next LEFT JOIN made m ON m.crop_year = s.crop_year
LEFT JOIN written w ON w.crop_year = s.next;
