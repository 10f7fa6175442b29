"""A snapshot cut short anywhere, with any bit flipped, gone or of another version: never another number without a
word."""

from __future__ import annotations

import random

import pytest

from history.snapshots import manifest, store
from tests.history.snapshots.test_time_machine import book, moment

CUTS, FLIPS = 20, 60
OLD, NEW = ["M-1"], [f"M-{number:03}" for number in range(1, 301)]


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The file of the newest of two snapshots, its content, and the names of both."""
    home = tmp_path_factory.mktemp("damaged") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(home))
        first, second = store.keep([book(*OLD)], now=moment(2)), store.keep([book(*NEW)], now=moment(3))
        file = home / "snapshots" / f"{second}.duckdb"
        yield file, file.read_bytes(), first, second


def shown(first: str, second: str) -> str:
    """Which of the two is shown, whole; raises AssertionError where it is neither, or the older without a word."""
    w = store.current()
    lots = [row["lot_id"] for row in w.rows("SELECT lot_id FROM lots ORDER BY 1")]
    seen = (w.id, w.instead_of, lots)
    w.close()
    assert seen in ((first, second, OLD), (second, None, NEW))
    return w.id


@pytest.mark.long
def test_cut_short_anywhere_the_one_before_is_shown_and_said(two):
    file, content, first, second = two
    draw = random.Random(1)
    for cut in [0, len(content) - 1, *(draw.randrange(1, len(content)) for _ in range(CUTS - 2))]:
        file.write_bytes(content[:cut])
        assert shown(first, second) == first, f"cut at {cut}"


@pytest.mark.long
def test_with_any_bit_flipped_the_one_before_is_shown_and_said_or_nothing_is_lost(two):
    """A bit that no table uses, such as in a free block or the spare header, changes nothing and need not be found."""
    file, content, first, second = two
    draw, found = random.Random(2), 0
    for _ in range(FLIPS):
        place, bit = draw.randrange(len(content)), draw.randrange(8)
        flipped = bytearray(content)
        flipped[place] ^= 1 << bit
        file.write_bytes(flipped)
        found += shown(first, second) == first
    assert found > FLIPS / 4


def test_gone_the_one_before_is_shown_and_of_another_version_the_same(two, monkeypatch):
    file, content, first, second = two
    file.unlink()
    assert shown(first, second) == first
    file.write_bytes(content)
    assert shown(first, second) == second
    monkeypatch.setattr(manifest, "fingerprint", lambda: "of another version")
    assert shown(first, second) == second
