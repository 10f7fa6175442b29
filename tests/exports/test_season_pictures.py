"""Many pictures in one file: each painted, counted aloud, and the same file for the same pictures."""

from __future__ import annotations

import io
import zipfile

import pytest

from exports.picture_size import SQUARE
from exports.season_pictures import Wanted, page_of, zipped
from tests.exports.test_painted import of

pytestmark = pytest.mark.browser


def test_a_zip_holds_every_picture_and_tells_how_many_are_done(installed_chromium):
    frames, told = {"one": of("First", SQUARE), "two": of("Second", SQUARE)}, []
    made = zipped(frames, Wanted(size=SQUARE), told.append)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["one.png", "two.png"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(archive.read(name).startswith(b"\x89PNG") for name in archive.namelist())
    assert told == [1, 2]


def test_a_page_of_all_pictures_ends_no_script_early():
    page = page_of({"one": of("</script><script>alert(1)</script>")})
    assert "</script><script>alert" not in page and page.count("</script>") == 3
