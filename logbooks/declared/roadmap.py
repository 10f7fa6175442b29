"""Roadmap: one task a row."""

from logbooks.declare import Column, Kind, Logbook, note

LOGBOOK = Logbook(
    id="roadmap", title="Roadmap", one_row_is="one task",
    filled_by="the manager",
    key=(), dated_by=None, starter=True,
    columns=(
        Column("gate", Kind.INTEGER, "Gate", "90, 180 or 360.", "90", lowest=1, highest=720, required=True),
        Column("task", Kind.TEXT, "Task", "Task.", "Separate drying beds for the pilot", required=True),
        Column("owner", Kind.TEXT, "Owner", "Owner.", "Station chief"),
        Column("due_on", Kind.DATE, "Due on", "Due on.", "2025-12-01"),
        Column("done_on", Kind.DATE, "Done on", "What was said.", "", known_from="done_on"),
        Column("evidence", Kind.TEXT, "Evidence",
               "An id of the evidence catalogue: what the logs show.", "micro_lots_open"),
        note(),
    ),
)
