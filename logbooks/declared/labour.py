"""Labour: days of one kind of work a row."""

from logbooks.declare import Column, ColumnKind, Logbook, currency, lot_id, note, without_lot

LOGBOOK = Logbook(
    id="labour",
    title="Labour",
    one_row_is="days of one kind of work",
    filled_by="the field officer",
    key=(),
    dated_by="worked_on",
    starter=False,
    columns=(
        Column(
            "worked_on",
            ColumnKind.DATE,
            "Worked on",
            "The day of the work, or the last day of it.",
            "2025-11-28",
            required=True,
        ),
        Column(
            "work",
            ColumnKind.CHOICE,
            "Work",
            "picking, sorting, drying or other; empty where nobody told it apart.",
            "picking",
            choices=("picking", "sorting", "drying", "other"),
        ),
        Column(
            "days",
            ColumnKind.NUMBER,
            "Days of work",
            "Days of work of farmers, their families and those they pay; what the cooperative pays stands in Costs.",
            "6",
            lowest=0,
            required=True,
        ),
        Column("wage", ColumnKind.MONEY, "Day wage", "What a day of such work is paid here.", "9", lowest=0),
        currency(),
        Column("farmer_id", ColumnKind.ID, "Farmer", "The farmer's code.", "F-001"),
        Column("plot_id", ColumnKind.ID, "Plot", "The plot's code, where it is known.", ""),
        lot_id(),
        *without_lot(),
        note(),
    ),
)
