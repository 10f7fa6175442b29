"""Documents: one document of a lot, a plot, a station or the cooperative a row."""

from logbooks.declare import Column, ColumnKind, Logbook, lot_id, note

LOGBOOK = Logbook(
    id="documents",
    title="Documents",
    one_row_is="one document of a lot, plot, station or the cooperative",
    filled_by="the manager",
    key=(),
    dated_by="dated_on",
    starter=False,
    columns=(
        Column(
            "document",
            ColumnKind.TEXT,
            "Document",
            "plot list, receipt slips, drying sheet ...",
            "plot list",
            required=True,
        ),
        Column(
            "about",
            ColumnKind.CHOICE,
            "About",
            "lot, plot, station or cooperative: what the document is about; empty means the lot.",
            "lot",
            choices=("lot", "plot", "station", "cooperative"),
        ),
        lot_id(lost_without="nobody knows in which lot's file a document is"),
        Column("plot_id", ColumnKind.ID, "Plot", "The plot's code, where it is known.", ""),
        Column("station", ColumnKind.TEXT, "Station", "The washing station or collection point.", ""),
        Column("dated_on", ColumnKind.DATE, "Dated on", "Dated on.", "2026-01-05"),
        Column(
            "valid_until",
            ColumnKind.DATE,
            "Valid until",
            "The last day on which it holds; empty where it has none.",
            "2027-01-04",
        ),
        Column("link", ColumnKind.TEXT, "Link", "Link.", ""),
        Column("signed", ColumnKind.YES_NO, "Signed", "Signed.", "yes"),
        note(),
    ),
)
