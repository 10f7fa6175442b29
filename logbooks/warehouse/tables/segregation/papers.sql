-- Papers that are about more than a lot, by the words of their names. The list is meant to be edited.
CREATE TEMP TABLE paper_word AS
SELECT paper, folded(unnest(list_prepend(paper, words))) AS word FROM (VALUES
    ('working rules', ['sop', 'standard operating procedure', 'procedure', 'procedimiento', 'reglas de trabajo', 'poe',
        'pop', 'procedimento', 'regras de trabalho', 'procédure', 'mode opératoire', 'quy trình', 'prosedur',
        'utaratibu', 'የአሠራር ደንብ', 'amabwiriza']),
    ('minutes', ['acta', 'ata', 'procès verbal', 'compte rendu', 'biên bản họp', 'notulen', 'notulensi', 'muhtasari',
        'ቃለ ጉባኤ', 'inyandikomvugo']),
    ('certificate', ['audit report', 'audit', 'certificado', 'informe de auditoría', 'relatório de auditoria',
        'certificat', 'rapport d audit', 'giấy chứng nhận', 'sertifikat', 'laporan audit', 'cheti', 'ምስክር ወረቀት',
        'icyemezo']),
    ('photo', ['photos', 'photograph', 'photographs', 'picture', 'foto', 'fotos', 'fotografía', 'fotografia',
        'ảnh', 'hình ảnh', 'picha', 'ፎቶ', 'ifoto', 'amafoto'])
) AS t(paper, words);

-- Every document whose name holds one of these words, and what it is about.
CREATE TEMP TABLE paper AS
SELECT DISTINCT d.row_id, p.paper, folded(d.document) AS name, d.lot_id, d.dated_on, d.valid_until,
    coalesce(d.signed, false) AS signed, d.link,
    coalesce(d.about, CASE WHEN d.lot_id IS NOT NULL THEN 'lot' WHEN d.plot_id IS NOT NULL THEN 'plot'
        WHEN d.station IS NOT NULL THEN 'station' END) AS about
FROM documents d JOIN paper_word p ON contains(' ' || folded(d.document) || ' ', ' ' || p.word || ' ');
