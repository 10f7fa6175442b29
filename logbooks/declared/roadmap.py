"""Roadmap: one task a row."""

from logbooks.declare import Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="roadmap",
    title="Roadmap",
    one_row_is="one task",
    filled_by="the manager",
    key=(),
    dated_by=None,
    starter=True,
    columns=(
        Column("gate", ColumnKind.INTEGER, "Gate", "90, 180 or 360.", "90", lowest=1, highest=720, required=True),
        Column("task", ColumnKind.TEXT, "Task", "Task.", "Separate drying beds for the pilot", required=True),
        Column("owner", ColumnKind.TEXT, "Owner", "Owner.", "Station chief"),
        Column("due_on", ColumnKind.DATE, "Due on", "Due on.", "2025-12-01"),
        Column("done_on", ColumnKind.DATE, "Done on", "What was said.", "", known_from="done_on"),
        Column(
            "evidence",
            ColumnKind.TEXT,
            "Evidence",
            "An id of the evidence catalogue: what the logbooks show.",
            "micro_lots_open",
        ),
        note(),
    ),
)
