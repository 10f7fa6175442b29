-- The file of a lot: which documents it must hold, from when, and which are there. The list is meant to be edited.
-- asked: of every lot, or once it was moved, sold, tested. Only a row in Documents that is about the lot counts: a log
-- is not the paper behind it, nor is one paper of the cooperative that of each lot.
CREATE TEMP TABLE required_document AS
SELECT * FROM (VALUES
    (1, 'plot list', 'every', false, ['list of plots', 'plots', 'lista de parcelas', 'lista de fincas',
        'lista de talhões', 'liste des parcelles', 'danh sách thửa', 'danh sách vườn',
        'daftar kebun', 'orodha ya mashamba', 'urutonde rw imirima', 'የማሳ ዝርዝር']),
    (2, 'receipt slips', 'every', false, ['receipt slip', 'receipts', 'weighing slips', 'recibos', 'boletas de recibo',
        'comprobantes de recepción', 'recibos de entrega', 'bons de réception',
        'bons de livraison', 'phiếu nhập', 'phiếu cân', 'nota timbang', 'stakabadhi', 'inyemezabwishyu', 'የመቀበያ ደረሰኝ']),
    (3, 'drying sheet', 'every', false, ['process sheet', 'processing sheet', 'drying log', 'hoja de secado',
        'ficha de secado', 'ficha de secagem', 'fiche de séchage', 'phiếu phơi',
        'sổ phơi', 'lembar pengeringan', 'karatasi ya ukaushaji', 'ifishi yo kwanika', 'የማድረቂያ ቅጽ']),
    (4, 'storage sheet', 'every', false, ['store card', 'stock card', 'hoja de bodega', 'tarjeta de bodega', 'kárdex',
        'ficha de armazém', 'ficha de estoque', 'fiche de stock',
        'thẻ kho', 'kartu gudang', 'kartu stok', 'kadi ya ghala', 'ifishi y ububiko', 'የመጋዘን ካርድ']),
    (5, 'milling report', 'every', false, ['mill ticket', 'milling ticket', 'mill report', 'informe de trilla',
        'boleta de trilla', 'relatório de beneficiamento', 'rapport d usinage',
        'báo cáo xát', 'laporan giling', 'ripoti ya kukoboa', 'raporo yo gutonora', 'የመፈልፈያ ሪፖርት']),
    (6, 'quality certificate', 'every', false, ['quality sheet', 'cup sheet', 'cupping sheet', 'defect sheet',
        'certificado de calidad', 'hoja de catación', 'certificado de qualidade',
        'laudo de qualidade', 'certificat de qualité', 'fiche de dégustation', 'giấy chứng nhận chất lượng',
            'sertifikat mutu', 'cheti cha ubora', 'icyemezo cy ubuziranenge', 'የጥራት ማረጋገጫ']),
    (7, 'hand-over note', 'moved', true, ['hand over notes', 'hand-over notes', 'handover note', 'handover notes',
        'delivery note', 'nota de entrega', 'guía de remisión', 'bon de remise',
        'biên bản giao nhận', 'surat serah terima', 'hati ya makabidhiano', 'inyandiko yo guhererekanya', 'የርክክብ ሰነድ']),
    (8, 'contract', 'sold', true, ['sales contract', 'contrato', 'contrato de venta', 'contrato de venda', 'contrat',
        'hợp đồng', 'kontrak', 'mkataba', 'amasezerano', 'ውል']),
    (9, 'laboratory report', 'tested', false, ['lab report', 'lab reports', 'informe de laboratorio',
        'laudo de laboratório', 'rapport de laboratoire', 'phiếu kết quả xét nghiệm',
        'laporan laboratorium', 'ripoti ya maabara', 'raporo ya laboratwari', 'የላቦራቶሪ ሪፖርት'])
) AS t(place, document, asked, signature, words);

CREATE TEMP TABLE document_word AS
SELECT DISTINCT document, folded(unnest(list_prepend(document, words))) AS word FROM required_document;

CREATE TEMP TABLE custody AS
WITH wanted AS (
    SELECT l.lot_id, l.stream, l.crop_year, l.station, l.variety, l.process, coalesce(l.closed_on, l.opened_on) AS day,
        l.row_id, r.place, r.document, r.signature
    FROM lot l CROSS JOIN required_document r
    WHERE r.asked = 'every' OR (r.asked = 'moved' AND l.lot_id IN (SELECT lot_id FROM handovers))
       OR (r.asked = 'sold' AND l.lot_id IN (SELECT lot_id FROM accepted))
       OR (r.asked = 'tested' AND l.lot_id IN (SELECT lot_id FROM lab_tests))),
gone AS (      -- what left is proven by the papers that held on that day
    SELECT lot_id, min(shipped_on) AS shipped_on FROM accepted GROUP BY lot_id),
filed AS (
    SELECT d.lot_id, w.document, bool_or(d.signed) FILTER (h.holds) AS signed, bool_or(h.holds) AS holds,
        list(d.row_id) AS row_ids
    FROM documents d JOIN document_word w ON w.word = folded(d.document) LEFT JOIN gone g ON g.lot_id = d.lot_id,
        LATERAL (SELECT coalesce(d.valid_until >= coalesce(g.shipped_on, getvariable('as_of')), true) AS holds) h
    WHERE coalesce(d.about, 'lot') = 'lot' GROUP BY ALL)
SELECT w.* EXCLUDE (row_id),
       f.lot_id IS NOT NULL AND f.holds AND (NOT w.signature OR coalesce(f.signed, false)) AS present,
       CASE WHEN f.lot_id IS NULL THEN 'not there' WHEN NOT f.holds THEN 'there, but no longer in force'
           WHEN w.signature AND NOT coalesce(f.signed, false) THEN 'there, but not signed' END AS why,
       coalesce(f.row_ids, [w.row_id]) AS row_ids
FROM wanted w LEFT JOIN filed f ON f.lot_id = w.lot_id AND f.document = w.document;
