"""The logo is a picture in the data folder, taken as data, or said why not."""

import base64

import pytest

from packs import letterhead


@pytest.mark.parametrize(
    ("name", "written", "kind"),
    [
        ("logo.png", b"\x89PNG\r\n\x1a\nrest", "image/png"),
        ("logo.svg", b"<?xml version='1.0'?><svg><script>alert(1)</script></svg>", "image/svg+xml"),
    ],
)
def test_a_logo_becomes_an_address_that_holds_it(tmp_path, name, written, kind):
    (tmp_path / name).write_bytes(written)
    address, why_not = letterhead._read_logo(tmp_path)
    assert address == f"data:{kind};base64,{base64.b64encode(written).decode()}" and why_not == ""


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("logo.png", b"<html>", "logo.png in the data folder is not what its name says"),
        ("logo.svg", b"<html>", "logo.svg in the data folder is not what its name says"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(1_000_000), "logo.png in the data folder is larger than 1 MB"),
    ],
)
def test_what_is_no_logo_is_said(tmp_path, name, written, said):
    (tmp_path / name).write_bytes(written)
    address, why_not = letterhead._read_logo(tmp_path)
    assert address == "" and why_not.startswith(said)


def test_without_a_file_there_is_nothing_to_say(tmp_path):
    assert letterhead._read_logo(tmp_path) == ("", "")
