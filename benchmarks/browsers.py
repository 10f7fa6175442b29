"""python -m benchmarks.browsers: fifty visitors for half an hour while the sheets are edited and read again and again.

Each visitor is a WebSocket client that speaks as the browser does (it also repeats what a page asks to be repeated) and
changes to another page every 20 s; a real Chromium does the same beside them, so that painting is measured too. Prints
how long changes of page took, how many refreshes ran at once, and how the server's memory grew.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy
import websockets
from playwright.async_api import async_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Origin, Subprotocol

from benchmarks.measure import OUT, ROOT, family, resident_mb
from benchmarks.pages import ENTRIES, GROUPS, SHOWN, served
from connectors.source import Source
from refresh import configuration
from words.speech import say

FAULT = say("errors.bug", reference="").split(".")[0]
HOME = OUT / "browsers_home"
TOO_LONG_SECONDS = 60
COUNTED = re.compile(r" \(\d+\)$")  # the menu says how many questions there are, the page's title does not


@dataclass
class SeenPage:
    """What was measured: seconds of each change by the second it began, memory, refreshes under way, and what went
    wrong."""

    changes: list[tuple[float, float]] = field(default_factory=list)
    painted: list[tuple[float, float]] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    at_once: list[int] = field(default_factory=list)
    snapshots: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


class Visitor:
    """One visitor: a connection, the pages of the menu, the fragments that ask to be run again."""

    def __init__(self, address: str, seed: int, seen: SeenPage):
        self.address, self.random, self.seen = address.replace("http", "ws"), random.Random(seed), seen
        self.pages: list[str] = []
        self.again: dict[str, asyncio.Task] = {}
        self.finished = asyncio.Event()

    async def visit(self, until: float, every_seconds: float) -> None:
        """Changes the page again and again until that time."""
        await asyncio.sleep(self.random.uniform(0, every_seconds))
        async with websockets.connect(
            f"{self.address}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(self.address.replace("ws", "http")),
            max_size=None,
        ) as self.socket:
            listening = asyncio.create_task(self._listen())
            await self._run("")
            while time.monotonic() < until:
                await asyncio.sleep(self.random.uniform(0.5, 1.5) * every_seconds)
                began = time.monotonic()
                if await self._run(self.random.choice(self.pages)):
                    self.seen.changes.append((began, time.monotonic() - began))
            self._stop_repeating()
            listening.cancel()

    async def _run(self, page: str) -> bool:
        self._stop_repeating()
        self.finished.clear()
        message = BackMsg()
        message.rerun_script.page_script_hash = page
        await self.socket.send(message.SerializeToString())
        try:
            await asyncio.wait_for(self.finished.wait(), TOO_LONG_SECONDS)
        except TimeoutError:
            self.seen.faults.append(f"a page took more than {TOO_LONG_SECONDS} s")
            return False
        return True

    async def _listen(self) -> None:
        async for raw in self.socket:
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.pages = [page.page_script_hash for page in message.navigation.app_pages]
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self.finished.set()
            elif kind == "auto_rerun":
                asked = message.auto_rerun
                self.again[asked.fragment_id] = asyncio.create_task(self._repeat(asked.fragment_id, asked.interval))
            elif kind == "delta" and _is_fault(message.delta.new_element):
                self.seen.faults.append(str(message.delta.new_element)[:200])

    async def _repeat(self, fragment: str, every_seconds: float) -> None:
        while True:
            await asyncio.sleep(every_seconds)
            message = BackMsg()
            message.rerun_script.fragment_id = fragment
            message.rerun_script.is_auto_rerun = True
            with suppress(websockets.ConnectionClosed):
                await self.socket.send(message.SerializeToString())

    def _stop_repeating(self) -> None:
        for task in self.again.values():
            task.cancel()
        self.again.clear()


def _is_fault(element: Element) -> bool:
    """A traceback, or the card with a reference number."""
    kind = element.WhichOneof("type")
    return kind == "exception" or (kind == "alert" and FAULT in element.alert.body)


async def paint(address: str, seen: SeenPage, until: float, every_seconds: float) -> None:
    """A real browser that changes its page as the others do; seconds until the page is painted."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = await browser.new_page(viewport={"width": 1280, "height": 720})
        await page.goto(address)
        await page.wait_for_selector(GROUPS, timeout=60_000)
        while time.monotonic() < until:
            await asyncio.sleep(every_seconds)
            await random.choice(await page.locator(GROUPS).all()).click()
            await page.wait_for_selector(ENTRIES)
            link = random.choice(await page.locator(ENTRIES).all())
            name, began = COUNTED.sub("", (await link.inner_text()).strip()), time.monotonic()
            await link.click()
            with suppress(Exception):
                await page.wait_for_function(SHOWN, arg=[name, 0], timeout=TOO_LONG_SECONDS * 1000)
            seen.painted.append((began, time.monotonic() - began))
        await browser.close()


