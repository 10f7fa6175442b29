"""How evenly the premium is spread over the farmers."""

from logbooks.fixed_numbers import with_numbers
from metrics.engine.contract import Metric

METRIC = Metric(
    id="income_spread",
    layer="impact",
    title="Premium per farmer and how it is spread",
    question="Do many farmers earn more, or a few?",
    definition="Per farmer the payments of the crop year with the purpose premium, those for bulk left aside; the "
    "median over the farmers paid one. Beside it the share of all premiums that went to the best-paid tenth of them "
    "(rounded up), the farmers paid a premium / the farmers in Plots, and the medians of women and of men, where Plots "
    "tells their sex.",
    unit="base",
    better="higher",
    reads=("payments", "plots", "lots", "offers", "rates", "receipts", "processing"),
    columns=("payments.amount", "payments.purpose"),
    sql=with_numbers("""
        WITH premium AS (SELECT * FROM paid WHERE purpose = 'premium' AND coalesce(stream, 'micro') = 'micro'),
        of_farmer AS (
            SELECT crop_year, farmer_id, sum(amount) AS amount, max(paid_on) AS day, list(row_id) AS row_id
            FROM premium WHERE amount IS NOT NULL GROUP BY ALL HAVING sum(amount) > 0),
        ranked AS (
            SELECT *, row_number() OVER (PARTITION BY crop_year ORDER BY amount DESC, farmer_id) AS place,
                   count(*) OVER (PARTITION BY crop_year) AS farmers FROM of_farmer),
        member AS (SELECT farmer_id, list(row_id) AS row_id FROM plots WHERE farmer_id IS NOT NULL GROUP BY ALL),
        season AS (SELECT DISTINCT crop_year FROM of_farmer),
        number AS (
            SELECT crop_year, day, farmer_id, amount AS num, 1 AS den, row_id, NULL AS part, NULL AS why_not FROM ranked
            UNION ALL
            SELECT crop_year, day, farmer_id, amount, 1, row_id,
                   CASE sex WHEN 'female' THEN 'median of women' ELSE 'median of men' END, NULL
            FROM ranked JOIN farmer_sex USING (farmer_id)
            UNION ALL
            SELECT crop_year, day, farmer_id, CASE WHEN place <= ceil(farmers / 10) THEN amount ELSE 0 END, amount,
                row_id,
                   'share of the best-paid tenth', NULL FROM ranked
            UNION ALL
            SELECT s.crop_year, f.day, m.farmer_id, CASE WHEN f.farmer_id IS NULL THEN 0 ELSE 1
                END, 1, list_concat(f.row_id, m.row_id),
                   'farmers paid of members', NULL
            FROM season s CROSS JOIN member m LEFT JOIN of_farmer f ON f.crop_year = s.crop_year
                AND f.farmer_id = m.farmer_id
            UNION ALL
            SELECT f.crop_year, f.day, f.farmer_id, NULL, NULL, f.row_id, 'farmers paid of members',
                'a farmer paid who is not in Plots'
            FROM of_farmer f WHERE f.farmer_id NOT IN (SELECT farmer_id FROM member)
            UNION ALL
            SELECT crop_year, paid_on, farmer_id, NULL, NULL, [row_id], NULL,
                'a premium in another currency could not be counted: no rate within {rate_valid_days} days before its '
                    || 'day'
            FROM premium WHERE amount IS NULL)
        SELECT n.crop_year, 'micro' AS stream, n.day, n.farmer_id AS case_id, n.num, n.den, n.row_id, n.part,
               coalesce(i.still_open, false) AS to_date, n.why_not
        FROM number n LEFT JOIN instalments i ON i.crop_year = n.crop_year AND i.stream = 'micro'"""),
    splits=(),
    interval="median",
    case_is="farmer",
    plausible=(0.0, 1_000_000_000.0),
    source="equity: median per farmer, share of the top tenth, farmers paid / members",
    trap="A mean hides that a few large deliverers take most of it: read the median and the best-paid tenth together.",
    has_bulk=False,
    why_no_bulk="The premium is what the pilot pays beyond bulk.",
    further={
        "share of the best-paid tenth": ("none", "share"),
        "farmers paid of members": ("share", "share"),
        "median of women": ("median", "base"),
        "median of men": ("median", "base"),
    },
    caveats=("The best-paid tenth is counted over every farmer paid, not estimated from some: it has no range.",),
)
