"""The states the app can be in, each as a reader meets it: with sheets connected, with trouble, first reading under
way, on a messy workbook."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.driving import ROOT, pages, running_app
from tests.google.cooperative import put_on
from tests.google.server import Google

NAMES = (("Station North", "Station office"), ("Laboratory", "Laboratory"), ("Sales", "Sales office"))
MESSY = ROOT / "sample_data" / "messy.xlsx"


@dataclass(frozen=True)
class State:
    """A state by its name: what makes it (a folder in, the app's address out), the pages it shows on, what stands
    behind their address."""

    name: str
    make: Callable[[Path], Iterator[tuple[str, str]]]
    shown_on: tuple[str, ...] = ()

    @property
    def seen(self) -> tuple[str, ...]:
        """The pages worth a picture in this state."""
        return self.shown_on or tuple(pages())


def _sample(folder: Path) -> Iterator[tuple[str, str]]:
    with running_app(folder / "home") as app:
        yield app, ""


def _messy(folder: Path) -> Iterator[tuple[str, str]]:
    _python(
        "from pathlib import Path; from history.snapshots import store; store.refresh([Path(sys.argv[1])])",
        folder,
        {},
        MESSY,
    )
    with running_app(folder / "home") as app:
        yield app, ""


@contextmanager
def _read_twice(folder: Path, meanwhile: Callable[[Google, list], None]) -> Iterator[tuple[str, str]]:
    """Three sheets, read before and after what happens to them meanwhile: the app's address, and what stands behind
    it."""
    with _cooperative(folder) as (google, books, asked):
        _refresh(folder, asked)
        meanwhile(google, books)
        _refresh(folder, asked)
        with _app(folder, asked) as app:
            yield app, ""


def connected(folder: Path) -> AbstractContextManager[tuple[str, str]]:
    """Three sheets of which a few cells were edited."""

    def edited(_: Google, books: list) -> None:
        books[2].set_cell("Offers", "L42", 15.43)  # the price of an accepted offer
        books[2].delete_row("Offers", 12)

    return _read_twice(folder, edited)


def _troubled(folder: Path) -> AbstractContextManager[tuple[str, str]]:
    """One tab held, one sheet no longer shared."""

    def in_trouble(google: Google, books: list) -> None:
        for _ in range(20):
            books[0].delete_row("Lots", 12)
        books[1].unshare(google.account().address)

    return _read_twice(folder, in_trouble)


def _past(folder: Path) -> Iterator[tuple[str, str]]:
    with _cooperative(folder) as (_, books, asked):
        _refresh(folder, asked)
        first = next((folder / "home" / "snapshots").glob("2*.duckdb")).name
        books[0].set_cell("Lots", "J8", 1200)
        _refresh(folder, asked)
        with _app(folder, asked) as app:
            yield app, f"?at={first.split('.')[0]}"


def _first(folder: Path) -> Iterator[tuple[str, str]]:
    """The first reading goes on as long as the pictures are taken: the server keeps its answers back."""
    with _cooperative(folder) as (google, _, asked):
        over = threading.Event()
        google.after(1, over.wait, "sheets")
        with _app(folder, asked) as app:
            try:
                yield app, ""
            finally:
                over.set()


STATES = tuple(
    State(*one)
    for one in (
        ("sample", contextmanager(_sample)),
        ("connected", connected),
        ("troubled", _troubled),
        ("past", contextmanager(_past), ("overview", "lots", "changes", "data_health", "connect")),
        ("first", contextmanager(_first), ("overview", "connect")),
        ("messy", contextmanager(_messy), ("overview", "lots", "measure", "data_health", "connect")),
    )
)


@contextmanager
def _cooperative(folder: Path) -> Iterator[tuple[Google, list, dict[str, str]]]:
    """The sample cooperative on a local server, its three sheets connected but not read; and the environment that
    reaches them."""
    with Google() as google:
        account = google.account()
        books = put_on(google, account.address)
        asked = {"LOTWISE_GOOGLE_BASE": google.base, "LOTWISE_GOOGLE_KEY": str(account.write(folder / "key.json"))}
        for book, (name, owner) in zip(books, NAMES, strict=True):
            _python(
                "from connectors.source import Source; from refresh import configuration; "
                "configuration.add(Source(sys.argv[1], 'google_sheet', sys.argv[2], sys.argv[3]))",
                folder,
                asked,
                name,
                google.link(book),
                owner,
            )
        yield google, books, asked


def _python(line: str, folder: Path, asked: dict[str, str], *arguments: object) -> None:
    environment = {**os.environ, **asked, "LOTWISE_HOME": str(folder / "home")}
    subprocess.run(
        [sys.executable, "-c", f"import sys; {line}", *map(str, arguments)], check=True, cwd=ROOT, env=environment
    )


def _refresh(folder: Path, asked: dict[str, str]) -> None:
    _python("from refresh.one_refresh import refresh; refresh()", folder, asked)


@contextmanager
def _app(folder: Path, asked: dict[str, str]) -> Iterator[str]:
    with ExitStack() as over:
        before = {name: os.environ.get(name) for name in asked}
        over.callback(
            lambda: [
                os.environ.pop(name) if old is None else os.environ.update({name: old}) for name, old in before.items()
            ]
        )
        os.environ |= asked
        yield over.enter_context(running_app(folder / "home"))
