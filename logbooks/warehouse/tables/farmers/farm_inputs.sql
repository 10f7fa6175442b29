-- What was put on every plot: kg of N, P and K as elements and kg of active ingredient, or the reason why that is not
-- known.

-- What units people write, folded: kg of one of it, or litres.
CREATE TEMP TABLE input_unit AS
SELECT unnest(words) AS word, kg, litres FROM (VALUES
    (['kg', 'kgs', 'kilo', 'kilos', 'kilogram', 'kilograms', 'kilogramme', 'kilogrammes', 'kilogramo', 'kilogramos',
        'quilo', 'quilos'], 1.0, NULL),
    (['g', 'gr', 'gram', 'grams', 'gramme', 'grammes', 'gramo', 'gramos', 'grama', 'gramas'], 0.001, NULL),
    (['lb', 'lbs', 'pound', 'pounds', 'libra', 'libras'], 0.45359237, NULL),
    (['tonne', 'tonnes', 'tonelada', 'toneladas'], 1000.0, NULL),
    (['l', 'lt', 'litre', 'litres', 'liter', 'liters', 'litro', 'litros', 'lit'], NULL, 1.0),
    (['ml', 'cc', 'millilitre', 'millilitres', 'milliliter', 'milliliters', 'mililitro', 'mililitros'], NULL, 0.001)
) AS t(words, kg, litres);

-- What inputs are, by the words people write (folded; an element by its name alone, a product wherever its name
-- stands). `factor` brings the oxide of the label to the element. `highest` is what a product can hold of the element
-- at most: a higher share was read off the label, which gives the oxide.
CREATE TEMP TABLE input_word AS
SELECT kind, element, factor, alone, highest, folded(unnest(words)) AS word FROM (VALUES
    ('fertiliser', 'N', 1.0, true, NULL, ['N', 'nitrogen', 'nitrógeno', 'nitrogênio', 'azote']),
    ('fertiliser', 'P', 1.0, true, NULL, ['P', 'phosphorus', 'fósforo', 'phosphore']),
    ('fertiliser', 'K', 1.0, true, NULL, ['K', 'potassium', 'potasio', 'potássio']),
    ('fertiliser', 'P', {phosphorus_of_p2o5}, true, NULL, ['P2O5', 'P₂O₅', 'phosphorus pentoxide',
        'pentóxido de fósforo']),
    ('fertiliser', 'K', {potassium_of_k2o}, true, NULL, ['K2O', 'K₂O', 'potassium oxide',
        'óxido de potasio', 'óxido de potássio']),
    ('fertiliser', 'N', 1.0, false, NULL, ['urea', 'ureia', 'urée', 'ammonium sulphate', 'ammonium sulfate',
        'sulfato de amonio', 'sulfato de amônio',
                                     'ammonium nitrate', 'nitrato de amonio', 'nitrato de amônio']),
    ('fertiliser', 'P', 1.0, false, {phosphorus_at_most}, ['triple superphosphate', 'superfosfato triple',
        'superfosfato triplo', 'TSP']),
    ('fertiliser', 'K', 1.0, false, {potassium_at_most}, ['potassium chloride', 'cloruro de potasio',
        'cloreto de potássio', 'chlorure de potassium', 'muriate of potash', 'KCl', 'MOP']),
    ('fertiliser', NULL, NULL, false, NULL, ['fertiliser', 'fertilizer', 'fertilizante', 'abono', 'adubo', 'engrais',
        'compost', 'composta', 'NPK', 'DAP', 'manure', 'estiércol', 'gallinaza', 'phân bón', 'pupuk', 'mbolea']),
    ('pesticide', NULL, NULL, false, NULL, ['pesticide', 'pesticida', 'plaguicida', 'herbicide', 'herbicida',
        'fungicide', 'fungicida', 'fongicide', 'insecticide', 'insecticida',
                                      'inseticida', 'glyphosate', 'glifosato', 'paraquat', 'mancozeb', 'cypermethrin',
                                          'cipermetrina', 'chlorpyrifos', 'clorpirifos',
                                      'imidacloprid', 'copper oxychloride', 'oxicloruro de cobre', 'thuốc trừ sâu',
                                          'pestisida', 'herbisida', 'fungisida', 'insektisida'])
) AS t(kind, element, factor, alone, highest, words);

