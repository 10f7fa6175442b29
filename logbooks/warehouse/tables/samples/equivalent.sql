-- How many beans of a kind make one full defect (SCA, COB) or one point (SNI), and the category, scheme by scheme. The
-- same beans get other sums in each, so a sample is counted by the table of its own scheme alone. No beans_per_defect:
-- the scheme knows the kind and does not count it. TCVN 4193 limits defects by percent of mass, so beans can't be added
-- up there. SCA: washed arabica green coffee defect poster 2018. COB: Brazil's IN 8/2003, as the CCCMG prints it
-- (insect damage 2 to 5 beans, small hulls 2 to 3: the strict end for the severe ones; marinheiro is a bean in its
-- parchment, by some called floater). SNI: table of nilai cacat of SNI 01-2907-2008, per bean 1, 1/2, 1/4, 1/5 or 1/10;
-- foreign matter without a size is limited there in percent of mass and can't be counted.
CREATE TEMP TABLE equivalent AS
SELECT * FROM (VALUES
    ('SCA', 'full black', 1, 1.0), ('SCA', 'full sour', 1, 1.0), ('SCA', 'dried cherry', 1, 1.0),
        ('SCA', 'fungus damaged', 1, 1.0),
    ('SCA', 'foreign matter', 1, 1.0), ('SCA', 'large stone', 1, 1.0), ('SCA', 'medium stone', 1, 1.0),
        ('SCA', 'small stone', 1, 1.0),
    ('SCA', 'severe insect', 1, 5.0), ('SCA', 'partial black', 2, 3.0), ('SCA', 'partial sour', 2, 3.0),
        ('SCA', 'parchment', 2, 5.0),
    ('SCA', 'floater', 2, 5.0), ('SCA', 'immature', 2, 5.0), ('SCA', 'withered', 2, 5.0), ('SCA', 'shell', 2, 5.0),
    ('SCA', 'broken', 2, 5.0), ('SCA', 'hull', 2, 5.0), ('SCA', 'slight insect', 2, 10.0),
    ('COB', 'full black', NULL, 1.0), ('COB', 'full sour', NULL, 2.0), ('COB', 'dried cherry', NULL, 1.0),
        ('COB', 'fungus damaged', NULL, NULL),
    ('COB', 'large stone', NULL, 0.2), ('COB', 'medium stone', NULL, 0.5), ('COB', 'small stone', NULL, 1.0),
    ('COB', 'severe insect', NULL, 2.0), ('COB', 'slight insect', NULL, 5.0), ('COB', 'parchment', NULL, 2.0),
        ('COB', 'floater', NULL, 2.0),
    ('COB', 'shell', NULL, 3.0), ('COB', 'immature', NULL, 5.0), ('COB', 'broken', NULL, 5.0), ('COB', 'withered', NULL,
        5.0),
    ('COB', 'large hull', NULL, 1.0), ('COB', 'small hull', NULL, 2.0),
    ('SNI', 'full black', NULL, 1.0), ('SNI', 'partial black', NULL, 2.0), ('SNI', 'broken black', NULL, 2.0),
        ('SNI', 'dried cherry', NULL, 1.0),
    ('SNI', 'brown', NULL, 4.0), ('SNI', 'large hull', NULL, 1.0), ('SNI', 'medium hull', NULL, 2.0),
        ('SNI', 'small hull', NULL, 5.0),
    ('SNI', 'parchment', NULL, 2.0), ('SNI', 'large parchment skin', NULL, 2.0), ('SNI', 'medium parchment skin', NULL,
        5.0),
    ('SNI', 'small parchment skin', NULL, 10.0), ('SNI', 'broken', NULL, 5.0), ('SNI', 'immature', NULL, 5.0),
        ('SNI', 'one hole', NULL, 10.0),
    ('SNI', 'severe insect', NULL, 5.0), ('SNI', 'spotted', NULL, 10.0),
    ('SNI', 'large stone', NULL, 0.2), ('SNI', 'medium stone', NULL, 0.5), ('SNI', 'small stone', NULL, 1.0)
) AS t(scheme, defect, category, beans_per_defect);

