"""The faults planted in the messy workbook: one of nearly every kind of logbooks/problems.toml, each at a place written
down."""

from __future__ import annotations

from datetime import date, timedelta

from sample_data import faulty_ground, faulty_tabs
from sample_data.sheets import CellValue, Row, SampleCell
from sample_data.typed import Book, Page


def plant(book: Book) -> None:
    """Every fault; no row gets two, so that each is seen by itself."""
    for part in (
        _weights,
        _days,
        _codes,
        _money,
        _quality,
        _steps,
        _deals,
        _plan,
        faulty_ground.plant,
        _copies,
        _settings,
        faulty_tabs.plant,
    ):
        part(book)


def _typed_over(
    book: Book,
    page: Page,
    row: Row,
    column: str,
    value: CellValue | None,
    code: str,
    done: str,
    number_format: str = "General",
) -> None:
    page.put(row, column, value, number_format)
    book.fault(page, row, column, code, done)


def _weights(book: Book) -> None:
    first, second, third = (
        book.page(name) for name in ("Receipts Station A", "Recibos Estación B", "Phiếu cân Trạm C")
    )
    for page, number, value, code, done in (
        (first, 10, None, "missing-value", "the weight was forgotten"),
        (second, 14, "12,,5", "not-a-number", "two commas"),
        (first, 30, "12 baskets", "unknown-unit", "a unit that is no weight"),
        (first, 44, "2 qq", "unit-without-size", "quintals, and no setting says how heavy one is"),
        (first, 58, "-5 kg", "below-zero", "a minus sign"),
        (third, 20, 85000, "out-of-range", "grams in a column of kg"),
        (third, 26, "1 saco", "unit-without-size", "a bag, and no setting says how heavy one is"),
    ):
        _typed_over(book, page, page.rows[number], "weight", value, code, done)
    _typed_over(book, second, second.rows[40], "ripe_share", "120 %", "share-above-one", "more than the whole")
    two_scales = "one share without the sign %, and in the row below a percentage: one question"
    _typed_over(book, first, first.rows[96], "ripe_share", 0.9, "share-or-percent", two_scales)
    first.put(first.rows[97], "ripe_share", 90, "General")
    handovers, inputs = book.page("handovers"), book.page("inputs")
    _typed_over(book, handovers, handovers.rows[12], "bags", 2.5, "not-a-whole-number", "half a bag")
    _typed_over(book, inputs, inputs.rows[33], "amount", "1.250", "ambiguous-number", "1250 or one and a quarter")


def _days(book: Book) -> None:
    for name, number, column, value, code, done in (
        ("Phiếu cân Trạm C", 35, "received_on", "soon", "not-a-date", "a word for a day"),
        ("costs", 20, "spent_on", "03/04/2025", "ambiguous-date", "3 April or 4 March"),
        ("handovers", 25, "moved_on", "31/02/2026", "impossible-date", "a day that does not exist"),
        ("checks", 40, "checked_on", "03/12/25", "two-digit-year", "a year of two digits"),
        ("inputs", 50, "used_on", "3/6", "date-without-year", "no year"),
    ):
        page = book.page(name)
        _typed_over(book, page, page.rows[number], column, value, code, done)
    feedback = book.page("feedback")
    # month first, as a telephone set to English writes it: so the days of other tabs don't settle the two above
    row = next(row for row in feedback.rows[30:] if feedback.day(row, "asked_on").day > 12)
    feedback.put(row, "asked_on", f"{feedback.day(row, 'asked_on'):%m/%d/%Y}")
    _typed_over(
        book, feedback, feedback.rows[9], "asked_on", date(2062, 3, 31), "date-far-off", "2062 for 2026", "yyyy-mm-dd"
    )
    _typed_over(
        book,
        feedback,
        feedback.rows[21],
        "crop_year",
        "2024/26",
        "unclear-crop-year",
        "years that do not follow each other",
    )


