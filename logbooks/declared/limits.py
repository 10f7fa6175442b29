"""Limits: what a market or a buyer lets a lot contain, one substance a row."""

from logbooks.declare import Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="limits",
    title="Limits",
    one_row_is="the limit of one substance in one market",
    filled_by="the manager, from the regulation or the buyer",
    key=("analyte", "market", "valid_from"),
    dated_by=None,
    starter=False,
    columns=(
        Column(
            "analyte",
            ColumnKind.TEXT,
            "Analyte",
            "The substance or germ; default for every residue that has no row of its own.",
            "glyphosate",
            required=True,
        ),
        Column("market", ColumnKind.TEXT, "Market", "The market or buyer the limit is for.", "EU", required=True),
        Column(
            "limit",
            ColumnKind.TEXT,
            "Limit",
            "As printed: 0.1, or absent; no MRL where the market has set none.",
            "0.1",
            required=True,
        ),
        Column("unit", ColumnKind.TEXT, "Unit", "Unit of the limit, such as mg/kg.", "mg/kg"),
        Column(
            "valid_from",
            ColumnKind.DATE,
            "Valid from",
            "Samples taken before that day are judged by the row before.",
            "2024-01-01",
            decides=("limit",),
        ),
        Column("limit_source", ColumnKind.TEXT, "Source", "Where the limit is printed.", "Regulation (EC) 396/2005"),
        Column(
            "checked_on",
            ColumnKind.DATE,
            "Checked on",
            "When someone last looked it up; after a year the result says so.",
            "2026-01-15",
        ),
        note(),
    ),
)
