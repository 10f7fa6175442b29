"""The worked example: five lots from their bills and deals to the net gain, as a manager follows it with a calculator.

Every figure on the page is read from the workbook docs/worked_example/five_lots.xlsx by the program itself.
"""

from __future__ import annotations

from pathlib import Path

from command_line.opened_sources import opened
from docs.markdown import table, written_from
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.break_even_inputs import measured_inputs
from metrics.engine import labour
from metrics.engine.compute import some_answers
from metrics.engine.next_season import next_season
from metrics.engine.question import Question

WORKBOOK = Path(__file__).parent / "worked_example" / "five_lots.xlsx"
YEAR = "2025/26"
PLANNED = "at the volume planned for the season after"
COOP, MEMBERS = "as the cooperative sees it", "as the members see it"
PICKED = labour.per_kg_part("picking")


def money(amount: float) -> str:
    """An amount with its cents and a point between thousands: 7 670.00."""
    return f"{amount:,.2f}".replace(",", " ").replace("-", "−")


def worked_example_page() -> str:
    """The whole page, step by step."""
    w = opened([str(WORKBOOK)])
    found = some_answers(w, ("net_gain", "break_even", "added_cost", "realised_premium"), YEAR)
    figures = {name: one.value for name, one in measured_inputs(w, YEAR).items()}
    steps = (
        sold(w, figures),
        earned(w, figures),
        added(found["added_cost"], figures),
        needed(found, figures),
        gained(found),
        both_denominators(found["break_even"]),
        ahead(w, found, figures),
    )
    return "\n".join([*HEAD, *(line for step in steps for line in step)]) + "\n"


HEAD = [
    written_from("`docs/worked_example/five_lots.xlsx`, by the indicators themselves"),
    "# Does it pay? A worked example",
    "",
    "An invented cooperative made five micro-lots of 200 kg green each and three bulk lots of 2,000 kg. Its sheets are",
    "in [five_lots.xlsx](worked_example/five_lots.xlsx), and",
    "`python cli.py report docs/worked_example/five_lots.xlsx` gives the same figures. Money is USD.",
    "The definitions stand in",
    "[metrics.md](metrics.md#so-that-two-people-compute-the-same).",
    "",
]


def sold(w: Warehouse, figures: dict) -> list[str]:
    """Every deal of micro brought to the gate, and what bulk brought."""
    sql = """SELECT lot_id, buyer, kg, price, incoterm, netted_per_kg, net_price, net_value, as_own FROM deals
        WHERE stream = '{}' ORDER BY lot_id"""
    own, bulk = (w.rows(sql.format(stream)) for stream in ("micro", "bulk"))
    return [
        "## 1. What was sold",
        "",
        *table(
            ("lot", "buyer", "kg", "price", "terms", "taken off", "at the gate", "value", "sold as"),
            (
                (
                    d["lot_id"],
                    d["buyer"],
                    f"{d['kg']:g}",
                    money(d["price"]),
                    d["incoterm"],
                    money(d["netted_per_kg"]),
                    money(d["net_price"]),
                    money(d["net_value"]),
                    "micro" if d["as_own"] else "bulk",
                )
                for d in own
            ),
        ),
        "",
        "Of the FOB price the bill of M-3 for carriage to the port, papers and loading is taken off: 80.00 / 200 kg =",
        "0.40.",
        "Bulk was sold at "
        + ", ".join(money(d["net_price"]) for d in bulk)
        + f" at the gate, {bulk[0]['kg']:g} kg each, within 30 days of every micro deal: "
        f"**{money(figures['bulk_price'])}** "
        "a kg is what the coffee would have brought as bulk.",
        "",
    ]


def earned(w: Warehouse, figures: dict) -> list[str]:
    """What all kg made earned."""
    made, bulk = figures["produced_kg"], figures["bulk_price"]
    own_kg = figures["sold_share"] * made
    own = own_kg * (bulk + figures["premium"])
    otherwise_kg = figures["otherwise_share"] * made
    otherwise = otherwise_kg * figures["otherwise_price"]
    unsold = made - own_kg - otherwise_kg
    back = bulk - figures["return_discount"]
    return [
        "## 2. Earned",
        "",
        *table(
            ("", "kg", "a kg", "USD"),
            (
                ("sold as micro", f"{own_kg:g}", money(own / own_kg), money(own)),
                ("sold as bulk", f"{otherwise_kg:g}", money(figures["otherwise_price"]), money(otherwise)),
                (
                    f"unsold: the bulk price less {money(figures['return_discount'])} (setting `return_discount`)",
                    f"{unsold:g}",
                    money(back),
                    money(unsold * back),
                ),
                ("**earned**", f"{made:g}", "", f"**{money(own + otherwise + unsold * back)}**"),
            ),
        ),
        "",
    ]


def added(answer, figures: dict) -> list[str]:
    """What micro costs more than bulk, category by category."""
    parts = {name: groups["micro"].value for name, groups in answer.parts.items()}
    rows = []
    for name, groups in answer.by.items():
        net = groups["micro"].value
        of_bulk = parts.get(f"{name}, of bulk", 0.0)
        rows.append((name, money(net + of_bulk), money(of_bulk) if of_bulk else "", money(net)))
    total = answer.groups["micro"].value
    return [
        "## 3. Added cost, a kg made",
        "",
        *table(("category", "micro", "bulk", "added"), [*rows, ("**together**", "", "", f"**{money(total)}**")]),
        "",
        "The beds (600.00) serve three seasons: 200.00 of them are this one's. Milling is paid for bulk too, 600.00",
        "for 6,000 kg, so only what micro pays more is added. Cupping is a typed 0: known to cost nothing.",
        "",
    ]


