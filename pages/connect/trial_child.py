"""The process in which a source is tried without keeping anything: one JSON question in, lines of JSON out; started by
pages/connect/source_trial.py."""

from __future__ import annotations

import json
import sys
import traceback

from connectors import kept_readings
from connectors.cells import Workbook
from connectors.source import Source, kinds
from connectors.trouble import CannotGoOn, NotNow
from history.fault_log import without_secrets
from logbooks.catalogue import logbooks
from logbooks.recognise.mapping import Mapping, loads
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.tabs_together import recognise_tabs
from pages.connect.gone_rows import gone
from refresh.source_places import reading_of


def answer(asked: dict) -> dict:
    """What was asked for: {"tabs": [...]} of a source, {"gone": {...}} of one held tab, {"shared": [...]} or
    {"account": ...} of a key."""
    source = Source(**asked["source"])
    if asked["ask"] in ("tabs", "gone"):
        came = kinds()[source.kind].fetch(source, None, lambda words: tell({"said": words})).workbooks
        said = loads(asked["mapping"])
        if asked["ask"] == "tabs":
            return {"tabs": tabs_of(came, said)}
        file, sheet = asked["of"]
        return {"gone": gone(kept_readings.load(reading_of(source.name)), came, file, sheet, said)}
    from connectors.google.service_key import find_key
    from connectors.google.shared_with_us import shared_with_us

    key = find_key(source.key)
    if asked["ask"] == "account":
        return {"account": key.address}
    return {
        "shared": [
            {"link": f"https://docs.google.com/spreadsheets/d/{one.id}/edit", "name": one.name, "owner": one.owner}
            for one in shared_with_us(key)
        ]
    }


def tabs_of(workbooks: tuple[Workbook, ...], mapping: Mapping) -> list[dict]:
    """Each tab as it would be read: what it was taken for, its rows, the columns understood, missing and not
    understood."""
    return [told_of(one) for one in recognise_tabs((tab for book in workbooks for tab in book.tabs), mapping)]


def told_of(found: Recognised) -> dict:
    """One tab in plain values: source, sheet, logbook, header_row, rows, columns, missing, unknown, not_a_log,
    refused."""
    tab = found.tab
    declared = logbooks()[found.logbook] if found.logbook else None
    rows = sum(row > found.header_row for row in tab.cells.column("row").to_pylist()) if tab.cells is not None else 0
    return {
        "source": tab.source,
        "sheet": tab.sheet,
        "logbook": found.logbook,
        "header_row": found.header_row,
        "rows": rows,
        "columns": [declared.column(name).title for name in found.columns] if declared else [],
        "missing": [remark.detail for remark in found.remarks if remark.code == "missing-column"],
        "unknown": [text for _, text in found.unknown],
        "not_a_log": found.not_a_log,
        "refused": tab.refused.detail if tab.refused else None,
    }


def tell(line: dict) -> None:
    """Writes one line for the process that asked."""
    sys.stdout.buffer.write(json.dumps(line).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def main() -> int:
    """Answers the question on standard input; a defect of ours goes to standard error, which is the log."""
    try:
        tell(answer(json.loads(sys.stdin.buffer.read())))
    except CannotGoOn as trouble:
        tell({"trouble": {"what": trouble.what, "fix": trouble.fix, "passes": isinstance(trouble, NotNow)}})
        print(without_secrets(trouble.detail), file=sys.stderr)
    except Exception:
        print(without_secrets(traceback.format_exc()), file=sys.stderr)
        tell({"defect": True})
    return 0


if __name__ == "__main__":
    sys.exit(main())
