"""Handovers: one movement of a lot a row."""

from logbooks.declare import Column, ColumnKind, Logbook, form, lot_id, note, weight_unit

LOGBOOK = Logbook(
    id="handovers",
    title="Handovers",
    one_row_is="one movement of a lot",
    filled_by="the store keeper",
    at_each_place=True,
    key=(),
    dated_by="moved_on",
    starter=False,
    columns=(
        Column("moved_on", ColumnKind.DATE, "Moved on", "Moved on.", "2025-12-01", required=True),
        lot_id(required=True),
        Column("from_place", ColumnKind.TEXT, "From", "From.", "Station A", required=True),
        Column("to_place", ColumnKind.TEXT, "To", "To.", "Store 1", required=True),
        form("dry parchment", decides=("weight",)),
        Column("weight", ColumnKind.MASS, "Weight", "Weight.", "52", lowest=0),
        Column("bags", ColumnKind.INTEGER, "Bags", "Bags.", "2", lowest=0),
        Column("seal_no", ColumnKind.ID, "Seal number", "Seal number.", "S-17"),
        Column("handed_by", ColumnKind.TEXT, "Handed over by", "Handed over by.", "Store keeper"),
        Column("received_by", ColumnKind.TEXT, "Received by", "Received by.", "Driver"),
        weight_unit(),
        note(),
    ),
)
