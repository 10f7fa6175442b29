"""Receipts: one weighed delivery a row."""

from logbooks.declare import Column, ColumnKind, Logbook, form, lot_id, note, weight_unit, without_lot

LOGBOOK = Logbook(
    id="receipts",
    title="Receipts",
    one_row_is="one weighed delivery",
    filled_by="the weigher at the scale",
    key=("receipt_no",),
    dated_by="received_on",
    starter=True,
    is_a_leg=True,
    columns=(
        Column(
            "received_on",
            ColumnKind.DATE,
            "Received on",
            "The day the coffee was weighed.",
            "2025-11-03",
            required=True,
        ),
        Column("farmer_id", ColumnKind.ID, "Farmer", "The farmer's code.", "F-001", required=True),
        Column(
            "weight",
            ColumnKind.MASS,
            "Weight",
            "What the scale showed, less the bag.",
            "412.5",
            lowest=0.1,
            highest=20000,
            required=True,
        ),
        form("cherry", required=True),
        lot_id(),
        Column("plot_id", ColumnKind.ID, "Plot", "The plot's code, where it is known.", "", starter=False),
        Column("receipt_no", ColumnKind.ID, "Receipt number", "The number printed on the slip.", "R-0001"),
        Column(
            "ripe_share",
            ColumnKind.SHARE,
            "Ripe share",
            "Share of ripe cherry, such as 95 %.",
            "95 %",
            lowest=0,
            highest=1,
            starter=False,
        ),
        Column("price", ColumnKind.PRICE, "Price", "What was paid per unit of weight.", "", lowest=0, starter=False),
        Column(
            "price_unit", ColumnKind.TEXT, "Price unit", "Per which weight the price is: kg, lb, qq.", "", starter=False
        ),
        Column("currency", ColumnKind.TEXT, "Currency", "Three letters, such as USD.", "", starter=False),
        Column(
            "moisture",
            ColumnKind.PERCENT,
            "Moisture",
            "Percent, wet basis.",
            "",
            unit="%",
            lowest=5,
            highest=75,
            starter=False,
        ),
        Column("recorded_at", ColumnKind.DATETIME, "Recorded at", "When the row was typed.", "", starter=False),
        weight_unit(),
        *without_lot(),
        note(),
    ),
)
