"""Quotation marks in a .csv that open a text and never close it: left as they are they swallow the rows below."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from connectors.cells import Remark

_QUOTED = r'"[^"]*(?:""[^"]*)*"[ \t]*'


def without_stray_quotes(text: str, delimiter: str) -> tuple[str, list[Remark]]:
    """The text without such marks, so that every line they stood in is a row of its own, and a remark for each mark.

    A quoted field that holds line breaks is believed unless its lines are rows themselves or it does not end as one.
    """
    lines = list(io.StringIO(text, newline=""))
    width = _usual_width(lines, delimiter)
    if not width:
        return text, []
    kept: list[str] = []
    remarks: list[Remark] = []
    at = row = suspected = 0  # lines before `suspected` were swallowed by a mark above them
    while at < len(lines):
        row += 1
        span = _lines_of_record(lines, at, delimiter)
        unended = span > 1 or (at + 1 == len(lines) and lines[at].count('"') % 2)
        if unended and _swallows(lines[at : at + span], delimiter, width):
            suspected, span = max(suspected, at + span), 1
        if at < suspected and span == 1:
            line, found = _line_alone(lines[at], delimiter, row)
            kept.append(line)
            remarks += found
        else:
            kept += lines[at : at + span]
        at += span
    return "".join(kept), remarks


def _usual_width(lines: Sequence[str], delimiter: str) -> int:
    """How many fields the records on one line have; 0 where no record is longer and the last ends, so that
    nothing can be swallowed."""
    reader = csv.reader(lines, delimiter=delimiter)
    widths: Counter[int] = Counter()
    before, longer = 0, bool(lines) and lines[-1].count('"') % 2 == 1
    try:
        for record in reader:
            if reader.line_num - before == 1:
                widths[len(record)] += 1
            else:
                longer = True
            before = reader.line_num
    except csv.Error:  # a field without end
        longer = True
    widths.pop(0, None)
    return (widths.most_common(1)[0][0] if widths else 1) if longer else 0


def _lines_of_record(lines: Sequence[str], at: int, delimiter: str) -> int:
    """How many lines the record takes that begins there."""
    if '"' not in lines[at]:
        return 1
    reader = csv.reader((lines[number] for number in range(at, len(lines))), delimiter=delimiter)
    try:
        next(reader)
    except csv.Error:
        return len(lines) - at
    return reader.line_num


def _swallows(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether these lines, one record by their quotation marks, are rows each: a quoted field does not end as one, or
    every line, or one wholly inside it, has the dividers of a row."""
    divider = re.escape(delimiter)
    ends = rf"(?={divider}|[\r\n]|\Z)"
    left = re.sub(rf"(?:\A|(?<={divider})){_QUOTED}{ends}", "-", "".join(lines))
    if len(left.splitlines()) > 1 or re.search(rf'(?:\A|{divider})"', left):
        return True
    if width < 2 or len(lines) < 2:
        return False
    # Words go on after a comma with a space, rows only where the sheet is written so throughout.
    spaced = re.search(rf"{divider} ", lines[0].replace('"', "")) is not None
    counted = [len(re.findall(divider if spaced else rf"{divider}(?! )", line)) + 1 for line in lines]
    return all(count >= width for count in counted) or (width > 2 and any(count >= width for count in counted[1:-1]))


def _line_alone(line: str, delimiter: str, row: int) -> tuple[str, list[Remark]]:
    """The line without the marks that no field of it opens and closes, and a remark for each."""
    divider = re.escape(delimiter)
    body = line.rstrip("\r\n")
    fields: list[str] = []
    remarks = []
    place = 0
    while place <= len(body):
        quoted = re.compile(rf"{_QUOTED}(?={divider}|\Z)").match(body, place)
        end = quoted.end() if quoted else body.find(delimiter, place)
        field = body[place : end if end >= 0 else len(body)]
        bare = field
        if not quoted and field.startswith('"'):
            bare = field.lstrip('"')
        elif not quoted and field.endswith('"') and field.count('"') % 2:
            bare = field[:-1]
        fields.append(bare)
        if bare != field:
            remarks.append(Remark("stray-quote", row, len(fields), field[:60]))
        place += len(field) + 1
    return delimiter.join(fields) + line[len(body) :], remarks
