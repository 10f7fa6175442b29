"""How often Sheets may be asked by one key, remembered beside the data so that the next process keeps to it too."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

LIMITS = tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8"))


def remembered_in() -> Path:
    """The small file of the times of the last reads, in the data folder of this computer."""
    said = os.environ.get("LOTWISE_HOME")
    return (Path(said) if said else platformdirs.user_data_path("lotwise", appauthor=False)) / "google-reads.json"


@dataclass
class Pace:
    """The times of the last reads by one key."""

    address: str
    file: Path
    clock: Callable[[], float] = time.time
    reads: int = LIMITS["pace"]["reads"]
    per_seconds: float = LIMITS["pace"]["per_seconds"]

    def wait_seconds(self) -> float:
        """How long until one more read keeps within the pace; 0 where it does already."""
        times = self._times()
        return max(0.0, times[-self.reads] + self.per_seconds - self.clock()) if len(times) >= self.reads else 0.0

    def note(self) -> None:
        """Notes a read; where the file can't be written, this process still knows."""
        everyone = self._everyone() | {self._name(): [*self._times(), self.clock()]}
        self._here = everyone[self._name()]
        fresh = self.file.with_name(f"{self.file.stem}.{secrets.token_hex(4)}.tmp")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(everyone), encoding="utf-8")
            os.replace(fresh, self.file)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def _times(self) -> list[float]:
        now = self.clock()
        told = self._everyone().get(self._name(), [])
        here = getattr(self, "_here", [])
        # A clock that was set back leaves times in the future, which would hold every read up.
        both = Counter(at for at in told if isinstance(at, int | float)) | Counter(here)
        return sorted(at for at in both.elements() if now - self.per_seconds < at <= now)

    def _everyone(self) -> dict:
        with suppress(OSError, ValueError):
            told = json.loads(self.file.read_text(encoding="utf-8"))
            return {name: times for name, times in told.items() if isinstance(times, list)} if isinstance(told, dict) else {}
        return {}

    def _name(self) -> str:
        return hashlib.sha256(self.address.encode()).hexdigest()[:16]
