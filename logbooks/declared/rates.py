"""Exchange rates: one exchange rate a row."""

from logbooks.declare import Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="rates",
    title="Exchange rates",
    one_row_is="one exchange rate",
    filled_by="the bookkeeper",
    key=(
        "date",
        "currency",
    ),
    dated_by="date",
    starter=True,
    columns=(
        Column("date", ColumnKind.DATE, "Date", "Date.", "2026-01-15", required=True),
        Column("currency", ColumnKind.TEXT, "Currency", "Three letters.", "VND", required=True),
        Column(
            "per_base",
            ColumnKind.NUMBER,
            "Per base",
            "How many units of it for one of the base currency.",
            "25400",
            lowest=0,
            required=True,
        ),
        note(),
    ),
)
