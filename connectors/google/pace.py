"""How often Sheets may be asked by one key, remembered beside the data so that the next process keeps to it too."""

from __future__ import annotations

import hashlib
import json
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from connectors.disk import data_folder, put

LIMITS = tomllib.loads(Path(__file__).with_name("pace.toml").read_text(encoding="utf-8"))


def remembered_in() -> Path:
    """The small file of the times of the last reads, in the data folder of this computer."""
    return data_folder() / "google-reads.json"


_WAS_THERE: set[Path] = set()  # the folders in which this process has noted reads
_ONE_AT_A_TIME = threading.Lock()  # sources are read side by side, often by one key
_HERE: dict[tuple[Path, str], list[float]] = {}  # what this process has read, should the file not be writable


@dataclass
class Pace:
    """The times of the last reads by one key."""

    address: str
    file: Path
    clock: Callable[[], float] = time.time
    reads: int = LIMITS["pace"]["reads"]
    per_seconds: float = LIMITS["pace"]["per_seconds"]

    def take(self) -> float:
        """0 where one more read keeps within the pace, and it is noted; else how many seconds to wait before asking
        again."""
        with _ONE_AT_A_TIME:
            everyone = self._everyone()
            name, now = hashlib.sha256(self.address.encode()).hexdigest()[:16], self.clock()
            times = self._times(everyone.get(name, []), _HERE.get((self.file, name), []), now)
            if len(times) >= self.reads:
                return times[-self.reads] + self.per_seconds - now
            _HERE[self.file, name] = everyone[name] = [*times, now]
            self._keep(everyone)
            return 0.0

    def _times(self, told: list, here: list[float], now: float) -> list[float]:
        both = Counter(float(at) for at in told if isinstance(at, int | float)) | Counter(here)
        # A clock that was set back leaves times in the future, which would hold every read up.
        return sorted(at for at in both.elements() if now - self.per_seconds < at <= now)

    def _everyone(self) -> dict[str, list]:
        with suppress(OSError, ValueError):
            told = json.loads(self.file.read_text(encoding="utf-8"))
            return (
                {name: times for name, times in told.items() if isinstance(times, list)}
                if isinstance(told, dict)
                else {}
            )
        return {}

    def _keep(self, everyone: dict[str, list]) -> None:
        folder = self.file.parent
        if not folder.exists() and folder in _WAS_THERE:  # it vanished, and is never made anew
            return
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            _WAS_THERE.add(folder)
            put(self.file, json.dumps(everyone).encode("utf-8"))
