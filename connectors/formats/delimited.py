"""A .csv read as a spreadsheet would show it: one record a row, every field as text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import chain, zip_longest

import numpy
import pyarrow
import pyarrow.compute as compute

from connectors.cells import TEXT, Remark
from connectors.formats.grid import SheetReading
from connectors.formats.stray_quotes import without_stray_quotes
from connectors.formats.text_encodings import OLD, decoded

csv.field_size_limit(10_000_000)
DELIMITERS = ",;\t|"


def read(content: bytes) -> SheetReading:
    """The reading of a .csv; its remarks name a guessed encoding, quotation marks passed over, and rows with
    more or fewer fields than the rest."""
    found = decoded(content)
    text, delimiter = _announced(found.text)
    text, stray = without_stray_quotes(text, delimiter)
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    reading = of_records(records)
    if found.encoding:
        code = "guessed-encoding" if found.sure else "unsure-encoding"
        reading.remarks.append(Remark(code, written=found.encoding, detail=OLD[found.encoding]))
    reading.remarks.extend(stray)
    reading.remarks.extend(_ragged(records))
    counted = _counted(text, delimiter)
    if counted != [len(record) for record in records]:
        row = next(
            (row for row, (one, other) in enumerate(zip_longest(counted, map(len, records)), 1) if one != other), None
        )
        reading.refused = Remark(
            "counts-differ", row, detail=f"{len(records):,} rows and {len(counted):,}; a quotation mark may never end"
        )
    return reading


def of_records(records: list[list[str]]) -> SheetReading:
    """The reading of rows of fields, each a text."""
    widths = numpy.array([len(record) for record in records], numpy.int64)
    texts = pyarrow.array(chain.from_iterable(records), pyarrow.string())
    row = numpy.repeat(numpy.arange(1, len(records) + 1), widths)
    column = numpy.arange(1, len(texts) + 1) - numpy.repeat(numpy.cumsum(widths) - widths, widths)
    filled = compute.not_equal(texts, "")
    kept = filled.to_numpy(zero_copy_only=False)
    return SheetReading(
        row[kept].astype(numpy.int32),
        column[kept].astype(numpy.int32),
        numpy.full(int(kept.sum()), ord(TEXT), numpy.uint8),
        texts.filter(filled),
    )


def _announced(text: str) -> tuple[str, str]:
    """The text without Excel's own first line sep=; and the delimiter, announced there or found."""
    line = re.match(r'"?sep=([,;\t|])"?\r?\n', text)
    return (text[line.end() :], line[1]) if line else (text, delimiter_of(text))


def _ragged(records: list[list[str]]) -> list[Remark]:
    # A title stands alone in its row and an empty row has no fields: neither is ragged.
    widths = Counter(len(record) for record in records if len(record) > 1)
    usual = widths.most_common(1)[0][0] if widths else 0
    return [
        Remark("ragged-row", row, written=str(len(record)), detail=f"{len(record)}, the others {usual}")
        for row, record in enumerate(records, 1)
        if len(record) > 1 and len(record) != usual
    ]


def _counted(text: str, delimiter: str) -> list[int]:
    """The number of fields of each record, counted a second way: with quoted fields taken out, every divider
    divides."""
    if '"' in text:
        text = re.sub(rf'(?:\A|(?<=[{re.escape(delimiter)}\r\n]))"[^"]*(?:""[^"]*)*"', "-", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.count(delimiter) + 1 if line else 0 for line in lines]


def delimiter_of(text: str) -> str:
    """The delimiter that gives the most rows the same number of fields, above one."""
    sample = io.StringIO(text[:200_000], newline="").read()
    best = (0, 0, 0, ",")
    for rank, delimiter in enumerate(DELIMITERS):
        widths = Counter(
            len(record) for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(record)
        )
        widths.pop(1, None)
        if widths:
            width, rows = widths.most_common(1)[0]
            best = max(best, (rows, width, -rank, delimiter))
    return best[3]
