"""A data folder of two readings in which something is damaged, closed, full or gone."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.besieged.attack import Kind, Tried, data_folder_of, outcome
from connectors.trouble import CannotGoOn
from history.snapshots import store
from refresh.one_refresh import refresh
from tests.besieged import flip, no_room, to_be_read_only
from tests.refresh.connected import codes, connect, lots

FIRST, THEN = ["N1", "S1"], ["N1", "S1", "S2"]
LOCKS = ("snapshots/refresh.lock", "snapshots/pointer.lock")
SMALL = ("current.json", "current.before.json", "sources.json", "built.json", "progress.json")
Damage = Callable[[random.Random, Path], str]


def flipped(draw: random.Random, file: Path) -> str:
    """One bit turned over; of an empty file, some bytes put into it."""
    if not file.exists() or not file.stat().st_size:
        file.write_bytes(draw.randbytes(64))
        return "filled with noise"
    bit = draw.randrange(file.stat().st_size * 8)
    flip(file, bit)
    return f"bit {bit} flipped"


def cut(draw: random.Random, file: Path) -> str:
    """Cut short anywhere, also to nothing."""
    content = file.read_bytes() if file.exists() else b""
    left = draw.randrange(len(content) + 1)
    file.write_bytes(content[:left])
    return f"cut to {left} bytes"


def gone(_: random.Random, file: Path) -> str:
    """Deleted."""
    file.unlink(missing_ok=True)
    return "gone"


def noise(draw: random.Random, file: Path) -> str:
    """Overwritten with random bytes."""
    file.write_bytes(draw.randbytes(draw.randrange(1, 400)))
    return "noise"


def a_folder(_: random.Random, file: Path) -> str:
    """A folder in the place of the file."""
    file.unlink(missing_ok=True)
    file.mkdir()
    return "a folder in its place"


def filled(place: Path) -> Path:
    """A data folder of two sources read twice, beside their sheets: N1 and S1, then S2 as well."""
    home = place / "home"
    with data_folder_of(home):
        for name, first in (("North", "N1"), ("South", "S1")):
            connect(name, lots(place / f"{name}.csv", first))
        refresh()
        lots(place / "South.csv", "S1", "S2")
        refresh()
    return home


def anew(home: Path, place: Path) -> None:
    """Puts the data folder back as it was filled."""
    shutil.rmtree(place / "home", ignore_errors=True)
    shutil.copytree(home, place / "home")


def seen(then: list[list[str]]) -> str:
    """What did not hold of the lots that are seen: they must be those of one of these readings."""
    found = codes()
    return "" if found in then else f"seen: {found}"


def _attacked(
    draw: random.Random, place: Path, names: Callable[[Path], list[Path]], damages: tuple[Damage, ...], times: int
) -> Iterator[Tried]:
    """Damages drawn from the seed; the data are seen at once, and the newest after the next refresh."""
    home = filled(place)
    kept = place / "kept"
    shutil.copytree(home, kept)
    with data_folder_of(home):
        for _ in range(times):
            anew(kept, place)
            file, damage = draw.choice(names(home)), draw.choice(damages)
            told = f"{file.relative_to(home)}: {damage(draw, file)}"
            yield outcome(told, _still_there)


def _still_there() -> str:
    if broke := seen([FIRST, THEN]):
        return broke
    try:
        refresh()
    except CannotGoOn as trouble:  # such as a configuration nobody can read: said in words, the data stay
        return seen([FIRST, THEN]) if trouble.fix else f"no way out is said: {trouble.what}"
    return seen([THEN])


def locks(draw: random.Random, place: Path, times: int) -> Iterator[Tried]:
    """Flips and worse in the files of the locks."""
    damages = (flipped, noise, gone, a_folder)
    return _attacked(draw, place, lambda home: [home / name for name in LOCKS], damages, times)


def small_files(draw: random.Random, place: Path, times: int) -> Iterator[Tried]:
    """Flips, cuts, noise and loss in the small files that say how things stand."""
    damages = (flipped, cut, noise, gone)
    return _attacked(draw, place, lambda home: [home / name for name in SMALL], damages, times)


def large_files(draw: random.Random, place: Path, times: int) -> Iterator[Tried]:
    """The same in snapshots and last good readings."""

    def names(home: Path) -> list[Path]:
        newest = max((home / "snapshots").glob("*.duckdb"))
        return [newest, *(home / "readings").glob("*.reading")]

    return _attacked(draw, place, names, (flipped, flipped, cut, noise, gone), times)


def configuration(draw: random.Random, place: Path, times: int) -> Iterator[Tried]:
    """The same in lotwise.toml: what it says may be lost, the data are not, and it is said."""
    home = filled(place)
    kept = place / "kept"
    shutil.copytree(home, kept)
    with data_folder_of(home):
        for damage in islice(_again((cut, noise, gone, flipped)), times):
            anew(kept, place)
            yield outcome(f"lotwise.toml: {damage(draw, home / 'lotwise.toml')}", _seen_or_said)


def _seen_or_said() -> str:
    if broke := seen([THEN]):
        return broke
    try:
        done = refresh()
    except CannotGoOn as trouble:
        return seen([THEN]) if trouble.fix else "no way out is said"
    found = codes()
    lost = [code for code in THEN if code not in found]
    return f"{lost} went without a word" if lost and not done.trouble else ""


def _again(damages: tuple[Damage, ...]) -> Iterator[Damage]:
    while True:
        yield from damages


def closed(draw: random.Random, place: Path, times: int) -> Iterator[Tried]:
    """A folder that may not be written, and disks that are full after some bytes."""
    home = filled(place)
    for number in range(times // 6):
        with data_folder_of(home), pytest.MonkeyPatch.context() as patch, to_be_read_only(home, patch, ""):
            yield outcome(f"read-only folder, {number + 1}", seen, [THEN])
    kept = place / "kept"
    shutil.copytree(home, kept)
    for _ in range(times - times // 6):
        anew(kept, place)
        lots(place / "South.csv", "S1", "S2", "S3")
        room = draw.choice((0, 1, 100, 4_096, draw.randrange(2_000_000)))
        with data_folder_of(home):
            yield outcome(f"disk full after {room:,} bytes", _full, room)
        lots(place / "South.csv", "S1", "S2")


def _full(room: int) -> str:
    whole = [*THEN, "S3"]
    with no_room(room):
        try:
            refresh()
        except CannotGoOn as trouble:
            if not trouble.fix:
                return "no way out is said"
        if broke := seen([THEN, whole]):
            return broke
    refresh()
    return seen([whole]) or ("" if store.newest() else "no snapshot is named")


KINDS = (
    Kind("locks", "the data are seen, and the next refresh reads", locks, 150),
    Kind("small files", "the data are seen, and the newest after the next refresh", small_files, 100),
    Kind("snapshots and readings", "the same; an older reading is said to be one", large_files, 60),
    Kind("configuration", "the data are seen; what it no longer says is said", configuration, 40),
    Kind("closed folders, full disks", "the data are seen, and all is well once there is room", closed, 30),
)
