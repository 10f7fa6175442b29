"""The real, unmodified gspread client with the addresses of Google led to the local server, below it, on the wire."""

from __future__ import annotations

import gspread
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.service_account import Credentials
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from tests.google.server import Google

HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


class Led(HTTPAdapter):
    """Sends what is meant for Google to the local server."""

    def __init__(self, base: str):
        super().__init__()
        self.base = base

    def send(self, request: PreparedRequest, *args, **more) -> Response:
        for host in HOSTS:
            request.url = request.url.replace(host, self.base, 1)
        return super().send(request, *args, **more)


def client(
    google: Google, address: str | None = None, scopes: list[str] = gspread.auth.READONLY_SCOPES
) -> gspread.Client:
    """A gspread client signed in with a service account of the server."""
    account = google.account(address) if address else google.account()
    session = AuthorizedSession(Credentials.from_service_account_info(account.info(), scopes=scopes))
    for host in HOSTS:
        session.mount(host, Led(google.base))
    return gspread.Client(auth=None, session=session)