-- Every word an input is written with: what it is, and where it carries a grade such as 15-15-15 the shares of N, P and
-- K, of which the label gives P and K as oxides.
CREATE TEMP TABLE input_named AS
WITH written AS (
    SELECT DISTINCT input, folded(input) AS name,
           regexp_extract(replace(input, ',', '.'),
               '(?:^|[^\d.])(\d{1,2}(?:\.\d+)?)'
               || '\s*[-–:/]\s*(\d{1,2}(?:\.\d+)?)'
               || '\s*[-–:/]\s*(\d{1,2}(?:\.\d+)?)(?:$|[^\d.])', ['n', 'p2o5', 'k2o']) AS label
    FROM inputs),
graded AS (
    SELECT input, name, CASE WHEN n + p2o5 + k2o <= 100 THEN n / 100 END AS n, p2o5 / 100 * {phosphorus_of_p2o5} AS p,
        k2o / 100 * {potassium_of_k2o} AS k
    FROM (SELECT *, TRY_CAST(label.n AS DOUBLE) AS n, TRY_CAST(label.p2o5 AS DOUBLE) AS p2o5,
        TRY_CAST(label.k2o AS DOUBLE) AS k2o FROM written)),
meant AS (
    SELECT g.input, arg_max(struct_pack(kind := w.kind, element := w.element, factor := w.factor, alone := w.alone,
        highest := w.highest), (length(w.word), w.word)) AS is_a
    FROM graded g JOIN input_word w ON g.name = w.word
        OR (NOT w.alone AND contains(' ' || g.name || ' ', ' ' || w.word || ' ')) GROUP BY g.input)
SELECT g.input, CASE WHEN g.n IS NOT NULL THEN 'fertiliser' ELSE m.is_a.kind END AS kind, m.is_a.element AS element,
    m.is_a.factor AS factor,
       coalesce(m.is_a.alone, false) AS alone, m.is_a.highest AS highest, g.n, g.p, g.k
FROM graded g LEFT JOIN meant m USING (input);

-- Every application: kg of each element and of active ingredient; where one is not known, why. A row of which nobody
-- can say whether it is a fertiliser or a pesticide is unknown as both; an amount of 0 is known whatever it is of.
CREATE TEMP TABLE applied AS
WITH read AS (
    SELECT i.row_id, i.crop_year, i.stream, i.plot_id, i.used_on, i.amount, n.element,
        i.element_share > n.highest AS of_oxide,
           CASE WHEN NOT i.element_share > n.highest OR n.highest IS NULL THEN n.factor
               WHEN n.element = 'P' THEN {phosphorus_of_p2o5} ELSE {potassium_of_k2o} END AS factor, n.n, n.p, n.k,
           i.amount * u.kg AS kg, i.amount * u.litres AS litres, i.unit IS NOT NULL AND u.word IS NULL AS odd_unit,
           coalesce(i.element_share, CASE WHEN n.alone THEN 1.0 END) AS share, n.alone
               AND i.element_share IS NULL AS taken_pure,
           i.active_ingredient_share AS active_share,
           coalesce(n.kind, CASE WHEN i.active_ingredient_share IS NOT NULL AND i.element_share IS NULL THEN 'pesticide'
                                 WHEN i.element_share IS NOT NULL AND i.active_ingredient_share IS NULL THEN
                                     'fertiliser' END) AS kind
    FROM inputs i LEFT JOIN input_named n USING (input) LEFT JOIN input_unit u ON u.word = folded(i.unit)),
judged AS (
    SELECT *, CASE WHEN amount = 0 THEN NULL
                   WHEN kind IS NULL THEN
                       'an input of which neither the share of an element nor of an active ingredient is written'
                   WHEN odd_unit THEN 'an amount in a unit that has no fixed weight'
                   WHEN kg IS NULL AND litres IS NULL THEN 'an amount without a unit' END AS why
    FROM read)
