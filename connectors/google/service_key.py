"""The key of a service account, from a file or the environment, as the one thing that is never shown."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from google.auth.exceptions import GoogleAuthError
from google.oauth2.service_account import Credentials

from connectors.google.google_links import BASE_VARIABLE, base
from connectors.trouble import NotAllowed
from connectors.web.web_failures import LOCAL, host_of

VARIABLE = "LOTWISE_GOOGLE_KEY"
SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets.readonly",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
TOKEN_ADDRESSES = tuple(
    f"https://{host}/" for host in ("oauth2.googleapis.com", "accounts.google.com", "www.googleapis.com")
)
_NEEDED = ("client_email", "private_key", "token_uri")
_AGAIN = (
    "In the Google Cloud console open IAM & Admin, Service Accounts, the account, Keys, Add key, Create new key, JSON, "
    "and name that file in Connect."
)


@dataclass(frozen=True, repr=False)
class ServiceKey:
    """A service account that can sign in; shows nothing but its address."""

    address: str  # whom a sheet must be shared with
    project: str
    _info: Mapping[str, str] = field(compare=False)

    def credentials(self) -> Credentials:
        """What signs requests for read-only cells and file dates; raises NotAllowed where the key is damaged."""
        try:
            return Credentials.from_service_account_info(dict(self._info), scopes=SCOPES)
        except (ValueError, GoogleAuthError):
            # The library's words may quote the key.
            raise NotAllowed("The private key in the Google key file is damaged.", _AGAIN) from None

    def secrets(self) -> tuple[str, ...]:
        """What must never appear in a text: the parts of the key that are its secret."""
        return tuple(self._info[name] for name in ("private_key", "private_key_id") if self._info.get(name))

    def __repr__(self) -> str:
        return f"<the key of {self.address}>"

    def __reduce__(self):
        raise TypeError("a key stays in its process")


def find_key(said: str = "") -> ServiceKey:
    """The key at that place (the path of a file, or env:NAME), else by LOTWISE_GOOGLE_KEY; raises NotAllowed."""
    if _is_key(said):
        raise NotAllowed(
            "The configuration holds the Google key itself.",
            "Put the key into a file of its own that only this user may read, and name the place of that file; "
            "then make a new key, "
            "because this one was seen.",
        )
    variable = said[4:].strip() if said.startswith("env:") else VARIABLE
    text = said if said and not said.startswith("env:") else os.environ.get(variable, "")
    text = text.strip().strip("\"'")  # as Windows copies a path, and as some ways to set a variable leave it
    if not text:
        raise NotAllowed(
            f"There is no Google key: {variable} is empty." if said else "There is no Google key yet.",
            "Name the file of the service account's key in Connect, or share the sheet by link and add it as such.",
        )
    return of_text(text if _is_key(text) else _file(text))


def of_text(text: str) -> ServiceKey:
    """The key that a JSON text holds; raises NotAllowed where it holds none."""
    try:
        info = json.loads(text)
    except ValueError:
        raise NotAllowed("The Google key is not the JSON file that Google gave.", _AGAIN) from None
    if isinstance(info, dict) and ({"installed", "web"} & set(info) or info.get("type") == "authorized_user"):
        raise NotAllowed("The Google key is one of a person or a web page, not of a service account.", _AGAIN)
    if not isinstance(info, dict) or info.get("type") != "service_account":
        raise NotAllowed("The Google key is not the key of a service account.", _AGAIN)
    missing = [name for name in _NEEDED if not isinstance(info.get(name), str) or not info[name].strip()]
    if missing:
        raise NotAllowed(f"The Google key lacks {' and '.join(missing)}.", _AGAIN)
    _check_sign_in(info["token_uri"])
    key = ServiceKey(info["client_email"].strip(), str(info.get("project_id", "")), info)
    key.credentials()
    return key


def _check_sign_in(address: str) -> None:
    """A key signs in with Google alone, and one for trying with this computer alone: neither ever reaches the other."""
    if base():
        if host_of(address) not in LOCAL:
            raise NotAllowed(
                "The Google key is a real one, and Lotwise is set to try things out on this computer.",
                f"Take {BASE_VARIABLE} out of the environment, or name the key of the trial server.",
            )
    elif not address.startswith(TOKEN_ADDRESSES):
        raise NotAllowed("The Google key leads to a sign-in that is not Google's.", _AGAIN)


def _is_key(text: str) -> bool:
    return text.lstrip().startswith("{") or "PRIVATE KEY" in text


def _file(path: str) -> str:
    try:
        return Path(os.path.expanduser(path)).read_text(encoding="utf-8")
    except FileNotFoundError:
        # The path is not told, not even to the log: somebody may have put the key in its place.
        raise NotAllowed(
            "The file of the Google key is not where the configuration says.",
            "Put it back, or name the place it is at in Connect.",
        ) from None
    except (OSError, ValueError) as error:
        raise NotAllowed(
            "The file of the Google key can't be read.",
            "Ask who keeps this computer for leave to read it.",
            type(error).__name__,
        ) from None
