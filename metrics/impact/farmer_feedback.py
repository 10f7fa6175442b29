"""What farmers say, those of the pilot and the others."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="farmer_feedback",
    layer="impact",
    title="Farmers' answers",
    question="Are the farmers in the pilot more content than the others?",
    definition="Mean score of a question, one answer a farmer (the latest of the crop year; several of one day count "
    "as their mean), for farmers who take part and who do not. Questions and scales are never mixed. On a scale from "
    "0 to 10 also the net promoter score: % 9-10 less % 0-6. Beside it the mean change since last season of farmers "
    "asked in both, and the answers of women and of men, where Plots tells their sex.",
    unit="points",
    better="higher",
    reads=("feedback", "plots"),
    columns=("feedback.score", "feedback.takes_part"),
    sql="""
        WITH written AS (
            SELECT f.*, folded(f.question) AS asked,
                min(trim(f.question)) OVER (PARTITION BY folded(f.question)) AS words,
                   regexp_extract(f.scale, '^\\D*?(\\d+(?:[.,]\\d+)?)\\D+(\\d+(?:[.,]\\d+)?)\\D*$',
                       ['low', 'high']) AS ends
            FROM feedback f),
        scaled AS (
            SELECT *, TRY_CAST(replace(ends.low, ',', '.') AS DOUBLE) AS low,
                TRY_CAST(replace(ends.high, ',', '.') AS DOUBLE) AS high,
                   words || ' (' || coalesce(ends.low || '-' || nullif(ends.high, ''), nullif(trim(scale), ''),
                       'scale not written') || ')' AS basis
            FROM written),
        judged AS (
            SELECT *, CASE WHEN low > high THEN 'an answer on a scale that runs from high to low'
                           WHEN score < low OR score > high THEN 'an answer outside its scale'
                           WHEN takes_part IS NULL THEN
                               'an answer of which it is not written whether the farmer takes part' END AS why
            FROM scaled),
        good AS (SELECT *, max(asked_on) OVER (PARTITION BY crop_year, farmer_id, basis) AS last_day FROM judged
            WHERE why IS NULL),
        answer AS (
            SELECT crop_year, farmer_id, basis, asked_on AS day, bool_and(takes_part) AS takes_part,
                avg(score) AS score, any_value(low) AS low, any_value(high) AS high, list(row_id) AS row_id
            FROM good WHERE asked_on = last_day GROUP BY ALL),
        grouped AS (SELECT *, CASE WHEN takes_part THEN 'takes part' ELSE 'takes no part' END AS stream FROM answer),
        dropped AS (
            SELECT crop_year, farmer_id, basis, asked_on AS day, row_id, why, CASE WHEN takes_part THEN 'takes part'
                WHEN NOT takes_part THEN 'takes no part' END AS stream
            FROM judged WHERE why IS NOT NULL
            UNION ALL
            SELECT crop_year, farmer_id, basis, asked_on, row_id, 'an earlier answer of a farmer who answered again',
                CASE WHEN takes_part THEN 'takes part' ELSE 'takes no part' END
            FROM good WHERE asked_on < last_day),
        again AS (  -- the same farmers, asked the same in the season before
            SELECT now.*, now.score - before.score AS change, list_concat(now.row_id, before.row_id) AS both_rows
            FROM grouped now JOIN grouped before ON before.farmer_id = now.farmer_id AND before.basis = now.basis
                AND TRY_CAST(left(before.crop_year, 4) AS INT) = TRY_CAST(left(now.crop_year, 4) AS INT) - 1)
        SELECT crop_year, stream, day, farmer_id AS case_id, score AS num, 1 AS den, row_id, basis, NULL AS part,
            NULL AS why_not FROM grouped
        UNION ALL
        SELECT crop_year, stream, day, farmer_id, CASE WHEN score >= 9 THEN 100 WHEN score <= 6 THEN -100 ELSE 0
            END, 1, row_id, basis, 'net promoter score', NULL
        FROM grouped WHERE low = 0 AND high = 10
        UNION ALL
        SELECT crop_year, stream, day, farmer_id, CASE WHEN score >= 9 THEN 1 ELSE 0 END, 1, row_id, basis,
            'answered 9 or 10', NULL
        FROM grouped WHERE low = 0 AND high = 10
        UNION ALL
        SELECT crop_year, stream, day, farmer_id, CASE WHEN score <= 6 THEN 1 ELSE 0 END, 1, row_id, basis,
            'answered 0 to 6', NULL
        FROM grouped WHERE low = 0 AND high = 10
        UNION ALL
        SELECT crop_year, stream, day, farmer_id, change, 1, both_rows, basis,
            'change since last season, farmers asked in both', NULL
        FROM again
        UNION ALL
        SELECT crop_year, stream, day, farmer_id, score, 1, row_id, basis,
            CASE sex WHEN 'female' THEN 'answers of women' ELSE 'answers of men' END, NULL
        FROM grouped JOIN farmer_sex USING (farmer_id)
        UNION ALL
        SELECT crop_year, coalesce(d.stream, g.stream), day, farmer_id, NULL, NULL, [row_id], basis, NULL, why
        FROM dropped d LEFT JOIN (SELECT unnest(['takes part', 'takes no part']) AS stream) g ON d.stream IS NULL""",
    splits=(),
    compares="farmers",
    interval="ratio",
    case_is="farmer",
    plausible=(0.0, 100.0),
    source="net promoter score as 60 Decibels reports it (256 farmers: 19); ask farmers outside the pilot too",
    trap="Twelve answers move a net promoter score by tens of points: read the counts. The scale must run from bad to "
    "good.",
    groups=("takes part", "takes no part"),
    further={
        "net promoter score": ("plain", "points"),
        "change since last season, farmers asked in both": ("plain", "points"),
        "answers of women": ("ratio", "points"),
        "answers of men": ("ratio", "points"),
        "answered 9 or 10": ("share", "share"),
        "answered 0 to 6": ("share", "share"),
    },
)
