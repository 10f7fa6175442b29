-- Words of costs as people write them, brought to one spelling. The table cost_category is made of
-- logbooks/warehouse/cost_categories.toml.
CREATE OR REPLACE MACRO folded(written) AS
    trim(regexp_replace(replace(strip_accents(lower(written)), 'đ', 'd'), '[^\p{L}\p{N}]+', ' ', 'g'));
CREATE OR REPLACE MACRO with_accents(written) AS
    trim(regexp_replace(nfc_normalize(lower(written)), '[^\p{L}\p{M}\p{N}]+', ' ', 'g'));
CREATE TEMP TABLE cost_word AS
SELECT kind, role, folded(written) AS word, list(DISTINCT with_accents(written)) AS accented
FROM (SELECT kind, role, unnest(list_prepend(kind, words)) AS written FROM cost_category) GROUP BY ALL;
