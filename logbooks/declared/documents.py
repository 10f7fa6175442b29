"""Documents: one document of one lot a row."""

from logbooks.declare import Column, Kind, Logbook, note

LOGBOOK = Logbook(
    id="documents", title="Documents", one_row_is="one document of one lot",
    filled_by="the manager",
    key=(), dated_by="dated_on", starter=False,
    columns=(
        Column("lot_id", Kind.ID, "Lot",
               "The lot's own code, written the same way in every logbook.", "M-2025-01",
               required=True),
        Column("document", Kind.TEXT, "Document",
               "plot list, receipt slips, drying sheet ...", "plot list",
               required=True),
        Column("dated_on", Kind.DATE, "Dated on", "Dated on.", "2026-01-05"),
        Column("link", Kind.TEXT, "Link", "Link.", ""),
        Column("signed", Kind.YES_NO, "Signed", "Signed.", "yes"),
        note(),
    ),
)
