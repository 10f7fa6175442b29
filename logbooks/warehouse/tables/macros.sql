-- Words that every view and indicator may use. Made before the views of the logbooks.

-- One setting as text or number: its value for that stream, else its value for all, else nothing.
CREATE OR REPLACE MACRO setting_text(wanted, for_stream := NULL) AS (
    SELECT arg_min(value, CASE WHEN s.stream IS NOT DISTINCT FROM for_stream THEN 0 ELSE 1 END)
    FROM clean.settings s
    WHERE s.setting = wanted AND (s.stream IS NOT DISTINCT FROM for_stream OR s.stream IS NULL));
CREATE OR REPLACE MACRO setting_number(wanted, for_stream := NULL) AS
    TRY_CAST(setting_text(wanted, for_stream := for_stream) AS DOUBLE);

-- The species of a lot, and the incoterm of an offer, that say none themselves; without its setting an incoterm is
-- unknown.
CREATE OR REPLACE MACRO usual_species() AS coalesce(lower(trim(setting_text('species'))), '{species}');
CREATE OR REPLACE MACRO usual_incoterm() AS upper(trim(setting_text('default_incoterm')));

-- How many units of a currency one unit of the base is worth on a day, by the last rate written until then (a row of
-- `rate`); nothing where that is too old.
CREATE OR REPLACE MACRO units_per_base(day, money, base_money, per_base, good_until) AS
    CASE WHEN money = base_money THEN 1.0 WHEN good_until >= day THEN per_base END;

-- The crop year a day falls in, such as 2025/26; it starts on the setting crop_year_starts (MM-DD).
CREATE OR REPLACE MACRO crop_year_of(day) AS (
    CASE WHEN day IS NULL THEN NULL
         WHEN strftime(day, '%m-%d') >= coalesce(setting_text('crop_year_starts'), '{crop_year_starts}')
         THEN CAST(year(day) AS VARCHAR) || '/' || right(CAST(year(day) + 1 AS VARCHAR), 2)
         ELSE CAST(year(day) - 1 AS VARCHAR) || '/' || right(CAST(year(day) AS VARCHAR), 2) END);