SELECT row_id, crop_year, stream, plot_id, used_on, kind = 'pesticide' AND amount > 0 AS is_pesticide,
       CASE WHEN kind = 'pesticide' OR amount = 0 THEN 0 WHEN n IS NOT NULL THEN kg * n
           WHEN element = 'N' THEN kg * share * factor ELSE 0 END AS n_kg,
       CASE WHEN kind = 'pesticide' OR amount = 0 THEN 0 WHEN n IS NOT NULL THEN kg * p
           WHEN element = 'P' THEN kg * share * factor ELSE 0 END AS p_kg,
       CASE WHEN kind = 'pesticide' OR amount = 0 THEN 0 WHEN n IS NOT NULL THEN kg * k
           WHEN element = 'K' THEN kg * share * factor ELSE 0 END AS k_kg,
       CASE WHEN kind = 'fertiliser' OR amount = 0 THEN 0 ELSE coalesce(kg, litres) * active_share END AS active_kg,
       CASE WHEN kind = 'pesticide' THEN NULL WHEN why IS NOT NULL OR amount = 0 THEN why
            WHEN kg IS NULL THEN 'a fertiliser in litres, of which the weight is not known'
            WHEN n IS NOT NULL THEN NULL
            WHEN element IS NULL THEN
                'a fertiliser of which the element is not known (write N, P or K, or its grade such as 15-15-15)'
            WHEN share IS NULL THEN 'a fertiliser without the share of its element' END AS fertiliser_why,
       CASE WHEN kind = 'fertiliser' THEN NULL WHEN why IS NOT NULL OR amount = 0 THEN why
            WHEN active_share IS NULL THEN 'a pesticide without the share of its active ingredient'
                END AS pesticide_why,
       CASE WHEN kind = 'fertiliser' AND amount > 0 AND n IS NOT NULL THEN 'a grade such as 15-15-15 is N, P2O5 and K2O'
            WHEN kind = 'fertiliser' AND amount > 0
                AND of_oxide THEN
                'a share of P or K higher than the product can hold is of P2O5 or K2O, as on the label'
            WHEN kind = 'fertiliser' AND amount > 0
                AND taken_pure THEN 'N, P and K without a share are kg of the element itself' END AS fertiliser_assumed,
       CASE WHEN kind = 'pesticide' AND amount > 0
           AND litres IS NOT NULL THEN 'the share of a liquid pesticide is kg of active ingredient per litre'
           END AS pesticide_assumed
FROM judged;

-- The kg every plot delivered to a stream: brought to green by the table of forms alone (`delivered_kg`, for what is
-- split by kg delivered), and scaled to what the lots of the stream gave (`kg`). A delivery without a plot comes from
-- the farmer's only one; where he has several (or none), nobody knows which of them gave how much: `farmer_unsure`.
CREATE TEMP TABLE plot_delivered AS
WITH only_plot AS (SELECT farmer_id, any_value(plot_id) AS plot_id FROM plots GROUP BY farmer_id
    HAVING count(DISTINCT plot_id) = 1),
placed AS (
    SELECT d.crop_year, d.stream, d.farmer_id, coalesce(d.plot_id, o.plot_id) AS plot_id, d.kg AS delivered_kg,
        d.kg * coalesce(g.factor, 1) AS kg,
           d.plot_id IS NULL AND o.plot_id IS NOT NULL AS taken, coalesce(g.assumed, CASE
               WHEN g.factor IS NULL THEN 'kg green from receipts by the table of conversions' END) AS assumed
    FROM delivered d LEFT JOIN only_plot o USING (farmer_id) LEFT JOIN given g USING (crop_year, stream)),
unsure AS (SELECT DISTINCT crop_year, farmer_id FROM placed WHERE plot_id IS NULL),
owner AS (SELECT plot_id, any_value(farmer_id) AS farmer_id FROM plots GROUP BY plot_id)
SELECT p.crop_year, p.stream, p.plot_id, sum(p.delivered_kg) AS delivered_kg, sum(p.kg) AS kg,
    bool_or(u.farmer_id IS NOT NULL) AS farmer_unsure, bool_or(x.farmer_id IS NOT NULL) AS delivery_lost,
       string_agg(DISTINCT p.assumed, '; ') AS kg_assumed, CASE
           WHEN bool_or(p.taken) THEN 'a delivery without a plot comes from the only plot of its farmer'
           END AS plot_assumed
FROM placed p LEFT JOIN owner o USING (plot_id) LEFT JOIN unsure u ON u.crop_year = p.crop_year
    AND u.farmer_id = coalesce(o.farmer_id, p.farmer_id)
LEFT JOIN (SELECT DISTINCT crop_year, farmer_id FROM lost_receipts) x ON x.crop_year = p.crop_year
    AND x.farmer_id = coalesce(o.farmer_id, p.farmer_id)
