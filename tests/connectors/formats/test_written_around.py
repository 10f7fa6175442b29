"""What a person sees of a number by its format: units, currencies, codes."""

import pytest

from connectors.formats.written_around import section_for, sections


def seen(code: str, plain: str) -> str | None:
    """What the format shows, unrounded; None where it shows the number alone."""
    among = sections(code)
    one = section_for(float(plain), among) if among else None
    return one.write(plain) if one and one.tells else None


@pytest.mark.parametrize(
    ("code", "plain", "expected"),
    [
        ('0" qq"', "46.5", "46.5 qq"),
        (r"0.0\ \q\q", "38.2", "38.2 qq"),
        (r"0.00\m\z", "1.5", "1.5mz"),
        ("0.0 [$qq]", "3", "3 qq"),
        ('#,##0.0 "kg"', "1250", "1250 kg"),
        (r'#\ ##0.00" kg"', "1234.5", "1234.5 kg"),
        ('General" kg"', "4", "4 kg"),
        ('[<2]0" bag";0" bags"', "3", "3 bags"),
        ('[<2]0" bag";0" bags"', "1", "1 bag"),
        ('0.0"%"', "12", "12%"),
    ],
)
def test_units_are_told_cell_by_cell(code, plain, expected):
    assert seen(code, plain) == expected


@pytest.mark.parametrize(
    ("code", "plain", "expected"),
    [
        ('"L" #,##0.00', "178.5", "L 178.5"),
        (r"[$€-2]\ #,##0.00", "4.2", "€ 4.2"),
        ("_-[$USD] * #,##0.00_-", "7.1", "USD 7.1"),
        ("[$L-480A]#,##0.00;-[$L-480A]#,##0.00", "-5", "L-5"),
        ('"Q"#,##0.00_);[Red]\\("Q"#,##0.00\\)', "-3", "Q-3"),
        ("#,##0.00 [$₫-42A]", "7500", "7500 ₫"),
        ("[$$-409]#,##0.00", "4", "USD 4"),
        ("[$$-es-CO]#,##0.00", "4", "COP 4"),
        ('_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', "4.5", "$4.5"),
    ],
)
def test_currencies_are_told_cell_by_cell(code, plain, expected):
    assert seen(code, plain) == expected


@pytest.mark.parametrize(
    ("code", "plain", "expected"),
    [
        ('"F-"000', "12", "F-012"),
        ("000", "7", "007"),
        ("00-000", "24010", "24-010"),
        (r"000\-00\-0000", "123456789", "123-45-6789"),
        ('"2025-"000', "7", "2025-007"),
        ('000"/25"', "7", "007/25"),
        ('[=1]"micro";[=2]"bulk"', "2", "bulk"),
    ],
)
def test_codes_are_what_the_person_sees(code, plain, expected):
    assert seen(code, plain) == expected


def test_thousands_that_only_the_format_divides_are_named():
    assert seen("0.0,", "46500") == "46.5 thousand"


@pytest.mark.parametrize(
    ("code", "plain"),
    [
        ("General", "12"),
        ("0.00", "5"),
        ("#,##0.00", "1250"),
        ("# ?/?", "1.5"),
        ("0.00E+00", "1"),
        ("[Red]0", "-1"),
        ('_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "0"),
        ('0;-0;"n/a"', "5"),
        ("(000)", "123"),
        (";;;", "3"),
    ],
)
def test_a_format_that_writes_nothing_of_its_own_leaves_the_number(code, plain):
    assert seen(code, plain) in (None, plain, f"({plain})")
