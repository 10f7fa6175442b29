"""Laboratory tests: one analyte of one sample a row."""

from logbooks.declare import Column, Kind, Logbook, note

LOGBOOK = Logbook(
    id="lab_tests", title="Laboratory tests", one_row_is="one analyte of one sample",
    filled_by="the manager, from the laboratory's report",
    key=(), dated_by="sampled_on", starter=False,
    columns=(
        Column("sampled_on", Kind.DATE, "Sampled on", "Sampled on.", "2026-01-15", required=True),
        Column("lot_id", Kind.ID, "Lot",
               "The lot's own code, written the same way in every logbook.", "M-2025-01",
               required=True),
        Column("kind", Kind.CHOICE, "Kind",
               "residue, mycotoxin or microbiology.", "residue",
               choices=("residue", "mycotoxin", "microbiology"), required=True),
        Column("analyte", Kind.TEXT, "Analyte", "Analyte.", "glyphosate", required=True),
        Column("result", Kind.TEXT, "Result", "As printed: <0.01, ND, 0.005.", "<0.01", required=True),
        Column("unit", Kind.TEXT, "Unit", "Unit.", "mg/kg"),
        Column("limit", Kind.TEXT, "Limit", "As printed.", "0.1"),
        Column("market", Kind.TEXT, "Market", "Market.", "EU"),
        Column("loq", Kind.TEXT, "LOQ", "Limit of quantification, as printed.", "0.01"),
        Column("lab", Kind.TEXT, "Laboratory", "Laboratory.", "Laboratory A"),
        Column("accredited", Kind.YES_NO, "Accredited", "Accredited.", "yes"),
        note(),
    ),
)
