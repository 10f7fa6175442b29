"""Lots that stayed themselves."""

from metrics.engine.contract import Metric

NAMED = 6  # failing lots of a stream and season that get a line of their own; all of them are cases of value 0

METRIC = Metric(
    id="segregation",
    layer="trust",
    title="Lots kept apart",
    question="Did each lot stay itself from the cherry to the ship?",
    definition="Lots that pass / (lots that pass + lots that fail). A lot fails where any test of its weights, "
    "outturn, bags, days, beds, sales, hand-overs or of another stream mixed in fails beyond the tolerance for scale "
    "and moisture; it passes where none fails and its weights and hand-overs could be tested; every other lot is not "
    "testable and counted apart. Beside it each test alone, and the first lots that failed by name.",
    unit="share",
    better="higher",
    reads=("lots", "receipts", "processing", "handovers", "offers", "quality"),
    columns=("processing.step",),
    sql=f"""
        WITH v AS (SELECT * FROM segregation_verdict),
        named AS (SELECT *, row_number() OVER (PARTITION BY crop_year, stream ORDER BY lot_id) AS n FROM v
            WHERE NOT passed)
        SELECT crop_year, stream, day, lot_id AS case_id, passed::INT AS num, 1 AS den, row_ids AS row_id, NULL AS part,
               CASE WHEN passed IS NULL THEN coalesce(missing, 'no test could be made') END AS why_not,
               station, variety, process
        FROM v
        UNION ALL
        SELECT crop_year, stream, day, lot_id, (passed IS NULL)::INT, 1, row_ids, 'not testable', NULL, station,
            variety, process FROM v
        UNION ALL
        SELECT crop_year, stream, day, lot_id, passed::INT, 1, row_ids, test, NULL, station, variety, process
        FROM segregation WHERE passed IS NOT NULL
        UNION ALL
        SELECT crop_year, stream, day, lot_id, tests_passed, tests_made, row_ids, lot_id || ' failed: ' || failed, NULL,
            station, variety, process
        FROM named WHERE n <= {NAMED}""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="mass balance and identity as ISO 22005 asks to verify; bands by TechnoServe, ICO and Coffee Guide "
    "conversions",
    trap="Moisture alone moves mass: 1000 kg at 12 % are 967 kg at 9 %, so weights are compared within tolerance "
    "before anybody is accused.",
    caveats=("A lot that passes shows no contradiction in its logs; that is not proof that nothing was mixed.",),
)
