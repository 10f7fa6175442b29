-- The weights of a lot, leg by leg. One row a finding, of the shape every segregation view has: lot_id, test, passed
-- (empty: not testable), figure against lowest and highest in its unit, words, missing (what the logs lack), sign (of
-- mixing, within tolerance), row_ids.

-- Kg out against kg in of every step: within what the step can give, in dry matter where both moistures are known.
CREATE TEMP TABLE segregation_step AS
WITH came_with AS (
    SELECT lot_id, form, sum(moisture * kg) / sum(kg) AS moisture FROM lot_supply GROUP BY ALL
        HAVING count(moisture) = count(*)),
weighed AS (
    SELECT s.*, y.lowest AS low, y.highest AS high, y.dry_lowest, y.dry_highest, m.moisture AS moisture_in, t.scale,
        t.points,
           s.moisture_out IS NOT NULL AND m.moisture IS NOT NULL AND y.dry_highest IS NOT NULL AS dry
    FROM lot_step s CROSS JOIN tolerance t LEFT JOIN step_yield y ON y.form_in = s.form_in AND y.form_out = s.form_out
    LEFT JOIN came_with m ON m.lot_id = s.lot_id AND m.form = s.form_in),
compared AS (       -- a point of moisture off at either end moves the dry matter by its share of it
    SELECT *, CASE WHEN dry THEN (100 - moisture_out) / (100 - moisture_in) ELSE 1 END AS to_dry,
           scale + CASE WHEN dry THEN points / (100 - moisture_out) + points / (100 - moisture_in) ELSE 0 END AS give
    FROM weighed),
judged AS (
    SELECT *, kg_out / nullif(kg_in, 0) * to_dry AS figure, (kg_out + rejects_kg) / nullif(kg_in, 0) AS with_rejects,
           CASE WHEN dry THEN dry_lowest ELSE low END * (1 - give) AS lowest, CASE WHEN dry THEN dry_highest ELSE high
               END * (1 + give) AS highest
    FROM compared),
lacking AS (        -- the steps of a lot that lack the same are named in one sentence
    SELECT *, CASE WHEN figure IS NULL THEN 'weights' WHEN highest IS NULL AND with_rejects <= 1 + scale THEN 'forms'
        END AS lacks
    FROM judged),
named AS (SELECT lot_id, lacks, string_agg(DISTINCT name, ', ' ORDER BY name) AS names FROM lacking GROUP BY ALL)
SELECT lot_id, 'kg at each step' AS test,
       CASE WHEN figure > highest OR with_rejects > 1 + scale THEN false WHEN with_rejects * to_dry < lowest THEN false
            WHEN figure IS NOT NULL AND highest IS NOT NULL THEN true END AS passed,
       figure, lowest, coalesce(highest, 1 + scale) AS highest, CASE WHEN dry THEN 'kg dry matter out per kg in'
           ELSE 'kg out per kg in' END AS unit,
       name || ': ' || format('{:.0f}', kg_in) || ' kg' || coalesce(' ' || form_in, '') || ' in, ' || format('{:.0f}',
           kg_out) || ' kg' || coalesce(' ' || form_out, '') || ' out'
            || CASE WHEN figure > highest THEN ', more than that can give'
                WHEN with_rejects > 1 + scale THEN ', with rejects more than went in'
                    WHEN with_rejects * to_dry < lowest THEN ', less than that gives: some is missing' ELSE ''
                        END AS words,
       CASE lacks WHEN 'weights' THEN 'the weights of ' || names || ' in Processing are not all written'
                  WHEN 'forms' THEN 'Processing does not say what went into and came out of ' || names ||
                      ' (cherry, parchment, green), or no yield is known for it' END AS missing,
       false AS sign, row_ids
FROM lacking LEFT JOIN named USING (lot_id, lacks);

-- What the steps took of each form against what there was: receipts to the first step, and each step to the next.
CREATE TEMP TABLE segregation_between AS
WITH supply AS (
    SELECT lot_id, form, CASE WHEN bool_or(unknown) THEN NULL ELSE sum(kg) END AS kg, flatten(list(row_ids)) AS row_ids
        FROM lot_supply GROUP BY lot_id, form),
