-- Where a lot was, tested place by place. One row a finding, of the shape every segregation view has: lot_id, test,
-- passed (empty: not testable), figure against lowest and highest in its unit, words, missing, sign, row_ids.

-- The days a lot lay on a bed. Lots that become one lot (into_lot_id) are one: that is a blend which was written down.
CREATE TEMP TABLE dried_at AS
SELECT p.lot_id, coalesce(p.into_lot_id, p.lot_id) AS became, trim(p.place) AS place, folded(p.place) AS bed,
    nullif(folded(l.station), '') AS station, p.started_on,
       coalesce(p.ended_on, (SELECT min(n.started_on) FROM processing n WHERE n.lot_id = p.lot_id
           AND n.started_on > p.started_on), p.started_on) AS ended_on,
       p.row_id
FROM processing p LEFT JOIN lot l ON l.lot_id = p.lot_id
WHERE (p.form_in IN ('cherry', 'wet parchment') AND p.form_out IN ('dry parchment', 'dry cherry'))
   OR ((p.form_in IS NULL OR p.form_out IS NULL) AND folded(p.step) IN (SELECT word FROM drying_word));

-- Beds of one name at two stations are two. A lot whose station is not written may have lain on any of them: it stands
-- at each station that has such a bed, and what it meets there is said to rest on that.
CREATE TEMP TABLE dried_where AS
WITH stations AS (SELECT bed, list(DISTINCT station) AS known FROM dried_at WHERE station IS NOT NULL GROUP BY bed)
SELECT d.*, unnest(CASE WHEN d.station IS NULL THEN coalesce(s.known, ['']) ELSE [d.station] END) AS at_station
FROM dried_at d LEFT JOIN stations s USING (bed) WHERE d.bed <> '' AND d.started_on IS NOT NULL;

