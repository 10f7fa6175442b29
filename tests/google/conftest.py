"""The local server, fresh for every test."""

import pytest

from tests.google.server import Google


@pytest.fixture
def google():
    with Google() as server:
        yield server
        assert not server.broken, server.broken
