"""Payments: one payment to a farmer a row."""

from logbooks.declare import STREAMS, Column, ColumnKind, Logbook, currency, form, lot_id, note, weight_unit

LOGBOOK = Logbook(
    id="payments",
    title="Payments",
    one_row_is="one payment to a farmer",
    filled_by="the bookkeeper",
    key=(),
    dated_by="paid_on",
    starter=True,
    is_a_leg=True,
    columns=(
        Column("paid_on", ColumnKind.DATE, "Paid on", "Paid on.", "2025-12-15", required=True),
        Column("farmer_id", ColumnKind.ID, "Farmer", "The farmer's code.", "F-001", required=True),
        Column("amount", ColumnKind.MONEY, "Amount", "Amount.", "85", lowest=0, required=True),
        currency(),
        Column(
            "purpose",
            ColumnKind.CHOICE,
            "Purpose",
            "advance, first, second or premium.",
            "first",
            choices=("advance", "first", "second", "premium"),
        ),
        lot_id(),
        Column(
            "receipt_no",
            ColumnKind.ID,
            "Receipt number",
            "The number of the receipt it was paid for.",
            "",
            starter=False,
        ),
        Column("weight", ColumnKind.MASS, "Weight", "What it was paid for.", "", lowest=0, starter=False),
        form("", starter=False, decides=("weight",)),
        weight_unit(),
        Column("stream", ColumnKind.CHOICE, "Stream", "micro or bulk, where no lot is given.", "", choices=STREAMS),
        Column("crop_year", ColumnKind.TEXT, "Crop year", "Only where the row belongs to no lot.", "", starter=False),
        note(),
    ),
)