async def watch(server: int, seen: SeenPage, until: float) -> None:
    """Looks at the server each second: its memory, the refreshes among its children, the snapshots there are."""
    while time.monotonic() < until:
        seen.memory.append((time.monotonic(), resident_mb(server)))
        seen.at_once.append(sum(map(_refreshes, family(server)[1:])))
        seen.snapshots |= {file.stem for file in (HOME / "snapshots").glob("2*.duckdb")}
        await asyncio.sleep(1)


def _refreshes(pid: int) -> bool:
    with suppress(OSError):
        return "refresh" in Path(f"/proc/{pid}/cmdline").read_text("utf-8").split("\0")
    return False


@contextmanager
def sheets(every_minutes: int) -> Iterator[dict[str, str]]:
    """The sample cooperative on the local server of tests/google, typed into all the time and configured; gives what
    the server must know."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.google", "--edits"], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert server.stdout is not None, "it was asked for as a pipe"
    told, links = {}, []
    for line in server.stdout:
        name, mark, value = line.strip().removeprefix("export ").partition("=")
        if mark and name in ("LOTWISE_GOOGLE_BASE", "LOTWISE_GOOGLE_KEY"):
            told[name] = value.strip('"')
        if line.strip().startswith("https://"):
            links.append(line.strip())
        if line.startswith("The key"):
            break
    threading.Thread(target=server.stdout.read, daemon=True).start()  # a full pipe would stop its staff
    for number, link in enumerate(links, 1):
        configuration.add(Source(f"Book {number}", "google_sheet", link))
    configuration.path().write_text(
        configuration.path().read_text("utf-8").replace("every_minutes = 5", f"every_minutes = {every_minutes}"),
        "utf-8",
    )
    try:
        yield told
    finally:
        server.terminate()
        server.wait()


async def measure(address: str, server: int, visitors: int, minutes: float, every_seconds: float) -> SeenPage:
    """All visitors at once for so many minutes."""
    seen, until = SeenPage(), time.monotonic() + minutes * 60
    tasks = [Visitor(address, seed, seen).visit(until, every_seconds) for seed in range(visitors)]
    for outcome in await asyncio.gather(
        *tasks, paint(address, seen, until, every_seconds), watch(server, seen, until), return_exceptions=True
    ):
        if isinstance(outcome, Exception):
            seen.faults.append(repr(outcome))
    return seen


def slope(memory: list[tuple[float, float]], settled_seconds: float) -> tuple[float, float]:
    """MB where the last part begins, and by which share it grows until the end, along a straight line."""
    began = memory[0][0] + settled_seconds
    late = numpy.array([one for one in memory if one[0] >= began])
    growth, level = numpy.polyfit(late[:, 0] - began, late[:, 1], 1)
    return level, growth * (late[-1, 0] - began) / level


def told(seen: SeenPage, settled: float) -> str:
    """What was measured, in lines; memory has settled after so many minutes."""
    lines = []
    for name, changes in (
        ("change of page until the script has ended", seen.changes),
        ("change of page until painted in a browser", seen.painted),
    ):
        late = sorted(took for began, took in changes if began > seen.memory[0][0] + 60)
        if late:
            lines.append(
                f"{name}: {len(late)}, median {statistics.median(late):.2f} s, 95 % within "
                f"{late[int(len(late) * 0.95)]:.2f} s, longest {late[-1]:.2f} s"
            )
    level, growth = slope(seen.memory, settled * 60)
    by_minute = {int(at - seen.memory[0][0]) // 60: mb for at, mb in seen.memory}
    lines += [
        f"refreshes at once: at most {max(seen.at_once)}; snapshots made: {len(seen.snapshots)}",
        f"memory of the server: {level:.0f} MB after {settled:g} minutes, {growth:+.1%} until the end",
        "at the end of every minute: " + ", ".join(f"{mb:.0f}" for mb in by_minute.values()),
        f"faults: {len(seen.faults)}",
        *sorted(set(seen.faults))[:5],
    ]
    return "\n".join(lines)


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visitors", type=int, default=50)
    options.add_argument("--minutes", type=float, default=30)
    options.add_argument("--every", type=float, default=20, help="seconds between a visitor's changes of page")
    options.add_argument(
        "--refresh", type=int, default=2, help="minutes between two refreshes; new rows are typed all the time"
    )
    options.add_argument("--settled", type=float, default=10, help="minutes after which memory must grow no more")
    asked = options.parse_args()
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    os.environ["LOTWISE_HOME"] = str(HOME)
    with sheets(asked.refresh) as environment, served("app.py", HOME, **environment) as (address, _):
        port = address.rsplit(":", 1)[1]
        [server] = [
            pid
            for pid in family(os.getpid())
            if f"--server.port={port}" in Path(f"/proc/{pid}/cmdline").read_text("utf-8")
        ]
        print(told(asyncio.run(measure(address, server, asked.visitors, asked.minutes, asked.every)), asked.settled))


if __name__ == "__main__":
    main()
