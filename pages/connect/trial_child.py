"""The process in which a source is tried without keeping anything: one JSON question in, lines of JSON out; started by
pages/connect/source_trial.py."""

from __future__ import annotations

import json
import sys
import traceback

from connectors import kept_readings
from connectors.source import Source, kinds
from connectors.trouble import CannotGoOn, NotNow
from history.fault_log import without_secrets
from logbooks.recognise.mapping import loads
from pages.connect.gone_rows import gone
from pages.connect.told_tabs import tabs_of
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
