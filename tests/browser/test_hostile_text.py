"""What stands in a cell, a heading, a tab's or a file's name is shown as text: no script, link, picture or formula
comes of it."""

import pytest
from openpyxl import Workbook

from tests.browser.driving import go, in_menu, pages, upload

pytestmark = pytest.mark.browser
EVIL = "http://evil.example/x"
# None holds a comma or a line break, so that each stays one cell.
PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    f"![p]({EVIL})",
    f"[click]({EVIL})",
    "$\\frac{1}{0}$",
    ":red[warning]",
    f"<a href='{EVIL}'>a</a>",
    "=HYPERLINK(1)",
    "{{7*7}}",
    ":material/delete:",
    f"<iframe src='{EVIL}'></iframe>",
    "www.evil.example/x",
    "https://evil.example/x",
)
# of the cooperative, which stands in HTML and in CSS
NAME = f"{' '.join(PAYLOADS)} '}}}} }} body {{ display: none }} </style>"


@pytest.fixture
def hostile(tmp_path):
    """A workbook of lots, offers, settings and tasks in which every text is an attack, with faults so that cells are
    quoted."""
    book = Workbook()
    lots, offers, tasks = book.active, book.create_sheet("Offers"), book.create_sheet("Roadmap")
    lots.title = "Lots <b>x<|b>"
    lots.append(
        ["Lot", "Stream", "Crop year", "Station", "Variety", "Process", "Green kg", "<img src=x onerror=alert(9)>"]
    )
    offers.append(
        ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Form", "Status", "Accepted price (USD/kg)", "Closed on"]
    )
    tasks.append(["Gate", "Task", "Owner", "Due on", "Evidence"])
    for number, attack in enumerate(PAYLOADS):
        lots.append(
            [f"{attack}{number}", "micro" if number % 2 else "bulk", "2025/26", attack, attack, attack, 100, attack]
        )
        offers.append(
            [
                f"O{number}{attack}",
                f"{attack}{number}",
                attack,
                "2026-01-05",
                attack if number % 3 == 0 else "60",
                "green",
                "accepted",
                "7.5",
                "2026-02-01",
            ]
        )
        tasks.append([90, attack, attack, "2026-01-01", attack])
    settings = book.create_sheet("Settings")
    settings.append(["Setting", "Value"])
    settings.append(["cooperative", NAME])
    for sheet in book:  # text to the letter, never a formula
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    path = tmp_path / "Lots [x](evil) $a$.xlsx"
    book.save(path)
    return path


def test_hostile_text_is_shown_as_text_on_every_page(app, page, hostile):
    """The fixture of the window fails on a dialog or a request to another host."""
    upload(page, app, hostile)
    seen = {}
    for name in pages():
        # in the menu only while something is open, or members are named
        if name in ("questions", "union") and not in_menu(page, name):
            continue
        go(page, name)
        main = page.get_by_test_id("stMain")
        assert main.locator("a[href*='evil.example'], img[src='x'], iframe, script, .katex").count() == 0, name
        assert "Something in the program went wrong" not in main.inner_text(), name
        seen[name] = main.inner_text()
        assert NAME in seen[name], name
    for name in ("lots", "roadmap"):
        for attack in PAYLOADS:
            assert attack in seen[name], (name, attack)
    assert "<img src=x onerror=alert(1)>" in seen["data_health"]
