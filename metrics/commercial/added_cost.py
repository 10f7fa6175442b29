"""What the pilot costs beyond bulk, per kg green produced."""

from metrics.engine import stream_costs
from metrics.engine.contract import CannotSay, Composite
from metrics.engine.green_notes import shown
from metrics.engine.stream_costs import NOT_HERE

# Which a pilot can't be without stands in logbooks/warehouse/cost_categories.toml. One that stands in a phrase with
# another ("Laboratorio y catación") is written down, in no category of its own.
EXPECTED = """
        SELECT kind FROM cost_category WHERE role = 'expected' AND kind NOT IN (
            SELECT i.named.kind FROM cost_inside i JOIN cost_of_season c ON c.kind = lower(trim(i.category))
            WHERE c.stream = 'micro')"""
NOBODYS = """
        SELECT crop_year, row_id FROM costs
        WHERE stream IS NULL AND lot_id IS NOT NULL AND lot_id NOT IN (SELECT lot_id FROM lots)"""
UNMADE = "SELECT crop_year, stream, lot_id FROM unweighed WHERE stream = 'micro' AND NOT in_work"
SHARED = f"""
        SELECT crop_year, stream, spent_on AS day, kind AS case_id, amount AS num, 1 AS den, row_id
        FROM cost_of_season WHERE stream IS NULL AND lot_id IS NULL AND role NOT IN {NOT_HERE}"""
GROSS = "written for micro, gross"


def per_kg(sums, context):
    """Costs of the pilot per kg less those of bulk of the same categories, with every category, gross and net; the
    shared costs that are not in it beside."""
    if not sums["made"].num[0] > 0:
        raise CannotSay("No kg green made is known of micro lots yet.")
    costs = stream_costs.stream_costs(sums)
    stream_costs.noted(costs, context)
    context.at_least([row["kind"] for row in context.question.fetched(EXPECTED) if row["kind"] not in costs.categories])
    if context.question.left_out.get("costs"):
        context.bound(f"At least: {context.question.left_out['costs']} rows of Costs are left out, see the problems.")
    if strangers := len(context.question.rows(NOBODYS)):
        context.bound(f"At least: costs written for lots that no register holds are not in it ({strangers}).")
    if lots := [row["lot_id"] for row in context.question.rows(UNMADE)]:
        context.bound(f"At most: the kg green made of some micro lots are not known ({shown(lots)}).")
    values = {"micro": sum(costs.added(category) for category in costs.categories)}
    values |= {("by", category, "micro"): costs.added(category) for category in costs.categories}
    values["part", GROSS, "micro"] = sum(costs.gross(category) for category in costs.categories)
    for category, found in sorted(costs.bulk_per_kg.items()):
        values["part", f"{category}, gross", "micro"] = costs.gross(category)
        values["part", f"{category}, of bulk", "micro"] = found
    if sums["shared"].num[0] > 0:
        values["part", "shared costs, not counted", "micro"] = sums["shared"].num
    return values


METRIC = Composite(
    id="added_cost",
    layer="commercial",
    title="Added cost",
    question="What does keeping the micro-lots apart cost us?",
    definition="Costs written for micro lots or the micro stream / kg green produced by micro lots, less the costs of "
    "the same category written for bulk lots or the bulk stream / kg green produced by bulk lots; a category bulk has "
    "not is gross. Each cost is spread evenly over the season it was spent in and the seasons after it that it serves. "
    "What is taken off the price on the way to the gate and payments to farmers are not in it. Shared costs are listed "
    "and not counted.",
    unit="base/kg",
    better="lower",
    reads=("costs", "lots", "rates", "processing", "receipts", "offers"),
    columns=("costs.amount", "lots.stream"),
    sql=stream_costs.COSTS.strip(),
    splits=(),
    interval="ratio",
    case_is="lot",
    chart="bars",
    plausible=(0.05, 30.0),
    source="every line of the cost of separation filled; blank is not zero",
    trap="A category nobody wrote down is not free: then this is 'at least'.",
    has_bulk=False,
    why_no_bulk="It is what micro costs beyond bulk.",
    parts={**stream_costs.PARTS, "shared": SHARED},
    formula=per_kg,
    case_of=dict.fromkeys(stream_costs.PARTS, "lot"),
    dots="",
    further={"shared costs, not counted": ("none", "base")},
    caveats=("counted from the bills, nothing was sampled",),
)
