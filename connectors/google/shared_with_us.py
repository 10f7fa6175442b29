"""The spreadsheets people have shared with a service account, to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.google.service_key import ServiceKey
from connectors.google.spreadsheet import SHEET
from connectors.google.wire import Wire

_FIELDS = "nextPageToken,files(id,name,modifiedTime,owners(displayName,emailAddress))"
_PAGES, _A_PAGE = 20, 200


@dataclass(frozen=True)
class Shared:
    """One spreadsheet this key may read."""

    id: str
    name: str
    owner: str  # name and address of its owner, as Google tells them
    modified_at: str  # ISO, UTC


def shared_with_us(key: ServiceKey) -> tuple[Shared, ...]:
    """Every spreadsheet shared with the key's address, the last edited first; raises NotNow or NotAllowed."""
    return listed(Wire(key, "The list of shared spreadsheets"))


def listed(wire: Wire) -> tuple[Shared, ...]:
    """The same over a given wire."""
    asked = {
        "q": f"mimeType='{SHEET}' and trashed=false",
        "pageSize": _A_PAGE,
        "fields": _FIELDS,
        "orderBy": "modifiedTime desc",
        "supportsAllDrives": "true",
        "includeItemsFromAllDrives": "true",
    }
    found: list[Shared] = []
    for _ in range(_PAGES):
        told = wire.files(asked)
        if not isinstance(told.get("files"), list):
            raise wire.trouble("other-shape", "Drive listed no files")
        found.extend(_shared(one) for one in told["files"])
        if not told.get("nextPageToken"):
            break
        asked["pageToken"] = told["nextPageToken"]
    return tuple(found)


def _shared(told: dict) -> Shared:
    owner: dict = next(iter(told.get("owners") or ()), {})
    known = [owner[name] for name in ("displayName", "emailAddress") if owner.get(name)]
    return Shared(told["id"], told.get("name", ""), ", ".join(known), told.get("modifiedTime", ""))
