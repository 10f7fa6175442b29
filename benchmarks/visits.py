"""What a first visit weighs, and how long it takes on the line of a field office. Called by benchmarks.pages."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext

# a rural 3G line: 1.6 Mbit/s down, 0.75 up, 150 ms there and back
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
# The script has run to its end, the fonts are there, every chart is drawn.
COMPLETE = """() => document.querySelector('[data-test-script-state="notRunning"]')
    && document.querySelector('h1') && !document.querySelector('[data-testid="stSkeleton"]')
    && [...document.querySelectorAll('[data-testid="stBidiComponentRegular"], .js-plotly-plot')].every(
        chart => chart.querySelector('.main-svg') || !chart.querySelector('.lw-chart'))
    && document.fonts.status === 'loaded'"""


@dataclass(frozen=True)
class Visit:
    """A page as somebody gets it who was never here: MB of files as they come, compressed, MB of messages, and seconds
    of the first and of a later visit."""

    file_mb: float
    message_mb: float
    first_seconds: float
    again_seconds: float


def visit(browser: Browser, address: str, times: int = 3) -> Visit:
    """What a visitor is sent, and the median of so many on the slow line, each a new one, who come a second time."""
    with _visitor(browser) as new:
        file_mb, message_mb, _ = _opened(new, address)
    found = []
    for _ in range(times):
        with _visitor(browser) as new:
            found.append([_opened(new, address, LINE)[2] for _ in range(2)])
    return Visit(file_mb, message_mb, *(statistics.median(each) for each in zip(*found, strict=True)))


@contextmanager
def _visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    try:
        yield context
    finally:
        context.close()


def _opened(context: BrowserContext, address: str, slowed: dict | None = None) -> tuple[float, float, float]:
    """MB of files and of messages that came over the line, and seconds until the page is complete."""
    page = context.new_page()
    line = context.new_cdp_session(page)
    files: list[float] = []
    messages: list[float] = []
    line.on("Network.loadingFinished", lambda told: files.append(told["encodedDataLength"]))
    line.on(
        "Network.webSocketFrameReceived", lambda told: messages.append(len(told["response"]["payloadData"]) * 3 / 4)
    )
    line.send("Network.enable")
    if slowed:
        line.send("Network.emulateNetworkConditions", slowed)
    started = time.perf_counter()
    page.goto(address, timeout=120_000)
    page.wait_for_function(COMPLETE, timeout=120_000, polling=50)
    took = time.perf_counter() - started
    page.wait_for_timeout(500)
    page.close()
    return sum(files) / 1e6, sum(messages) / 1e6, took
