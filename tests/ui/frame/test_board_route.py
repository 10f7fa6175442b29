"""The board's screen: what everybody sees, under this server's own names, in words where something is in the way."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from ui.frame import board_route
from ui.state import open_snapshots


def asked(endpoint, host: str = "127.0.0.1:8501", **query: str):
    """What the server gives to whoever asks under that name."""
    query_string = urlencode(query).encode()
    headers = [(b"host", host.encode())]
    scope = {"type": "http", "method": "GET", "path": "/board", "query_string": query_string, "headers": headers}
    return endpoint(Request(scope))


def test_it_shows_the_newest_snapshot_and_names_it(three_weeks):
    name, page = asked(board_route.newest).body.decode(), asked(board_route.board)
    assert name == open_snapshots.to_show().snapshot
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert f'"snapshot": "{name}"'.encode() in page.body and b'"watch": "/board/newest"' in page.body


def test_a_moment_of_the_past_is_shown_as_it_was_and_looks_for_nothing_newer(three_weeks):
    page = asked(board_route.board, at=three_weeks[0]).body
    assert b"Data of 1 Mar 2026" in page and b'"watch": ""' in page  # the first of the three weeks


@pytest.mark.parametrize("query", [{"season": "1999/00"}, {"at": "<script>"}])
def test_what_there_is_not_is_said_in_words(three_weeks, query):
    page = asked(board_route.board, **query)
    assert page.status_code == 404
    assert b"<script" not in page.body and b"Traceback" not in page.body and b"<h1>" in page.body


@pytest.mark.parametrize("endpoint", [board_route.board, board_route.newest])
def test_a_foreign_name_gets_nothing(three_weeks, endpoint):
    """A page elsewhere may let its own name point here; it is sent away."""
    assert asked(endpoint, host="elsewhere.example").status_code == 400
