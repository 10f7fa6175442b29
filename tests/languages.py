"""Languages of a test that takes seconds for each: one in letters of ours and one in its own letters at every run, all
others where what is long is asked for."""

import pytest

from logbooks.vocabulary.sheet_words import LANGUAGES

AT_EVERY_RUN = ("es", "am")
EACH = [code if code in AT_EVERY_RUN else pytest.param(code, marks=pytest.mark.long) for code in LANGUAGES]