taken AS (
    SELECT lot_id, form_in AS form, count(*) - count(CASE WHEN form_out IS NOT DISTINCT FROM form_in THEN kg_in - kg_out
        ELSE kg_in END) AS unknown,
           sum(CASE WHEN form_out IS NOT DISTINCT FROM form_in THEN kg_in - kg_out ELSE kg_in END) AS kg,
           bool_or(form_out IS DISTINCT FROM form_in) AS goes_on, flatten(list(row_ids)) AS row_ids
    FROM lot_step WHERE form_in IS NOT NULL GROUP BY lot_id, form_in),
met AS (
    SELECT k.lot_id, k.form, k.kg AS taken_kg, s.kg AS supply_kg, k.unknown > 0 AS unknown,
        s.lot_id IS NULL AS no_supply, t.stored,
           list_concat(k.row_ids, coalesce(s.row_ids, [])) AS row_ids,
           k.goes_on AND (l.closed_on IS NOT NULL OR (NOT f.keeps AND EXISTS (SELECT 1 FROM milled g
               WHERE g.lot_id = k.lot_id))) AS all_gone
    FROM taken k JOIN form_order f USING (form) CROSS JOIN tolerance t
    LEFT JOIN supply s ON s.lot_id = k.lot_id AND s.form = k.form LEFT JOIN lot l ON l.lot_id = k.lot_id)
SELECT lot_id, 'kg between steps' AS test,
       CASE WHEN NOT unknown THEN CASE WHEN taken_kg > supply_kg * (1 + stored) THEN false
                                       WHEN all_gone AND taken_kg < supply_kg * (1 - stored) THEN false
                                           WHEN supply_kg > 0 THEN true END END AS passed,
       CASE WHEN NOT unknown THEN taken_kg / nullif(supply_kg, 0) END AS figure, CASE WHEN all_gone THEN 1 - stored
           END AS lowest, 1 + stored AS highest,
       'kg taken per kg there was' AS unit,
       CASE WHEN NOT unknown AND supply_kg IS NOT NULL THEN 'of ' || format('{:.0f}', supply_kg) || ' kg ' || form ||
           ' ' || format('{:.0f}', taken_kg) || ' kg went on'
            || CASE WHEN taken_kg > supply_kg * (1 + stored) THEN ': more than there was' WHEN all_gone
                AND taken_kg < supply_kg * (1 - stored) THEN ': the rest is not accounted for' ELSE '' END END AS words,
       CASE WHEN no_supply THEN 'neither Receipts nor an earlier step say where its ' || form || ' came from'
            WHEN unknown OR supply_kg IS NULL THEN 'the weights of its ' || form || ' in Processing are not all written'
                END AS missing,
       false AS sign, row_ids
FROM met;

-- The outturn against the band of its process (where nobody says which species it is, that of the usual one; what only
-- fits the band of the other one is not judged), and of a micro-lot against bulk of the same process and season.
CREATE TEMP TABLE segregation_outturn AS
WITH lots AS (
    SELECT o.*, CASE WHEN folded(coalesce(l.species, usual_species()))
        IN (SELECT word FROM band_word WHERE band = 'robusta')
                     THEN 'robusta' ELSE 'arabica' END AS kind,
           coalesce(l.species, setting_text('species')) IS NULL AS unsaid,
           coalesce((SELECT any_value(band) FROM band_word WHERE word = folded(o.process) AND band <> 'robusta'),
               'any') AS made_by
    FROM outturn o JOIN lot l USING (lot_id)),
band AS (
    SELECT species, process, lowest * (1 - stored) AS lowest, highest * (1 + stored) AS highest,
           CASE WHEN process = 'any' THEN '' ELSE process || ' ' END || species || ' gives ' || format('{:.0f}',
               b.lowest * 100) || ' to ' || format('{:.0f}', b.highest * 100) || ' kg before tolerance' AS words
    FROM outturn_band b CROSS JOIN tolerance),
