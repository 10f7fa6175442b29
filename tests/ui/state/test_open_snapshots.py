"""What is kept in memory of a snapshot: no more than so many results, and no more than so many bytes."""

from __future__ import annotations

import numpy
import pandas

from ui.state.open_snapshots import Shelf
from ui.state.result_size import size_of


def made_of(shelf: Shelf, *asked: str, size: int = 100_000) -> list[str]:
    """Which of these had to be made."""
    made: list[str] = []

    def make(key: str) -> bytes:
        made.append(key)
        return bytes(size)

    for key in asked:
        shelf.result(key, lambda key=key: make(key))
    return made


def test_results_that_are_too_large_together_make_room_the_longest_unused_first():
    shelf = Shelf(most_bytes=250_000)  # two of 100,000
    assert made_of(shelf, "a", "b", "a", "c") == ["a", "b", "c"]
    assert made_of(shelf, "a", "c") == [], "b was unused for longest"
    assert made_of(shelf, "b") == ["b"]


def test_a_result_larger_than_the_shelf_is_given_and_not_kept():
    shelf = Shelf(most_bytes=50_000)
    assert made_of(shelf, "a", "a") == ["a", "a"]
    assert shelf._results == {} and shelf._sizes == {}


def test_small_results_are_kept_by_number():
    shelf = Shelf(most=2)
    assert made_of(shelf, "a", "b", "c", "b", "c", size=1) == ["a", "b", "c"]
    assert made_of(shelf, "a", size=1) == ["a"]


def test_the_size_of_a_result_is_that_of_all_it_holds():
    """1,000 texts of 1,000 letters are a million bytes, in whatever they stand; a million numbers are 8 MB."""
    texts = ["x" * 999 + chr(65 + number % 26) + str(number) for number in range(1000)]
    for held in (texts, {"rows": texts}, [{"text": one} for one in texts], tuple(texts)):
        assert 1_000_000 < size_of(held) < 1_400_000
    assert 8_000_000 <= size_of([numpy.zeros(1_000_000)]) < 8_010_000
    assert 8_000_000 <= size_of({"frame": pandas.DataFrame({"a": numpy.zeros(1_000_000)})}) < 16_100_000


def test_what_belongs_to_the_program_counts_for_nothing():
    assert size_of([size_of, Shelf, numpy]) < 1_000
