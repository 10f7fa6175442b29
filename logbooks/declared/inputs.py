"""Inputs: one application on a plot a row."""

from logbooks.declare import Column, ColumnKind, Logbook, note, without_lot

LOGBOOK = Logbook(
    id="inputs",
    title="Inputs",
    one_row_is="one application on a plot",
    filled_by="the field officer",
    key=(),
    dated_by="used_on",
    starter=False,
    is_a_leg=True,
    columns=(
        Column("used_on", ColumnKind.DATE, "Used on", "Used on.", "2025-06-10", required=True),
        Column("plot_id", ColumnKind.ID, "Plot", "The plot's code.", "P-001", required=True),
        Column("input", ColumnKind.TEXT, "Input", "N, P, K or the name of the product.", "N", required=True),
        Column("amount", ColumnKind.NUMBER, "Amount", "Amount.", "40", lowest=0, required=True),
        Column("unit", ColumnKind.TEXT, "Unit", "kg or L.", "kg"),
        Column(
            "element_share",
            ColumnKind.SHARE,
            "Element share",
            "Share of the element in the product.",
            "46 %",
            lowest=0,
            highest=1,
        ),
        Column(
            "active_ingredient_share",
            ColumnKind.SHARE,
            "Active ingredient share",
            "Active ingredient share.",
            "",
            lowest=0,
            highest=1,
        ),
        *without_lot(),
        note(),
    ),
)
