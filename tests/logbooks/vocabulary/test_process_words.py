"""Words of processing in nine languages, said in English."""

import tomllib

import pytest

from logbooks.vocabulary.process_words import FILE, process_in_english, step_in_english
from logbooks.vocabulary.sheet_words import fold


@pytest.mark.parametrize(
    ("written", "process", "step"),
    [
        ("Lavado", "washed", "washing"),
        ("CHE BIEN UOT", "washed", None),
        ("phơi", None, "drying"),
        ("የታጠበ", "washed", None),
        ("seco", "natural", None),
        ("Bourbon", None, None),
    ],
)
def test_a_word_is_known_in_any_letters_and_no_other_is_guessed(written, process, step):
    assert (process_in_english(written), step_in_english(written)) == (process, step)


@pytest.mark.parametrize("kind", ["process", "step"])
def test_no_word_means_two_things(kind):
    declared = tomllib.loads(FILE.read_text("utf-8"))[kind]
    words = [fold(word) for alternatives in declared.values() for word in set(map(fold, alternatives))]
    assert len(words) == len(set(words))
