-- Every lot known on the day. Where the register of lots holds nothing, the lots are the ids seen in other logs, and no
-- lot has a stream. Their crop year is that of the coffee; a document, bill or payment may be of another year, and
-- counts only where nothing else names the lot. Names of stations, varieties and processes that differ only in
-- capitals, accents and spaces are one, spelled as most lots spell it, so that nobody's filter or process holds half of
-- its lots.
CREATE OR REPLACE MACRO as_one_name(written) AS regexp_replace(trim(strip_accents(lower(written))), '\s+', ' ', 'g');

CREATE TEMP TABLE lot AS
WITH seen AS (FROM lots WHERE opened_on IS NULL OR opened_on <= getvariable('as_of')),
spelled AS (
    SELECT kind, word, arg_max(name, (lots, name)) AS name
    FROM (SELECT kind, as_one_name(name) AS word, name, count(*) AS lots
          FROM seen, LATERAL (VALUES ('station', station), ('variety', variety), ('process', process)) AS n(kind, name)
              WHERE name IS NOT NULL GROUP BY ALL)
    GROUP BY ALL),
named AS (
    SELECT s.* REPLACE (t.name AS station, v.name AS variety, p.name AS process)
    FROM seen s LEFT JOIN spelled t ON t.kind = 'station' AND t.word = as_one_name(s.station)
    LEFT JOIN spelled v ON v.kind = 'variety' AND v.word = as_one_name(s.variety) LEFT JOIN spelled p
        ON p.kind = 'process' AND p.word = as_one_name(s.process))
SELECT lot_id, any_value(stream) AS stream, any_value(crop_year) AS crop_year, min(opened_on) AS opened_on,
       max(closed_on) AS closed_on, any_value(station) AS station, any_value(variety) AS variety,
       any_value(process) AS process, any_value(species) AS species, any_value(planned_kg) AS planned_kg,
       any_value(green_kg) AS green_kg, min(row_id) AS row_id
FROM named
GROUP BY lot_id
UNION ALL
SELECT lot_id, NULL, coalesce(min(crop_year) FILTER (of_coffee), min(crop_year)), NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL
FROM (SELECT lot_id, crop_year, true AS of_coffee FROM offers UNION ALL SELECT lot_id, crop_year, true FROM quality
      UNION ALL SELECT lot_id, crop_year, true FROM processing UNION ALL SELECT into_lot_id, crop_year, true
          FROM processing
      UNION ALL SELECT lot_id, crop_year, true FROM delivery_day UNION ALL SELECT lot_id, crop_year, true FROM checks
      UNION ALL SELECT lot_id, crop_year, true FROM lab_tests UNION ALL SELECT lot_id, crop_year, true FROM handovers
      UNION ALL SELECT lot_id, crop_year, false FROM documents UNION ALL SELECT lot_id, crop_year, false FROM costs
      -- read where it is: a log of a million rows is not copied for a few lots
      UNION ALL SELECT lot_id, coalesce(crop_year, crop_year_of(paid_on)), false FROM clean.payments
          WHERE coalesce(paid_on <= getvariable('as_of'), true))
WHERE lot_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM clean.lots)
GROUP BY lot_id;
