"""The file of papers of each lot."""

from metrics.engine.contract import Metric

METRIC = Metric(
    id="custody_file",
    layer="trust",
    title="Custody file complete",
    question="Are the papers there that prove where each lot came from?",
    definition="Documents present / documents required, per lot. Required of every lot: plot list, receipt slips, "
    "drying sheet, storage sheet, milling report, quality certificate; once it was moved a hand-over note, once sold "
    "a contract (both signed), once tested the laboratory report. Present: a row in Documents about the lot, in the "
    "words of any of the nine languages, that holds today, or held when the lot was shipped. Beside it each document "
    "alone.",
    unit="share",
    better="higher",
    reads=("documents", "lots", "handovers", "offers", "lab_tests"),
    columns=("documents.document",),
    sql="""
        SELECT crop_year, stream, any_value(day) AS day, lot_id AS case_id, count(*) FILTER (present) AS num,
            count(*) AS den,
               list_distinct(flatten(list(row_ids))) AS row_id, NULL AS part, station, variety, process
        FROM custody GROUP BY crop_year, stream, lot_id, station, variety, process
        UNION ALL
        SELECT crop_year, stream, day, lot_id, present::INT, 1, row_ids, document, station, variety, process
        FROM custody""",
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="what buyers and the EU's due diligence ask of a lot: plots, slips, sheets, hand-overs signed by both "
    "sides, contract, laboratory",
    trap="A row in a log is not the paper: a contract that is only an accepted offer, or is not signed, is not there.",
    caveats=(
        "A document whose name is not understood counts as not there; its words can be added in "
        "logbooks/warehouse/tables/segregation/custody.sql.",
    ),
)
