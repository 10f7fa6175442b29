"""Serves the sample cooperative as if it were Google: python -m tests.google [--port N] [--edits]
[--fault NAME].

No account and no internet are needed; it answers this computer only, and everything in it is synthetic.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

from tests.google.cooperative import put_on
from tests.google.faults import FAULTS
from tests.google.server import Google
from tests.google.sheets import Spreadsheet
from tests.google.staff import Staff

SECONDS_BETWEEN_EDITS, PATIENCE = 5.0, 0.5


def main() -> None:
    """Serves until Ctrl+C; the key file and its folder are gone afterwards."""
    asked = options()
    said = asked.parse_args()
    try:
        google = Google(said.port)
    except (OSError, OverflowError):
        asked.error(f"port {said.port} can't be had: another program has it; without --port a free one is taken")
    for end in (signal.SIGINT, signal.SIGTERM):  # also where the shell that started us lets us hear neither
        signal.signal(end, signal.default_int_handler)
    with (
        tempfile.TemporaryDirectory(prefix="lotwise-google-", ignore_cleanup_errors=True) as folder,
        google,
    ):
        account = google.account()
        books = put_on(google, account.address)
        key = account.write(Path(folder) / "key.json")
        if said.fault:
            google.faults.always(said.fault)
        print(told(google, books, key, Path(folder) / "data", os.name == "nt"), flush=True)
        try:
            work(books, said.every if said.edits else None)
        except KeyboardInterrupt:
            print(
                f"\nStopped after {google.count('sheets')} reads of Sheets and {google.count('drive')} "
                f"questions to Drive."
            )


def options() -> argparse.ArgumentParser:
    """What can be asked of it."""
    asked = argparse.ArgumentParser(
        prog="python -m tests.google", description="Serves the synthetic sample cooperative as if it were Google."
    )
    asked.add_argument("--port", type=int, default=0, help="the port on this computer; a free one unless said")
    asked.add_argument("--edits", action="store_true", help="go on typing into the sheets as staff do")
    asked.add_argument(
        "--every", type=seconds, default=SECONDS_BETWEEN_EDITS, metavar="SECONDS", help="seconds between two edits"
    )
    asked.add_argument(
        "--fault",
        choices=sorted(FAULTS),
        metavar="NAME",
        help=f"every call fails so, to see what the pages say of it: {', '.join(sorted(FAULTS))}",
    )
    return asked


def seconds(text: str) -> float:
    """A number of seconds above 0; argparse says of anything else that it is none."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above 0")
    return number


def work(books: list[Spreadsheet], every: float | None) -> None:
    """Types into the sheets every so many seconds until it is stopped; without them, only waits."""
    staff, stopped, waited = Staff(books, seed=1), threading.Event(), 0.0
    while not stopped.wait(min(every or PATIENCE, PATIENCE)):  # Windows hears Ctrl+C only between two waits
        waited += PATIENCE
        if every and waited >= every:
            waited = 0.0
            print(staff.act(), flush=True)


def told(google: Google, books: list[Spreadsheet], key: Path, data: Path, windows: bool) -> str:
    """What to type next, for the shell of this computer."""
    settings = {"LOTWISE_GOOGLE_BASE": google.base, "LOTWISE_GOOGLE_KEY": str(key), "LOTWISE_HOME": str(data)}
    shell = "PowerShell" if windows else "terminal"
    set_them = "\n".join(
        f'  $env:{name} = "{value}"' if windows else f'  export {name}="{value}"' for name, value in settings.items()
    )
    tabs = {book.title: ", ".join(tab.title for tab in book.tabs) for book in books}
    links = "\n".join(
        f"  {book.title}, kept by: {book.owner[0]}\n    {google.link(book)}\n    {tabs[book.title]}" for book in books
    )
    port = urlsplit(google.base).port
    return f"""A synthetic cooperative is served at {google.base} on this computer only (port {port}). Ctrl+C stops it.

1. In another {shell}, in the folder of Lotwise:
{set_them}
  {"start.bat" if windows else "./start.sh"}

2. In Connect, paste these links one after the other as Google Sheets:
{links}

3. The last one is shared by link as well: it can be added without the key, as a sheet shared by link.

Without the pages: python cli.py sources add LINK --name NAME, then python cli.py refresh and python cli.py report.

The key is a throw-away one of {google.account().address}; it and the data folder above go when this stops.
"""


if __name__ == "__main__":
    main()
