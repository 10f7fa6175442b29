"""What axe-core finds on every page, wide and narrow: nothing that is ours, of any impact."""

from pathlib import Path

import pytest

from tests.browser.driving import address_of, open_page, pages
from tests.browser.opening import panels, unfold
from tests.browser.states import STATES

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "axe" / "axe.min.js"  # axe-core 4.14.1 of npm, Mozilla Public License 2.0
SIZES = {"wide": {"width": 1280, "height": 720}, "narrow": {"width": 390, "height": 844}}
# Streamlit's own, which no setting or word of ours can change: (rule, what stands in the element's path)
STREAMLITS = {("presentation-role-conflict", "stFileUploaderDropzone"), ("landmark-unique", "stPagination")}
# its menu of a narrow window nests groups of entries in a list as no list may be
FOUND = """() => axe.run({exclude: [['[data-testid="stSidebarNav"]']]}, {resultTypes: ['violations']}).then(
    found => found.violations.flatMap(rule => rule.nodes.map(
        node => [rule.id, node.target.join(' '), node.html.slice(0, 160)])))"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", pages())
def test_a_page_has_no_fault_that_is_ours(app, page, name, size):
    page.set_viewport_size(SIZES[size])
    open_page(page, address_of(app, name))
    assert ours(page) == []


def ours(page) -> list[list[str]]:
    """What axe-core finds on the page as it is now and we can mend: rule, path and the element."""
    if not page.evaluate("!!window.axe"):
        page.add_script_tag(path=str(AXE))
    return [
        found
        for found in page.evaluate(FOUND)
        if not any(rule == found[0] and part in found[1] + found[2] for rule, part in STREAMLITS)
    ]


@pytest.mark.long
@pytest.mark.parametrize("name", pages())
def test_what_is_opened_on_a_page_has_no_fault_that_is_ours(app, page, name):
    open_page(page, address_of(app, name))
    faults = {panel: found for panel in panels(page) if (found := ours(page))}
    unfold(page)
    assert faults == {} and ours(page) == []


@pytest.mark.long
@pytest.mark.parametrize(
    "state", [state for state in STATES if state.name not in ("sample", "connected")], ids=lambda s: s.name
)
def test_a_page_in_trouble_has_no_fault_that_is_ours(page, state, tmp_path):
    with state.make(tmp_path) as (app, asked):
        faults = {}
        for name in state.seen:
            open_page(page, address_of(app, name) + asked)
            faults |= {name: found} if (found := ours(page)) else {}
        page.goto("about:blank")
    assert faults == {}


def test_the_board_s_screen_has_none_either(app, page):
    page.goto(f"{app}/board", timeout=180_000)
    page.wait_for_selector("section.on")
    page.evaluate(AXE.read_text("utf-8"))  # the page's own policy lets no further script in by a tag
    assert page.evaluate(FOUND) == []
