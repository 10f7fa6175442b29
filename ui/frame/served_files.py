"""What every browser fetches once beside the pages, then keeps: the script of the charts, the letters of headings."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from charts.live_chart import module, module_name
from ui.frame.icon_font import ICONS, icons_address

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

FONTS = Path(__file__).parent / "fonts"  # as .streamlit/config.toml asks for them
CHARTS = f"/{module_name()}"
ONE_YEAR_S = 31_536_000


def addresses() -> dict[str, str]:
    """{address: media type} of all there is."""
    fonts = {f"/{file.name}": "font/woff2" for file in sorted(FONTS.glob("*.woff2")) if file != ICONS}
    return {CHARTS: "text/javascript"} | fonts


def served_file(request: Request) -> Response:
    """The file of the address; text is packed where the browser can unpack it."""
    address = request.url.path
    kind = addresses()[address]
    if address == CHARTS and "gzip" in request.headers.get("accept-encoding", ""):
        return _kept(_packed(), kind, {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
    return _kept(_whole(address), kind)


def _kept(content: bytes, kind: str, more: Mapping[str, str] | None = None) -> Response:
    """An answer that a browser keeps for a year."""
    from starlette.responses import Response

    head = {"Cache-Control": f"public, max-age={ONE_YEAR_S}, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=kind, headers=head | dict(more or {}))


class SmallIcons:
    """Answers with our font of icons where a browser asks for Streamlit's, seven times as heavy; passes on all else."""

    def __init__(self, app: ASGIApp):
        self.app, self.address = app, icons_address()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        asked = scope["type"] == "http" and scope["path"] == self.address
        await (_kept(ICONS.read_bytes(), "font/woff2") if asked else self.app)(scope, receive, send)


@cache
def _whole(address: str) -> bytes:
    return module().encode() if address == CHARTS else (FONTS / address[1:]).read_bytes()


@cache
def _packed() -> bytes:
    return gzip.compress(_whole(CHARTS), mtime=0)
