-- Lots of which a row that some number needs could not be counted: it was left out, one of its cells could not be read,
-- or it stands under a code that is nobody's and reads like theirs. What joins several logs leaves these lots out, for
-- the rest of their rows alone would give a false number. One row a lot; `row_ids` are the rows lost.

-- Whether a code in no register is a slip for that lot's: few letters are other, never the first, which tells streams
-- apart.
CREATE OR REPLACE MACRO reads_like(written, lot) AS
    lower(written[1]) = lower(lot[1]) AND damerau_levenshtein(lower(written), lower(lot)) <= {mistyped_letters};

-- Whether so few of a log's rows have an unknown code that it is a slip, and not the register that is short.
CREATE OR REPLACE MACRO few_slips(unknown, rows_in_all) AS unknown <= greatest(2, {mistyped_share} * rows_in_all);

CREATE TEMP TABLE lost_delivery AS
WITH unknown AS (
    SELECT row_id, lot_id, count(*) OVER () AS slips FROM receipts
    WHERE lot_id IS NOT NULL AND lot_id NOT IN (SELECT lot_id FROM lots)),
lost AS (
    SELECT row_id, lot_id FROM lost_receipts
    UNION ALL
    SELECT row_id, lot_id FROM receipts JOIN left_out_cells USING (row_id)
    WHERE name IN ('weight', 'weight_unit', 'form')
    UNION ALL
    SELECT u.row_id, l.lot_id FROM unknown u JOIN lots l ON reads_like(u.lot_id, l.lot_id)
    WHERE few_slips(u.slips, (SELECT count(*) FROM receipts)))
SELECT lot_id, list(DISTINCT row_id) AS row_ids FROM lost WHERE lot_id IS NOT NULL GROUP BY lot_id;

-- Of the steps that gave green, or may have: their form out could not be read, and other lots' is green at that step.
CREATE TEMP TABLE lost_milling AS
WITH hulling AS (SELECT DISTINCT step_word(step) AS step FROM processing WHERE form_out = 'green'),
unknown AS (
    SELECT row_id, coalesce(into_lot_id, lot_id) AS lot_id, form_out, step, count(*) OVER () AS slips FROM processing
    WHERE coalesce(into_lot_id, lot_id) IS NOT NULL AND coalesce(into_lot_id, lot_id) NOT IN (SELECT lot_id FROM lots)),
lost AS (
    SELECT row_id, lot_id, into_lot_id, form_out, step FROM lost_processing
    UNION ALL
    SELECT p.row_id, p.lot_id, p.into_lot_id, p.form_out, p.step FROM processing p JOIN left_out_cells c USING (row_id)
    WHERE c.name IN ('weight_out', 'weight_unit', 'form_out', 'into_lot_id')
    UNION ALL
    SELECT u.row_id, l.lot_id, NULL, u.form_out, u.step FROM unknown u JOIN lots l ON reads_like(u.lot_id, l.lot_id)
    WHERE few_slips(u.slips, (SELECT count(*) FROM processing))),
of_either AS (      -- of the lot it came from, and of the one it became
    SELECT row_id, unnest([lot_id, into_lot_id]) AS lot_id FROM lost
    WHERE form_out = 'green' OR form_out IS NULL AND step_word(step) IN (FROM hulling))
SELECT lot_id, list(DISTINCT row_id) AS row_ids FROM of_either WHERE lot_id IS NOT NULL GROUP BY lot_id;

-- Of deliveries and of any step: what the lot weighed there is not known.
CREATE TEMP TABLE lost_weight AS
SELECT lot_id FROM lost_delivery
UNION SELECT lot_id FROM lost_processing WHERE lot_id IS NOT NULL
UNION SELECT into_lot_id FROM lost_processing WHERE into_lot_id IS NOT NULL;

-- Of the deals, or of offers that may be one.
CREATE TEMP TABLE lost_deal AS
WITH unknown AS (
    SELECT row_id, lot_id, count(*) OVER () AS slips FROM offers
    WHERE status = 'accepted' AND lot_id IS NOT NULL AND lot_id NOT IN (SELECT lot_id FROM lots)),
lost AS (
    SELECT row_id, lot_id FROM accepted JOIN unread_deal USING (row_id) WHERE kg_unread
    UNION ALL
    SELECT row_id, lot_id FROM lost_offers WHERE status IS NULL OR status = 'accepted'
        AND row_id NOT IN (SELECT row_id FROM left_out_cells)
    UNION ALL
    SELECT u.row_id, l.lot_id FROM unknown u JOIN lots l ON reads_like(u.lot_id, l.lot_id)
    WHERE few_slips(u.slips, (SELECT count(*) FROM offers)))
SELECT lot_id, list(DISTINCT row_id) AS row_ids FROM lost WHERE lot_id IS NOT NULL GROUP BY lot_id;
