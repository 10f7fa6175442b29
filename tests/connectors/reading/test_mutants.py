"""Workbooks broken on purpose, from printed seeds: refused, or read with every cell the file still holds."""

import random
import re
import zipfile

import pytest

from connectors.trouble import CannotGoOn
from tests.connectors.made import rows, tabs, xlsx

pytestmark = pytest.mark.long

SHEET = rows(
    *(
        "".join(
            f'<c r="{letter}{row}" s="{place % 3}"><v>{row * 10 + place}.5</v></c>'
            if place % 2
            else f'<c r="{letter}{row}" t="inlineStr"><is><t>lot {row} {letter}</t></is></c>'
            for place, letter in enumerate("ABCD")
        )
        for row in range(1, 9)
    )
)


def mutated(sheet: bytes, chance: random.Random) -> bytes:
    place, length = chance.randrange(len(sheet)), chance.randint(1, 40)
    reference = chance.choice(re.findall(rb' r="[A-D]?\d+"', sheet))
    return chance.choice(
        [
            lambda: sheet[:place] + bytes([sheet[place] ^ 1 << chance.randrange(7)]) + sheet[place + 1 :],
            lambda: sheet[:place] + sheet[place + length :],
            lambda: sheet[:place] + sheet[place : place + length] * 2 + sheet[place + length :],
            lambda: sheet.replace(
                reference,
                chance.choice([b' r="A0"', b' r="XFD9"', b' r="ZZZZ1"', b' r="-1"', b"", b' r="C3"', b' r="2"']),
                1,
            ),
            lambda: sheet.replace(
                b".5</v>", chance.choice([b"e999</v>", b"abc</v>", b".5.5</v>", b"\xff</v>", b"</v><v>9</v>", b""]), 1
            ),
            lambda: sheet[:place],
        ]
    )()


@pytest.mark.parametrize("seed", range(150))
def test_a_mutant_loses_nothing_in_silence(tmp_path, seed):
    whole = xlsx(tmp_path / "whole.xlsx", SHEET)
    with zipfile.ZipFile(whole) as package:
        part = package.read("xl/worksheets/A.xml")
    broken = mutated(part, random.Random(seed))
    path = xlsx(tmp_path / "broken.xlsx", "", extra={"xl/worksheets/A.xml": broken})
    try:
        [tab] = tabs(path)
    except CannotGoOn:
        return
    if tab.refused is None:
        assert tab.counts["valued"] == plainly_counted(broken)


def plainly_counted(part: bytes) -> int:
    """Cells that hold anything, counted with nothing but Python's own XML parser."""
    from xml.etree import ElementTree

    count = 0
    for cell in ElementTree.fromstring(part).iter():
        if cell.tag.endswith("}c"):
            count += any((inner.text or "") != "" for inner in cell.iter() if inner.tag.endswith(("}v", "}t")))
    return count


@pytest.mark.parametrize("seed", range(60))
def test_a_file_with_flipped_or_missing_bytes_is_refused_or_whole(tmp_path, seed):
    chance = random.Random(1000 + seed)
    path = xlsx(tmp_path / "whole.xlsx", SHEET)
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 4)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    if seed % 3 == 0:
        del content[chance.randrange(len(content)) :]
    (tmp_path / "broken.xlsx").write_bytes(content)
    try:
        [tab] = tabs(tmp_path / "broken.xlsx")
    except CannotGoOn:
        return
    assert tab.refused or tab.counts["valued"] == 32
