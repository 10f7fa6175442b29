"""A .csv read as a spreadsheet would show it: one record a row, every field as text."""

from __future__ import annotations

import csv
import io
from collections import Counter

from connectors.cells import TEXT, Remark
from connectors.grid import Reading, of_cells

DELIMITERS = ",;\t|"
_BYTE_ORDER = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(content: bytes) -> Reading:
    """The reading of a .csv; its remarks name a guessed encoding and rows with more or fewer fields than the rest."""
    text, guessed = decoded(content)
    delimiter = delimiter_of(text)
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    cells = [(row, column, TEXT, field) for row, record in enumerate(records, 1) for column, field in enumerate(record, 1)]
    reading = of_cells(cells)
    if guessed:
        reading.remarks.append(Remark("guessed-encoding", detail=guessed))
    widths = Counter(len(record) for record in records if any(record))
    usual = widths.most_common(1)[0][0] if widths else 0
    for row, record in enumerate(records, 1):
        if any(record) and len(record) != usual and len(record) > 1:
            reading.remarks.append(Remark("ragged-row", row, written=str(len(record)), detail=str(usual)))
    return reading


def decoded(content: bytes) -> tuple[str, str]:
    """The text of the bytes, and the name of the encoding where it had to be guessed."""
    for mark, encoding in _BYTE_ORDER:
        if content.startswith(mark):
            return content.decode(encoding), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "cp1252"


def delimiter_of(text: str) -> str:
    """The delimiter that gives the most rows the same number of fields, above one."""
    sample = io.StringIO(text[:200_000], newline="").read()
    best = (0, 0, 0, ",")
    for rank, delimiter in enumerate(DELIMITERS):
        widths = Counter(len(record) for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(record))
        widths.pop(1, None)
        if widths:
            width, rows = widths.most_common(1)[0]
            best = max(best, (rows, width, -rank, delimiter))
    return best[3]
