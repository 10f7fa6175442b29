"""A Google spreadsheet that is shared with the service account of this installation."""

from __future__ import annotations

from connectors.google.spreadsheet import fetch, takes
from connectors.source import Kind

KIND = Kind(
    id="google_sheet",
    title="Google Sheets, shared with Lotwise",
    asks="Link of the spreadsheet",
    help="Open the spreadsheet in a browser and copy the link from the address bar. Share it with the address of the key as Viewer.",
    takes=takes,
    fetch=fetch,
    order=10,
    needs_key=True,
)
