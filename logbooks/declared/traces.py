"""Traces: one exercise of tracing a lot a row."""

from logbooks.declare import Column, ColumnKind, Logbook, form, lot_id, note, weight_unit

LOGBOOK = Logbook(
    id="traces",
    title="Traces",
    one_row_is="one trace exercise of one lot",
    filled_by="the manager",
    key=(),
    dated_by="asked_on",
    starter=False,
    columns=(
        Column(
            "asked_on",
            ColumnKind.DATE,
            "Asked on",
            "The day somebody asked where the coffee came from or went.",
            "2026-03-02",
            required=True,
        ),
        lot_id(required=True),
        Column(
            "direction",
            ColumnKind.CHOICE,
            "Direction",
            "back to the plots it came from, or forward to the buyers it went to.",
            "back",
            choices=("back", "forward"),
            required=True,
        ),
        Column("weight", ColumnKind.MASS, "Weight", "How much coffee was asked about.", "240", lowest=0, required=True),
        form("green", decides=("weight",)),
        Column(
            "found_weight",
            ColumnKind.MASS,
            "Weight found",
            "How much of it was found.",
            "240",
            lowest=0,
            known_from="answered_on",
        ),
        Column(
            "answered_on",
            ColumnKind.DATE,
            "Answered on",
            "The day the answer was complete; empty while it is not.",
            "2026-03-02",
            known_from="answered_on",
        ),
        Column(
            "hours",
            ColumnKind.NUMBER,
            "Hours",
            "Hours from the question to the answer.",
            "3",
            lowest=0,
            highest=2000,
            known_from="answered_on",
        ),
        weight_unit(),
        note(),
    ),
)
