"""What the pilot costs beyond bulk, per kg green produced."""

from logbooks.fixed_numbers import fixed
from metrics.engine.contract import CannotSay, Composite
from metrics.engine.green_notes import shown

# Categories that lie between price and gate are taken off the price there; what farmers are paid is in payments.
# Which they are, and which a pilot can't be without, is in logbooks/warehouse/tables/money/cost_category.sql.
NOT_HERE = "('netted', 'farmers')"
# One that stands in a phrase with another ("Laboratorio y catación") is written down, in no category of its own.
EXPECTED = """
        SELECT kind FROM cost_category WHERE role = 'expected' AND kind NOT IN (
            SELECT i.named.kind FROM cost_inside i JOIN cost_of_season c ON c.kind = lower(trim(i.category))
            WHERE c.stream = 'micro')"""

MADE = """
        SELECT crop_year, stream, day, lot_id AS case_id, produced_kg AS num, 1 AS den, row_ids AS row_id, assumed,
               crop_year IN (SELECT crop_year FROM unweighed WHERE in_work AND stream = 'micro') AS to_date
        FROM produced WHERE stream = 'micro'"""

NOBODYS = """
        SELECT crop_year, row_id FROM costs
        WHERE stream IS NULL AND lot_id IS NOT NULL AND lot_id NOT IN (SELECT lot_id FROM lots)"""
UNRATED = f"""
        SELECT DISTINCT crop_year, row_id FROM cost_of_season
        WHERE stream = 'micro' AND amount IS NULL AND role NOT IN {NOT_HERE}"""
UNMADE = "SELECT crop_year, stream, lot_id FROM unweighed WHERE stream = 'micro' AND NOT in_work"

# A cost of a lot goes with that lot. Without a lot, one that varies with the kg is spread over the lots by kg, one per
# lot evenly; a fixed one stays whole, whichever lots there are.
_COSTS = f"""
        WITH tied AS (SELECT *, coalesce(behaviour, 'fixed') AS way FROM cost_of_season WHERE stream = 'micro'
            AND role NOT IN {NOT_HERE}),
        share AS (SELECT crop_year, lot_id, produced_kg / sum(produced_kg) OVER (PARTITION BY crop_year) AS by_kg,
                         1.0 / count(*) OVER (PARTITION BY crop_year) AS evenly FROM produced WHERE stream = 'micro')
        SELECT t.crop_year, t.stream, t.spent_on AS day,
               CASE WHEN t.lot_id IS NOT NULL THEN t.lot_id WHEN t.way <> 'fixed' THEN s.lot_id END AS case_id,
               t.amount * CASE WHEN t.lot_id IS NULL AND t.way = 'variable' THEN s.by_kg
                                           WHEN t.lot_id IS NULL AND t.way = 'per lot' THEN s.evenly ELSE 1 END AS num,
               1 AS den, t.row_id, {{part}} AS part,
               CASE WHEN t.amount IS NULL THEN 'no rate of ' || upper(trim(t.currency)) ||
                   ' within {fixed("rate_valid_days")} days before the day of the cost'
                    WHEN u.lot_id IS NOT NULL THEN 'a cost of ' || u.why_not END AS why_not
        FROM tied t LEFT JOIN unweighed u ON u.lot_id = t.lot_id LEFT JOIN share s ON t.lot_id IS NULL
            AND t.way <> 'fixed' AND s.crop_year = t.crop_year"""
BY_CATEGORY = _COSTS.format(part="'cost: ' || t.kind")
BY_BEHAVIOUR = _COSTS.format(
    part="CASE WHEN t.kind = 'finance' THEN 'finance' WHEN t.way = 'variable' THEN 'variable cost' ELSE 'fixed "
    "cost' END"
)
SHARED = f"""
        SELECT crop_year, stream, spent_on AS day, kind AS case_id, amount AS num, 1 AS den, row_id
        FROM cost_of_season WHERE stream IS NULL AND lot_id IS NULL AND role NOT IN {NOT_HERE}"""


def note_unrated_costs(context, some: bool) -> None:
    """Says that a number is a lower bound, because costs in a currency without a rate are not in it; raises CannotSay
    where there are not `some` others."""
    unrated = len(context.question.rows(UNRATED))
    if unrated and not some:
        raise CannotSay(f"Every cost of micro is in a currency without a rate near its day ({unrated}).")
    if not some:
        raise CannotSay("No cost is written down for micro lots or the micro stream.")
    if unrated:
        context.note(f"At least: costs in a currency without a rate near their day are not in it ({unrated}).")


def per_kg(sums, context):
    """Costs of the pilot alone per kg, with every category beside, and the shared costs that are not in it."""
    made = sums["made"].num
    if not made[0] > 0:
        raise CannotSay("No kg green made is known of micro lots yet.")
    costs = {part.removeprefix("cost: "): found.num for part, found in sums.items() if part.startswith("cost: ")}
    note_unrated_costs(context, bool(costs))
    context.at_least([row["kind"] for row in context.question.fetched(EXPECTED) if row["kind"] not in costs])
    if context.question.left_out.get("costs"):
        context.note(f"At least: {context.question.left_out['costs']} rows of Costs are left out, see the problems.")
    if strangers := len(context.question.rows(NOBODYS)):
        context.note(f"At least: costs written for lots that no register holds are not in it ({strangers}).")
    if lots := [row["lot_id"] for row in context.question.rows(UNMADE)]:
        context.note(f"At most: the kg green made of some micro lots are not known ({shown(lots)}).")
    values = {"micro": sum(costs.values()) / made}
    values |= {("by", category, "micro"): cost / made for category, cost in sorted(costs.items())}
    if sums["shared"].num[0] > 0:
        values["part", "shared costs, not counted", "micro"] = sums["shared"].num
    return values


METRIC = Composite(
    id="added_cost",
    layer="commercial",
    title="Added cost",
    question="What does keeping the micro-lots apart cost us?",
    definition="Costs written for micro lots or the micro stream, each spread evenly over the season it was spent in "
    "and the seasons after it that it serves, without what is taken off the price on the way to the gate and without "
    "payments to farmers / kg green produced by micro lots. Shared costs are listed and not counted.",
    unit="base/kg",
    better="lower",
    reads=("costs", "lots", "rates", "processing", "receipts", "offers"),
    columns=("costs.amount", "lots.stream"),
    sql=BY_CATEGORY.strip(),
    splits=(),
    interval="ratio",
    case_is="lot",
    chart="bars",
    plausible=(0.05, 30.0),
    source="every line of the cost of separation filled; blank is not zero",
    trap="A category nobody wrote down is not free: then this is 'at least'.",
    audience="internal",
    has_bulk=False,
    why_no_bulk="It is what micro costs beyond bulk.",
    parts={"made": MADE, "costs": BY_CATEGORY, "shared": SHARED},
    formula=per_kg,
    case_of={"made": "lot", "costs": "lot"},
    dots="",
    further={"shared costs, not counted": ("none", "base")},
    caveats=("counted from the bills, nothing was sampled",),
)
