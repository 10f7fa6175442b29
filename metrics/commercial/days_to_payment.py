"""Days from shipping to payment."""

from metrics.engine.contract import Metric

OVERDUE = "paid late or overdue"

METRIC = Metric(
    id="days_to_payment",
    layer="commercial",
    title="Days to payment",
    question="How long do we wait for our money?",
    definition="The first day after shipping by which half of the accepted offers that were shipped had been paid; "
    "unpaid ones are followed to the day of the data. An offer paid before it was shipped was paid on day 0. Offers "
    "not shipped yet have not waited, so they are left out and counted. From the signing of the contract is another "
    "clock beside it, shown in its place only where nothing was shipped. Paid late or overdue, beside it, "
    " is the share past the days agreed after shipping, of the offers whose days are over. The "
    "streams are compared on the share paid within 45 days.",
    unit="days",
    better="lower",
    reads=("offers", "lots"),
    columns=("offers.shipped_on", "offers.status"),
    sql=f"""
        WITH deal AS (SELECT a.*, o.contract_signed_on, getvariable('as_of') AS today
            FROM accepted a JOIN answered_offer o
            USING (row_id)),
        clocks AS (
            SELECT *, 'from shipping' AS basis, shipped_on AS began,
                   CASE WHEN shipped_on IS NOT NULL THEN NULL WHEN paid_on IS NULL THEN 'not shipped yet'
                       ELSE 'paid, without a day of shipping' END AS no_start
            FROM deal
            UNION ALL
            SELECT *, 'from contract', contract_signed_on, CASE
                WHEN contract_signed_on IS NULL THEN 'no day on which the contract was signed' END
            FROM deal)
        SELECT crop_year, stream, closed_on AS day, buyer AS case_id, lot_id,
            greatest(coalesce(paid_on, today) - began, 0) AS num, 1 AS den, row_id, basis,
               CASE WHEN paid_on IS NULL THEN 'censored' ELSE 'happened' END AS outcome, NULL AS part,
               no_start AS why_not, station, variety, process
        FROM clocks
        UNION ALL
        SELECT crop_year, stream, closed_on, buyer, lot_id, CASE WHEN coalesce(paid_on, today) - shipped_on >
            payment_days THEN 1 ELSE 0 END, 1, row_id, NULL,
               NULL, '{OVERDUE}', CASE WHEN payment_days IS NULL THEN 'no days to payment agreed'
                                       WHEN today - shipped_on <= payment_days THEN 'not due yet' END, station, variety,
                                           process
        FROM deal WHERE shipped_on IS NOT NULL""",
    splits=("station", "variety", "process"),
    interval="time",
    case_is="buyer",
    bases=("from shipping", "from contract"),
    chart="curves",
    plausible=(0.0, 180.0),
    source="Kaplan and Meier 1958: unpaid deals count as long as they have waited",
    trap="The plain mean of what was paid forgets what is still owed, and the worst payers with it.",
    further={OVERDUE: ("share", "share")},
    happening="paid",
    within_days=45,
)
