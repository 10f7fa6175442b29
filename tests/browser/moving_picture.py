"""The README's moving picture, from the board's page to a number's rows and on to Learn, taken from the app on the
sample: python -m tests.browser.moving_picture OUT_DIR."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Page

from metrics.engine.metric_catalogue import metrics
from tests.browser.driving import go, launched, open_page, running_app, settle, visitor_of
from tests.browser.pictures import main
from words.speech import say

NUMBER = "realised_premium"
SIZE = (960, 540)
LOOKED_AT_MS, PASSED_MS = 2600, 450  # how long a scene stands, and how long what is only scrolled past
QUALITY, HIGHEST_BYTES = 72, 2_000_000


def take(folder: Path) -> None:
    """Saves tour.webp: 960 by 540, without an end, under 2 MB."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        running_app(Path(home)) as app,
        launched() as browser,
        visitor_of(browser) as visitor,
    ):
        scenes = _scenes(visitor.new_page(), app)
    frames, durations = [frame for frame, _ in scenes], [how_long for _, how_long in scenes]
    file = folder / "tour.webp"
    frames[0].save(file, save_all=True, append_images=frames[1:], duration=durations, loop=0, quality=QUALITY, method=6)
    if file.stat().st_size > HIGHEST_BYTES:
        raise SystemExit(f"{file} has {file.stat().st_size} bytes, more than {HIGHEST_BYTES}.")


def _scenes(page: Page, app: str) -> list[tuple[Image.Image, int]]:
    """Every frame with how long it stands, in milliseconds."""
    scenes = [(_seen(open_page(page, f"{app}/")), LOOKED_AT_MS)]
    open_page(page, f"{app}/?behind={quote(metrics()[NUMBER].title)}")
    tabs = [page.get_by_role("tab", name=say(f"chart.{name}"), exact=True) for name in ("chart", "numbers", "rows")]
    scenes += _scrolled_to(page, tabs[0])
    for tab in tabs[1:]:
        tab.click()
        settle(page)  # the page is shorter for a moment, so that it leaps up
        scenes.append(_scrolled_to(page, tab)[-1])
    go(page, "learn")
    scenes.append((_seen(page), LOOKED_AT_MS))
    return scenes + _scrolled_to(page, page.get_by_text(say("steps.title"), exact=True).first)


def _scrolled_to(page: Page, what) -> list[tuple[Image.Image, int]]:
    """The frames on the way down to something, the last of them stands."""
    frames = []
    for part in (0.4, 0.75, 1.0):
        what.evaluate(
            """(at, part) => {
                const page = document.querySelector('[data-testid="stMain"]');
                const top = at.getBoundingClientRect().top - 80;
                page.scrollTop += top * (part === 1 ? 1 : part / 2);
            }""",
            part,
        )
        frames.append((_seen(page), LOOKED_AT_MS if part == 1.0 else PASSED_MS))
    return frames


def _seen(page: Page) -> Image.Image:
    settle(page)
    page.wait_for_timeout(600)  # the browser still moves a chart into place
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], take, "moving_picture"))
