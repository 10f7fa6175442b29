"""Water used per kg of cherry."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="water_use",
    layer="impact",
    title="Water per kg cherry",
    question="Does the pilot's coffee need less water?",
    definition="Litres written in Processing / kg cherry received, over the lots that have both. Compared only within "
    "one process, and where lots wrote water for other steps only within the same steps.",
    unit="L/kg cherry",
    better="lower",
    reads=("processing", "receipts", "lots"),
    columns=("processing.water_litres", "receipts.weight"),
    sql="""
        WITH step AS (
            SELECT lot_id, lower(trim(step)) AS step, sum(water_litres) AS litres,
                bool_or(water_litres IS NULL) AS some_without,
                   list(row_id) FILTER (water_litres IS NOT NULL) AS row_ids, max(started_on) AS day
            FROM processing GROUP BY ALL HAVING count(water_litres) > 0),
        used AS (
            SELECT lot_id, sum(litres) AS litres, string_agg(step, ', ' ORDER BY step) AS steps,
                bool_or(some_without) AS some_without,
                   flatten(list(row_ids)) AS row_ids, max(day) AS day
            FROM step GROUP BY lot_id),
        cherry AS (
            SELECT lot_id, sum(kg) FILTER (form = 'cherry') AS kg, bool_or(form <> 'cherry') AS other_form,
                list(row_id) AS row_ids
            FROM delivery_day WHERE lot_id IS NOT NULL AND lot_id IN (SELECT lot_id FROM used) GROUP BY lot_id),
        lost_water AS (
            SELECT lot_id FROM lost_weight
            UNION SELECT p.lot_id FROM processing p JOIN left_out_cells c USING (row_id)
            WHERE c.name = 'water_litres' AND p.lot_id IS NOT NULL),
        both_legs AS (
            SELECT l.* EXCLUDE (row_id), coalesce(lower(trim(l.process)), 'process not written') AS kind, u.litres,
                u.steps, u.day, c.kg,
                   list_concat(u.row_ids, c.row_ids) AS row_id,
                   CASE WHEN u.litres IS NULL THEN 'a lot without water written down'
                        WHEN l.lot_id IN (SELECT lot_id FROM lost_water)
                            THEN 'a lot of which a delivery, a step or its water could not be counted'
                        WHEN u.some_without THEN 'a lot with water written for some runs of a step only'
                        WHEN c.other_form THEN 'a lot of which part came in another form than cherry'
                        WHEN c.kg IS NULL THEN 'a lot with water but no cherry received'
                        WHEN u.litres / c.kg NOT BETWEEN b.lowest AND b.highest THEN
                            'a lot outside the ' || b.lowest || ' to ' || b.highest ||
                                ' litres per kg cherry that can be believed ' ||
                                '(m3 written as litres, or not all the water?)' END AS why_not
            FROM lot l LEFT JOIN used u USING (lot_id) LEFT JOIN cherry c USING (lot_id)
            LEFT JOIN believable_water b ON b.process = CASE WHEN lower(trim(l.process)) IN (SELECT process
                FROM believable_water) THEN lower(trim(l.process)) ELSE '' END),
        way AS (SELECT kind, steps, count(*) AS lots FROM both_legs WHERE why_not IS NULL GROUP BY ALL),
        usual AS (SELECT kind, count(*) AS ways, arg_max(steps, (lots, steps)) AS steps FROM way GROUP BY kind)
        SELECT b.crop_year, b.stream, b.day, b.lot_id AS case_id, b.litres AS num, b.kg AS den, b.row_id,
               b.kind || CASE WHEN a.ways > 1 THEN ' (' || CASE WHEN b.why_not IS NULL THEN b.steps ELSE a.steps
                   END || ')' ELSE '' END AS basis, b.why_not, b.station, b.variety, b.process
        FROM both_legs b LEFT JOIN usual a USING (kind)""",
    splits=("station", "variety", "process"),
    interval="ratio",
    case_is="lot",
    chart="run",
    audience="buyer",
    plausible=(0.0, 60.0),
    source="litres per kg cherry = m3 per tonne: washed 14-20 (Vietnam, India, Nicaragua), 1-8 with reuse, 26 at most "
    "(CRS: 1,200 L per 100 lb cherry)",
    trap="A natural uses next to no water: against washed bulk that is another process, not a saving. Count the same "
    "steps in both.",
)
