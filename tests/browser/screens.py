"""Screenshots of every page in every state at three sizes, and what is wrong with their look: python -m
tests.browser.screens OUT_DIR [STATE ...]."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.driving import address_of, chromium, launched, open_page, pages, visitor_of
from tests.browser.states import STATES

SIZES = {"1280x720": (1280, 720), "1920x1080": (1920, 1080), "390x844": (390, 844)}
SMALLEST_PX = {"1280x720": 14}  # a dim projector; elsewhere only text that can't be read is a fault
UNREADABLE_PX = 11
HIGHEST_PX = 12_000
LOOKS = Path(__file__).with_name("looks.js")


def faults_of(page: Page, size: str) -> list[str]:
    """What is wrong with the look of the open page, in sentences."""
    return page.evaluate(LOOKS.read_text("utf-8"), {"smallest": SMALLEST_PX.get(size, UNREADABLE_PX)})


def take(app: str, folder: Path, names: Iterable[str] = (), asked: str = "") -> dict[str, list[str]]:
    """Saves page_size.png of what is first seen and page_size_whole.png of the whole page; returns the faults by
    picture.

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
    return faults


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
