-- What a category of cost is for, and the words people write for it, alone or in a phrase (cost_named). What holds
-- none of them, or those of two, stands for itself.
-- netted: between price and gate, so it is taken off the price and never counted again; farmers: stands in Payments;
-- expected: a pilot has it, so while nobody wrote it down (0 is an answer) the added cost is 'at least'.
CREATE OR REPLACE MACRO folded(written) AS
    trim(regexp_replace(replace(strip_accents(lower(written)), 'đ', 'd'), '[^\p{L}\p{N}]+', ' ', 'g'));
CREATE TEMP TABLE cost_category AS
SELECT * FROM (VALUES
    ('separation', 'expected', ['separación', 'separação', 'séparation', 'tách riêng', 'pemisahan',
        'kutenganisha', 'መለየት', 'gutandukanya']),
    ('sorting', 'expected', ['selección', 'clasificación', 'catação', 'tri', 'triage', 'phân loại', 'sortasi',
        'sorters', 'escogida', 'escolha', 'lựa', 'nhặt', 'sortir', 'kuchambua', 'kupanga',
        'መልቀም', 'gutoranya']),
    ('milling', 'expected', ['trilla', 'beneficiamento', 'usinage', 'xát', 'hulling', 'trillado', 'rebenefício',
        'beneficiado a máquina', 'déparchage', 'giling', 'huller', 'penggilingan', 'kukoboa', 'መፈልፈል', 'gutonora']),
    ('lab', 'expected', ['laboratory', 'lab tests', 'laboratorio', 'laboratório', 'laboratoire', 'xét nghiệm',
        'laboratorium', 'lab analysis', 'análisis', 'análises', 'analyses', 'maabara', 'ላቦራቶሪ', 'laboratwari']),
    ('cupping', 'expected', ['catación', 'prova', 'dégustation', 'thử nếm', 'cuppers', 'q grader', 'q graders',
        'catadores', 'catador', 'provadores', 'uji cita rasa', 'kuonja', 'ቅምሻ', 'gusogongera']),
    ('packaging', 'expected', ['empaque', 'embalagem', 'emballage', 'đóng gói', 'kemasan', 'grainpro', 'bags',
        'sacks', 'sacos', 'sacaria', 'costales', 'sacs', 'bao bì', 'karung', 'magunia',
        'ufungashaji', 'ማሸግ', 'gupakira']),
    ('management', 'expected', ['administration', 'administración', 'administração', 'gestión', 'gestão', 'gestion',
        'quản lý', 'manajemen', 'usimamizi', 'አስተዳደር', 'ubuyobozi']),
    ('finance', 'own', ['interest', 'financiamiento', 'financiamento', 'financement', 'intereses', 'juros',
        'lãi vay', 'bunga pinjaman', 'riba', 'ወለድ', 'inyungu ku nguzanyo']),
    ('inland', 'netted', ['inland transport', 'inland freight', 'flete interno', 'transporte interno',
        'frete interno',
        'transport intérieur']),
    ('export', 'netted', ['export costs', 'exportación', 'exportação', 'exportation', 'xuất khẩu', 'ekspor',
        'transport to port', 'flete a puerto', 'frete até o porto', 'transport au port', 'vận chuyển ra cảng']),
    ('freight', 'netted', ['sea freight', 'ocean freight', 'flete', 'frete', 'fret', 'vận chuyển',
        'ongkos kapal', 'usafirishaji wa meli', 'የባሕር ጭነት', 'ubwikorezi bwo mu nyanja']),
    ('insurance', 'netted', ['seguro', 'seguros', 'assurance', 'bảo hiểm', 'asuransi']),
    ('destination', 'netted', ['destination costs', 'destino', 'costos en destino']),
    ('payment', 'farmers', ['payments', 'farmer payment', 'farmer payments', 'pago', 'pagos', 'pagos a productores',
        'pagamentos', 'paiements'])
) AS t(kind, role, words);
CREATE OR REPLACE MACRO with_accents(written) AS
    trim(regexp_replace(nfc_normalize(lower(written)), '[^\p{L}\p{M}\p{N}]+', ' ', 'g'));
CREATE TEMP TABLE cost_word AS
SELECT kind, role, folded(written) AS word, list(DISTINCT with_accents(written)) AS accented
FROM (SELECT kind, role, unnest(list_prepend(kind, words)) AS written FROM cost_category) GROUP BY ALL;
