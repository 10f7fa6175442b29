"""A Google spreadsheet that is shared with the service account of this installation."""

from __future__ import annotations

from collections.abc import Callable

from connectors.google.google_links import takes
from connectors.source import Fetched, Mark, Source, SourceKind


def fetch(source: Source, mark: Mark | None, say: Callable[[str], None]) -> Fetched:
    """The spreadsheet, or that it is unchanged since the mark; raises NotNow or NotAllowed."""
    # Here, because most who list the kinds read nothing, and gspread is slow to come in.
    from connectors.google import spreadsheet

    return spreadsheet.fetch(source, mark, say)


KIND = SourceKind(
    id="google_sheet",
    title="Google Sheets, shared with Lotwise",
    help="Open the spreadsheet in a browser and copy the link from the address bar. Share it with the address of "
    "the key as Viewer.",
    takes=takes,
    fetch=fetch,
    order=10,
    needs_key=True,
)
