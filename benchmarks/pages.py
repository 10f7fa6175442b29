"""A change of page in a real browser, beside a bare Streamlit page of the same menu, widgets, tables and charts.

python -m benchmarks.pages [--times 30] [--receipts 1000000]

The bare one draws constants. Both are served here, warm, one visitor each, 1280x720, taking turns at every page so
that a busy machine slows both. From the click on the menu until the script has ended and title and every chart are
painted. Prints how long the first page of a cold server takes after it says that it is healthy, over an empty data
folder and over one with a snapshot, and one line a page.
With --receipts so many deliveries stand behind our pages. At the end: what a first visit to Overview
and to Learn weighs and how long it takes at 1.6 Mbit/s and 150 ms, and a second one.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from benchmarks.large_folder import write_large_folder
from benchmarks.measure import OUT, ROOT
from benchmarks.visits import Visit, visit
from start import ADDRESS, free_port

WANTED = 1.2
VISITED = ("", "learn")  # by their address
PACKED = {"STREAMLIT_SERVER_ENABLE_WEBSOCKET_COMPRESSION": "true"}  # as docs/architecture.md serves an office
# the menu: entries in a row, or groups that open
LINKS, GROUPS = '[data-testid="stTopNavLink"]', '[data-testid="stTopNavSection"]'
ENTRIES = '[data-testid="stTopNavDropdownLink"]'
# The script has run to its end, the title is the new one, every chart is drawn.
SHOWN = """([title, charts]) => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning'
        && document.querySelector('h1')?.textContent.trim() === title
        && document.querySelectorAll('.js-plotly-plot .main-svg').length >= charts * 2
        && !document.querySelector('[data-stale="true"]')
}"""
# What stands on a page, in its order: charts with their data, tables as they are, widgets by their label, other text.
ELEMENTS = """() => {
    const kinds = {stSelectbox: 'selectbox', stMultiSelect: 'multiselect', stSlider: 'slider', stButton: 'button',
        stDownloadButton: 'button', stLinkButton: 'button', stPopover: 'popover', stTextInput: 'text_input',
        stDataFrame: 'table'};
    const found = [];
    for (const box of document.querySelectorAll('[data-testid="stMain"] [data-testid="stElementContainer"]')) {
        if (box.querySelector('h1')) continue;
        const chart = box.querySelector('.js-plotly-plot'), html = box.querySelector('[data-testid="stHtml"]');
        const known = Object.keys(kinds).find(kind => box.querySelector(`[data-testid="${kind}"]`));
        const words = box.innerText.trim().split('\\n')[0].slice(0, 200);
        if (chart) found.push({kind: 'chart', figure: JSON.stringify({data: chart.data, layout: chart.layout})});
        else if (html) found.push({kind: 'html', html: html.innerHTML});
        else if (known) found.push({kind: kinds[known], words});
        else if (box.querySelector('[data-testid="stButtonGroup"]')) {
            const options = [...box.querySelectorAll('[data-testid="stButtonGroup"] button')].map(one => one.innerText);
            found.push({kind: 'pills', words, options});
        }
        else if (box.querySelector('iframe, button')) found.push({kind: 'button', words});
        else if (words) found.push({kind: 'text', words});
    }
    return found;
}"""


@contextmanager
def served(script: str, home: Path, **environment: str) -> Iterator[tuple[str, float]]:
    """Serves a Streamlit script over that data folder; gives its address and the seconds until it said it was
    healthy."""
    port = free_port(8600)
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.headless=true"]
    started = time.perf_counter()
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LOTWISE_HOME": str(home), **environment},
    )
    try:
        while not _answers(port):
            if server.poll() is not None:
                raise SystemExit(f"{script} stopped with exit code {server.returncode}.")
        yield f"http://{ADDRESS}:{port}", time.perf_counter() - started
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


def menu(page: Page) -> dict[str, list[str]]:
    """{group: the pages below it}, in order; the group of those that stand in no other is empty."""
    page.wait_for_selector(f"{LINKS}, {GROUPS}")
    found = {"": [link.inner_text().strip() for link in page.locator(LINKS).all()]}
    for group in page.locator(GROUPS).all():
        group.click()
        page.wait_for_selector(ENTRIES)
        found[group.inner_text().strip()] = [link.inner_text().strip() for link in page.locator(ENTRIES).all()]
        _close(page)
    return found


def entry(page: Page, title: str) -> Locator:
    """The entry of a page in the menu, ready to be pressed: its group is opened."""
    page.wait_for_selector(f"{LINKS}, {GROUPS}")
    for group in page.locator(GROUPS).all():
        group.click()
        page.wait_for_selector(ENTRIES)
        found = page.locator(ENTRIES).filter(has_text=re.compile(rf"^\s*{re.escape(title)}\s*$"))
        if found.count():
            return found.first
        _close(page)
    return page.locator(LINKS, has_text=title).first


def _close(page: Page) -> None:
    page.keyboard.press("Escape")
    page.wait_for_selector(ENTRIES, state="detached")


def change(page: Page, title: str, charts: int) -> float:
    """Seconds from the click on the menu until the page is there."""
    pressed = entry(page, title)
    started = time.perf_counter()
    pressed.click()
    page.wait_for_function(SHOWN, arg=[title, charts], timeout=60_000, polling=20)
    return time.perf_counter() - started


def elements_of(page: Page, names: list[str]) -> dict[str, list[dict]]:
    """What stands on each page once it has settled; a first visit also fills the caches."""
    found = {}
    for name in names:
        change(page, name, 0)
        seen = -1
        while seen != (seen := page.locator('[data-testid="stElementContainer"]').count()):
            page.wait_for_timeout(2500)
        found[name] = page.evaluate(ELEMENTS)
    return found


def charts_in(elements: list[dict]) -> int:
    """How many of the elements are charts."""
    return sum(element["kind"] == "chart" for element in elements)


def timed(pages: tuple[Page, Page], charts: dict[str, int], times: int) -> dict[str, tuple[float, ...]]:
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


def first_page(page: Page, address: str) -> float:
    """Seconds until the first page of a server that nobody has asked yet stands in the browser."""
    started = time.perf_counter()
    page.goto(address)
    page.wait_for_function("() => document.querySelector('h1')", timeout=120_000, polling=20)
    return time.perf_counter() - started


def own_home(receipts: int) -> Path:
    """A data folder of its own: empty, so that its first page reads the sample, or with so many deliveries."""
    home = OUT / "pages_home"
    shutil.rmtree(home, ignore_errors=True)
    if receipts:
        os.environ["LOTWISE_HOME"] = str(home)
        from history.snapshots import store

        store.refresh(sorted(write_large_folder(OUT / "large_folder", receipts).iterdir()))
    return home


def told(begins: str, seconds: float) -> None:
    """Prints how long the first page took."""
    print(f"{begins} s until healthy, first page {seconds:.1f} s later", flush=True)


def tell_visits(visits: Mapping[str, Visit]) -> None:
    """Prints what a visit to each page weighs and takes."""
    for name, seen in visits.items():
        print(
            f"{name or 'overview':14} first visit {seen.file_mb:.2f} MB of files, {seen.message_mb:.2f} of messages; "
            f"at 1.6 Mbit/s and 150 ms {seen.first_seconds:.1f} s; a second one {seen.again_seconds:.1f} s"
        )


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=30)
    options.add_argument(
        "--receipts", type=int, default=0, help="deliveries behind our pages; the sample's unless given"
    )
    chosen = options.parse_args()
    home, written = own_home(chosen.receipts), OUT / "captured.json"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        ours, theirs = (browser.new_page(viewport={"width": 1280, "height": 720}) for _ in range(2))
        if not chosen.receipts:
            with served("app.py", home) as (address, healthy), closing(browser.new_page()) as first:
                told(f"empty data folder: {healthy:.1f}", first_page(first, address))
        with served("app.py", home) as (address, healthy):
            told(f"one snapshot there: {healthy:.1f}", first_page(ours, address))
            groups = menu(ours)
            elements = elements_of(ours, [name for names in groups.values() for name in names])
            written.write_text(json.dumps({"groups": groups, "elements": elements}), encoding="utf-8")
            with served("benchmarks/constant_pages.py", home, CAPTURED=str(written)) as (constant, _):
                theirs.goto(constant)
                for name in elements:
                    change(theirs, name, charts_in(elements[name]))
                charts = {name: charts_in(each) for name, each in elements.items()}
                seconds = timed((ours, theirs), charts, chosen.times)
        with served("app.py", home, **PACKED) as (address, _):
            first_page(ours, address)
            visits = {name: visit(browser, f"{address}/{name}") for name in VISITED}
        browser.close()
    for name, (mine, bare) in seconds.items():
        print(
            f"{name:14} {len(elements[name]):>3} elements, {charts[name]} charts   ours {mine * 1000:>5.0f} ms   "
            f"bare {bare * 1000:>5.0f} ms   ratio {mine / bare:.2f}"
        )
    print(f"(median of {chosen.times}, in turns; wanted at most {WANTED})")
    tell_visits(visits)


if __name__ == "__main__":
    main()
