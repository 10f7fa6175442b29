"""Decisions: what the board decided at one gate a row."""

from logbooks.declare import Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="decisions",
    title="Decisions",
    one_row_is="what the board decided at one gate",
    filled_by="the board, after its meeting",
    key=(),
    dated_by="decided_on",
    starter=False,
    columns=(
        Column("decided_on", ColumnKind.DATE, "Decided on", "The day of the meeting.", "2026-02-21", required=True),
        Column(
            "gate",
            ColumnKind.INTEGER,
            "Gate",
            "90, 180 or 360.",
            "180",
            lowest=1,
            highest=720,
            required=True,
        ),
        Column(
            "answer",
            ColumnKind.CHOICE,
            "Decision",
            "scale, pivot, stop, wait, go on, mend first or other; the rule may say another.",
            "wait",
            choices=("scale", "pivot", "stop", "wait", "go on", "mend first", "other"),
            required=True,
        ),
        Column("reason", ColumnKind.TEXT, "Reason", "Why, in the board's own words.", "Two buyers are too few to tell"),
        Column("decided_by", ColumnKind.TEXT, "Decided by", "Who decides at this gate.", "Board"),
        Column(
            "tests_next",
            ColumnKind.TEXT,
            "Tests next",
            "What is to be found out next, and by which day.",
            "A third buyer by May",
        ),
        note(),
    ),
)
