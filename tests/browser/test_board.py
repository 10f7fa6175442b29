"""The board's screen in a real browser: by keys, at four sizes, in the link, unplugged, and with newer data."""

from __future__ import annotations

import re

import pytest

from exports.deck_html import deck_html
from packs.slide import Deck, Slide
from words.speech import say

pytestmark = pytest.mark.browser

SIZES = {"old projector": (1024, 768), "projector": (1280, 720), "screen": (1920, 1080), "wall": (3840, 2160)}
SMALLEST_AND_LARGEST = ("old projector", "wall")
# What does not fit, lies over another, or is too small, of the slide that is shown, in parts of the window's height.
FAULTS = """() => {
  const slide = document.querySelector("section.on"), faults = [], high = innerHeight;
  const seen = [...slide.querySelectorAll("h2, .answer, li, td, th, dt, dd, .lacks, footer span")];
  const boxes = [...slide.children].filter((one) => one.tagName !== "FOOTER").map((one) => one.getBoundingClientRect());
  const foot = slide.querySelector("footer").getBoundingClientRect();
  for (const one of seen.filter((one) => one.offsetHeight)) {
    const box = one.getBoundingClientRect(), scale = box.height / (one.offsetHeight || 1);
    const size = parseFloat(getComputedStyle(one).fontSize) * scale / high;
    const least = one.matches("footer span, th") ? 1 / 45 : 1 / 30;
    if (size < least - 0.0005) faults.push(`small ${size.toFixed(4)}: ${one.textContent}`);
    if (box.right > innerWidth + 1 || box.bottom > high + 1) faults.push(`outside: ${one.textContent}`);
  }
  boxes.forEach((box, i) => {
    if (box.bottom > foot.top + 1) faults.push("over the foot: " + slide.children[i].textContent.slice(0, 40));
    if (i && box.top < boxes[i - 1].bottom - 1) faults.push("over another: " + slide.children[i].textContent);
  });
  if (document.documentElement.scrollHeight > high + 1) faults.push("scrolls");
  return faults;
}"""


def place(page) -> str:
    return page.locator("nav output").inner_text()


