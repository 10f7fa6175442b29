-- When a clause of a contract counts as favourable to the cooperative, why, and who says so. A cooperative that sees it
-- otherwise edits this table. rule: 'one of' the words, 'at most' or 'above' the number. What is not written down is
-- unknown and counts neither way.
CREATE TEMP TABLE clause_rule AS
SELECT * FROM (VALUES
    ('price basis', 'one of', ['outright', 'differential, fixed'], NULL,
     'the price is known; an open differential may still fall with the exchange', 'The Coffee Guide, contracts'),
    ('incoterm', 'one of', ['EXW', 'FCA', 'FOB'], NULL,
     'cost and risk pass to the buyer in the country of origin; later terms leave freight, or risk too, with the '
     || 'seller', 'Incoterms 2020'),
    ('payment days', 'at most', NULL,
     coalesce(setting_number('favourable_payment_days'), {favourable_payment_days}),
     'the money comes within a month of shipment', 'convention of this page; set your own'),
    ('prefinance', 'above', NULL, 0, 'the buyer carries part of the cost of money before shipment',
        'The Coffee Guide, contracts'),
    ('claims window', 'at most', NULL, 28,
        'no longer than the standard contract: quality claims within 28 days, weight within 21', 'ESCC 2018'),
    ('quality approval', 'one of', ['before shipment', 'before the deal'], NULL,
     'a refusal comes while the coffee can still be sold to another; a sale subject to approval is none before it',
         'The Coffee Guide, sampling'),
    ('multi-year', 'one of', ['yes'], NULL, 'next season''s sale is agreed already', 'convention of this page'),
    ('exclusivity', 'one of', ['no'], NULL, 'the rest may be offered to others', 'convention of this page')
) AS t(clause, rule, words, number, because, source);

-- What people write for the place where quality is approved, as `folded` leaves it; other words are unknown. On an
-- offer sample or a stocklot the buyer had made up his mind before the deal; where it only says that a sample is to be
-- approved, which one is unknown.
CREATE TEMP TABLE approval_word AS
SELECT DISTINCT place, folded(unnest(written)) AS word FROM (VALUES
    ('before shipment', ['sample before shipment', 'before shipment', 'preshipment', 'pre-shipment',
        'preshipment sample', 'pre-shipment sample', 'pss',
                         'at origin', 'origin', 'preembarque', 'muestra preembarque',
                             'muestra de preembarque', 'pre-embarque', 'antes del embarque',
                         'en origen', 'pré-embarque', 'amostra pré-embarque', 'antes do embarque', 'na origem',
                         'avant embarquement', 'pré-embarquement', 'échantillon avant embarquement',
                             'à l''origine', 'pra-pengapalan', 'sebelum kirim',
                         'trước khi giao', 'trước xuất hàng',
                             'kabla ya kusafirisha', 'ከመጫን በፊት', 'mbere yo koherezwa']),
    ('before the deal', ['offer sample', 'stocklot', 'stocklot sample', 'muestra de oferta', 'amostra de oferta',
        'échantillon d''offre', 'sampel penawaran', 'mẫu chào hàng']),
    ('of a sample', ['subject to approval', 'subject to approval of sample', 'subject to sample approval', 'sas',
        'sample approval', 'approval of sample',
        'approval sample', 'no approval no sale', 'nans', 'sujeto a aprobación',
        'sujeto a aprobación de muestra', 'sujeito à aprovação', 'sujeito à aprovação da amostra',
        'sous réserve d''approbation', 'sous réserve d''approbation de l''échantillon', 'setelah sampel disetujui',
        'mẫu được duyệt']),
    ('on arrival', ['on arrival', 'arrival', 'arrival sample', 'landed', 'at destination', 'destination',
        'a la llegada', 'llegada', 'en destino', 'destino', 'chegada', 'na chegada',
                    'no destino', 'arrivée', 'à l''arrivée', 'à destination', 'tiba', 'saat tiba', 'di tujuan',
                        'đến nơi', 'hàng đến', 'kufika', 'ሲደርስ', 'igeze'])
) AS t(place, written);

-- Every clause of every deal that is written down, as the rules call it; `favourable` is empty where what is written
-- does not tell, and `unclear` says why.
CREATE TEMP TABLE clauses AS
WITH deal AS (
    SELECT a.row_id, a.lot_id, a.buyer, a.closed_on, a.stream, a.crop_year, a.station, a.variety, a.process,
        a.payment_days,
           o.price_basis, o.fixed_on, o.prefinance_share, o.claims_days, o.quality_approval, o.multi_year,
               o.exclusivity,
           coalesce(a.incoterm, usual_incoterm()) AS incoterm
    FROM accepted a JOIN answered_offer o USING (row_id)),
approval AS (
    SELECT row_id, place, CASE WHEN place = 'of a sample' THEN 'a sample is to be approved, but not which or when'
            WHEN place IS NULL AND trim(quality_approval) <> ''
                THEN 'written in words the table of clauses does not know' END AS unclear
    FROM deal LEFT JOIN approval_word w ON w.word = folded(quality_approval)),
written AS (
    SELECT row_id, 'price basis' AS clause, NULL::DOUBLE AS number,
           CASE WHEN price_basis = 'differential' THEN 'differential, ' || CASE WHEN fixed_on IS NULL THEN 'open'
               ELSE 'fixed' END ELSE price_basis END AS words
    FROM deal
    UNION ALL SELECT row_id, 'incoterm', NULL, incoterm FROM deal
    UNION ALL SELECT row_id, 'payment days', payment_days, NULL FROM deal
    UNION ALL SELECT row_id, 'prefinance', prefinance_share, NULL FROM deal
    UNION ALL SELECT row_id, 'claims window', claims_days, NULL FROM deal
    UNION ALL SELECT row_id, 'quality approval', NULL, place FROM approval WHERE unclear IS NULL
    UNION ALL SELECT row_id, 'multi-year', NULL, CASE multi_year WHEN true THEN 'yes' WHEN false THEN 'no' END FROM deal
    UNION ALL SELECT row_id, 'exclusivity', NULL, CASE exclusivity WHEN true THEN 'yes' WHEN false THEN 'no' END
        FROM deal)
SELECT d.*, r.clause, u.unclear, coalesce(w.words, CAST(w.number AS VARCHAR), u.unclear) IS NOT NULL AS is_written,
       CASE WHEN r.rule = 'one of' THEN list_contains(r.words, w.words)
            WHEN r.rule = 'at most' THEN w.number <= r.number
            WHEN r.rule = 'above' THEN w.number > r.number END AS favourable
FROM deal d CROSS JOIN clause_rule r LEFT JOIN written w ON w.row_id = d.row_id AND w.clause = r.clause
LEFT JOIN approval u ON u.row_id = d.row_id AND r.clause = 'quality approval';
