"""How much of the price reaches the farmers."""

from metrics.engine.contract import CannotSay, Composite
from metrics.impact.farmer_premium_share import BULK_PRICE, MICRO_PRICE, PAID, paid_per_kg, untold_pay

# The FOB price of every deal: as agreed, or for other terms what the gate gets and what the settings say it costs from
# there to aboard the ship.
_FOB = """
        WITH to_ship AS (
            SELECT of.stream, sum(coalesce(own.number, every.number)) AS per_kg,
                bool_and(NOT n.always OR coalesce(own.number, every.number) IS NOT NULL) AS known
            FROM netted n CROSS JOIN (VALUES ('{stream}')) AS of(stream)
            LEFT JOIN setting own ON own.setting = n.category AND own.stream = of.stream
            LEFT JOIN setting every ON every.setting = n.category AND every.stream IS NULL
            WHERE n.incoterm = 'FOB' GROUP BY of.stream),
        fob AS (
            SELECT d.*, CASE WHEN d.incoterm = 'FOB' THEN d.price
                WHEN t.known THEN d.price - d.netted_per_kg + t.per_kg END AS fob_price
            FROM deals d JOIN to_ship t USING (stream)
            WHERE d.as_own AND d.stream = '{stream}' AND d.why_not IS NULL AND d.no_basis IS NULL)
        SELECT crop_year, stream, closed_on AS day, buyer AS case_id, fob_price * kg AS num, kg AS den, row_id, lot_id,
            assumed, NULL AS part
        FROM fob WHERE fob_price IS NOT NULL
        UNION ALL
        SELECT crop_year, stream, closed_on, buyer, CASE WHEN incoterm = 'FOB' THEN kg ELSE 0 END, kg, row_id, lot_id,
            NULL, '{stream} as agreed' FROM fob"""
MICRO_FOB, BULK_FOB = _FOB.format(stream="micro"), _FOB.format(stream="bulk")

STREAMS = ("micro", "bulk")
PAID_PER_KG, PRICE, OF_FOB = "paid to farmers per kg green", "net price per kg green", "of the FOB price"


def reached(sums, context):
    """Paid over the price at the gate for each stream, with the paid, the price and the share of FOB beside it."""
    if why_not := untold_pay(sums):
        raise CannotSay(why_not)
    pay, values = paid_per_kg(sums), {}
    for stream in STREAMS:
        price = _over(sums[f"{stream} price"])
        if pay[stream] is None:
            values[stream] = f"No payment with a delivery of {stream} coffee is written down."
        elif price is None:
            values[stream] = f"No {stream} deal with a price is closed yet."
        else:
            values[stream] = pay[stream] / price
            values |= {
                ("part", PAID_PER_KG, stream): pay[stream],
                ("part", PRICE, stream): price,
                ("part", OF_FOB, stream): _of_fob(sums, context, stream, pay[stream]),
            }
    without = [values[stream] for stream in STREAMS if isinstance(values[stream], str)]
    if len(without) == len(STREAMS):
        raise CannotSay(" ".join(dict.fromkeys(without)))
    return values


def _over(price):
    return price.num / price.den if price.den[0] > 0 else None


def _of_fob(sums, context, stream, pay):
    """Paid over the FOB price of all deals that have a price at the gate; a sentence where some can't be brought to
    FOB."""
    fob, agreed = sums[f"{stream} FOB"], sums[f"{stream} as agreed"]
    if fob.den[0] < agreed.den[0]:
        return f"Some {stream} deals are not FOB, and the setting export, which would bring them there, is missing."
    as_agreed = agreed.num[0] / agreed.den[0]
    if as_agreed < 1:
        context.note(
            f"FOB of {stream}: as agreed for {as_agreed:.0%} of the kg, for the others the price at the gate "
            f"and the export cost of the settings."
        )
    return pay / _over(fob)


METRIC = Composite(
    id="farmer_share",
    layer="impact",
    title="Share of the price that reaches farmers",
    question="How much of what the buyer pays ends in the farmers' hands?",
    definition="Paid to farmers per kg green (advance, first, second and premium together) / net price at the gate "
    "per kg green. Kg green are receipts scaled to what the lots of the stream gave. Beside it the same over the FOB "
    "price of those deals.",
    unit="share",
    better="higher",
    reads=("payments", "receipts", "offers", "lots", "processing", "costs", "rates"),
    columns=("payments.amount", "receipts.weight", "offers.accepted_price"),
    sql=PAID,
    splits=(),
    interval="ratio",
    case_is="farmer or buyer",
    plausible=(0.1, 1.2),
    possible=(0.0, 3.0),
    source="share of FOB = farmer payments per kg green / FOB per kg, all instalments; the ICO and the Transaction "
    "Guide warn that FOB is not what farmers get",
    trap="A second payment that is still to come makes the share look small, and one made after the season needs its "
    "crop year written, or it counts in the next.",
    parts={
        "paid": PAID,
        "micro price": MICRO_PRICE,
        "bulk price": BULK_PRICE,
        "micro FOB": MICRO_FOB,
        "bulk FOB": BULK_FOB,
    },
    formula=reached,
    case_of={"paid": "farmer", **dict.fromkeys(("micro price", "bulk price", "micro FOB", "bulk FOB"), "buyer")},
    further={PAID_PER_KG: ("ratio", "base/kg"), PRICE: ("ratio", "base/kg")},
)
