"""Laboratory tests: one analyte of one sample a row."""

from logbooks.declare import Column, ColumnKind, Logbook, lot_id, note

LOGBOOK = Logbook(
    id="lab_tests",
    title="Laboratory tests",
    one_row_is="one analyte of one sample",
    filled_by="the manager, from the laboratory's report",
    key=(),
    dated_by="sampled_on",
    starter=False,
    columns=(
        Column("sampled_on", ColumnKind.DATE, "Sampled on", "Sampled on.", "2026-01-15", required=True),
        lot_id(required=True),
        Column(
            "kind",
            ColumnKind.CHOICE,
            "Kind",
            "residue, mycotoxin or microbiology.",
            "residue",
            choices=("residue", "mycotoxin", "microbiology"),
            required=True,
        ),
        Column("analyte", ColumnKind.TEXT, "Analyte", "Analyte.", "glyphosate", required=True),
        Column("result", ColumnKind.TEXT, "Result", "As printed: <0.01, ND, 0.005.", "<0.01", required=True),
        Column("unit", ColumnKind.TEXT, "Unit", "Unit.", "mg/kg"),
        Column("limit", ColumnKind.TEXT, "Limit", "As printed.", "0.1"),
        Column("market", ColumnKind.TEXT, "Market", "Market.", "EU"),
        Column("loq", ColumnKind.TEXT, "LOQ", "Limit of quantification, as printed.", "0.01"),
        Column("lab", ColumnKind.TEXT, "Laboratory", "Laboratory.", "Laboratory A"),
        Column("accredited", ColumnKind.YES_NO, "Accredited", "Accredited.", "yes"),
        Column(
            "increments",
            ColumnKind.INTEGER,
            "Portions of the sample",
            "How many portions, taken over all bags, the sample was mixed from.",
            "10",
            lowest=1,
            highest=1000,
        ),
        Column("seal_no", ColumnKind.ID, "Seal number", "Seal number.", "S-17"),
        note(),
    ),
)
