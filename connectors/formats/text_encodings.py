"""The letters of a .csv by its bytes: a mark at its beginning, zeros between them, else the way of storing them that
makes words."""

from __future__ import annotations

from dataclasses import dataclass

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Where two make words equally well the first is taken, and said to be a guess.
OLD = {"cp1252": "Western European (Windows)", "mac_roman": "Western European (Mac)", "cp850": "Western European (DOS)"}
USUAL = frozenset("áéíóúñçãõâêôàèüÁÉÍÓÚÑÇÃÕÂÊÔÀÈÜ")  # in Spanish, Portuguese, French; î and û are rare
SIGNS = frozenset("°ºª«»“”‘’–—…·¿¡£½¼²³±\u00a0")
LEAD = 0.6  # by so much the best must lead to be more than a guess: one usual letter against one unusual
EACH = 0.6  # so well its letters must fit on average, else it is an encoding nobody named
LOOKED_AT = 200_000  # bytes
_ZEROS, _NO_ZEROS = 0.25, 0.05  # of the bytes at even or odd places


@dataclass(frozen=True)
class Decoded:
    """A text; `encoding` is how its letters were stored where no mark and no UTF-8 says so, `sure` whether only that
    makes words."""

    text: str
    encoding: str = ""
    sure: bool = True


def decoded(content: bytes) -> Decoded:
    """The text of the bytes; raises UnicodeDecodeError where they are not what their mark says."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return Decoded(content.decode(encoding))
    if encoding := without_mark(content):
        return Decoded(content.decode(encoding))
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        scores = {one: _makes_words(content[:LOOKED_AT], one) for one in OLD}
        best, second = sorted(scores, key=lambda one: -scores[one])[:2]
        fits = scores[best] >= EACH * sum(letter > "\x7f" for letter in content[:LOOKED_AT].decode(best, "replace"))
        return Decoded(content.decode(best, "replace"), best, fits and scores[best] - scores[second] >= LEAD)


def is_wide(content: bytes) -> bool:
    """Whether letters are stored in two or four bytes, so that zeros among them are no sign of another kind of file."""
    return content.startswith(tuple(mark for mark, encoding in MARKS if encoding != "utf-8-sig")) or bool(
        without_mark(content)
    )


def without_mark(content: bytes) -> str:
    """utf-16-le or utf-16-be where every other byte is zero as it is between plain letters and digits; else nothing."""
    start = content[:LOOKED_AT]
    even, odd = start[::2], start[1::2]
    if len(even) < 2:
        return ""
    zeros = even.count(0) / len(even), odd.count(0) / max(len(odd), 1)
    if zeros[1] > _ZEROS and zeros[0] < _NO_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > _ZEROS and zeros[1] < _NO_ZEROS else ""


def _makes_words(content: bytes, encoding: str) -> float:
    """How well the letters beyond plain ones fit where they stand, added up."""
    text = content.decode(encoding, errors="replace")
    padded = f" {text} "
    return sum(_fits(*padded[at - 1 : at + 2]) for at in range(1, len(padded) - 1) if padded[at] > "\x7f")


def _fits(before: str, letter: str, after: str) -> float:
    """How well a letter fits between its neighbours: in the middle of a word no sign does, nor a capital after small
    letters."""
    in_word = before.isalpha() or after.isalpha()
    if letter.isalpha() and letter not in "ºª":
        if letter.isupper() and (before.islower() or (before.isalpha() and after.islower())):
            return -1.0
        if letter.islower() and before.isupper() and after.isupper():
            return -1.0
        return (1.0 if letter in USUAL else 0.3) if in_word else 0.2
    if letter == "€":
        return 1.0
    if letter in SIGNS and not (before.isalpha() and after.isalpha()):
        return 0.8
    return -1.0
