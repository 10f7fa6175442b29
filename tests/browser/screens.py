"""Screenshots of every page in every state, and what is wrong with their look: python -m tests.browser.screens OUT_DIR
[STATE ...].

Three sizes, 200 % zoom, high contrast, what is folded and every panel opened, and both ways of an A4 sheet as PDF.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.driving import address_of, chromium, launched, open_page, pages, visitor_of
from tests.browser.opening import panels, unfold
from tests.browser.states import STATES

SIZES = {"1280x720": (1280, 720), "1920x1080": (1920, 1080), "390x844": (390, 844)}
SMALLEST_PX = {"1280x720": 14}  # a dim projector; elsewhere only text that can't be read is a fault
UNREADABLE_PX = 11
HIGHEST_PX = 12_000
LOOKS, TARGETS = (Path(__file__).with_name(name) for name in ("looks.js", "targets.js"))
SCREEN = SIZES["1280x720"]
ZOOMED = (640, 360)  # 1280x720 at 200 %, painted with twice the dots


def faults_of(page: Page, size: str) -> list[str]:
    """What is wrong with the look of the open page, in sentences."""
    return page.evaluate(LOOKS.read_text("utf-8"), {"smallest": SMALLEST_PX.get(size, UNREADABLE_PX)})


def small_targets(page: Page) -> list[str]:
    """What can be pressed and is smaller than a finger needs: its size and name."""
    return page.evaluate(TARGETS.read_text("utf-8"))


def take(app: str, folder: Path, names: Iterable[str] = (), asked: str = "") -> dict[str, list[str]]:
    """Saves page_size.png of what is first seen and page_size_whole.png of the whole page, and the page as it is
    otherwise met; returns the faults by picture.

    `names` are the pages, all unless given; `asked` stands behind each address.
    """
    folder.mkdir(parents=True, exist_ok=True)
    faults = {}
    with launched() as browser:
        for size, (wide, high) in SIZES.items():
            with visitor_of(browser, {"width": wide, "height": high}) as visitor:
                window = visitor.new_page()
                for name in names or pages():
                    open_page(window, address_of(app, name) + asked)
                    window.screenshot(path=folder / f"{name}_{size}.png")
                    faults[f"{name} {size}"] = faults_of(window, size)
                    whole = window.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
                    window.set_viewport_size({"width": wide, "height": min(whole + 8, HIGHEST_PX)})
                    window.screenshot(path=folder / f"{name}_{size}_whole.png")
                    window.set_viewport_size({"width": wide, "height": high})
        for name in names or pages():
            address = address_of(app, name) + asked
            faults[f"{name} zoom"] = _zoomed(browser, address, folder / f"{name}_zoom.png")
            with visitor_of(browser, {"width": SCREEN[0], "height": SCREEN[1]}) as visitor:
                _otherwise(open_page(visitor.new_page(), address), folder, name)
    return faults


def _zoomed(browser: Browser, address: str, picture: Path) -> list[str]:
    """The page at 200 %, and what is wrong with it there."""
    screen = browser.new_context(
        viewport={"width": ZOOMED[0], "height": ZOOMED[1]}, device_scale_factor=2, locale="en-GB"
    )
    window = open_page(screen.new_page(), address)
    window.screenshot(path=picture)
    faults = [*faults_of(window, "zoom"), *(f"too small to press: {target}" for target in small_targets(window))]
    screen.close()
    return faults


def _otherwise(page: Page, folder: Path, name: str) -> None:
    """The page in high contrast, on paper, with each panel and with all that is folded opened."""
    page.emulate_media(forced_colors="active")
    page.screenshot(path=folder / f"{name}_contrast.png")
    page.emulate_media(forced_colors="none")
    for across in (False, True):
        page.pdf(path=folder / f"{name}_{'across' if across else 'upright'}.pdf", format="A4", landscape=across)
    for panel in panels(page):
        page.screenshot(path=folder / f"{name}_{panel.replace(' ', '_')}.png")
    if unfold(page):
        page.screenshot(path=folder / f"{name}_unfolded.png", full_page=True)


def main(arguments: list[str]) -> int:
    """Takes the pictures of the states named, of all unless one is, and prints the faults; 1 where there is one."""
    wanted = [state for state in STATES if state.name in arguments[1:] or not arguments[1:]]
    if not arguments or not wanted or chromium() is None:
        print(
            f"Use: python -m tests.browser.screens OUT_DIR [{' '.join(state.name for state in STATES)}] (a "
            f"Chromium has to be installed)",
            file=sys.stderr,
        )
        return 2
    taken = count = 0
    for state in wanted:
        with tempfile.TemporaryDirectory() as folder, state.make(Path(folder)) as (app, asked):
            faults = take(app, Path(arguments[0]) / state.name, state.seen, asked)
        for picture, sentences in faults.items():
            for sentence in sentences:
                print(f"{state.name} {picture}: {sentence}", flush=True)
        taken, count = taken + len(faults), count + sum(map(len, faults.values()))
    print(f"{taken} pictures, {count} faults")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