def needed(found: dict, figures: dict) -> list[str]:
    """What the pilot must earn to do as well as bulk."""
    made, more, rate = figures["produced_kg"], figures["farmer_extra"], figures["finance_rate"]
    value = figures["sold_share"] * made * (figures["bulk_price"] + figures["premium"])
    interest = value * rate * figures["days_to_cash"] / 365
    rows = (
        (f"{made:g} kg at the bulk price of {money(figures['bulk_price'])}", made * figures["bulk_price"]),
        (
            f"added cost, {made:g} kg x {money(found['added_cost'].groups['micro'].value)}",
            made * found["added_cost"].groups["micro"].value,
        ),
        (
            f"what farmers were paid more, {made:g} kg x {money(more)} (4.00 for micro, 3.50 for bulk)",
            made * more,
        ),
        (
            f"waiting for money: {money(value)} x {rate * 100:.0f} % x {figures['days_to_cash']:g} / 365 days",
            interest,
        ),
        (
            f"what bulk lost: {figures['bulk_kg']:g} kg x {money(figures['dilution'])} (setting `dilution`)",
            figures["bulk_kg"] * figures["dilution"],
        ),
    )
    total = sum(amount for _, amount in rows)
    return [
        "## 4. Needed",
        "",
        *table(("", "USD"), [*((what, money(amount)) for what, amount in rows), ("**needed**", f"**{money(total)}**")]),
        "",
        "No buyer has paid yet, so the wait is that of the settings (`days_to_cash`).",
        "",
    ]


def gained(found: dict) -> list[str]:
    """Earned less needed, for the cooperative and for its members."""
    parts = {name: groups["micro"] for name, groups in found["net_gain"].parts.items()}
    all_in, per_kg = parts[f"in money of the season, {COOP}"], found["net_gain"].groups["micro"].value
    made, wanted = parts["earned"].value, parts[f"needed, {COOP}"].value
    return [
        "## 5. Net gain",
        "",
        f"Earned {money(made)} less needed {money(wanted)}: the cooperative is "
        f"**{money(all_in.value)} USD** better off than with bulk, {money(per_kg)} a kg "
        "made.",
        f"With other buyers it could have been {money(all_in.low80)} to {money(all_in.high80)} (80 % range: each buyer "
        "left out in turn).",
        "",
        *of_members(parts),
    ]


def of_members(parts: dict) -> list[str]:
    """What the members have of it: what farmers got more is no cost of theirs, what they worked more is one."""
    whole, kg = parts[f"in money of the season, {MEMBERS}"].value, parts["kg made"].value
    micro, days, wage = (parts[name].value for name in (PICKED, labour.DAYS_MORE, labour.WAGE))
    bulk = micro - days / kg
    return [
        "As the members see it what farmers got more is no cost, and what they worked more is one. Picking ripe cherry",
        f"alone took {micro:.2f} days for a kg green, that of bulk {bulk:.2f}: {days:g} extra days for {kg:g} kg, at "
        f"{money(wage)} a day {money(days * wage)}.",
        f"The members have **{money(whole)} USD**, {money(whole / kg)} a kg made. Each extra day brought them "
        f"{money(parts[labour.DAY].value)} before it is paid for.",
        "",
    ]


def both_denominators(answer) -> list[str]:
    """Needed beside reached, per kg sold and per kg made."""
    parts = {name: groups["micro"].value for name, groups in answer.parts.items()}
    return [
        "## 6. The premium it needs",
        "",
        *table(
            ("premium over bulk", "needed", "reached", "more than needed"),
            (
                (f"on every {what}", money(parts[wanted]), money(parts[got]), money(parts[got] - parts[wanted]))
                for what, wanted, got in (
                    ("kg made", f"premium per kg made, {COOP}", "premium per kg made reached"),
                    ("kg sold as micro", f"premium, {COOP}", "premium reached"),
                )
            ),
        ),
        "",
        "Kg made and kg sold are never mixed: the first line differs by the net gain a kg made.",
        "",
    ]


def ahead(w: Warehouse, found: dict, figures: dict) -> list[str]:
    """What it would be next season, at the volume planned."""
    season, sold_kg = next_season(Question(w, YEAR)), figures["sold_share"] * figures["produced_kg"]
    parts = {name: groups["micro"] for name, groups in found["net_gain"].parts.items()}
    total = parts[f"{PLANNED}, in money of the season"]
    return [
        "## 7. Next season",
        "",
        f"{season.planned_kg:g} kg are planned (a quarter of all coffee). Of the kg that would be sold as micro the "
        f"first {sold_kg:g}, as many as this season, keep their premium; those beyond get "
        f"{season.haircut * 100:.0f} % less of it, up to the {season.written_kg:g} kg that buyers wrote "
        f"they would take; the rest stands at the bulk price. Net gain: "
        f"{money(total.value)} USD ({money(total.low80)} to {money(total.high80)}), "
        f"{money(parts[PLANNED].value)} a kg made.",
    ]
