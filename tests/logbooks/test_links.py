"""Which links of a sheet may be pressed."""

import pytest

from logbooks.links import LONGEST, web_link

PLAIN = "https://docs.google.com/spreadsheets/d/1/edit#gid=0&range=B5"


def test_a_plain_https_address_is_a_link():
    assert web_link(PLAIN) == PLAIN


@pytest.mark.parametrize(
    "text", [None, "", "http://example.org/", "javascript:alert(1)", 'https://example.org/"><script>', PLAIN + " x"]
)
def test_nothing_else_is(text):
    assert web_link(text) == ""


def test_a_link_may_be_so_long_and_no_longer():
    longest = "https://example.org/" + "a" * (LONGEST - len("https://example.org/"))
    assert (web_link(longest), web_link(longest + "a")) == (longest, "")
