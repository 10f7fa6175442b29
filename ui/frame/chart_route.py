"""The script of every chart beside the pages: fetched once by a browser, then kept by it."""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING

from charts.live_chart import module

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

ONE_YEAR_S = 31_536_000


def live_chart(request: Request) -> Response:
    """The module of the charts, packed where the browser can unpack it."""
    from starlette.responses import Response

    head = {"Cache-Control": f"public, max-age={ONE_YEAR_S}, immutable", "X-Content-Type-Options": "nosniff"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(module(), media_type="text/javascript", headers=head)
    packed = head | {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(_packed(), media_type="text/javascript", headers=packed)


@cache
def _packed() -> bytes:
    return gzip.compress(module().encode(), mtime=0)
