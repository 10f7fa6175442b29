-- What laboratories write in place of a number. < and > count as the words lt and gt.
CREATE TEMP TABLE lab_word AS
WITH said AS (SELECT * FROM (VALUES
    ('below', ['nd', 'n d', 'not detected', 'not detectable', 'none detected', 'undetected', 'no residue detected',
        'below detection limit', 'below limit of detection',
               'below loq', 'below lod', 'below limit of quantification', 'bdl', 'bql', 'blq', 'lt loq', 'lt lod',
                   'lt lq', 'lt ld', 'lt lc', 'lt lmq',
               'lt limit of quantification', 'lt limit of detection', 'lt rl', 'nq', 'not quantified', 'no detectado',
                   'no detectada', 'no detectable', 'no se detecta', 'no se detecto',
               'no cuantificado', 'menor al limite de cuantificacion', 'nao detectado', 'nao detectada',
                   'nao detectavel', 'nao quantificado',
               'non detecte', 'non detectee', 'non quantifie', 'kph', 'khong phat hien', 'khong co', 'tidak terdeteksi',
                   'tidak dideteksi', 'ttd',
               'haijagunduliwa', 'haikugunduliwa', 'አልተገኘም', 'ntibyabonetse']),
    ('trace', ['trace', 'traces', 'tr', 'traza', 'trazas', 'traco', 'tracos', 'vet', 'dang vet', 'jejak']),
    ('absent', ['absent', 'absence', 'abs', 'negative', 'neg', 'nil', 'none', 'ausente', 'ausencia', 'negativo',
        'negativa', 'absente', 'negatif', 'negatif 0',
                'am tinh', 'vang mat', 'khong duoc co', 'tidak ada', 'hakuna', 'የለም', 'ntabirimo']),
    ('present', ['present', 'presence', 'positive', 'pos', 'detected', 'presente', 'presencia', 'positivo', 'positiva',
        'detectado', 'detectada', 'presenca',
                 'positif', 'detecte', 'duong tinh', 'phat hien', 'co phat hien', 'terdeteksi', 'ada', 'gt loq',
                     'gt lod', 'gt lq'])
) AS t(state, words))
SELECT DISTINCT state, unnest(words) AS word FROM said;

-- Units by what they measure: times the factor they are mg/kg or colonies per gram. Written small, without spaces or
-- points.
CREATE TEMP TABLE lab_unit AS
WITH known AS (SELECT * FROM (VALUES
    ('mass', 1, ['mg/kg', 'mgkg-1', 'ppm', 'ug/g', 'mcg/g', 'g/t', 'mg/1kg']),
        ('mass', 0.001, ['ug/kg', 'ugkg-1', 'mcg/kg', 'ppb', 'ng/g', 'mg/t']),
    ('mass', 0.000001, ['ng/kg', 'ppt', 'pg/g']), ('mass', 1000, ['g/kg', 'mg/g']), ('mass', 10, ['mg/100g']),
    ('colonies', 1, ['cfu/g', 'ufc/g', 'kbe/g', 'colonies/g', 'colonias/g', 'cfug-1', 'ufcg-1', 'vk/g', 'kl/g',
        'koloni/g']),
    ('colonies', 0.1, ['cfu/10g', 'ufc/10g']), ('probable number', 1, ['mpn/g', 'nmp/g', 'npp/g', 'apm/g']),
    ('presence', 1, ['in25g', '/25g', 'en25g', 'em25g', 'dans25g', 'per25g', 'trong25g', 'dalam25g', '25g', 'in25grams',
        'presence/25g', 'absence/25g', 'ausencia/25g', 'absent/25g'])
) AS t(dimension, factor, words))
SELECT dimension, factor::DOUBLE AS factor, unnest(words) AS word FROM known;
CREATE OR REPLACE MACRO unit_word(written) AS
    nullif(regexp_replace(strip_accents(lower(translate(written, 'µμ', 'uu'))), '[\s.]', '', 'g'), '');

-- Other names of markets and of substances.
CREATE TEMP TABLE market_word AS
WITH named AS (SELECT * FROM (VALUES
    ('EU', ['eu', 'european union', 'europe', 'ue', 'union europea', 'uniao europeia', 'union europeenne', 'europa',
        'chau au', 'uni eropa', 'eropa']),
    ('Japan', ['japan', 'jp', 'japon', 'japao', 'nhat ban', 'nhat', 'jepang']),
        ('Brazil', ['brazil', 'br', 'brasil', 'bresil']),
    ('US', ['us', 'usa', 'united states', 'u s', 'u s a', 'eeuu', 'ee uu', 'estados unidos', 'etats unis', 'my',
        'hoa ky', 'amerika serikat'])
) AS t(market, words))
SELECT market, unnest(words) AS word FROM named;
CREATE TEMP TABLE analyte_word AS
WITH named AS (SELECT * FROM (VALUES
    ('default', ['default', 'any other', 'others', 'all others', 'por defecto', 'padrao', 'par defaut', 'mac dinh',
        'bawaan', 'nyingine zote', 'ሌላ ሁሉ', 'ibindi byose']),
    ('glyphosate', ['glyphosate', 'glifosato', 'glyphosat', 'glifosat']),
        ('chlorpyrifos', ['chlorpyrifos', 'chlorpyriphos', 'clorpirifos', 'clorpirifos etil', 'chlorpyrifos ethyl',
        'klorpirifos']),
    ('ochratoxin A', ['ochratoxin a', 'ota', 'ocratoxina a', 'ochratoxine a', 'ochratoxin', 'ocratoxina',
        'okratoksin a', 'okratoksin']),
    ('salmonella', ['salmonella', 'salmonella spp', 'salmonela'])
) AS t(analyte, words))
SELECT analyte, unnest(words) AS word FROM named;

-- The few limits that come with Lotwise, for green coffee; the cooperative's own logbook Limits goes before them.
-- `says`: there is known to be none. Read in the sources named; look them up again, because markets change them every
-- year.
CREATE TEMP TABLE shipped_limit AS
SELECT * FROM (VALUES
    ('default', 'EU', '0.01', 'mg/kg', DATE '2008-09-01', 'Regulation (EC) 396/2005, Article 18(1)(b)',
        DATE '2026-11-21', NULL),
    ('default', 'Japan', '0.01', 'mg/kg', DATE '2006-05-29', 'Positive list, uniform limit', DATE '2026-11-21', NULL),
    ('glyphosate', 'EU', '0.1', 'mg/kg', NULL,
        'Regulation (EC) 396/2005, as cited by a field study in Advances in Weed Science', DATE '2026-11-21', NULL),
    ('glyphosate', 'Brazil', '1.0', 'mg/kg', NULL, 'Brazil, as cited by a field study in Advances in Weed Science',
        DATE '2026-11-21', NULL),
    ('chlorpyrifos', 'EU', '0.01', 'mg/kg', DATE '2020-11-13', 'Regulation (EU) 2020/1085', DATE '2026-11-22', NULL),
    ('ochratoxin A', 'EU', NULL, 'ug/kg', NULL, 'Regulation (EU) 2023/915', DATE '2026-11-21',
     'the EU has no limit of ochratoxin A for green coffee (3.0 ug/kg for roasted since 2023)')
) AS t(analyte, market, "limit", unit, valid_from, limit_source, checked_on, says);