def _codes(book: Book) -> None:
    receipts, payments, inputs, defects, quality = (
        book.page(name) for name in ("Receipts Station A", "payments", "inputs", "defects", "quality")
    )
    _typed_over(book, payments, payments.rows[100], "farmer_id", "F-01", "unknown-farmer", "F-01 for F-001")
    _typed_over(book, inputs, inputs.rows[70], "plot_id", "P-1", "unknown-plot", "P-1 for P-001")
    _typed_over(book, defects, defects.rows[15], "sample_id", "Q-4", "unknown-sample", "Q-4 for Q-004")
    _typed_over(book, quality, _resting(quality)[8], "lot_id", "M-2025-1", "unknown-lot", "M-2025-1 for M-2025-01")
    _typed_over(
        book,
        receipts,
        receipts.rows[70],
        "receipt_no",
        date(2026, 10, 5),
        "code-became-date",
        "10-05 turned into a date by the sheet",
        "yyyy-mm-dd",
    )
    handovers = book.page("handovers")
    _typed_over(
        book,
        handovers,
        handovers.rows[60],
        "seal_no",
        "S\N{CYRILLIC CAPITAL LETTER IE}-161",
        "mixed-script",
        "a Cyrillic letter that looks like an E",
    )
    _typed_over(book, receipts, receipts.rows[90], "lot_id", None, "no-stream", "the lot was forgotten")


def _money(book: Book) -> None:
    costs, payments = book.page("costs"), book.page("payments")
    _typed_over(book, costs, costs.rows[26], "currency", "$", "unknown-currency", "a sign that many currencies share")
    _typed_over(book, costs, costs.rows[33], "currency", "EUR", "no-rate", "euros, and no rate of the euro")
    payments.put(payments.rows[200], "amount", "USD 120,0")
    book.fault(
        payments,
        payments.rows[200],
        "currency",
        "two-currencies-in-a-row",
        "dollars beside the amount, another currency in its column",
    )
    _typed_over(
        book,
        payments,
        payments.rows[300],
        "amount",
        "=120*25",
        "formula-not-saved",
        "a formula of which the file holds no result",
    )
    rates = book.page("rates")
    rates.sheet.rows.append([SampleCell(date(2026, 3, 15), "yyyy-mm-dd"), SampleCell("EUR"), SampleCell(0)])
    book.fault(rates, rates.rows[-1], "per_base", "zero-rate", "a rate of zero")


def _resting(quality: Page) -> list[Row]:
    """Samples nothing else hangs on."""
    return [row for row in quality.rows if quality.at(row, "stage") == "resting"]


def _quality(book: Book) -> None:
    quality = book.page("quality")
    resting = _resting(quality)
    _typed_over(book, quality, resting[3], "moisture", 1120, "share-above-one", "the decimal mark was forgotten")
    _typed_over(book, quality, resting[5], "moisture", 0, "zero-moisture", "0 for not measured")
    cupped = [row for row in quality.rows if quality.at(row, "cupper") == "CD"]
    _typed_over(book, quality, cupped[6], "cup_score", 0, "zero-score", "0 for not cupped")


def _steps(book: Book) -> None:
    processing, lots = book.page("processing"), book.page("lots")
    drying = [row for row in processing.rows if processing.at(row, "step") == "Drying"]
    _typed_over(
        book,
        processing,
        drying[4],
        "ended_on",
        processing.day(drying[4], "started_on") - timedelta(days=9),
        "ended-before-started",
        "the days of the step turned round",
        "yyyy-mm-dd",
    )
    _typed_over(
        book,
        processing,
        drying[9],
        "weight_out",
        processing.number(drying[9], "weight_in") + 40,
        "heavier-than-input",
        "more came out than went in",
    )
    closed = [row for row in lots.rows if row and lots.at(row, "closed_on")]
    opened = lots.day(closed[7], "opened_on")
    _typed_over(
        book,
        lots,
        closed[7],
        "closed_on",
        opened - timedelta(days=90),
        "lot-closed-before-opened",
        "the year before",
        "yyyy-mm-dd",
    )


