"""A Chromium of this machine, started without a window and kept running for a batch: what it prints of pages of ours.

Chrome, Chromium, Edge, Brave or Vivaldi, whichever is installed; the variable BROWSER_PATH names another. It reaches no
network and leaves no process behind. Where there is none, or it does not answer in time, that is a CannotGoOn.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import choreographer
from choreographer.browsers.chromium import Chromium
from choreographer.errors import BrowserClosedError, BrowserFailedError, ChannelClosedError, ChromeNotFoundError

from connectors.trouble import CannotGoOn

CLEAR = {"color": {"r": 0, "g": 0, "b": 0, "a": 0}}
START_SECONDS, PAGE_SECONDS, CLOSE_SECONDS = 40, 60, 15
# where Windows keeps what choreographer looks for in another folder, below each of these variables
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PATHS = (r"BraveSoftware\Brave-Browser\Application\brave.exe", r"Vivaldi\Application\vivaldi.exe")
# A page is there once its letters are and what it draws by itself is drawn: it may say so by a promise, window.drawn.
READY = """(async () => {
  await document.fonts.ready;
  await (window.drawn ?? true);
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
})()"""
# Of a page that looks the same the browser paints no ground anew, so that one once left out stays so: the page itself
# gets a white one, where it has none.
WHITE_GROUND = """(() => {
  const clear = one => !one || ["transparent", "rgba(0, 0, 0, 0)"].includes(getComputedStyle(one).backgroundColor);
  const whole = document.documentElement;
  if (clear(whole) && clear(document.body)) whole.style.backgroundColor = "#fff";
})()"""
FAILED = (BrowserClosedError, BrowserFailedError, ChannelClosedError, ConnectionError, TimeoutError)


def found_browser() -> str | None:
    """The path of a browser of the Chromium family on this machine, or None."""
    found = Chromium.find_browser(skip_local=False)
    below = [Path(os.environ[name]) for name in WINDOWS_FOLDERS if os.environ.get(name)]
    others = (str(folder / path) for folder in below for path in WINDOWS_PATHS)
    return next((path for path in (found, *others) if path and Path(path).is_file()), None)


def html_to_pdf(path_in: Path, path_out: Path) -> None:
    """Prints one self-contained HTML file as the browser itself would; size and margins are those of its @page rule."""
    with running_browser() as browser:
        path_out.write_bytes(browser.pdf(path_in))


def html_to_png(path_in: Path, path_out: Path, width: int, height: int, scale: float = 1) -> None:
    """A picture of an HTML file in a window of that many CSS pixels, each of them `scale` pixels of the picture."""
    with running_browser() as browser:
        path_out.write_bytes(browser.png(path_in, width, height, scale))


@contextlib.contextmanager
def running_browser() -> Iterator[Browser]:
    """A browser for as long as the block lasts; CannotGoOn where there is none."""
    path = found_browser()
    if path is None:
        raise CannotGoOn(
            "There is no Chrome, Chromium, Edge or Brave on this computer, and PDF and pictures are printed by one.",
            "Install one of them, or take the HTML instead: any browser opens and prints it.",
            detail=f"BROWSER_PATH={os.environ.get('BROWSER_PATH')!r}",
        )
    browser = Browser(path)
    try:
        browser.start()
        yield browser
    finally:
        browser.close()


class Browser:
    """One running browser and its one tab, driven from a thread of its own so that any other may wait for it."""

    def __init__(self, path: str):
        self._path = path
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True)
        self._chosen: Any = None
        self._tab: Any = None
        self._size: tuple[int, int, float] | None = None

    def start(self) -> None:
        """Starts it; CannotGoOn where it does not come up."""
        self._thread.start()
        self._wait(self._opened(), START_SECONDS)

    def close(self) -> None:
        """Ends the browser and its thread, however it stands."""
        with contextlib.suppress(CannotGoOn):
            if self._chosen:
                self._wait(self._chosen.close(), CLOSE_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(CLOSE_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()

    @property
    def process_id(self) -> int:
        """The number of its process."""
        return self._chosen.subprocess.pid

    def pdf(self, path: Path) -> bytes:
        """An HTML file as PDF."""
        return self._wait(self._printed(path), PAGE_SECONDS)

    def png(self, path: Path, width: int, height: int, scale: float = 1, clear: bool = False) -> bytes:
        """An HTML file as PNG of width x scale by height x scale pixels; `clear` leaves its ground transparent."""
        return self._wait(self._photographed(path, width, height, scale, clear), PAGE_SECONDS)

    def open_page(self, path: Path, width: int = 0, height: int = 0) -> None:
        """Opens an HTML file that `asked` then talks to, in a window of that size where one is given."""
        if width and height:
            self._wait(self._sized(width, height, 1), PAGE_SECONDS)
        self._wait(self._shown(path), PAGE_SECONDS)

    def asked(self, expression: str) -> Any:
        """What JavaScript gives in the page that is open, a promise waited for."""
        return self._wait(self._evaluated(expression), PAGE_SECONDS)

    def photograph(self, width: int, height: int, scale: float) -> bytes:
        """The page that is open as PNG, transparent where nothing is drawn."""
        return self._wait(self._shot(width, height, scale), PAGE_SECONDS)

    def _wait(self, work: Coroutine[Any, Any, Any], seconds: float) -> Any:
        going = asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, seconds), self._loop)
        try:
            return going.result(seconds + CLOSE_SECONDS)
        except ChromeNotFoundError as e:
            raise _did_not(self._path, e) from e
        except FAILED as e:
            going.cancel()
            raise _did_not(self._path, e) from e

    async def _opened(self) -> None:
        # a proxy nobody answers at: what a browser fetches for itself goes nowhere, nor what a page might
        self._chosen = choreographer.Browser(self._path, enable_extensions=False, proxy_server="127.0.0.1:9")
        await self._chosen.open()
        self._tab = await self._chosen.create_tab("about:blank")
        for domain in ("Page", "Network", "Runtime"):
            await self._sent(f"{domain}.enable")
        await self._sent("Network.setBlockedURLs", urls=["http://*", "https://*", "ws://*", "wss://*"])

    async def _sent(self, command: str, **parameters: Any) -> dict[str, Any]:
        answer = await self._tab.send_command(command, parameters)
        if "error" in answer:
            raise BrowserFailedError(f"{command}: {answer['error']}")
        return answer["result"]

    async def _shown(self, path: Path) -> None:
        loaded = self._tab.subscribe_once("Page.loadEventFired")
        found = await self._sent("Page.navigate", url=path.resolve().as_uri())
        if found.get("errorText"):
            raise BrowserFailedError(f"{path}: {found['errorText']}")
        await loaded
        await self._evaluated(READY)

    async def _evaluated(self, expression: str) -> Any:
        found = await self._sent("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in found:
            raise BrowserFailedError(str(found["exceptionDetails"].get("exception", {}).get("description", "")))
        return found["result"].get("value")

    async def _printed(self, path: Path) -> bytes:
        await self._shown(path)
        found = await self._sent(
            "Page.printToPDF", printBackground=True, preferCSSPageSize=True, generateTaggedPDF=True
        )
        return base64.b64decode(found["data"])

    async def _photographed(self, path: Path, width: int, height: int, scale: float, clear: bool) -> bytes:
        await self._sized(width, height, scale)
        await self._grounded(clear)  # before the page is there: one that stands is not painted anew for it
        await self._shown(path)
        return await self._shot(width, height, scale, clear)

    async def _shot(self, width: int, height: int, scale: float, clear: bool = True) -> bytes:
        await self._sized(width, height, scale)
        await self._grounded(clear)
        if not clear:
            await self._evaluated(WHITE_GROUND)
        found = await self._sent("Page.captureScreenshot", format="png")
        return base64.b64decode(found["data"])

    async def _grounded(self, clear: bool) -> None:
        await self._sent("Emulation.setDefaultBackgroundColorOverride", **(CLEAR if clear else {}))

    async def _sized(self, width: int, height: int, scale: float) -> None:
        wanted = (width, height, scale)
        if wanted != self._size:
            how = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
            await self._sent("Emulation.setDeviceMetricsOverride", **how)
            self._size = wanted


def _did_not(path: str, why: BaseException) -> CannotGoOn:
    return CannotGoOn(
        f"The browser {Path(path).name} of this computer did not print in time, or stopped.",
        "Try again, or take the HTML instead: any browser opens and prints it.",
        detail=f"{path}: {type(why).__name__} {why}",
    )
