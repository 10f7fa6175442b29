"""What every browser fetches once beside the pages, then keeps: the script of the charts, the letters of headings."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from charts.live_chart import module, module_name

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

FONTS = Path(__file__).parent / "fonts"  # as .streamlit/config.toml asks for them
CHARTS = f"/{module_name()}"
ONE_YEAR_S = 31_536_000


def addresses() -> dict[str, str]:
    """{address: media type} of all there is."""
    fonts = {f"/{file.name}": "font/woff2" for file in sorted(FONTS.glob("*.woff2"))}
    return {CHARTS: "text/javascript"} | fonts


def served_file(request: Request) -> Response:
    """The file of the address; text is packed where the browser can unpack it."""
    from starlette.responses import Response

    address = request.url.path
    head = {"Cache-Control": f"public, max-age={ONE_YEAR_S}, immutable", "X-Content-Type-Options": "nosniff"}
    kind = addresses()[address]
    if address == CHARTS and "gzip" in request.headers.get("accept-encoding", ""):
        packed = head | {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(_packed(), media_type=kind, headers=packed)
    return Response(_whole(address), media_type=kind, headers=head)


@cache
def _whole(address: str) -> bytes:
    return module().encode() if address == CHARTS else (FONTS / address[1:]).read_bytes()


@cache
def _packed() -> bytes:
    return gzip.compress(_whole(CHARTS), mtime=0)
