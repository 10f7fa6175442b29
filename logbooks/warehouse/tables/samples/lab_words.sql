-- What laboratories write in place of a number. < and > count as the words lt and gt. `none` is no find as a result;
-- as a limit it lets no germ in, and of a substance it says that no limit exists, as `no limit` does.
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
               'non detecte', 'non detectee', 'non quantifie', 'kph', 'khong phat hien', 'tidak terdeteksi',
                   'tidak dideteksi', 'ttd',
               'haijagunduliwa', 'haikugunduliwa', 'አልተገኘም', 'ntibyabonetse']),
    ('trace', ['trace', 'traces', 'tr', 'traza', 'trazas', 'traco', 'tracos', 'vet', 'dang vet', 'jejak']),
    ('absent', ['absent', 'absence', 'abs', 'negative', 'neg', 'ausente', 'ausencia', 'negativo', 'negativa',
        'absente', 'negatif', 'negatif 0', 'am tinh', 'vang mat', 'khong duoc co']),
    ('none', ['nil', 'none', 'khong co', 'tidak ada', 'hakuna', 'የለም', 'ntabirimo', 'ninguno', 'ninguna', 'nenhum',
        'nenhuma', 'aucun', 'aucune', 'neant']),
    ('no limit', ['no mrl', 'no mrls', 'no mrl set', 'no mrl exists', 'no limit', 'no limit set', 'no limit exists',
        'no tolerance', 'no tolerance set', 'no tolerance exists', 'without mrl', 'without limit', 'not set',
        'none set', 'none exists', 'not regulated', 'unregulated', 'default', 'default mrl', 'default limit',
        'default value', 'by default', 'sin lmr', 'sin limite', 'sin tolerancia', 'no hay lmr', 'no hay limite',
        'no existe', 'no existe lmr', 'no establecido', 'lmr no establecido', 'por defecto', 'lmr por defecto',
        'limite por defecto', 'sem lmr', 'sem limite', 'sem tolerancia', 'nao ha lmr', 'nao ha limite', 'nao existe',
        'nao existe lmr', 'nao estabelecido', 'padrao', 'lmr padrao', 'pas de lmr', 'pas de limite', 'sans lmr',
        'sans limite', 'aucune lmr', 'aucune limite', 'aucune lmr fixee', 'non fixe', 'non fixee', 'par defaut',
        'lmr par defaut', 'khong co mrl', 'khong co gioi han', 'chua co mrl', 'chua co gioi han', 'chua quy dinh',
        'khong quy dinh', 'mac dinh', 'mrl mac dinh', 'tidak ada bmr', 'tidak ada mrl', 'tidak ada batas',
        'tanpa bmr', 'tanpa batas', 'belum ditetapkan', 'bawaan', 'hakuna mrl', 'hakuna kikomo', 'haijawekwa',
        'ገደብ የለም', 'ገደብ የለውም', 'mrl የለም', 'nta mrl', 'nta mupaka', 'ntiwashyizweho']),
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

-- Other names of markets; those of substances stand in logbooks/warehouse/coffee_limits.toml.
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
