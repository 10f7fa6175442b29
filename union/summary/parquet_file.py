"""A summary as a file: Parquet, not compressed, the same bytes for the same summary; read again only if it is whole."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from connectors.trouble import CannotGoOn
from union.summary.row import SummaryRow, summary_columns, summary_version
from union.summary.summary import Summary

HEAD = b"lotwise_summary"  # under this name the head lies in the file's metadata
TYPES = {
    "text": pa.string(),
    "number": pa.float64(),
    "whole number": pa.int64(),
    "day": pa.date32(),
    "yes or no": pa.bool_(),
}
PARQUET = b"PAR1"  # how such a file begins
MOST_BYTES = 50_000_000  # a hundred seasons take a hundredth of it


class NoSummary(CannotGoOn):
    """The file is no summary, of another version, or not as it was written."""


def in_bytes(summary: Summary) -> bytes:
    """The summary as a file."""
    head = json.dumps(summary.head | {"seal": summary.seal}, sort_keys=True, ensure_ascii=False)
    schema = pa.schema([(one.name, TYPES[one.holds]) for one in summary_columns()], {HEAD: head.encode("utf-8")})
    columns = [_column(summary.rows, one.name, TYPES[one.holds]) for one in summary_columns()]
    table = pa.Table.from_arrays(columns, schema=schema)
    out = io.BytesIO()
    pq.write_table(table, out, compression="none", use_dictionary=False, write_statistics=False)
    return out.getvalue()


def write(path: Path, summary: Summary) -> None:
    """Writes the file; raises OSError."""
    path.write_bytes(in_bytes(summary))


def read(path: Path) -> Summary:
    """The summary that lies in a file, once its seal is found to be right; NoSummary where it is none, of another
    version, or not as it was written."""
    try:
        size, content = path.stat().st_size, b""
        if size <= MOST_BYTES:
            content = path.read_bytes()
    except OSError as fault:
        raise NoSummary(f"{path.name} could not be read.", "Name a file that is there.", str(fault)) from fault
    if size > MOST_BYTES:
        raise NoSummary(f"{path.name} is far larger than a summary is.", "Ask for the file that summary wrote.")
    return from_bytes(content, path.name)


def from_bytes(content: bytes, name: str) -> Summary:
    """The same of the bytes of a file called `name`."""
    head, told = _head_and_rows(content, name)
    if head.get("version") != summary_version():
        raise NoSummary(
            f"{name} is a summary of version {head.get('version')}, and this Lotwise reads version "
            f"{summary_version()}.",
            "Have it written by the same version of Lotwise.",
        )
    try:
        summary = Summary(
            member=head["member"],
            as_of=date.fromisoformat(head["as_of"]),
            snapshot=head["snapshot"],
            definitions_version=head["definitions_version"],
            invented=head["invented"],
            rows=tuple(SummaryRow(**row) for row in told),
        )
        whole = summary.seal == head["seal"]
    except (KeyError, TypeError, ValueError):
        whole = False
    if not whole:
        raise NoSummary(
            f"{name} is not as it was written: its seal does not fit what stands in it.",
            "Ask the cooperative for it again.",
        )
    return summary


def _head_and_rows(content: bytes, name: str) -> tuple[dict, list[dict]]:
    try:
        table = pq.read_table(io.BytesIO(content))
        head = json.loads((table.schema.metadata or {})[HEAD])
        if not isinstance(head, dict):
            raise ValueError(type(head))
        return head, table.to_pylist()
    except (pa.ArrowException, OSError, KeyError, ValueError) as fault:
        again = "Ask the cooperative for it again."
        if HEAD in content:
            raise NoSummary(f"{name} is a summary that was damaged or cut on its way.", again, repr(fault)) from fault
        if content.startswith(PARQUET) and isinstance(fault, (pa.ArrowException, OSError)):
            raise NoSummary(f"{name} is no summary, or was damaged or cut on its way.", again, repr(fault)) from fault
        raise NoSummary(
            f"{name} is no summary of a cooperative.",
            "Ask for the file that python cli.py summary wrote.",
            repr(fault),
        ) from fault


def _column(rows: Iterable[SummaryRow], name: str, holds: pa.DataType) -> pa.Array:
    return pa.array([getattr(row, name) for row in rows], holds)
