"""Feedback: one answer of one farmer a row."""

from logbooks.declare import Column, ColumnKind, Logbook, note, without_lot

LOGBOOK = Logbook(
    id="feedback",
    title="Feedback",
    one_row_is="one answer of one farmer",
    filled_by="the field officer",
    key=(),
    dated_by="asked_on",
    starter=False,
    columns=(
        Column("asked_on", ColumnKind.DATE, "Asked on", "Asked on.", "2026-03-01", required=True),
        Column("farmer_id", ColumnKind.ID, "Farmer", "The farmer's code.", "F-001", required=True),
        Column("question", ColumnKind.TEXT, "Question", "Question.", "Was payment on time?", required=True),
        Column("score", ColumnKind.NUMBER, "Score", "Score.", "4", required=True),
        Column("scale", ColumnKind.TEXT, "Scale", "Such as 1-5 or 0-10.", "1-5"),
        Column("comment", ColumnKind.TEXT, "Comment", "Comment.", ""),
        Column("takes_part", ColumnKind.YES_NO, "Takes part in the pilot", "Takes part in the pilot.", "yes"),
        *without_lot(),
        note(),
    ),
)
