"""Lots free of residues above the limits."""

from metrics.engine.contract import Metric

# Lots by their verdict in one family of tests; those of germs and moulds read the same.
OF_FAMILY = """
        WITH told AS MATERIALIZED (
            SELECT crop_year, stream, day, lot_id, verdict, market, row_ids, station, variety, process, assumed,
                'inconclusive: ' || reason AS reason
            FROM lab_verdict WHERE family = '{family}'),
        lots AS (SELECT l.*, coalesce(l.closed_on, l.opened_on) AS day, t.row_ids FROM lot l
                 LEFT JOIN (SELECT lot_id, flatten(list(row_ids)) AS row_ids FROM told GROUP BY lot_id) t
                     USING (lot_id))
        SELECT crop_year, stream, day, lot_id AS case_id, CASE verdict WHEN 'pass' THEN 1 WHEN 'fail' THEN 0 END AS num,
               CASE WHEN verdict <> 'inconclusive' THEN 1 END AS den, row_ids AS row_id, market AS basis, NULL AS part,
                   assumed,
               CASE WHEN verdict = 'inconclusive' THEN reason END AS why_not, station, variety, process
        FROM told
        UNION ALL
        SELECT crop_year, stream, day, lot_id, CASE WHEN verdict = 'inconclusive' THEN 1 ELSE 0 END, 1, row_ids, market,
            'inconclusive of tested',
               NULL, NULL, station, variety, process
        FROM told
        UNION ALL
        SELECT crop_year, stream, day, lot_id, CASE WHEN row_ids IS NULL THEN 0 ELSE 1
            END, 1, coalesce(row_ids, [row_id]), NULL, 'tested of all lots',
               NULL, NULL, station, variety, process
        FROM lots"""

METRIC = Metric(
    id="residue_pass",
    layer="technical",
    title="Residues within limits",
    question="Will the coffee be let into its market?",
    definition="Lots that pass / (pass + fail), of the lots tested for residues: any result above its limit fails the "
    "lot; else any that is inconclusive (LOQ above the limit, limit or unit not known, not to be read) makes it so, "
    "and it is counted apart. The limit is the printed one, else that of Limits, else one that comes with Lotwise, as "
    "valid on the day of the sample. Where none is known, a result within the market's default (EU and Japan 0.01 "
    "mg/kg; US: nothing found) passes, and one above it is inconclusive with what to look up: it fails only where a "
    "person wrote that the market has set no limit (no MRL in Limits, or as the limit of the test).",
    unit="share",
    better="higher",
    reads=("lab_tests", "limits", "lots", "settings"),
    columns=("lab_tests.result",),
    sql=OF_FAMILY.format(family="residue"),
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="Regulation (EC) 396/2005, with 0.01 mg/kg where no limit is set; Japan's positive list and uniform limit; "
    "40 CFR 180 (US)",
    trap="Not detected is no zero: with an LOQ above the limit it shows nothing. Replicates are not averaged, so a "
    "fail stays a fail; a lot nobody tested has not passed.",
    caveats=("A result above the limit counts as a fail whole, without taking off the laboratory's uncertainty.",),
)
