"""The first rows of a source, as they are read."""

import pytest

from pages.connect.parsed_rows import plain


@pytest.mark.parametrize(
    ("number", "written"),
    [(3600000.0, "3600000"), (12.5, "12.5"), (1234567.25, "1234567.25"), (0.1 + 0.2, "0.3"), (0.0, "0")],
)
def test_a_number_is_written_without_powers_of_ten(number, written):
    assert plain(number) == written