-- Other words for a kind of defect, as SCA, the CCCMG and SNI print them.
CREATE TEMP TABLE defect_word AS
WITH named AS (SELECT * FROM (VALUES
    ('full black', ['black', 'negro', 'grano negro', 'negro lleno', 'preto', 'grão preto', 'biji hitam', 'hạt đen',
        'fève noire', 'nyeusi kabisa', 'ሙሉ ጥቁር', 'yirabura']),
    ('full sour', ['sour', 'agrio', 'vinagre', 'ardido', 'ardidos', 'grão ardido', 'grano agrio',
        'fève sure', 'hạt chua', 'biji asam', 'iliyochacha', 'ሙሉ ጎምዛዛ', 'yasharije']),
    ('dried cherry', ['pod', 'dried cherry/pod', 'dry cherry', 'cereza seca', 'coco', 'kopi gelondong', 'gelondong',
        'quả khô']),
    ('fungus damaged', ['fungus', 'fungus damage', 'mouldy', 'moldy', 'hongo', 'dañado por hongos', 'mofado']),
    ('foreign matter', ['foreign matters', 'materia extraña', 'matéria estranha', 'kotoran', 'tạp chất']),
    ('large stone', ['large stick', 'big stone', 'pedra grande', 'pau grande', 'torrão grande', 'batu besar',
        'ranting besar', 'tanah besar']),
    ('medium stone', ['medium stick', 'pedra regular', 'pau regular', 'torrão regular', 'batu sedang', 'ranting sedang',
        'tanah sedang']),
    ('small stone', ['small stick', 'pedra pequena', 'pau pequeno', 'torrão pequeno', 'batu kecil', 'ranting kecil',
        'tanah kecil']),
    ('severe insect', ['severe insect damage', 'broca severa', 'brocado severo', 'biji berlubang lebih dari satu',
        'more than one hole']),
    ('slight insect', ['slight insect damage', 'broca leve', 'brocado leve']),
    ('one hole', ['biji berlubang satu', 'insect one hole']),
    ('partial black', ['half black', 'parcial negro', 'negro parcial', 'biji hitam sebagian']),
    ('broken black', ['biji hitam pecah']), ('brown', ['biji coklat', 'brown bean']),
    ('partial sour', ['agrio parcial', 'vinagre parcial']),
    ('parchment', ['parchment bean', 'pergamino', 'marinheiro', 'marinheiros', 'biji berkulit tanduk', 'hạt thóc']),
    ('floater', ['floaters', 'flotador', 'flotadores']),
    ('immature', ['unripe', 'inmaduro', 'verde', 'verdes', 'biji muda', 'hạt non']),
    ('withered', ['arrugado', 'averanado', 'chocho', 'chochos', 'mal granado', 'mal granados']),
    ('shell', ['shells', 'concha', 'conchas']),
    ('broken', ['chipped', 'cut', 'broken/chipped/cut', 'partido', 'mordido', 'cortado', 'quebrado', 'quebrados',
        'biji pecah', 'hạt vỡ', 'brisée', 'fève brisée', 'iliyovunjika', 'የተሰበረ', 'yamenetse']),
    ('hull', ['husk', 'hull/husk', 'cáscara']),
    ('large hull', ['large husk', 'big hull', 'casca grande', 'kulit kopi besar', 'kulit kopi ukuran besar']),
    ('medium hull', ['medium husk', 'kulit kopi sedang', 'kulit kopi ukuran sedang']),
    ('small hull', ['small husk', 'casca pequena', 'cascas pequenas', 'kulit kopi kecil', 'kulit kopi ukuran kecil']),
    ('large parchment skin', ['kulit tanduk besar', 'kulit tanduk ukuran besar']), ('medium parchment skin',
        ['kulit tanduk sedang', 'kulit tanduk ukuran sedang']),
    ('small parchment skin', ['kulit tanduk kecil', 'kulit tanduk ukuran kecil']),
        ('spotted', ['biji bertutul', 'biji bertutul-tutul'])
) AS t(defect, words))
SELECT DISTINCT defect, folded(unnest(list_prepend(defect, words))) AS word FROM named;

-- Full defects or points of so many beans; 0 of a kind the scheme does not count.
CREATE OR REPLACE MACRO full_defects(beans, per_defect) AS CASE WHEN per_defect IS NULL THEN 0 ELSE beans / per_defect
    END;
