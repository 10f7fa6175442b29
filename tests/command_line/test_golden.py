"""What a terminal shows, kept as whole pages: a change of layout or wording is seen as a change of a text file.

After a wanted change: python -m tests.command_line.test_golden, and read the difference before committing it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from command_line.check_text import check_text
from command_line.report_text import report_text
from decisions.fix_causes import FixCause
from decisions.gates import PilotDay
from decisions.report import Report
from decisions.verdict.fence_places import GateLook, judge
from decisions.verdict.plan import COUNTED, GOAL, MICRO, Fence
from decisions.verdict.verdict import Standing
from logbooks.problems import Problem
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics

FENCE = Fence(180, "sold_share", MICRO, GOAL, COUNTED, 0.8, 0.4, 5)
GOLDEN = Path(__file__).parent / "golden"

LEDGER = [
    dict(
        source="Café 2026.xlsx",
        sheet="Ofertas",
        logbook="offers",
        rows_in=40,
        used=35,
        doubtful=1,
        left_out=1,
        not_data=3,
        not_read=0,
    ),
    dict(
        source="Café 2026.xlsx",
        sheet="A tab with a name longer than its column",
        logbook="lots",
        rows_in=9,
        used=8,
        doubtful=0,
        left_out=0,
        not_data=1,
        not_read=0,
    ),
]

# The first hides a terminal escape sequence; the second has no cell, as a problem of a whole tab has none.
PROBLEMS = [
    dict(
        code="out-of-range",
        severity="doubtful",
        logbook="offers",
        source="Café 2026.xlsx",
        sheet="Ofertas",
        row=7,
        column="Precio",
        written="70\x1b[2J",
        what="70 is far above what is believable.",
        fix="Check the decimal mark.",
    ),
    dict(
        code="counts-differ",
        severity="sheet-unusable",
        logbook=None,
        source="Café 2026.xlsx",
        sheet="Hoja 3",
        row=None,
        column=None,
        written=None,
        what="Two readers count different cells in this tab.",
        fix="Open it in Excel and save it again.",
    ),
    dict(
        code="not-a-number",
        severity="left-out",
        logbook="offers",
        source="Café 2026.xlsx",
        sheet="Ofertas",
        row=12,
        column="Precio",
        written="12,,5",
        what="'12,,5' is not a number.",
        fix="Write 12.5, or set the decimal mark of the sheet.",
    ),
]

PREMIUM = Answer(
    "realised_premium",
    "2025/26",
    {
        "micro": Estimate(
            "USD/kg",
            5.314,
            3.9,
            6.72,
            n=6,
            case_is="lot",
            rows=14,
            to_date=True,
            left_out=2,
            assumed=("Kg green of 2 lots from parchment, by the table: 0.8.",),
        ),
        "bulk": Estimate("USD/kg", 4.02, 3.7, 4.3, n=20, case_is="lot"),
    },
    difference=Estimate("USD/kg", 1.294, -0.2, 2.1, n=6, case_is="lot"),
    relative=Estimate("share", 0.322, -0.05, 0.52, n=6, case_is="lot"),
)
SOLD = Answer(
    "sold_share",
    "2025/26",
    {
        "micro": Estimate("share", 0.62, n=2, case_is="buyer", no_range="Two buyers are too few for a range."),
        "bulk": Estimate(
            "share", why_not="No bulk lot was offered in this crop year; fill in the logbook Offers for bulk lots too."
        ),
    },
)
MOISTURE = Answer(
    "moisture", "2025/26", dict.fromkeys(("micro", "bulk"), Estimate("%", why_not="The logbook Quality is missing."))
)


def small_report(**changed) -> Report:
    """A report of three indicators, made by hand."""
    source = {
        "name": "Café 2026.xlsx",
        "read_at": "2026-03-31T08:00:00",
        "ledger": dict(rows_in=49, used=43, doubtful=1, left_out=1, not_data=4, not_read=0),
    }
    usual = dict(
        snapshot="s",
        as_of="2026-03-31",
        crop_year="2025/26",
        base_currency="USD",
        synthetic=True,
        standing=PilotDay(date(2025, 10, 15), 167, 180, 13),
        board=("realised_premium", "sold_share"),
        metrics=metrics(),
        answers={"realised_premium": PREMIUM, "sold_share": SOLD, "moisture": MOISTURE},
        sources=(source,),
        problems=tuple(PROBLEMS),
        decided=Standing(
            PilotDay(date(2025, 10, 15), 167, 180, 13),
            None,
            "The plan holds no thresholds for day 90, so nothing was judged there.",
            180,
            (judge(FENCE, Estimate("share", value=0.72, n=6, case_is="lot"), GateLook(0.05, 0.05)),),
        ),
        agreed={},
    )
    return Report(**(usual | changed))


CAUSES = [
    *(FixCause((Problem(**one | {"written": one["written"] or ""}),), 1, 1) for one in PROBLEMS),
    FixCause(
        tuple(
            Problem(
                code="date-far-off",
                severity="left-out",
                logbook="offers",
                source="Café 2026.xlsx",
                sheet="Ofertas",
                row=row,
                column="Fecha",
                written=written,
                what=f"{written} is in the future.",
                fix="Write the day on which it happened.",
                name="offered_on",
                place=f"B{row}",
                link=f"https://sheets.example/#range=B{row}",
            )
            for row, written in ((14, "2027-01-03"), (15, "2027-01-04"), (22, "2027-01-03"))
        ),
        cells=3,
        rows=3,
    ),
]


def shown() -> dict[str, str]:
    """Every page by the name of its file."""
    nothing = small_report(
        crop_year=None,
        synthetic=False,
        answers={},
        sources=(),
        problems=(),
        standing=PilotDay(
            why_not="The setting pilot_start is missing: write the day the pilot began, such as 2025-10-15."
        ),
        decided=Standing(
            PilotDay(why_not="The setting pilot_start is missing: write the day the pilot began, such as 2025-10-15."),
            None,
            "The setting pilot_start is missing: write the day the pilot began, such as 2025-10-15.",
            None,
            (),
        ),
    )
    return {
        "report.txt": report_text(small_report()),
        "report_of_nothing.txt": report_text(nothing),
        "check.txt": check_text(LEDGER, CAUSES, waiting=3),
    }


def test_the_terminal_shows_what_it_showed():
    for name, text in shown().items():
        assert text == (GOLDEN / name).read_text("utf-8"), f"{name} has changed"


def test_cells_that_wait_for_an_answer_are_no_sheet_without_problems():
    """Where nothing else is wrong they are told all the same."""
    assert check_text(LEDGER, ()).endswith("\nNo problems found.\n")
    assert check_text(LEDGER, (), waiting=3).endswith(
        "\n3 cells wait for answers to the questions above; nothing else is wrong.\n"
    )
    assert check_text(LEDGER, (), waiting=1).endswith(
        "\n1 cell waits for an answer to the questions above; nothing else is wrong.\n"
    )


def test_no_line_is_wider_than_the_terminal():
    assert [line for text in shown().values() for line in text.splitlines() if len(line) > 79] == []


def test_what_a_sheet_holds_cannot_steer_the_terminal():
    assert "\x1b" not in "".join(shown().values())


def test_our_own_words_are_plain_ascii():
    """So that an old Windows console shows them; only what the sheets hold may bring other letters."""
    assert all(text.replace("Café", "Cafe").isascii() for text in shown().values())


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for page, words in shown().items():
        (GOLDEN / page).write_text(words, encoding="utf-8", newline="\n")
