"""Costs: one cost a row."""

from logbooks.declare import STREAMS, Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="costs",
    title="Costs",
    one_row_is="one cost",
    filled_by="the bookkeeper",
    key=(),
    dated_by="spent_on",
    starter=True,
    is_a_leg=True,
    columns=(
        Column("spent_on", ColumnKind.DATE, "Spent on", "Spent on.", "2025-11-30", required=True),
        Column(
            "category",
            ColumnKind.TEXT,
            "Category",
            "separation, sorting, milling, lab, cupping, packaging, freight, management, finance ...",
            "separation",
            required=True,
            also_under=("note",),
        ),
        Column(
            "amount",
            ColumnKind.MONEY,
            "Amount",
            "0 is an answer, an empty cell is not.",
            "150",
            lowest=0,
            required=True,
        ),
        Column(
            "currency",
            ColumnKind.TEXT,
            "Currency",
            "Three letters, such as USD. Empty means the base currency of the settings.",
            "USD",
        ),
        Column(
            "lot_id", ColumnKind.ID, "Lot", "The lot's own code, written the same way in every logbook.", "M-2025-01"
        ),
        Column(
            "behaviour",
            ColumnKind.CHOICE,
            "Behaviour",
            "fixed for the season, per lot, or variable with the kg.",
            "fixed",
            choices=("fixed", "per lot", "variable"),
        ),
        Column(
            "seasons",
            ColumnKind.INTEGER,
            "Seasons",
            "Over how many seasons it is spread; empty means one.",
            "1",
            lowest=1,
            highest=30,
            decides=("amount",),
        ),
        Column(
            "stream",
            ColumnKind.CHOICE,
            "Stream",
            "micro where the pilot alone causes it; empty where it is shared.",
            "micro",
            choices=STREAMS,
            decides=("amount",),
            lost_without="no cost is known to be of the pilot alone",
            asked_without=("costs.lot_id",),
        ),
        Column("crop_year", ColumnKind.TEXT, "Crop year", "Where the date does not tell.", "", starter=False),
        note(),
    ),
)
