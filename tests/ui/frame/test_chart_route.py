"""The script of the charts as the server gives it: once, packed, and under another name once it is another."""

from __future__ import annotations

import gzip

from starlette.requests import Request

from charts.live_chart import module
from ui.frame.chart_route import live_chart


def asked(encoding: str):
    """The answer to a browser that can unpack that."""
    return live_chart(Request({"type": "http", "headers": [(b"accept-encoding", encoding.encode())]}))


def test_it_is_packed_kept_for_a_year_and_the_module_itself():
    answer = asked("gzip, br")
    assert gzip.decompress(answer.body).decode() == module() and answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert len(answer.body) < 420_000  # the bundle that draws all there is has 1.4 MB


def test_who_cannot_unpack_gets_it_plain():
    answer = asked("identity")
    assert bytes(answer.body).decode() == module() and "content-encoding" not in answer.headers
