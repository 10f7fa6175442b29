"""Share of lots of SCA specialty grade."""

from logbooks.fixed_numbers import with_numbers
from metrics.engine.contract import Metric

METRIC = Metric(
    id="specialty_grade",
    layer="technical",
    title="Specialty grade",
    question="How many lots are clean enough to be sold as specialty?",
    definition="Share of the lots graded by SCA of which every pre-shipment sample (else every sample of the latest "
    "stage) has no category 1 defect and at most 5 full defects of category 2 in 350 g. The cup score stands beside "
    "it and is no part of it. Where only the total of a sample is written, none at all is clean and more than 5 is "
    "not; of 1 to 5 it can't be told.",
    unit="share",
    better="higher",
    reads=("quality", "lots", "defects"),
    columns=("quality.scheme",),
    sql=with_numbers("""
        SELECT crop_year, stream, max(day) AS day, lot_id AS case_id,
               CASE WHEN bool_or(NOT clean) THEN 0 WHEN count(clean) = count(*) THEN 1 END AS num, 1 AS den,
               list(row_id) AS row_id, basis, NULL AS part,
               CASE WHEN num IS NULL THEN 'of the defects of a sample it could not be told how many are of category 1'
                   END AS why_not, station, variety, process
        FROM (SELECT *, CASE WHEN category1 IS NOT NULL AND category2 IS NOT NULL
                                 THEN category1 = 0 AND category2 <= {specialty_category2} + {float_slack}
                             -- by the total alone: none at all, or more than category 2 may have
                             WHEN value = 0 THEN true WHEN value > {specialty_category2} + {float_slack} THEN false
                        END AS clean
              FROM sampled WHERE thing = 'defects' AND basis = 'SCA' AND why_not IS NULL) GROUP BY ALL
        UNION ALL
        SELECT crop_year, stream, max(day), lot_id, sum(value * weight), 1, list(row_id), basis, 'cup score', NULL,
            station, variety, process
        FROM sampled WHERE thing = 'cup_score' GROUP BY ALL"""),
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="SCA washed arabica green coffee defect poster 2018: specialty grade",
    trap="A cup score of 80 is not specialty: of 1,130 real lots that scored 80 or more, 258 had too many defects.",
    further={"cup score": ("ratio", "points")},
)
