"""The README's pictures, taken from the app: python -m tests.browser.pictures OUT_DIR."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.browser.driving import ROOT, address_of, chromium, launched, open_page, running_app, settle, visitor_of
from tests.browser.states import connected
from words.speech import say

MESSY = (ROOT / "sample_data" / "messy.xlsx",)
RATINGS = (
    ROOT / "tests" / "real" / "cqi_arabica_ratings_raw.csv",
    "--mapping",
    ROOT / "sample_data" / "cqi_mapping.toml",
)

# The name of a picture, what the app reads, its page, the address behind it, how high the window is, and the heading it
# begins at.
PICTURES = (
    ("overview", (), "overview", "", 720, ""),
    ("lots", (), "lots", "", 720, ""),
    ("measure", (), "measure", f"?layer={say('measure.layers.impact')}", 1080, ""),
    ("learn", (), "learn", "", 1080, ""),
    ("learn_steps", (), "learn", "", 900, say("steps.title")),
    ("decide", (), "decide", "", 900, ""),
    ("roadmap", (), "roadmap", "", 900, ""),
    ("trace", (), "trace", "?season=2024/25&lot=M-2024-01", 720, ""),
    ("trace_way", (), "trace", "?season=2024/25&lot=M-2024-01", 1160, say("trace.way", lot="M-2024-01")),
    ("data_health", MESSY, "data_health", "", 720, ""),
    ("measure_real_lots", RATINGS, "measure", "", 900, ""),
)


def take(folder: Path) -> None:
    """Saves one name.png for each of the pictures, 1280 wide."""
    folder.mkdir(parents=True, exist_ok=True)
    for sources in dict.fromkeys(sources for _, sources, *_ in PICTURES):
        with tempfile.TemporaryDirectory() as home:
            if sources:
                _read(Path(home), sources)
            with running_app(Path(home)) as app:
                for name, read, page, asked, high, begins in PICTURES:
                    if read == sources:
                        _one(app, folder / f"{name}.png", page, asked, high, begins)
                if not sources:
                    take_board(app, folder)
    take_changes(folder)


def take_board(app: str, folder: Path) -> None:
    """Saves board.png: the slide of the premium on the board's screen."""
    with launched() as browser, visitor_of(browser, {"width": 1280, "height": 720}) as visitor:
        window = visitor.new_page()
        window.goto(f"{app}/board#premium", timeout=180_000)
        window.wait_for_selector("section#premium.on .main-svg")
        window.screenshot(path=folder / "board.png")


def take_changes(folder: Path) -> None:
    """Saves changes.png: what changed in three connected sheets between two readings."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, connected(Path(home)) as (app, asked):
        _one(app, folder / "changes.png", "changes", asked, 900, "")


def _read(home: Path, sources: tuple) -> None:
    """Makes the sources what the app of this data folder shows."""
    command = (
        "import sys; from pathlib import Path; from logbooks.recognise import mapping; "
        "from history.snapshots import store; a = sys.argv[1:]; "
        "store.refresh([Path(a[0])], mapping.load(Path(a[2])) if len(a) > 2 else None)"
    )
    subprocess.run(
        [sys.executable, "-c", command, *map(str, sources)],
        check=True,
        cwd=ROOT,
        env={**os.environ, "LOTWISE_HOME": str(home)},
    )


def _one(app: str, file: Path, page: str, asked: str, high: int, begins: str) -> None:
    with launched() as browser, visitor_of(browser, {"width": 1280, "height": high}) as visitor:
        window = open_page(visitor.new_page(), address_of(app, page) + asked)
        settle(window)
        window.wait_for_timeout(500)  # the browser still moves a chart into place
        if begins:
            window.get_by_text(begins, exact=True).first.evaluate(
                "at => { at.style.scrollMarginTop = '72px'; at.scrollIntoView() }"
            )
            window.wait_for_timeout(800)
        window.screenshot(path=file)


def main(arguments: list[str], taking: Callable[[Path], None] = take, name: str = "pictures") -> int:
    """Takes the pictures; 2 where the call was wrong or there is no browser."""
    if len(arguments) != 1 or chromium() is None:
        print(f"Use: python -m tests.browser.{name} OUT_DIR (a Chromium has to be installed)", file=sys.stderr)
        return 2
    taking(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
