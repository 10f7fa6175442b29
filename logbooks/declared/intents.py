"""Intents: what one buyer means to take next season a row."""

from logbooks.declare import Column, ColumnKind, Logbook, currency, form, note, weight_unit

LOGBOOK = Logbook(
    id="intents",
    title="Intents",
    one_row_is="what one buyer means to take next season",
    filled_by="whoever sells",
    key=(),
    dated_by="dated_on",
    starter=False,
    columns=(
        Column("dated_on", ColumnKind.DATE, "Dated on", "The day the buyer said it.", "2026-03-10", required=True),
        Column(
            "crop_year",
            ColumnKind.TEXT,
            "Crop year",
            "The season the coffee would be of, such as 2026/27.",
            "2026/27",
            required=True,
        ),
        Column("buyer", ColumnKind.TEXT, "Buyer", "Always written the same way.", "Buyer A", required=True),
        Column(
            "weight", ColumnKind.MASS, "Weight", "How much the buyer means to take.", "300", lowest=0, required=True
        ),
        form("green", decides=("weight",)),
        Column("lowest_price", ColumnKind.PRICE, "Lowest price", "The lower end of the price named.", "6.50", lowest=0),
        Column(
            "highest_price", ColumnKind.PRICE, "Highest price", "The upper end of the price named.", "7.50", lowest=0
        ),
        currency(),
        Column("price_unit", ColumnKind.TEXT, "Price unit", "Per which weight the price is: kg, lb, qq.", ""),
        Column(
            "in_writing",
            ColumnKind.YES_NO,
            "In writing",
            "yes where the buyer wrote it: a letter, an e-mail, a contract.",
            "yes",
            required=True,
        ),
        weight_unit(),
        note(),
    ),
)
