"""Incidents: one incident, or one round that found none, a row."""

from logbooks.declare import Column, ColumnKind, Logbook, lot_id, note, without_lot

LOGBOOK = Logbook(
    id="incidents",
    title="Incidents",
    one_row_is="one incident, or one round that found none",
    filled_by="the field officer",
    key=(),
    dated_by="happened_on",
    starter=False,
    columns=(
        Column(
            "happened_on",
            ColumnKind.DATE,
            "Happened on",
            "The day it happened, or of the round that found none.",
            "2025-11-20",
            required=True,
        ),
        Column(
            "incident",
            ColumnKind.CHOICE,
            "Incident",
            "child labour, forced labour, injury, spill or other; none where a round found nothing.",
            "injury",
            choices=("none", "child labour", "forced labour", "injury", "spill", "other"),
            required=True,
        ),
        Column("station", ColumnKind.TEXT, "Station", "The washing station or collection point.", "Station A"),
        lot_id(),
        Column("plot_id", ColumnKind.ID, "Plot", "The plot's code, where it is known.", ""),
        Column("action", ColumnKind.TEXT, "Action taken", "What was done about it.", ""),
        Column(
            "settled_on",
            ColumnKind.DATE,
            "Settled on",
            "The day it was settled; empty while it is open.",
            "2025-11-24",
            known_from="settled_on",
        ),
        *without_lot(),
        note(),
    ),
)
