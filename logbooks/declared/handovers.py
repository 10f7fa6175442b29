"""Handovers: one movement of a lot a row."""

from logbooks.declare import FORMS, Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="handovers",
    title="Handovers",
    one_row_is="one movement of a lot",
    filled_by="the store keeper",
    key=(),
    dated_by="moved_on",
    starter=False,
    columns=(
        Column("moved_on", ColumnKind.DATE, "Moved on", "Moved on.", "2025-12-01", required=True),
        Column(
            "lot_id",
            ColumnKind.ID,
            "Lot",
            "The lot's own code, written the same way in every logbook.",
            "M-2025-01",
            required=True,
        ),
        Column("from_place", ColumnKind.TEXT, "From", "From.", "Station A", required=True),
        Column("to_place", ColumnKind.TEXT, "To", "To.", "Store 1", required=True),
        Column(
            "form",
            ColumnKind.CHOICE,
            "Form",
            "What was weighed: cherry, wet parchment, dry parchment, dry cherry or green.",
            "dry parchment",
            choices=FORMS,
            decides=("weight",),
        ),
        Column("weight", ColumnKind.MASS, "Weight", "Weight.", "52", lowest=0),
        Column("bags", ColumnKind.INTEGER, "Bags", "Bags.", "2", lowest=0),
        Column("seal_no", ColumnKind.ID, "Seal number", "Seal number.", "S-17"),
        Column("handed_by", ColumnKind.TEXT, "Handed over by", "Handed over by.", "Store keeper"),
        Column("received_by", ColumnKind.TEXT, "Received by", "Received by.", "Driver"),
        Column(
            "weight_unit",
            ColumnKind.TEXT,
            "Weight unit",
            "The unit of the weights in this row, where the heading does not say it: kg, lb, qq, bag.",
            "",
            starter=False,
        ),
        note(),
    ),
)
