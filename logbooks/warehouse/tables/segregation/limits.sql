-- What the tests of a lot's identity compare with. Every figure here may be corrected by whoever knows better ones.

-- The tests, in the order shown: their name, whether they compare weights, which lots they are for (empty: all),
-- whether a lot can be said to have passed without them, and what is missing where nothing can be tested. Without its
-- weights or its hand-overs nobody can say a lot stayed itself.
CREATE TEMP TABLE segregation_test AS
SELECT * FROM (VALUES
    (1, 'kg at each step', true, NULL, true, 'Processing holds no step of the lot with its weights in and out'),
    (2, 'kg between steps', true, NULL, true, 'Receipts and Processing hold no weights of the lot that meet'),
    (3, 'outturn in its band', true, NULL, false, 'the outturn of the lot is not known'),
    (4, 'outturn against bulk', true, 'micro', false,
        'the outturn of the lot, or of bulk of its process, is not known'),
    (5, 'bags in each store', false, NULL, false, 'Hand-overs hold no bags of the lot coming into a place'),
    (6, 'dates in order', false, NULL, false,
        'Receipts, Processing and Hand-overs hold no two days of the lot to compare'),
    (7, 'a bed of its own', false, NULL, false, 'Processing holds no drying of the lot with its place and day'),
    (8, 'no other stream in it', false, 'micro', false, 'Processing holds no step of the lot'),
    (9, 'sold no more than made', true, NULL, false, 'the kg green made of the lot were not weighed'),
    (10, 'hand-overs unbroken', false, NULL, true, 'Hand-overs hold no row of the lot')
) AS t(place, test, by_weight, for_stream, needed, missing);

-- How far two honest weighings may differ; docs/settings.md says what each setting means.
CREATE TEMP TABLE tolerance AS
SELECT *, scale + points / (100 - {green_moisture}) AS stored  -- half a point wetter weighs 0.5 / 88 more at 12 %
FROM (SELECT coalesce(setting_number('scale_tolerance_share'), {scale_tolerance_share}) AS scale,
             coalesce(setting_number('moisture_tolerance'), {moisture_tolerance}) AS points,
             coalesce(setting_number('outturn_above_bulk'), {outturn_above_bulk}) AS above_bulk);

-- The place of a form in the chain, and whether it keeps: what does not keep must have gone on by the time there is
-- green.
CREATE TEMP TABLE form_order AS
SELECT * FROM (VALUES ('cherry', 1, false), ('wet parchment', 2, false), ('dry parchment', 3, true),
    ('dry cherry', 3, true), ('green', 4, true)
) AS t(form, place, keeps);

-- Kg out per kg in that a step can give, and the same of dry matter (empty where pulp and water leave together).
-- TechnoServe's ladder per kg cherry: pulped parchment 0.55, wet 0.39, dry 0.20, green 0.14 to 0.16; dry pod 0.20 to
-- 0.25 (Ethiopia); ICO: green 0.8 of parchment, 0.5 of dry cherry; parchment to exportable loses 25-30 % (Guatemala).
-- Widened by us to a band.
CREATE TEMP TABLE step_yield AS
SELECT * FROM (VALUES
    ('cherry', 'wet parchment', 0.33, 0.62, NULL, NULL), ('cherry', 'dry parchment', 0.17, 0.25, NULL, NULL),
    ('cherry', 'dry cherry', 0.20, 0.42, 0.85, 1.0), ('cherry', 'green', 0.13, 0.23, NULL, NULL),
    ('wet parchment', 'dry parchment', 0.33, 0.62, 0.85, 1.0), ('wet parchment', 'green', 0.24, 0.50, NULL, NULL),
    ('dry parchment', 'green', 0.65, 0.85, 0.65, 0.86), ('dry cherry', 'green', 0.40, 0.56, 0.40, 0.57),
    ('cherry', 'cherry', 0.50, 1.0, 0.50, 1.0), ('wet parchment', 'wet parchment', 0.50, 1.0, 0.50, 1.0),
    ('dry parchment', 'dry parchment', 0.50, 1.0, 0.50, 1.0), ('dry cherry', 'dry cherry', 0.50, 1.0, 0.50, 1.0),
        ('green', 'green', 0.50, 1.0, 0.50, 1.0)
) AS t(form_in, form_out, lowest, highest, dry_lowest, dry_highest);

-- Kg green at 12 % per kg cherry, by species and process: our own proposal, to be replaced by the cooperative's
-- experience. Honey dries in its parchment as washed does; a process that is none of these words may be any.
CREATE TEMP TABLE outturn_band AS
SELECT * FROM (VALUES
    ('arabica', 'washed', 0.13, 0.19), ('arabica', 'natural', 0.14, 0.20), ('arabica', 'any', 0.13, 0.20),
        ('robusta', 'any', 0.17, 0.23)
) AS t(species, process, lowest, highest);
CREATE TEMP TABLE band_word AS
SELECT band, folded(unnest(words)) AS word FROM (VALUES
    ('washed', ['washed', 'fully washed', 'wet', 'lavado', 'lavada', 'lavé', 'lavée', 'cuci', 'full wash',
        'chế biến ướt', 'olah basah', 'iliyooshwa', 'የታጠበ', 'yogejwe', 'honey', 'miel', 'mật ong', 'madu', 'asali',
        'የማር ዓይነት', 'ubuki']),
    ('natural', ['natural', 'naturals', 'dry', 'dry processed', 'unwashed', 'naturel', 'nature', 'alami',
        'chế biến khô', 'olah kering', 'kavu', 'seco', 'ያልታጠበ', 'idatonowe']),
    ('robusta', ['robusta', 'canephora', 'coffea canephora', 'conilon', 'vối', 'cà phê vối'])
) AS t(band, words);

-- Words for drying where the forms of a step are not written.
CREATE TEMP TABLE drying_word AS
SELECT folded(unnest(['drying', 'dry', 'sun drying', 'secado', 'secagem', 'séchage', 'phơi', 'sấy', 'pengeringan',
    'penjemuran', 'kukausha',
                      'ukaushaji', 'kwanika', 'kumisha', 'ማድረቅ'])) AS word;
