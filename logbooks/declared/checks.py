"""Checks: one checked item a row."""

from logbooks.declare import Column, ColumnKind, Logbook, lot_id, note, without_lot

LOGBOOK = Logbook(
    id="checks",
    title="Checks",
    one_row_is="one checked item",
    filled_by="whoever walks round with the list",
    at_each_place=True,
    key=(),
    dated_by="checked_on",
    starter=True,
    columns=(
        Column("checked_on", ColumnKind.DATE, "Checked on", "Checked on.", "2025-11-10", required=True),
        Column(
            "kind",
            ColumnKind.CHOICE,
            "Kind",
            "sop for the working rules, ppe for protective clothing, vss for the list of a standard.",
            "sop",
            choices=("sop", "ppe", "vss"),
            required=True,
        ),
        Column("item", ColumnKind.TEXT, "Item", "What was looked at.", "beds labelled with the lot", required=True),
        Column(
            "result",
            ColumnKind.CHOICE,
            "Result",
            "yes, no or not applicable.",
            "yes",
            choices=("yes", "no", "not applicable"),
            required=True,
        ),
        lot_id(),
        Column("station", ColumnKind.TEXT, "Station", "Station.", "Station A", starter=False),
        Column("occasion", ColumnKind.TEXT, "Occasion", "Spraying of which day and plot.", "", starter=False),
        Column("person", ColumnKind.TEXT, "Person", "Person.", "", starter=False),
        Column("critical", ColumnKind.YES_NO, "Critical", "yes where a single no spoils the lot.", "no"),
        Column("checked_by", ColumnKind.TEXT, "Checked by", "Checked by.", "", starter=False),
        Column("observed", ColumnKind.YES_NO, "Observed", "no where it was only told.", "yes", starter=False),
        *without_lot(),
        note(),
    ),
)
