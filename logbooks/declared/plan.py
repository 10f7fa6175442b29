"""Plan: one agreed threshold a row."""

from logbooks.declare import Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="plan",
    title="Plan",
    one_row_is="one agreed threshold",
    filled_by="the board, before the season",
    key=(
        "gate",
        "indicator",
        "applies_to",
    ),
    dated_by=None,
    starter=True,
    columns=(
        Column("gate", ColumnKind.INTEGER, "Gate", "90, 180 or 360.", "180", lowest=1, highest=720, required=True),
        Column(
            "indicator",
            ColumnKind.TEXT,
            "Indicator",
            "The indicator's id, from Definitions.",
            "realised_premium",
            required=True,
        ),
        Column(
            "applies_to",
            ColumnKind.CHOICE,
            "Applies to",
            "micro, or the difference to bulk.",
            "micro",
            choices=("micro", "difference"),
            decides=("scale_at",),
        ),
        Column(
            "role",
            ColumnKind.CHOICE,
            "Role",
            "goal or guardrail.",
            "goal",
            choices=("goal", "guardrail"),
            decides=("scale_at",),
        ),
        Column(
            "scale_at",
            ColumnKind.NUMBER,
            "Scale at",
            "From this value on, scale. Shares as fractions.",
            "1.20",
            required=True,
        ),
        Column("stop_at", ColumnKind.NUMBER, "Stop at", "From this value on, stop.", "0", required=True),
        Column(
            "min_n",
            ColumnKind.INTEGER,
            "Least cases",
            "With fewer nothing is decided.",
            "3",
            lowest=1,
            decides=("scale_at",),
        ),
        Column("agreed_on", ColumnKind.DATE, "Agreed on", "Agreed on.", "2025-09-15"),
        Column("agreed_by", ColumnKind.TEXT, "Agreed by", "Agreed by.", "Board"),
        note(),
    ),
)
