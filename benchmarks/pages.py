"""python -m benchmarks.pages: a change of page in a real browser, beside a page with as many charts over constants.

Both are served here, warm, one visitor each, 1280x720, taking turns at every page so that a busy machine slows both.
From the click on the menu until the script has ended and title and every chart are painted. Prints one line a page.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import OUT, ROOT
from start import ADDRESS, free_port

# The script has run to its end, the title is the new one, every chart is drawn.
SHOWN = """([title, charts]) => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning'
        && document.querySelector('h1')?.textContent.trim() === title
        && document.querySelectorAll('.js-plotly-plot .main-svg').length >= charts * 2
        && !document.querySelector('[data-stale="true"]')
}"""


@contextmanager
def served(script: str, **environment: str) -> Iterator[str]:
    """Serves a Streamlit script and gives its address."""
    port = free_port(8600)
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.headless=true"]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LOTWISE_HOME": str(OUT / "pages_home"), **environment},
    )
    try:
        while not _answers(port):
            if server.poll() is not None:
                raise SystemExit(f"{script} stopped with exit code {server.returncode}.")
        yield f"http://{ADDRESS}:{port}"
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    try:
        HTTPConnection(ADDRESS, port, timeout=2).request("GET", "/_stcore/health")
        return True
    except (OSError, HTTPException):
        time.sleep(0.1)
        return False


def titles(page: Page) -> list[str]:
    """The pages of the menu, in order."""
    page.wait_for_selector('[data-testid="stTopNavLink"]')
    return [link.inner_text().strip() for link in page.locator('[data-testid="stTopNavLink"]').all()]


def change(page: Page, title: str, charts: int) -> float:
    """Seconds from the click on the menu until the page is there."""
    started = time.perf_counter()
    page.locator('[data-testid="stTopNavLink"]', has_text=title).first.click()
    page.wait_for_function(SHOWN, arg=[title, charts], timeout=60_000, polling=20)
    return time.perf_counter() - started


def charts_of(page: Page, names: list[str]) -> dict[str, int]:
    """How many charts each page shows once it has settled; a first visit also fills the caches."""
    counted = {}
    for name in names:
        change(page, name, 0)
        seen = -1
        while seen != (seen := page.locator(".js-plotly-plot").count()):
            page.wait_for_timeout(2500)
        counted[name] = seen
    return counted


def timed(pages: tuple[Page, Page], charts: dict[str, int], times: int) -> dict[str, tuple[float, float]]:
    """The median seconds of a change to each page, ours and theirs."""
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in charts}
    for turn in range(times):
        for name, number in charts.items():
            first = turn % 2
            one, other = (change(pages[which], name, number) for which in (first, 1 - first))
            seconds[name].append((other, one) if first else (one, other))
    return {
        name: tuple(statistics.median(each) for each in zip(*pairs, strict=True)) for name, pairs in seconds.items()
    }


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=7)
    times = options.parse_args().times
    shutil.rmtree(OUT / "pages_home", ignore_errors=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        ours, theirs = (browser.new_page(viewport={"width": 1280, "height": 720}) for _ in range(2))
        with served("app.py") as address:
            ours.goto(address)
            charts = charts_of(ours, titles(ours))
            with served("benchmarks/constant_pages.py", CHARTS=json.dumps(charts)) as constant:
                theirs.goto(constant)
                charts_of(theirs, titles(theirs))
                seconds = timed((ours, theirs), charts, times)
        browser.close()
    for name, (mine, least) in seconds.items():
        print(
            f"{name:14} {charts[name]} charts   ours {mine:.2f} s   constants {least:.2f} s   ratio {mine / least:.2f}"
        )
    print("(at most 1.5)")


if __name__ == "__main__":
    main()
