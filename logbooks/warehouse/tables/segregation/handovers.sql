-- The chain of a lot from hand to hand: every place it leaves is one it reached, signed on both sides, up to the
-- shipment. Where it set out is the place it left on its first day, or its station.
CREATE TEMP TABLE handed_on AS
WITH first_day AS (SELECT lot_id, min(moved_on) AS day FROM moved GROUP BY lot_id),
origin AS (
    SELECT DISTINCT m.lot_id, m.leaves AS place FROM moved m JOIN first_day f ON f.lot_id = m.lot_id
        AND f.day = m.moved_on
    WHERE NOT EXISTS (SELECT 1 FROM moved o WHERE o.lot_id = m.lot_id AND o.moved_on = m.moved_on
        AND o.reaches = m.leaves)
    UNION SELECT lot_id, folded(station) FROM lot WHERE station IS NOT NULL),
reached AS (SELECT lot_id, reaches AS place, min(moved_on) AS since FROM moved GROUP BY ALL)
SELECT m.*, o.place IS NOT NULL AS sets_out, o.place IS NOT NULL OR coalesce(r.since <= m.moved_on, false) AS joined
FROM moved m LEFT JOIN origin o ON o.lot_id = m.lot_id AND o.place = m.leaves
LEFT JOIN reached r ON r.lot_id = m.lot_id AND r.place = m.leaves;

CREATE TEMP TABLE segregation_chain AS
WITH kept AS (SELECT coalesce(bool_or(coalesce(trim(handed_by), '') <> '' OR coalesce(trim(received_by), '') <> ''),
    false) AS signatures FROM handovers),
known_place AS (SELECT DISTINCT leaves AS place FROM moved UNION SELECT reaches FROM moved),
chain AS (
    SELECT lot_id, count(*) AS n, count(*) FILTER (NOT joined) AS gaps,
        any_value(from_place) FILTER (NOT joined) AS gap_from,
           min(moved_on) FILTER (NOT joined) AS gap_on, count(*) FILTER (NOT signed) AS unsigned,
               list(row_id) AS row_ids,
           list(row_id) FILTER (NOT joined) AS gap_rows, list(row_id) FILTER (NOT signed) AS unsigned_rows,
           list(DISTINCT leaves) || list(DISTINCT reaches) AS places, arg_min(from_place, (moved_on, row_id)) AS set_out
    FROM handed_on GROUP BY lot_id),
sent AS (
    SELECT lot_id, min(shipped_on) AS first_on, max(shipped_on) AS last_on, list(row_id) AS row_ids FROM accepted
    WHERE shipped_on <= getvariable('as_of') GROUP BY lot_id),
green_left AS (SELECT lot_id, min(moved_on) AS first_on FROM moved WHERE coalesce(form, 'green') = 'green'
    GROUP BY lot_id)
SELECT lot_id, 'hand-overs unbroken' AS test, gaps = 0 AS passed, gaps::DOUBLE AS figure, 0.0 AS lowest, 0.0 AS highest,
    'gaps' AS unit,
       CASE WHEN gaps = 0 THEN n || ' hand-overs, each from where the one before it ended'
            ELSE 'left ' || gap_from || ' on ' || strftime(gap_on, '%-d %b %Y') || ', and no hand-over brought it there'
                END AS words,
       NULL AS missing, false AS sign, CASE WHEN gaps = 0 THEN row_ids ELSE gap_rows END AS row_ids
FROM chain
UNION ALL
SELECT c.lot_id, 'hand-overs unbroken', list_contains(c.places, folded(l.station)), NULL, NULL, NULL, NULL,
       CASE WHEN list_contains(c.places, folded(l.station)) THEN 'its hand-overs begin at ' || l.station
            ELSE 'its hand-overs begin at ' || c.set_out || ', and none leads there from ' || l.station ||
                ', where it was received' END, NULL, false, c.row_ids