def _deals(book: Book) -> None:
    offers = book.page("offers")
    taken = [row for row in offers.rows if offers.at(row, "status") == "Accepted" and offers.at(row, "paid_on")]
    refused = [row for row in offers.rows if offers.at(row, "status") == "Rejected"]
    still_open = [row for row in offers.rows if offers.at(row, "status") == "Open"]
    unfinanced = next(row for row in taken[6:] if not offers.at(row, "prefinance_share"))
    part = next(row for row in taken[6:] if row is not unfinanced and offers.at(row, "accepted_weight"))
    left = [row for row in taken[6:] if row is not unfinanced and row is not part]
    all_taken = next(row for row in left[2:] if not offers.at(row, "accepted_weight"))
    for row, column, than, days, code, done in (
        (taken[0], "closed_on", "offered_on", 10, "closed-before-offered", "the year before"),
        (taken[2], "paid_on", "offered_on", 5, "paid-before-offered", "another deal's payment"),
        (taken[4], "shipped_on", "offered_on", 3, "shipped-before-offered", "another deal's shipment"),
        (unfinanced, "paid_on", "shipped_on", 2, "paid-before-shipped", "paid before the coffee left"),
    ):
        earlier = offers.day(row, than) - timedelta(days=days)
        _typed_over(book, offers, row, column, earlier, code, done, "yyyy-mm-dd")
    offers.put(part, "weight", f"{0.9 * offers.number(part, 'accepted_weight'):,.1f}")
    book.fault(offers, part, "accepted_weight", "accepted-more-than-offered", "a tenth less offered than taken")
    for row, column, value, code, done in (
        (left[0], "accepted_price", None, "accepted-without-price", "the price was forgotten"),
        (left[1], "closed_on", None, "accepted-without-day", "the day was forgotten"),
        (all_taken, "weight", "5,000.0", "sold-more-than-made", "the weight of a whole container"),
        (refused[0], "status", "maybe", "unknown-choice", "a word that is no status"),
        (refused[1], "asked_price", "#DIV/0!", "error-cell", "a formula that divides by an empty cell"),
    ):
        _typed_over(book, offers, row, column, value, code, done)
    offers.put(still_open[0], "closed_on", date(2026, 3, 20), "yyyy-mm-dd")
    book.fault(offers, still_open[0], "status", "closed-but-open", "open, with a day of closing")


def _plan(book: Book) -> None:
    plan = book.page("plan")
    _typed_over(
        book,
        plan,
        plan.rows[2],
        "stop_at",
        plan.at(plan.rows[2], "scale_at"),
        "stop-at-beyond-scale-at",
        "stop where one would scale",
    )


def _copies(book: Book) -> None:
    first, third, payments, offers = (
        book.page(name) for name in ("Receipts Station A", "Phiếu cân Trạm C", "payments", "offers")
    )
    source = first.rows[120]
    copy: Row = [None] * len(third.columns)
    for name in third.columns:
        if (cell := source[first.columns.index(name)]) is not None:
            third.put(copy, name, _as_third_types(name, cell.value), cell.number_format)
    third.sheet.rows.append(copy)
    book.fault(third, copy, "receipt_no", "duplicate-row", "a slip of station A entered again at station C")
    twin = list(payments.rows[400])
    payments.sheet.rows.insert(payments.number_of(payments.rows[400]), twin)
    book.fault(payments, twin, None, "identical-row", "one payment written twice")
    sold = [row for row in offers.rows if offers.at(row, "status") == "Accepted" and offers.at(row, "paid_on")]
    other = list(sold[-1])
    offers.sheet.rows.append(other)
    offers.put(other, "accepted_price", offers.number(sold[-1], "accepted_price") + 1)
    for row in (sold[-1], other):
        book.fault(offers, row, "offer_id", "same-key-other-content", "one offer with two prices")


def _as_third_types(name: str, value: CellValue) -> CellValue:
    """What the first station typed as the third types it: bare kg, forms in small letters."""
    if name == "weight":
        return float(str(value).removesuffix(" kg"))
    return str(value).lower() if name == "form" else value


def _settings(book: Book) -> None:
    settings = book.page("settings")
    settings.sheet.rows.append([SampleCell("pilot_begin"), SampleCell("2025-08-25"), None])
    book.fault(settings, settings.rows[-1], "setting", "unknown-setting", "pilot_begin for pilot_start")
    row = settings.find(setting="target_share")
    _typed_over(book, settings, row, "value", "a fifth", "setting-unreadable", "a number in words")
