"""Checks: one checked item a row."""

from logbooks.declare import STREAMS, Column, Kind, Logbook, note

LOGBOOK = Logbook(
    id="checks", title="Checks", one_row_is="one checked item",
    filled_by="whoever walks round with the list",
    key=(), dated_by="checked_on", starter=True,
    columns=(
        Column("checked_on", Kind.DATE, "Checked on", "Checked on.", "2025-11-10", required=True),
        Column("kind", Kind.CHOICE, "Kind",
               "sop for the working rules, ppe for protective clothing.", "sop",
               choices=("sop", "ppe"), required=True),
        Column("item", Kind.TEXT, "Item", "What was looked at.", "beds labelled with the lot", required=True),
        Column("result", Kind.CHOICE, "Result",
               "yes, no or not applicable.", "yes",
               choices=("yes", "no", "not applicable"), required=True),
        Column("lot_id", Kind.ID, "Lot", "The lot's own code, written the same way in every logbook.", "M-2025-01"),
        Column("station", Kind.TEXT, "Station", "Station.", "Station A", starter=False),
        Column("occasion", Kind.TEXT, "Occasion", "Spraying of which day and plot.", "", starter=False),
        Column("person", Kind.TEXT, "Person", "Person.", "", starter=False),
        Column("critical", Kind.YES_NO, "Critical", "yes where a single no spoils the lot.", "no"),
        Column("checked_by", Kind.TEXT, "Checked by", "Checked by.", "", starter=False),
        Column("observed", Kind.YES_NO, "Observed", "no where it was only told.", "yes", starter=False),
        Column("stream", Kind.CHOICE, "Stream",
               "micro or bulk; only where the row belongs to no lot.", "",
               choices=STREAMS, starter=False),
        Column("crop_year", Kind.TEXT, "Crop year", "Only where the row belongs to no lot.", "", starter=False),
        note(),
    ),
)
