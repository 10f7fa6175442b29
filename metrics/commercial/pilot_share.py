"""Share of the output that is in the pilot."""

from metrics.engine.contract import CannotSay, Composite

_MADE = """
        SELECT crop_year, stream, day, lot_id AS case_id, produced_kg AS num, 1 AS den, row_ids AS row_id, assumed,
               crop_year IN (SELECT crop_year FROM unweighed WHERE in_work) AS to_date, NULL AS why_not, station,
                   variety, process
        FROM produced WHERE stream = '{stream}'
        UNION ALL
        SELECT crop_year, stream, day, lot_id, NULL, NULL, [row_id], NULL, in_work, why_not, station, variety, process
        FROM unweighed WHERE stream = '{stream}'"""


def share(sums, context):
    """Micro over all kg green."""
    micro, bulk = sums["micro kg"].num, sums["bulk kg"].num
    if not micro[0] > 0 or not bulk[0] > 0:
        raise CannotSay(f"No kg green made is known of {'micro' if not micro[0] > 0 else 'bulk'} lots yet.")
    return {"micro": micro / (micro + bulk)}


METRIC = Composite(
    id="pilot_share",
    layer="commercial",
    title="Share of output in the pilot",
    question="How much of our coffee is in the pilot?",
    definition="Kg green produced by micro lots / kg green produced by all lots, both weighed at the same step.",
    unit="share",
    better="inside",
    reads=("lots", "processing", "receipts", "offers"),
    columns=("lots.stream",),
    sql=_MADE.format(stream="micro") + "\n        UNION ALL" + _MADE.format(stream="bulk"),
    splits=("station", "variety", "process"),
    interval="ratio",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="the pilot plan: 5-10 % first, 20-30 % after a good review",
    trap="Cherry weights of one stream over green weights of the other make a share of nothing.",
    has_bulk=False,
    why_no_bulk="The share of bulk is what is left over.",
    parts={"micro kg": _MADE.format(stream="micro"), "bulk kg": _MADE.format(stream="bulk")},
    formula=share,
    case_of={"micro kg": "lot", "bulk kg": "lot"},
    target="target_share",
)
