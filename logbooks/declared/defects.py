"""Defects: one kind of defect in one sample a row."""

from logbooks.declare import Column, ColumnKind, Logbook, note

LOGBOOK = Logbook(
    id="defects",
    title="Defects",
    one_row_is="one kind of defect in one sample",
    filled_by="the laboratory",
    key=(
        "sample_id",
        "defect",
    ),
    dated_by=None,
    starter=False,
    columns=(
        Column("sample_id", ColumnKind.ID, "Sample", "The sample's code in Quality.", "Q-001", required=True),
        Column("defect", ColumnKind.TEXT, "Defect", "full black, full sour, broken ...", "broken", required=True),
        Column("count", ColumnKind.NUMBER, "Count", "Beans counted.", "4", lowest=0, highest=5000, required=True),
        note(),
    ),
)