@pytest.fixture(scope="module")
def opened(app, browser):
    """The deck of the sample, opened once."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{app}/board", timeout=180_000)
    page.wait_for_selector("section.on")
    yield page
    page.close()


@pytest.mark.parametrize(
    "name", [name if name in SMALLEST_AND_LARGEST else pytest.param(name, marks=pytest.mark.long) for name in SIZES]
)
def test_every_slide_fits_at_every_size_in_letters_a_hall_can_read(opened, name):
    width, height = SIZES[name]
    opened.set_viewport_size({"width": width, "height": height})
    opened.keyboard.press("Home")
    count = int(place(opened).split()[-1])
    for _ in range(count):
        assert opened.evaluate(FAULTS) == [], opened.url
        opened.keyboard.press("PageDown")
    opened.set_viewport_size({"width": 1280, "height": 720})


def test_keys_and_the_link_lead_to_the_same_slide(opened):
    opened.keyboard.press("Home")
    assert place(opened) == say("deck.place", place=1, count=12) and opened.evaluate("location.hash") == "#where"
    for key in ("ArrowRight", " ", "PageDown"):
        opened.keyboard.press(key)
    assert opened.evaluate("location.hash") == "#since"
    opened.keyboard.press("ArrowLeft")
    assert opened.evaluate("location.hash") == "#distance"
    opened.evaluate("location.hash = 'quality'")
    opened.wait_for_function("document.querySelector('section.on').id === 'quality'")
    opened.keyboard.press("End")
    assert opened.evaluate("location.hash") == "#decide"


def test_charts_are_alive_and_change_with_the_light(opened):
    opened.evaluate("location.hash = 'quality'")
    opened.wait_for_selector("section#quality.on .main-svg")
    before = opened.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
    opened.keyboard.press("d")
    assert opened.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") != before
    assert opened.locator("section#quality.on .main-svg").count() > 0
    opened.keyboard.press("d")


def test_no_label_lies_over_a_mark(opened):
    """What stands above a row of marks on a page stands left of the plot on a slide."""
    for name in ("old projector", "projector"):
        opened.set_viewport_size(dict(zip(("width", "height"), SIZES[name], strict=True)))
        opened.evaluate("location.hash = 'quality'")
        opened.wait_for_selector("section#quality.on .main-svg")
        rights, left = opened.evaluate("""() => {
          const on = document.querySelector("section.on");
          const ends = [...on.querySelectorAll(".annotation-text")].map((one) => one.getBoundingClientRect().right);
          const chart = on.querySelector(".js-plotly-plot"), box = chart.getBoundingClientRect();
          const scale = box.width / chart.offsetWidth;
          return [ends, box.left + scale * chart._fullLayout._size.l];
        }""")
        assert rights and max(rights) <= left + 1, name


LABELS_OVER_LABELS = """() => {
  const on = document.querySelector("section.on"), boxes = [];
  for (const one of on.querySelectorAll(".main-svg text")) {
    const box = one.getBoundingClientRect();
    if (box.width && one.textContent.trim()) boxes.push([box, one.textContent]);
  }
  const faults = [];
  boxes.forEach(([a, said], i) => boxes.slice(i + 1).forEach(([b, other]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 0.3 * Math.min(a.height, b.height)) faults.push(`${said} / ${other}`);
  }));
  return faults;
}"""


def test_no_label_of_a_chart_lies_over_another(opened):
    for name in ("old projector", "projector"):
        opened.set_viewport_size(dict(zip(("width", "height"), SIZES[name], strict=True)))
        opened.keyboard.press("Home")
        for _ in range(int(place(opened).split()[-1])):
            assert opened.evaluate(LABELS_OVER_LABELS) == [], (name, opened.url)
            opened.keyboard.press("PageDown")
    opened.set_viewport_size(dict(zip(("width", "height"), SIZES["projector"], strict=True)))


def test_empty_slides_can_be_left_out(opened):
    opened.keyboard.press("Home")
    count = int(place(opened).split()[-1])
    opened.keyboard.press("s")
    assert int(place(opened).split()[-1]) == count - 1  # of the sample only the last meeting is not known
    opened.keyboard.press("s")
    assert int(place(opened).split()[-1]) == count


def test_unplugged_it_goes_on(opened):
    opened.context.set_offline(True)
    try:
        opened.keyboard.press("Home")
        opened.keyboard.press("ArrowRight")
        assert opened.evaluate("location.hash") == "#verdict"
    finally:
        opened.context.set_offline(False)


def deck(snapshot: str, answer: str) -> bytes:
    slides = tuple(Slide(id, f"Question {id}?", answer) for id in ("one", "two", "three"))
    from packs.audience import Audience

    made = Deck("A pilot", "", "Season", f"day of {snapshot}", "a.xlsx", snapshot, False, slides)
    return deck_html(made, Audience.INTERNAL, watch="/board/newest").replace(b'"every": 20', b'"every": 0.2')


def test_newer_data_arrive_and_it_stays_on_its_slide(browser):
    """A server of two readings: once the second is there, the page shows it, where it is, and says so."""
    now = {"snapshot": "first", "answer": "Old answer."}
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.route(
        re.compile(r"/board/newest$"), lambda route: route.fulfill(body=now["snapshot"], content_type="text/plain")
    )
    page.route(
        re.compile(r"/board$"),
        lambda route: route.fulfill(body=deck(now["snapshot"], now["answer"]), content_type="text/html"),
    )
    page.goto("http://127.0.0.1:9/board#two")  # a link leads to its slide
    assert page.locator("section.on .answer").inner_text() == "Old answer."
    now |= {"snapshot": "second", "answer": "New answer."}
    page.get_by_text("New answer.").nth(1).wait_for()
    assert page.evaluate("location.hash") == "#two" and page.locator("section.on").get_attribute("id") == "two"
    assert say("deck.newer", day="day of second") in page.locator("#said").inner_text()
    page.close()


def test_a_mark_that_is_pressed_says_what_it_is_in_letters_a_hall_can_read(opened):
    opened.evaluate("location.hash = 'quality'")
    opened.wait_for_selector("section#quality.on .main-svg .points path")
    mark = opened.locator("section#quality.on .main-svg .points path").first
    said = opened.locator("section#quality.on .pressed")
    assert said.inner_text() == ""
    mark.click(force=True)
    assert re.fullmatch(r"[BM]-2025-\d\d: \d\d\.\d points", said.inner_text())
    size = said.evaluate("""one => parseFloat(getComputedStyle(one).fontSize)
      * one.getBoundingClientRect().height / one.offsetHeight""")
    assert size >= 720 / 30
    mark.click(force=True)
    assert said.inner_text() == ""  # pressed again it is taken back
