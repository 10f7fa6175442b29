"""Lots: one lot a row."""

from logbooks.declare import STREAMS, Column, Kind, Logbook, note

LOGBOOK = Logbook(
    id="lots", title="Lots", one_row_is="one lot",
    filled_by="the manager, when a lot is opened",
    key=("lot_id",), dated_by=None, starter=True,
    columns=(
        Column("lot_id", Kind.ID, "Lot",
               "The lot's own code, written the same way in every logbook.", "M-2025-01",
               required=True),
        Column("stream", Kind.CHOICE, "Stream",
               "micro for a lot of the pilot, bulk for ordinary coffee.", "micro",
               choices=STREAMS, required=True),
        Column("crop_year", Kind.TEXT, "Crop year", "The season, such as 2025/26.", "2025/26", required=True),
        Column("opened_on", Kind.DATE, "Opened on", "The day the first coffee went into the lot.", "2025-11-03"),
        Column("closed_on", Kind.DATE, "Closed on",
               "The day the lot was settled: from then on unsold kg earn nothing.", "",
               known_from="closed_on"),
        Column("station", Kind.TEXT, "Station", "The washing station or collection point.", "Station A"),
        Column("variety", Kind.TEXT, "Variety", "The main variety.", "Bourbon"),
        Column("process", Kind.TEXT, "Process", "washed, natural, honey or another word of yours.", "washed"),
        Column("species", Kind.CHOICE, "Species",
               "arabica or robusta.", "arabica",
               choices=("arabica", "robusta"), starter=False),
        Column("planned_kg", Kind.MASS, "Planned kg green",
               "What the lot was planned to give, in kg green.", "200",
               lowest=0, starter=False),
        Column("green_kg", Kind.MASS, "Green kg",
               "What the lot gave, in kg green, where milling is not logged.", "",
               lowest=0),
        note(),
    ),
)