in_band AS (
    SELECT o.lot_id, o.outturn, o.row_ids, b.lowest, b.highest, o.outturn BETWEEN b.lowest AND b.highest AS inside,
           '100 kg cherry gave ' || format('{:.1f}', o.outturn * 100) || ' kg green; ' || b.words AS words,
           coalesce(o.missing_leg, CASE WHEN o.unsaid AND NOT inside
                   AND EXISTS (FROM band x WHERE x.species <> o.kind AND o.outturn BETWEEN x.lowest AND x.highest)
               THEN 'neither the lots nor the setting species say whether it is arabica or robusta' END) AS missing
    FROM lots o JOIN band b ON b.species = o.kind AND b.process = CASE
        WHEN EXISTS (FROM band x WHERE x.species = o.kind AND x.process = o.made_by) THEN o.made_by ELSE 'any' END),
bulk AS (
    SELECT crop_year, process, sum(green_at_12_kg) / sum(cherry_kg) AS outturn, count(*) AS lots
    FROM outturn WHERE stream = 'bulk' AND why_not IS NULL GROUP BY ALL)
SELECT lot_id, 'outturn in its band' AS test, CASE WHEN missing IS NULL THEN inside END AS passed, outturn AS figure,
       lowest, highest, 'kg green per kg cherry' AS unit, words, missing, false AS sign, row_ids
FROM in_band
UNION ALL
SELECT o.lot_id, 'outturn against bulk', CASE WHEN o.outturn IS NOT NULL AND b.outturn IS NOT NULL THEN o.outturn <=
    b.outturn * (1 + t.above_bulk) END,
       o.outturn / b.outturn, NULL, 1 + t.above_bulk, 'times the outturn of bulk',
       CASE WHEN o.outturn > b.outturn * (1 + t.above_bulk) THEN
           'gave ' || format('{:.1f}', (o.outturn / b.outturn - 1) * 100)
               || ' % more green from its cherry than bulk: a micro-lot is sorted harder and should give less'
            WHEN o.outturn > b.outturn THEN 'a little better than bulk: a sign of mixing, within the tolerance'
            ELSE 'no better than the ' || b.lots || ' bulk lots of its process' END,
       coalesce(o.missing_leg, CASE WHEN b.outturn IS NULL THEN 'no bulk lot' || coalesce(' made ' || o.process, '') ||
           ' that season has an outturn' END),
       coalesce(o.outturn > b.outturn, false), o.row_ids
FROM lots o CROSS JOIN tolerance t LEFT JOIN bulk b ON b.crop_year IS NOT DISTINCT FROM o.crop_year
    AND b.process IS NOT DISTINCT FROM o.process
WHERE o.stream = 'micro';

-- Kg sold against kg made, where what was made was weighed: at the last milling, else in the register of lots.
CREATE TEMP TABLE segregation_sold AS
WITH made AS (
    SELECT lot_id, sum(kg) AS kg, list(row_id) AS row_ids FROM milled GROUP BY lot_id
    UNION ALL SELECT lot_id, green_kg, [row_id] FROM lot WHERE green_kg > 0 AND lot_id NOT IN (SELECT lot_id
        FROM milled)),
sold AS (SELECT lot_id, sum(kg) AS kg, count(*) - count(kg) AS unweighed, list(row_id) AS row_ids FROM accepted
    GROUP BY lot_id),
known AS (SELECT count(*) > 0 AS offers FROM offers)
SELECT m.lot_id, 'sold no more than made' AS test,
       CASE WHEN known.offers AND coalesce(s.unweighed, 0) = 0 THEN coalesce(s.kg, 0) <= m.kg * (1 + t.scale)
           END AS passed,
       coalesce(s.kg, 0) / m.kg AS figure, NULL::DOUBLE AS lowest, 1 + t.scale AS highest,
           'kg sold per kg made' AS unit,
       format('{:.0f}', coalesce(s.kg, 0)) || ' kg sold of ' || format('{:.0f}', m.kg) || ' kg made' AS words,
       CASE WHEN NOT known.offers THEN 'Offers hold no row' WHEN s.unweighed > 0 THEN s.unweighed ||
           ' of its deals have no weight' END AS missing,
       false AS sign, list_concat(m.row_ids, coalesce(s.row_ids, [])) AS row_ids
FROM made m CROSS JOIN tolerance t CROSS JOIN known LEFT JOIN sold s USING (lot_id);
