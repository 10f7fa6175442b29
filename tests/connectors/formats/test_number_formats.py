"""What a number format makes of a number."""

import pytest

from connectors.formats.number_formats import meaning

CODES = {
    "General": "n",
    "0": "n",
    "0.00": "n",
    "#,##0.00": "n",
    "0.00E+00": "n",
    "@": "n",
    "": "n",
    "0;-0;;@": "n",
    "# ?/?": "n",
    "0%": "p",
    '[<0]"";0%': "p",
    ";;;": "n",
    "0.00%": "p",
    "0%;[Red]-0%": "p",
    '0.0"%"': "n",
    r"0\%": "n",
    '0" qq"': "n",
    '"due" 0': "n",
    "[$€-2] #,##0.00": "n",
    "[Red]0": "n",
    "[>100]0;0.0": "n",
    "_-* #,##0.00_-": "n",
    "[$USD] 0": "n",
    r"0 \d\a\y\s": "n",
    "yyyy-mm-dd": "d",
    "d/m/yy": "d",
    "dd/mm/yyyy;@": "d",
    "[$-409]d-mmm-yy;@": "d",
    "mmm-yy": "d",
    "[$-F800]dddd, mmmm dd, yyyy": "d",
    "mmmm": "d",
    'd" de "mmmm" de "yyyy': "d",
    "yyyy/mm/dd hh:mm": "m",
    "d/m/yyyy h:mm AM/PM": "m",
    "[$-409]m/d/yy h:mm AM/PM;@": "m",
    "hh:mm": "h",
    "h:mm:ss AM/PM": "h",
    "mm:ss": "h",
    "mm:ss.0": "h",
    "ss": "h",
    "[h]:mm": "H",
    "[mm]:ss": "H",
    "[hh]:mm:ss": "H",
}
BUILT_IN = {
    0: "n",
    1: "n",
    2: "n",
    9: "p",
    10: "p",
    11: "n",
    14: "d",
    17: "d",
    18: "h",
    20: "h",
    22: "m",
    30: "d",
    37: "n",
    44: "n",
    45: "h",
    46: "H",
    47: "h",
    49: "n",
    57: "d",
    163: "n",
}


@pytest.mark.parametrize(("code", "expected"), CODES.items())
def test_a_code_means(code, expected):
    assert meaning(code) == expected


@pytest.mark.parametrize(("number", "expected"), BUILT_IN.items())
def test_a_built_in_format_means(number, expected):
    assert meaning("", number) == expected
