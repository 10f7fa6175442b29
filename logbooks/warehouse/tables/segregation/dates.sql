-- The order of days: received, then each step after the one it takes from, moved after it was made, shipped after it
-- was milled.
CREATE TEMP TABLE segregation_dates AS
WITH step_days AS (SELECT *, 'the ' || name AS called FROM lot_step WHERE first_on IS NOT NULL),
pairs AS (
    SELECT s.lot_id, r.first_on AS earlier, s.first_on AS later, 'the first ' || r.form || ' received' AS before,
        s.called AS after, [r.ends[1]] || s.row_ids AS row_ids
    FROM lot_received r JOIN step_days s ON s.lot_id = r.lot_id AND s.form_in = r.form
    UNION ALL
    SELECT s.lot_id, r.last_on, max(s.last_end), 'the last ' || r.form || ' received',
        'the end of the step that took the ' || r.form, [r.ends[2]] || flatten(list(s.row_ids))
    FROM lot_received r JOIN step_days s ON s.lot_id = r.lot_id AND s.form_in = r.form
    GROUP BY s.lot_id, r.form, r.last_on, r.ends HAVING count(s.last_end) = count(*)
    UNION ALL
    SELECT b.lot_id, coalesce(a.first_end, a.first_on), b.first_on, a.called, b.called, a.row_ids || b.row_ids
    FROM step_days a JOIN step_days b ON b.lot_id = a.became AND b.form_in = a.form_out
         AND NOT (a.lot_id = b.lot_id AND a.step = b.step) AND (a.form_in <> a.form_out OR b.form_in IS DISTINCT
             FROM b.form_out)
    UNION ALL
    SELECT m.lot_id, s.first_on, m.day, 'its first ' || m.form, 'its first hand-over as ' || m.form,
        m.row_ids || s.row_ids
    FROM (SELECT lot_id, form, min(moved_on) AS day, list(row_id) AS row_ids FROM moved GROUP BY ALL) m
    JOIN (SELECT lot_id, form, min(first_on) AS first_on, [arg_min(a_row, first_on)] AS row_ids FROM lot_supply
        GROUP BY ALL) s ON s.lot_id = m.lot_id AND s.form = m.form
    UNION ALL
    SELECT a.lot_id, s.first_on, a.day, 'its first green', 'its shipment', a.row_ids || s.row_ids
    FROM (SELECT lot_id, min(shipped_on) AS day, list(row_id) AS row_ids FROM accepted
        WHERE shipped_on <= getvariable('as_of') GROUP BY ALL) a
    JOIN (SELECT lot_id, min(first_on) AS first_on, [arg_min(a_row, first_on)] AS row_ids FROM lot_supply
        WHERE form = 'green' GROUP BY ALL) s ON s.lot_id = a.lot_id
    UNION ALL
    SELECT lot_id, first_on, last_end, 'the start of ' || name, 'the end of ' || name, row_ids FROM step_days
    WHERE backwards)
SELECT lot_id, 'dates in order' AS test, later >= earlier AS passed, (later - earlier)::DOUBLE AS figure, 0.0 AS lowest,
    NULL::DOUBLE AS highest, 'days' AS unit,
       CASE WHEN later < earlier THEN after || ' on ' || strftime(later, '%-d %b %Y') || ' came before ' || before
               || ' on ' || strftime(earlier, '%-d %b %Y')
            ELSE before || ' ' || strftime(earlier, '%-d %b %Y') || ', ' || after || ' ' || strftime(later, '%-d %b %Y')
                END AS words,
           NULL AS missing, false AS sign, row_ids
FROM pairs WHERE earlier IS NOT NULL AND later IS NOT NULL;
