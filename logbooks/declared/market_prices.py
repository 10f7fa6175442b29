"""Market prices: one price of one month, or one quotation of the exchange a row, in the cooperative's own series."""

from logbooks.declare import Column, ColumnKind, Logbook, currency, note

LOGBOOK = Logbook(
    id="market_prices",
    title="Market prices",
    one_row_is="one market price of one month",
    filled_by="the manager",
    key=("date", "species", "contract_month"),
    dated_by="date",
    starter=False,
    columns=(
        Column(
            "date",
            ColumnKind.DATE,
            "Date",
            "Any day of the month the price is of.",
            "2026-01-31",
            required=True,
            starter=False,
        ),
        Column(
            "species",
            ColumnKind.CHOICE,
            "Species",
            "arabica or robusta; empty means the species of the settings.",
            "arabica",
            choices=("arabica", "robusta"),
            starter=False,
            decides=("price",),
        ),
        Column(
            "contract_month",
            ColumnKind.TEXT,
            "Contract month",
            "Only for what the exchange quoted that day: the month of the contract, such as 2026-05 or KCK26.",
            "",
            starter=False,
        ),
        Column(
            "price",
            ColumnKind.PRICE,
            "Price",
            "The mean of the month, or the quotation of the day.",
            "7.10",
            required=True,
            lowest=0.05,
            starter=False,
        ),
        Column(
            "price_unit", ColumnKind.TEXT, "Price unit", "What the price is per: kg, lb, qq ...", "kg", starter=False
        ),
        currency(starter=False),
        note(),
    ),
)
