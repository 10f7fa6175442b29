"""The check of looks finds what is wrong with a page, and nothing on a good one."""

import pytest

from tests.browser.screens import faults_of

pytestmark = pytest.mark.browser


def faults(page, body: str) -> list[str]:
    page.set_content(f"<html><body style='margin:0;font-size:16px'>{body}</body></html>")
    return faults_of(page, "1280x720")


@pytest.mark.parametrize(
    "body",
    [
        "<p>In 2025/26: 1 234 lots, 12 350 USD, 0.001234, 33 140 kg on 2026-03-31, lot 2025-10456, 10:42</p>",
        "<pre>SELECT 3.14159</pre>",
        "<p>“45698” is not a date we can read.</p>",
        "<p>Lines cross each other near -88.616897, 14.438311.</p>",
        "<p style='display:none;font-size:8px'>not seen 1.23456</p>",
        "<div style='overflow-x:auto;width:200px'><div style='width:600px'>a table that scrolls in its own "
        "box</div></div>",
    ],
)
def test_a_good_page_has_no_fault(page, body):
    assert faults(page, body) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p style='font-size:13px'>small</p>", 'text of 13px: "small"'),
        ("<p>The premium is 7.12345 USD</p>", "more than 4 significant digits in 7.12345"),
        ("<p>We made 33,141 kg</p>", "more than 4 significant digits in 33,141"),
        (
            "<div style='overflow:hidden;width:40px;white-space:nowrap'>cut off at the edge</div>",
            'text cut off sideways: "cut off at the edge"',
        ),
        ("<p style='position:absolute;left:1250px;white-space:nowrap'>over the edge</p>", "text beyond the screen"),
        ("<div style='width:1500px;height:1px'></div>", "the page scrolls sideways: 1500 of 1280 px"),
        (
            "<svg width=200 height=40><text x=150 y=20 font-size=16>a long label</text></svg>",
            'text cut off sideways: "a long label"',
        ),
    ],
)
def test_each_fault_is_found(page, body, fault):
    assert any(found.startswith(fault) for found in faults(page, body)), faults(page, body)
