"""Lots: one lot a row."""

from logbooks.declare import STREAMS, Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="lots", title="Lots", one_row_is="one lot",
    filled_by="the manager, when a lot is opened",
    key=("lot_id",), dated_by=None, starter=True,
    columns=(
        Column("lot_id", ColumnKind.ID, "Lot",
               "The lot's own code, written the same way in every logbook.", "M-2025-01",
               required=True),
        Column("stream", ColumnKind.CHOICE, "Stream",
               "micro for a lot of the pilot, bulk for ordinary coffee.", "micro",
               choices=STREAMS, required=True),
        Column("crop_year", ColumnKind.TEXT, "Crop year", "The season, such as 2025/26.", "2025/26", required=True),
        Column("opened_on", ColumnKind.DATE, "Opened on", "The day the first coffee went into the lot.", "2025-11-03"),
        Column("closed_on", ColumnKind.DATE, "Closed on",
               "The day the lot was settled: from then on unsold kg earn nothing.", "",
               known_from="closed_on"),
        Column("station", ColumnKind.TEXT, "Station", "The washing station or collection point.", "Station A"),
        Column("variety", ColumnKind.TEXT, "Variety", "The main variety.", "Bourbon"),
        Column("process", ColumnKind.TEXT, "Process", "washed, natural, honey or another word of yours.", "washed"),
        Column("species", ColumnKind.CHOICE, "Species",
               "arabica or robusta.", "arabica",
               choices=("arabica", "robusta"), starter=False),
        Column("planned_kg", ColumnKind.MASS, "Planned kg green",
               "What the lot was planned to give, in kg green.", "200",
               lowest=0, starter=False),
        Column("green_kg", ColumnKind.MASS, "Green kg",
               "What the lot gave, in kg green, where milling is not logged.", "",
               lowest=0),
        note(),
    ),
)
