"""How much of the premium reaches the farmers."""

import numpy as np

from logbooks.fixed_numbers import fixed
from metrics.engine.contract import CannotSay, Composite

PAID = "SELECT * FROM farmer_pay"  # one row a farmer and stream: what he was paid, the kg green he delivered

_OF_SEX = """
        SELECT f.* REPLACE (f.stream || ' {sex}' AS part)
        FROM farmer_pay f JOIN farmer_sex s ON s.farmer_id = f.case_id AND s.sex = '{sex}'
        WHERE f.part IN ('micro', 'bulk')"""
BY_SEX = {"female": "paid to women per kg green", "male": "paid to men per kg green"}

_PRICE = """
        SELECT crop_year, stream, closed_on AS day, buyer AS case_id, net_value AS num, kg AS den, row_id, lot_id,
            assumed, why_not, no_basis
        FROM deals WHERE as_own AND stream = '{stream}'"""
MICRO_PRICE, BULK_PRICE = _PRICE.format(stream="micro"), _PRICE.format(stream="bulk")


UNTOLD = (
    "Payments of {percent:.0f} % of the money paid name neither lot, stream nor receipt, and went to farmers of both "
    "streams: shared out by weight they would say that both are paid alike. Write the lot or the receipt number in "
    "Payments."
)


def untold_pay(sums) -> str | None:
    """The sentence saying that payments can't be told apart by stream; None where nearly all can."""
    if "untold" not in sums:
        return None
    untold = float(sums["untold"].num[0])
    share = untold / (untold + sum(float(sums[s].num[0]) for s in ("micro", "bulk") if s in sums))
    return UNTOLD.format(percent=share * 100) if share > fixed("untold_pay_share") else None


def paid_per_kg(sums):
    """What farmers were paid per kg green delivered, micro and bulk; None for a stream without payments or receipts."""
    found = {}
    for stream in ("micro", "bulk"):
        has = stream in sums and sums[stream].den[0] > 0 and sums[stream].num[0] > 0
        found[stream] = sums[stream].num / sums[stream].den if has else None
    return found


def paid_by_sex(sums):
    """What women and men were paid per kg green of each stream, where Plots tells the sex of those it was paid to."""
    return {
        ("part", name, stream): sums[f"{stream} {sex}"].num / sums[f"{stream} {sex}"].den
        for sex, name in BY_SEX.items()
        for stream in ("micro", "bulk")
        if f"{stream} {sex}" in sums and sums[f"{stream} {sex}"].den[0] > 0
    }


def passed_on(sums, context):
    """The farmers' extra over the price's extra, with both beside; none where the price may not differ at all."""
    if why_not := untold_pay(sums):
        raise CannotSay(why_not)
    pay = paid_per_kg(sums)
    for stream, value in pay.items():
        if value is None:
            raise CannotSay(f"No payment with a delivery of {stream} coffee is written down.")
    price = {
        "micro": sums["micro price"].num / sums["micro price"].den,
        "bulk": sums["bulk price"].num / sums["bulk price"].den,
    }
    for stream, value in price.items():
        if not np.isfinite(value[0]):
            raise CannotSay(f"No {stream} deal with a price is closed yet.")
    extra, premium = pay["micro"] - pay["bulk"], price["micro"] - price["bulk"]
    parts = {
        ("part", name, group): value
        for name, both in (("paid to farmers per kg green", pay), ("net price per kg green", price))
        for group, value in (*both.items(), ("difference", both["micro"] - both["bulk"]))
    }
    parts |= paid_by_sex(sums)
    spread = None if context.few else context.stack.spread(premium, "plain")
    if spread is None:
        return parts | {"micro": "The prices of micro and bulk come from too few buyers to tell whether they differ."}
    low, high = spread.around(float(premium[0]), 0.80)
    if low <= 0 <= high:
        return parts | {
            "micro": f"The price of micro and bulk may be the same (difference {low:.2f} to {high:.2f}), so a share of "
            f"it means nothing."
        }
    return parts | {"micro": extra / premium}


METRIC = Composite(
    id="farmer_premium_share",
    layer="impact",
    title="Share of the premium that reaches farmers",
    question="Do the farmers get their part of the higher price?",
    definition="(Paid to farmers per kg green of micro - of bulk) / (net price at the gate per kg green of micro - of "
    "bulk). All payments of the crop year so far; kg green are receipts scaled to what the lots of the stream gave. A "
    "payment without lot and stream has those of the receipt whose number it carries, or of its farmer's delivery of "
    "that day and weight. Beside it what women and men were paid per kg green, where Plots tells their sex.",
    unit="share",
    better="higher",
    reads=("payments", "receipts", "offers", "lots", "processing", "costs", "rates", "plots"),
    columns=("payments.amount", "receipts.weight", "offers.accepted_price", "lots.stream"),
    sql=PAID,
    splits=(),
    interval="ratio",
    case_is="farmer or buyer",
    plausible=(-0.5, 1.5),
    possible=(-3.0, 5.0),
    source="share of premium = (farmer pay micro - farmer pay bulk) / (price micro - price bulk), after outturn",
    trap="A cherry premium looks small until it is brought to green: 1 a kg cherry is 6 a kg green.",
    has_bulk=False,
    why_no_bulk="Bulk has no premium to share.",
    parts={
        "paid": PAID,
        **{f"paid, {sex}": _OF_SEX.format(sex=sex) for sex in BY_SEX},
        "micro price": MICRO_PRICE,
        "bulk price": BULK_PRICE,
    },
    formula=passed_on,
    case_of={
        "paid": "farmer",
        **{f"paid, {sex}": f"{sex} farmer" for sex in BY_SEX},
        "micro price": "buyer",
        "bulk price": "buyer",
    },
    further={
        "paid to farmers per kg green": ("ratio", "base/kg"),
        "net price per kg green": ("ratio", "base/kg"),
        **dict.fromkeys(BY_SEX.values(), ("ratio", "base/kg")),
    },
    caveats=("Second payments come late in the season: this is to date while lots are open.",),
)
