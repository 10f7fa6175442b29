"""Settings: one setting a row."""

from logbooks.declare import STREAMS, Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="settings",
    title="Settings",
    one_row_is="one setting",
    filled_by="the manager, once",
    key=(
        "setting",
        "stream",
    ),
    dated_by=None,
    starter=True,
    columns=(
        Column(
            "setting",
            ColumnKind.TEXT,
            "Setting",
            "Its name, from the list in Definitions.",
            "pilot_start",
            required=True,
        ),
        Column("value", ColumnKind.TEXT, "Value", "Value.", "2025-10-15", required=True),
        Column(
            "stream",
            ColumnKind.CHOICE,
            "Stream",
            "Only where micro and bulk differ.",
            "",
            choices=STREAMS,
            decides=("value",),
        ),
        note(),
    ),
)