FROM chain c JOIN lot l ON l.lot_id = c.lot_id WHERE folded(l.station) IN (SELECT place FROM known_place)
UNION ALL
SELECT lot_id, 'hand-overs unbroken', CASE WHEN signatures THEN unsigned = 0 END, CASE
    WHEN signatures THEN unsigned::DOUBLE END, 0.0, 0.0, 'unsigned',
       CASE WHEN signatures AND unsigned = 0 THEN 'both sides are named on all hand-overs'
            WHEN signatures THEN unsigned || ' of ' || n || ' hand-overs are not signed by both sides' END,
       CASE WHEN NOT signatures THEN 'Hand-overs name neither who gave nor who received' END, false, CASE
           WHEN unsigned = 0 THEN row_ids ELSE unsigned_rows END
FROM chain, kept
UNION ALL
SELECT c.lot_id, 'hand-overs unbroken', coalesce(g.first_on <= s.first_on, false), NULL, NULL, NULL, NULL,
       CASE WHEN g.first_on <= s.first_on THEN 'green left before or on the day of the shipment, ' ||
           strftime(s.first_on, '%-d %b %Y')
            ELSE 'shipped on ' || strftime(s.first_on, '%-d %b %Y') || ' without a hand-over of green up to that day'
                END, NULL, false, list_concat(c.row_ids, s.row_ids)
FROM chain c JOIN sent s USING (lot_id) LEFT JOIN green_left g USING (lot_id);

-- Weights along the chain: what leaves a place is no more than what reached it, and what sets out no more than was
-- made.
CREATE TEMP TABLE segregation_handed_weight AS
WITH going AS (
    SELECT lot_id, leaves AS place, any_value(from_place) AS name, form, sum(weight_kg) AS kg,
        count(*) - count(weight_kg) AS unweighed, list(row_id) AS row_ids
    FROM moved GROUP BY lot_id, leaves, form),
coming AS (
    SELECT lot_id, reaches AS place, form, sum(weight_kg) AS kg, count(*) - count(weight_kg) AS unweighed,
        list(row_id) AS row_ids
    FROM moved GROUP BY lot_id, reaches, form),
made AS (
    SELECT lot_id, form, sum(kg) AS kg, bool_or(unknown) AS unknown, flatten(list(row_ids)) AS row_ids FROM lot_supply
        GROUP BY lot_id, form),
both_ends AS (
    SELECT g.lot_id, g.name, g.form, g.kg AS kg_out, coalesce(c.kg, m.kg) AS kg_in, c.place IS NULL AS set_out,
           g.unweighed > 0 OR coalesce(c.unweighed > 0, m.unknown) AS unknown,
           list_concat(g.row_ids, coalesce(c.row_ids, m.row_ids)) AS row_ids
    FROM going g LEFT JOIN coming c ON c.lot_id = g.lot_id AND c.place = g.place AND c.form IS NOT DISTINCT FROM g.form
    LEFT JOIN made m ON m.lot_id = g.lot_id AND m.form = g.form
    WHERE c.place IS NOT NULL OR m.form IS NOT NULL)
SELECT lot_id, 'hand-overs unbroken' AS test, CASE WHEN NOT unknown THEN kg_out <= kg_in * (1 + t.stored) END AS passed,
       CASE WHEN NOT unknown AND kg_in > 0 THEN kg_out / kg_in END AS figure, NULL::DOUBLE AS lowest,
           1 + t.stored AS highest, 'kg out per kg in' AS unit,
       CASE WHEN NOT unknown THEN format('{:.0f}', kg_out) || ' kg' || coalesce(' ' || form, '') || ' left ' || name
            || ' of ' || format('{:.0f}', kg_in) || ' kg' || CASE WHEN set_out THEN ' made' ELSE ' that came there' END
                END AS words,
       CASE WHEN unknown THEN 'the weights of ' || coalesce(form, 'the coffee') || ' at ' || name ||
           ' are not all written' END AS missing, false AS sign, row_ids
FROM both_ends, tolerance t;
