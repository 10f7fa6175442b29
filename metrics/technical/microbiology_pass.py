"""Lots free of moulds' poisons and germs above the limits."""

from metrics.engine.contract import Metric
from metrics.technical.residue_pass import OF_FAMILY

METRIC = Metric(
    id="microbiology_pass",
    layer="technical",
    title="Germs and moulds within limits",
    question="Is the coffee clean of germs and of what moulds leave behind?",
    definition="Lots that pass / (pass + fail), of the lots tested for mycotoxins or germs: any result above its "
    "limit fails the lot; else any that is inconclusive (LOQ above the limit, limit or unit not known, not to be "
    "read) makes it so, and it is counted apart. The limit is the printed one, else that of Limits, as valid on the "
    "day of the sample.",
    unit="share",
    better="higher",
    reads=("lab_tests", "limits", "lots", "settings"),
    columns=("lab_tests.result",),
    sql=OF_FAMILY.format(family="microbiology"),
    splits=("station", "variety", "process"),
    interval="share",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="Regulation (EU) 2023/915: ochratoxin A 3.0 ug/kg in roasted coffee, none for green; no general norm for "
    "germs in green coffee",
    trap="There is no general limit for green coffee: without the buyer's own in Limits a lot is inconclusive. A "
    "kilogram taken from a lot of 600 does not stand for its ochratoxin.",
    caveats=("A result above the limit counts as a fail whole, without taking off the laboratory's uncertainty.",),
)
