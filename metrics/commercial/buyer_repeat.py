"""Buyers of the season before who bought again."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="buyer_repeat",
    layer="commercial",
    title="Buyers who came back",
    question="Do the buyers of our micro-lots come back?",
    definition="Buyers with an accepted offer of a micro lot, sold as micro, in both seasons / those with one in the "
    "season before; beside it the same weighted by the kg green they bought in the season before. Names that differ "
    "in capitals, spaces or accents alone are one buyer.",
    unit="share",
    better="higher",
    reads=("offers", "lots"),
    columns=("offers.buyer", "offers.status"),
    sql="""
        WITH bought AS (
            SELECT crop_year, buyer, sum(kg) AS kg, max(closed_on) AS day, list(row_id) AS row_ids
            FROM accepted WHERE stream = 'micro' AND as_own GROUP BY ALL),
        season AS (
            SELECT crop_year, crop_year_of(getvariable('as_of')) <= crop_year AS running,
                   CAST(TRY_CAST(left(crop_year, 4) AS INT) - 1 AS VARCHAR) || '/' || substr(crop_year, 3, 2) AS before
            FROM (SELECT DISTINCT crop_year FROM offers WHERE stream = 'micro') WHERE regexp_full_match(crop_year,
                '\\d{4}/\\d{2}')),
        buyers AS (
            SELECT s.crop_year, b.day, b.buyer AS case_id, b.kg, a.buyer IS NOT NULL AS again,
                list_concat(b.row_ids, coalesce(a.row_ids, [])) AS row_id, s.running
            FROM season s JOIN bought b ON b.crop_year = s.before LEFT JOIN bought a ON a.crop_year = s.crop_year
                AND a.buyer = b.buyer)
        SELECT crop_year, 'micro' AS stream, day, case_id, CASE WHEN again THEN 1 ELSE 0 END AS num, 1 AS den, row_id,
            NULL AS part,
               running AS to_date, NULL AS why_not
        FROM buyers
        UNION ALL
        SELECT crop_year, 'micro', day, case_id, CASE WHEN again THEN kg ELSE 0 END, kg, row_id,
            'weighted by kg of the season before', running, NULL
        FROM buyers
        UNION ALL
        SELECT b.crop_year, 'micro', b.day, b.buyer, NULL, 1, b.row_ids, NULL, s.running,
            'no micro deal of the season before, ' || s.before || ', is written down'
        FROM season s JOIN bought b USING (crop_year) WHERE NOT EXISTS (SELECT 1 FROM bought a
            WHERE a.crop_year = s.before)""",
    splits=(),
    interval="share",
    case_is="earlier buyer",
    plausible=(0.0, 1.0),
    source="repeat buyers / buyers of the season before",
    trap="A buyer written in two ways looks like one lost and one won; a season still running has not seen all its "
    "buyers yet.",
    has_bulk=False,
    why_no_bulk="It asks whether the pilot's buyers stay.",
)
