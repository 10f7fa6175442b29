"""Handovers: one movement of a lot a row."""

from logbooks.declare import FORMS, Column, Kind, Logbook, note

LOGBOOK = Logbook(
    id="handovers", title="Handovers", one_row_is="one movement of a lot",
    filled_by="the store keeper",
    key=(), dated_by="moved_on", starter=False,
    columns=(
        Column("moved_on", Kind.DATE, "Moved on", "Moved on.", "2025-12-01", required=True),
        Column("lot_id", Kind.ID, "Lot",
               "The lot's own code, written the same way in every logbook.", "M-2025-01",
               required=True),
        Column("from_place", Kind.TEXT, "From", "From.", "Station A", required=True),
        Column("to_place", Kind.TEXT, "To", "To.", "Store 1", required=True),
        Column("form", Kind.CHOICE, "Form",
               "What was weighed: cherry, wet parchment, dry parchment, dry cherry or green.", "dry parchment",
               choices=FORMS),
        Column("weight", Kind.MASS, "Weight", "Weight.", "52", lowest=0),
        Column("bags", Kind.INTEGER, "Bags", "Bags.", "2", lowest=0),
        Column("seal_no", Kind.ID, "Seal number", "Seal number.", "S-17"),
        Column("handed_by", Kind.TEXT, "Handed over by", "Handed over by.", "Store keeper"),
        Column("received_by", Kind.TEXT, "Received by", "Received by.", "Driver"),
        Column("weight_unit", Kind.TEXT, "Weight unit",
               "The unit of the weights in this row, where the heading does not say it: kg, lb, qq, bag.", "",
               starter=False),
        note(),
    ),
)