WHERE p.plot_id IS NOT NULL GROUP BY p.crop_year, p.stream, p.plot_id;

-- One row per plot with inputs, crop year and stream it fed; `share` is the stream's share of the kg delivered from it.
-- Where every input of the plot names one stream, that stream has it whole. `nowhere` says why the stream is not known:
-- then the plot stands under each.
CREATE TEMP TABLE plot_inputs AS
WITH of_plot AS (
    SELECT crop_year, plot_id, max(used_on) AS day, sum(n_kg) AS n_kg, sum(p_kg) AS p_kg, sum(k_kg) AS k_kg,
        sum(active_kg) AS active_kg,
           count(DISTINCT used_on) FILTER (is_pesticide) AS applications, min(fertiliser_why) AS fertiliser_why,
               min(pesticide_why) AS pesticide_why,
           string_agg(DISTINCT fertiliser_assumed, '; ') AS fertiliser_assumed, string_agg(DISTINCT pesticide_assumed,
               '; ') AS pesticide_assumed,
           list(row_id) AS row_ids, CASE WHEN count(stream) = count(*) AND min(stream) = max(stream) THEN min(stream)
               END AS stream
    FROM applied GROUP BY crop_year, plot_id),
plot AS (SELECT plot_id, any_value(area_ha) AS ha, list(row_id) AS row_ids FROM plots GROUP BY plot_id),
known AS (SELECT unnest(CASE WHEN EXISTS (SELECT 1 FROM lots WHERE stream IS NOT NULL) THEN ['micro', 'bulk']
    ELSE ['all'] END) AS stream),
fed AS (SELECT *, delivered_kg / sum(delivered_kg) OVER (PARTITION BY crop_year, plot_id) AS share FROM plot_delivered),
placed AS (
    SELECT i.*, i.stream AS of_stream, 1.0 AS share, f.kg, coalesce(f.farmer_unsure, false) AS farmer_unsure,
        coalesce(f.delivery_lost, false) AS delivery_lost, f.kg_assumed, NULL AS plot_assumed, NULL AS nowhere
    FROM of_plot i LEFT JOIN fed f USING (crop_year, plot_id, stream) WHERE i.stream IS NOT NULL
    UNION ALL
    SELECT i.*, f.stream, f.share, f.kg, f.farmer_unsure, f.delivery_lost, f.kg_assumed, f.plot_assumed, NULL
    FROM of_plot i JOIN fed f USING (crop_year, plot_id) WHERE i.stream IS NULL
    UNION ALL
    SELECT i.*, k.stream, 1.0, NULL, false, false, NULL, NULL, CASE
        WHEN k.stream <> 'all' THEN
        'a plot from which no delivery of the season is written down, so its stream is not known' END
    FROM of_plot i CROSS JOIN known k WHERE i.stream IS NULL AND NOT EXISTS (SELECT 1 FROM fed f
        WHERE f.crop_year = i.crop_year AND f.plot_id = i.plot_id))
SELECT p.crop_year, p.of_stream AS stream, p.plot_id, p.day, p.share, p.n_kg * p.share AS n_kg,
    p.p_kg * p.share AS p_kg, p.k_kg * p.share AS k_kg,
       p.active_kg * p.share AS active_kg, p.applications * p.share AS applications, plot.ha * p.share AS ha, p.kg,
           p.fertiliser_why, p.pesticide_why,
       coalesce(p.nowhere, CASE WHEN i.plot_id IS NOT NULL THEN 'a plot of which an input could not be counted' END)
           AS nowhere,
       CASE WHEN plot.ha IS NULL THEN 'a plot without an area in Plots' END AS no_area,
       CASE WHEN p.delivery_lost THEN 'a plot of a farmer of whom a delivery could not be counted'
            WHEN p.farmer_unsure THEN 'a plot of a farmer of whose deliveries some name no plot'
            WHEN p.kg IS NULL THEN 'a plot from which no delivery of the season is written down' END AS no_kg,
       p.fertiliser_assumed, p.pesticide_assumed, p.kg_assumed, p.plot_assumed,
           list_concat(p.row_ids, plot.row_ids) AS row_ids
FROM placed p LEFT JOIN plot USING (plot_id)
LEFT JOIN (SELECT DISTINCT crop_year, plot_id FROM lost_inputs) i ON i.crop_year = p.crop_year
    AND i.plot_id = p.plot_id;
