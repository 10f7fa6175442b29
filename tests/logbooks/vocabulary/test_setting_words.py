"""Settings by the names people read in the template, in nine languages."""

from __future__ import annotations

import pytest

from logbooks.settings import settings
from logbooks.vocabulary.setting_words import nearest_setting, setting_called, setting_choices, setting_title
from logbooks.vocabulary.sheet_words import LANGUAGES, fold, language


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", settings())
def test_a_setting_is_known_by_its_name_in_every_language(name, code):
    assert setting_called(setting_title(name, code)) == name


def test_a_language_names_every_setting_and_nothing_else():
    for code in LANGUAGES:
        assert set(language(code).get("settings", settings())) == set(settings()), code


def test_no_name_means_two_settings_and_no_word_two_choices():
    meant: dict[str, set[str]] = {fold(name): {name} for name in settings()}
    for code in LANGUAGES:
        for name, alternatives in language(code).get("settings", {}).items():
            for word in alternatives:
                meant.setdefault(fold(word), set()).add(name)
    assert {word: names for word, names in meant.items() if len(names) > 1} == {}
    assert "" not in meant


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Pilot start", "pilot_start"),
        ("INICIO DEL PILOTO", "pilot_start"),
        ("inicio del piloto ", "pilot_start"),
        ("lai suat", "finance_rate"),  # lãi suất without its tones
        ("kg por quintal", "qq_kg"),
        ("pilot begin", None),
    ],
)
def test_letters_and_accents_do_not_matter(written, name):
    assert setting_called(written) == name


@pytest.mark.parametrize(
    ("written", "near"),
    [("pilot_begin", "pilot_start"), ("monda base", "moneda base"), ("taux d'interet ", "taux d'intérêt"), ("?", "")],
)
def test_the_nearest_name_is_in_the_language_it_was_written_in(written, near):
    assert nearest_setting(written) == near


def test_choices_are_known_in_every_language_and_as_they_are():
    assert setting_choices("date_order")["dia mes ano"] == "dmy"
    assert setting_choices("date_order")["mdy"] == "mdy"
    assert setting_choices("decimal_mark") == {",": ",", ".": "."}
    assert setting_choices("pilot_start") == {}