CREATE TEMP TABLE segregation_bed AS
WITH known AS (
    SELECT *, sum(CASE WHEN started_on <= so_far THEN 0 ELSE 1 END) OVER (PARTITION BY at_station, bed, became
        ORDER BY started_on, row_id) AS stay
    FROM (SELECT *, max(ended_on) OVER (PARTITION BY at_station, bed, became ORDER BY started_on,
        row_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS so_far
          FROM dried_where)),
-- what a lot had on a bed without a break; stays of one lot on one bed never overlap, so neighbours tell
stays AS (
    SELECT at_station, bed, became, stay, any_value(place) AS place, min(started_on) AS started_on,
        max(ended_on) AS ended_on, list(row_id) AS row_ids,
           bool_or(station IS NULL AND at_station <> '') AS unsure
    FROM known GROUP BY at_station, bed, became, stay),
neighbours AS (
    SELECT *, max(ended_on) OVER before AS last_day, arg_max(became, ended_on) OVER before AS last_lot,
        arg_max(row_ids, ended_on) OVER before AS last_rows,
           arg_max(unsure, ended_on) OVER before AS last_unsure, lead(unsure) OVER next AS next_unsure,
           lead(started_on) OVER next AS next_day, lead(became) OVER next AS next_lot,
               lead(row_ids) OVER next AS next_rows
    FROM stays
    WINDOW before AS (PARTITION BY at_station, bed ORDER BY started_on, became ROWS BETWEEN UNBOUNDED PRECEDING
        AND 1 PRECEDING),
           next AS (PARTITION BY at_station, bed ORDER BY started_on, became)),
met AS (
    SELECT *, last_day >= started_on AS with_last, next_day <= ended_on AS with_next FROM neighbours),
shared AS (
    SELECT at_station, bed, became, stay, place, row_ids, coalesce(with_last, false)
        OR coalesce(with_next, false) AS met,
           CASE WHEN with_last THEN last_lot WHEN with_next THEN next_lot END AS other,
           CASE WHEN with_last THEN started_on WHEN with_next THEN next_day END AS since,
           CASE WHEN with_last THEN last_rows WHEN with_next THEN next_rows END AS other_rows,
           unsure OR CASE WHEN with_last THEN last_unsure WHEN with_next THEN next_unsure END AS unsure
    FROM met)
SELECT k.lot_id, 'a bed of its own' AS test, NOT bool_or(s.met) AS passed, count(DISTINCT k.row_id) FILTER
    (s.met)::DOUBLE AS figure, 0.0 AS lowest, 0.0 AS highest,
       'beds shared' AS unit,
       CASE WHEN bool_or(s.met) THEN arg_min('shared a drying bed with ' || s.other || ' (' || s.place || ', on '
                 || strftime(s.since, '%-d %b %Y') || ')', (s.since, s.other, s.place)) FILTER (s.met)
                 || CASE WHEN bool_and(s.unsure) FILTER (s.met)
                     THEN '; the station of one is not written: taken as the same bed' ELSE '' END
            ELSE 'no other lot lay on ' || string_agg(DISTINCT s.place, ', ') || ' while it did' END AS words,
       NULL AS missing, false AS sign,
       list_concat(list(k.row_id), flatten(coalesce(list(s.other_rows) FILTER (s.met), []))) AS row_ids
FROM known k JOIN shared s ON s.at_station = k.at_station AND s.bed = k.bed AND s.became = k.became AND s.stay = k.stay
GROUP BY k.lot_id
UNION ALL
SELECT lot_id, 'a bed of its own', NULL, NULL, NULL, NULL, NULL, NULL,
       count(*) || ' of its dryings in Processing have no ' || CASE WHEN bool_or(coalesce(bed, '') = '') THEN 'place'
           ELSE 'day' END, false, list(row_id)
FROM dried_at WHERE coalesce(bed, '') = '' OR started_on IS NULL GROUP BY lot_id;

-- Micro coffee put into bulk, or bulk into it. Micro-lots joined under a code of their own are a blend, which is no
-- mixing.
CREATE TEMP TABLE segregation_joined AS
WITH moves AS (
    SELECT p.row_id, p.lot_id, p.into_lot_id, a.stream AS stream, b.stream AS into_stream
    FROM processing p JOIN lot a ON a.lot_id = p.lot_id LEFT JOIN lot b ON b.lot_id = p.into_lot_id)
SELECT lot_id, 'no other stream in it' AS test, count(*) FILTER (crossed) = 0 AS passed,
    count(*) FILTER (crossed)::DOUBLE AS figure, 0.0 AS lowest,
       0.0 AS highest, 'steps' AS unit,
       CASE WHEN count(*) FILTER (crossed) = 0 THEN 'no step joined it with the other stream'
            ELSE 'was joined in a step with ' || min(other) FILTER (crossed) || ', a lot of the other stream'
                END AS words,
       NULL AS missing, false AS sign, list(row_id) AS row_ids
FROM (SELECT lot_id, into_lot_id AS other, coalesce(into_stream <> stream, false) AS crossed, row_id FROM moves
    WHERE stream = 'micro'
      UNION ALL SELECT into_lot_id, lot_id, coalesce(into_stream <> stream, false), row_id FROM moves
          WHERE into_stream = 'micro' AND into_lot_id <> lot_id)
GROUP BY lot_id;

-- Bags of a lot in every place, day by day: no more may leave than came. Counted by form, since a mill gives other bags
-- than it gets.
CREATE TEMP TABLE segregation_bags AS
WITH events AS (
    SELECT lot_id, reaches AS store, to_place AS place, form, moved_on, bags, weight_kg, 1 AS way, row_id FROM moved
    UNION ALL SELECT lot_id, leaves, from_place, form, moved_on, -bags, -weight_kg, -1, row_id FROM moved),
days AS (
    SELECT lot_id, store, form, moved_on, sum(bags) AS bags FROM events GROUP BY ALL),
balance AS (
    SELECT lot_id, store, form, moved_on, sum(bags) OVER (PARTITION BY lot_id, store, form
        ORDER BY moved_on) AS left_over FROM days),
lowest AS (SELECT lot_id, store, form, min(left_over) AS least, arg_min(moved_on, left_over) AS on_day FROM balance
    GROUP BY ALL),
stores AS (
    SELECT lot_id, store, form, any_value(place) AS place, bool_or(way = 1) AS came,
        count(*) FILTER (bags IS NULL) AS uncounted,
           coalesce(sum(bags) FILTER (way = 1), 0) AS bags_in, coalesce(-sum(bags) FILTER (way = -1), 0) AS bags_out,
               list(row_id) AS row_ids
    FROM events GROUP BY ALL)
SELECT s.lot_id, 'bags in each store' AS test, CASE WHEN s.uncounted = 0 THEN l.least >= 0 END AS passed,
       CASE WHEN s.uncounted = 0 THEN l.least::DOUBLE END AS figure, 0.0 AS lowest, NULL::DOUBLE AS highest,
           'bags left' AS unit,
       CASE WHEN s.uncounted = 0 THEN s.bags_in || ' bags in, ' || s.bags_out || ' out at ' || s.place
            || CASE WHEN l.least < 0 THEN ', ' || -l.least || ' more than were there on ' || strftime(l.on_day,
                '%-d %b %Y') ELSE '' END END AS words,
       CASE WHEN s.uncounted > 0 THEN s.uncounted || ' hand-overs at ' || s.place || ' without bags' END AS missing,
           false AS sign, s.row_ids
FROM stores s JOIN lowest l ON l.lot_id = s.lot_id AND l.store = s.store AND l.form IS NOT DISTINCT FROM s.form
WHERE s.came;
