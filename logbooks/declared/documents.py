"""Documents: one document of one lot a row."""

from logbooks.declare import Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="documents",
    title="Documents",
    one_row_is="one document of one lot",
    filled_by="the manager",
    key=(),
    dated_by="dated_on",
    starter=False,
    columns=(
        Column(
            "lot_id",
            ColumnKind.ID,
            "Lot",
            "The lot's own code, written the same way in every logbook.",
            "M-2025-01",
            required=True,
        ),
        Column(
            "document",
            ColumnKind.TEXT,
            "Document",
            "plot list, receipt slips, drying sheet ...",
            "plot list",
            required=True,
        ),
        Column("dated_on", ColumnKind.DATE, "Dated on", "Dated on.", "2026-01-05"),
        Column("link", ColumnKind.TEXT, "Link", "Link.", ""),
        Column("signed", ColumnKind.YES_NO, "Signed", "Signed.", "yes"),
        note(),
    ),
)
