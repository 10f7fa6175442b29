-- Whether an offer is a deal, and since when: the one place that says so. A sale subject to the approval of a sample is
-- none before it. Until the buyer answers it is `open` and `waits`, so is one whose sample was replaced; a refused
-- sample is a refused offer. As known on the day: what the buyer says later is not known before.
--
-- A sale is subject to it where a pre-shipment or arrival sample is written, or an answer to any sample; and where its
-- terms say so (quality approval before shipment, on arrival, of a sample), in a season in which such answers are
-- written down at all: elsewhere nobody could tell a sample that is waited for from one nobody wrote about.
-- Coffee that was shipped or paid without a written answer counts as approved on the earlier of the two days (on
-- arrival: once it was paid), and neither an approval nor a day written later moves it: what was known on a day
-- stays so.

-- Every offer whose answer is known, with those that are left out because their weight or another cell is not: what is
-- counted in offers needs none of these. One left out as a whole, as its code stands for two, is no offer of its own.
CREATE TEMP TABLE written_offer AS
FROM offers
UNION ALL BY NAME
FROM lost_offers WHERE status IS NOT NULL AND lot_id IS NOT NULL
    AND row_id IN (SELECT row_id FROM left_out_cells);

-- The same as it stands by its sample. `closed_on` is the day of the agreement, at whose rate and market it was priced;
-- `answered_on` the day it became what `status` says.
CREATE TEMP TABLE answered_offer AS
WITH answered AS (      -- that there is an answer at all, whatever the day, says no more than that one is waited for
    SELECT row_id FROM clean.offers WHERE sample_result IS NOT NULL
    UNION ALL SELECT row_id FROM lost.offers WHERE sample_result IS NOT NULL),
term AS (
    SELECT o.*, o.sample_kind IN ('pre-shipment', 'arrival') AS by_kind, o.row_id IN (FROM answered) AS by_answer,
        coalesce(o.sample_kind, CASE w.place WHEN 'on arrival' THEN 'arrival' END) = 'arrival' AS at_arrival,
        w.place IN ('before shipment', 'on arrival', 'of a sample') AS by_term,
        bool_or(o.sample_kind IS NOT NULL OR o.row_id IN (FROM answered)) OVER (PARTITION BY o.crop_year) AS kept
    FROM written_offer o LEFT JOIN approval_word w ON w.word = folded(o.quality_approval)),
stands AS (
    SELECT * EXCLUDE (by_kind, by_answer, by_term, kept, at_arrival),
        status = 'accepted' AND coalesce(by_kind OR by_answer OR by_term AND kept, false) AS subject,
        CASE WHEN at_arrival THEN paid_on ELSE least(shipped_on, paid_on) END AS gone_on
    FROM term)
SELECT * EXCLUDE (gone_on, subject) REPLACE (
        CASE WHEN NOT subject OR sample_result = 'approved' THEN status WHEN sample_result = 'rejected' THEN 'rejected'
            WHEN gone_on IS NOT NULL THEN status ELSE 'open' END AS status),
    status = 'accepted' AS agreed,
    CASE WHEN NOT subject THEN closed_on
        WHEN coalesce(sample_result, 'replaced') = 'replaced'
            THEN CASE WHEN closed_on IS NOT NULL THEN greatest(closed_on, gone_on) END
        WHEN closed_on IS NOT NULL AND sample_result_on IS NOT NULL
            THEN greatest(closed_on, CASE sample_result WHEN 'approved' THEN least(sample_result_on, gone_on)
                ELSE sample_result_on END) END AS answered_on,
    subject AND coalesce(sample_result, 'replaced') = 'replaced' AND gone_on IS NULL AS waits,
    subject AND sample_result IS NULL AND gone_on IS NOT NULL AS gone_unanswered,
    subject AND coalesce(sample_result = 'replaced', false) AND gone_on IS NOT NULL AS gone_replaced
FROM stands;
