"""What every browser fetches once beside the pages, then keeps: how they look, the script of the charts, the letters of
headings."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from charts.live_chart import module, module_name
from ui.frame import told_beforehand
from ui.frame.icon_font import ICONS, icons_address
from ui.frame.style_sheet import style_sheet, style_sheet_name

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FONTS = Path(__file__).parent / "fonts"  # as .streamlit/config.toml asks for them
CHARTS = f"/{module_name()}"
LOOKS = f"/{style_sheet_name()}"
ONE_YEAR_S = 31_536_000
OF_ITS_BYTES = (b"content-length", b"etag", b"last-modified")


def addresses() -> dict[str, str]:
    """{address: media type} of all there is."""
    fonts = {f"/{file.name}": "font/woff2" for file in sorted(FONTS.glob("*.woff2")) if file != ICONS}
    return {CHARTS: "text/javascript", LOOKS: "text/css"} | fonts


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


class OurDocument:
    """Names our style sheet at the end of the document in which Streamlit draws every page, so that its rules count
    over those of the same weight that Streamlit writes into the head, and tells at its beginning what Streamlit would
    ask; passes on all else."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _asks_for_a_document(scope):
            return await self.app(scope, receive, send)
        # Streamlit would pack it, and nothing can be added to that; app.py packs what leaves here
        scope = {**scope, "headers": [one for one in scope["headers"] if one[0] != b"accept-encoding"]}
        held: list[Message] = []

        async def pass_on(message: Message) -> None:
            if not held and not _begins_a_document(message):
                return await send(message)
            held.append(message)
            if len(held) > 1 and not message.get("more_body"):
                for one in _with_ours(held):
                    await send(one)

        return await self.app(scope, receive, pass_on)


def _asks_for_a_document(scope: Scope) -> bool:
    return b"text/html" in dict(scope["headers"]).get(b"accept", b"")


def _begins_a_document(message: Message) -> bool:
    kind = dict(message.get("headers", ())).get(b"content-type", b"")
    return message["type"] == "http.response.start" and message["status"] == 200 and kind.startswith(b"text/html")


def _with_ours(held: Sequence[Message]) -> Sequence[Message]:
    """The same answer with what is ours, where it is that document; then it is no longer what its tag says."""
    start, body = held[0], b"".join(one.get("body", b"") for one in held[1:])
    if b'id="root"' not in body:
        return held
    whole = body.replace(b"<head>", b"<head>" + told_beforehand.script().encode(), 1)
    whole = whole.replace(b"</body>", f'<link rel="stylesheet" href="{LOOKS}"></body>'.encode(), 1)
    stays = [(name, value) for name, value in start["headers"] if name.lower() not in OF_ITS_BYTES]
    head = [*stays, (b"content-length", str(len(whole)).encode())]
    return {**start, "headers": head}, {"type": "http.response.body", "body": whole}


@cache
def _whole(address: str) -> bytes:
    made = {CHARTS: module, LOOKS: style_sheet}
    return made[address]().encode() if address in made else (FONTS / address[1:]).read_bytes()


@cache
def _packed() -> bytes:
    return gzip.compress(_whole(CHARTS), mtime=0)
