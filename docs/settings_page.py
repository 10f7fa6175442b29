"""The page of the settings, and of the tables that a cooperative's prices, costs and board follow."""

from __future__ import annotations

from decisions.board import of_gate, why_board
from decisions.gates import GATES
from docs.markdown import table, written_from
from logbooks.settings import settings
from logbooks.warehouse.cost_categories import cost_categories
from logbooks.warehouse.incoterms import incoterms
from metrics.engine.metric_catalogue import metrics


def settings_page() -> str:
    """Every setting a cooperative can write in its settings logbook."""
    parts = [
        written_from("`logbooks/settings.toml`"),
        "# The settings",
        "",
        "One row each in the logbook *Settings*: its name, its value, and a stream only where micro and bulk differ.",
        "In a sheet the name, *yes* and *no*, and the words to choose from may also stand in the language of the",
        "template (*inicio del piloto* is `pilot_start`): `logbooks/vocabulary/languages/`.",
        "",
    ]
    parts += table(
        ("setting", "what it says", "for example", "when it is missing"),
        (
            (f"`{name}`", one["means"], one["example"], " ".join([one["missing"], *why(one.get("reason"))]))
            for name, one in settings().items()
        ),
    )
    return "\n".join([*parts, *way_from_the_gate(), *what_costs_are_for(), *boards()]) + "\n"


def way_from_the_gate() -> list[str]:
    """What is taken off a price by its incoterm."""
    return [
        "",
        "## What is taken off a price",
        "",
        "An accepted price is brought to the gate of the cooperative: less what its incoterm leaves to the seller, by",
        "the bills of that lot in Costs, else by the settings above, else, of what is always taken off, by those of",
        "the whole stream in that season, per kg sold so and gone (shipped or paid), or of all sold so while none is.",
        "What is taken off always must be known, else there is no price at the gate; the rest where a bill or a",
        "setting shows it. A bill of such a category that no",
        "deal takes off is a cost of the pilot like any other. From `logbooks/warehouse/incoterms.toml`.",
        "",
        *table(
            ("incoterm", "always", "where it is written", "why", "source"),
            (
                (terms, ", ".join(one["takes_off"]), ", ".join(one["where_written"]), one["because"], one["source"])
                for terms, one in incoterms().items()
            ),
        ),
    ]


def what_costs_are_for() -> list[str]:
    """The categories of cost and the words for them."""
    roles = {
        "expected": "a pilot has it: without it the added cost is at least",
        "own": "a pilot may have it",
        "netted": "between price and gate",
        "farmers": "stands in Payments, and is not counted here",
    }
    return [
        "",
        "## What a cost is for",
        "",
        "Any word may stand in the column *Category*; these are known, alone or (those of the pilot) in a phrase.",
        "From `logbooks/warehouse/cost_categories.toml`.",
        "",
        *table(
            ("category", "what it is", "also written"),
            ((name, roles[one["role"]], ", ".join(one["words"])) for name, one in cost_categories().items()),
        ),
    ]


def boards() -> list[str]:
    """What a board looks at on the way to each gate."""
    titles = {gate: ", ".join(metrics()[name].title for name in of_gate(gate)) for gate in GATES}
    return [
        "",
        "## What the board looks at",
        "",
        "Unless `board_indicators` says otherwise, the next gate decides; after the last one it stays as it was before",
        "it. From `decisions/board.toml`.",
        "",
        *table(("until day", "indicators", "why"), ((str(gate), titles[gate], why_board(gate)) for gate in GATES)),
    ]


def why(reason: str | None) -> list[str]:
    """The reason of a default in brackets, where one is given."""
    return [f"({reason.rstrip('.')})"] if reason else []
