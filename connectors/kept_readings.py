"""The last good reading of a source on this disk, one file each: whole and verified, or as if it were not there."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from connectors.cells import Remark, Tab, Workbook, areas
from connectors.disk import put

# then, in the first line, the sha-256 of all that follows it and the word it was kept under
MADE_BY = "lotwise reading 1"
ENDING = ".reading"


def keep(file: Path, workbooks: Sequence[Workbook], word: str = "-") -> None:
    """Puts the workbooks in the place of what the file held, at once; whoever looks sees the old or the new, whole.

    `word` is one word to know them by later, such as a hash.
    """
    content = _packed(workbooks)
    file.parent.mkdir(exist_ok=True)  # not the data folder above it: that may have vanished meanwhile
    put(file, f"{MADE_BY} {hashlib.sha256(content).hexdigest()} {word}\n".encode("ascii") + content)


def load(file: Path) -> tuple[Workbook, ...]:
    """What was kept; nothing where there is no file or it is not what was written."""
    content = _verified(file)
    if content is None:
        return ()
    with suppress(ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return _unpacked(content)
    return ()


def as_kept(file: Path) -> bytes | None:
    """The file as it is, so that it can be put back; None where there is none."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def put_back(file: Path, content: bytes | None) -> None:
    """Puts the file there as it was, or takes it away where there was none."""
    if content is None:
        file.unlink(missing_ok=True)
    else:
        put(file, content)


def is_whole(file: Path, word: str | None = None) -> bool:
    """Whether what is kept there is what was written, and was written under that word where one is asked for."""
    return _verified(file, word) is not None


def forget(folder: Path, keep_these: Iterable[Path]) -> list[str]:
    """Removes every reading of the folder but these, and what a death left behind; returns the names removed."""
    kept, removed = {file.name for file in keep_these}, []
    for file in sorted(folder.glob("*")) if folder.is_dir() else []:
        if file.name not in kept and file.suffix in (ENDING, ".tmp"):
            with suppress(OSError):
                file.unlink()
                removed.append(file.name)
    return removed


def same_cells(tab: Tab) -> str:
    """One word for what stands in the cells of a tab and where; alike for two tabs if and only if their cells are."""
    import pyarrow
    import pyarrow.compute as pc

    digest = hashlib.sha256(json.dumps([tab.width, asdict(tab.refused) if tab.refused else None]).encode("utf-8"))
    columns = zip(tab.cells.column_names, tab.cells.columns, strict=True) if tab.cells is not None else ()
    for name, column in columns:
        texts = pc.fill_null(column.cast(pyarrow.string()), "\0").combine_chunks()
        lengths = pc.binary_length(texts).to_numpy(zero_copy_only=False)
        joined = pc.binary_join(
            pyarrow.ListArray.from_arrays(pyarrow.array([0, len(texts)], pyarrow.int32()), texts), ""
        )[0].as_py()
        digest.update(f"{name} {len(texts)} ".encode())
        digest.update(lengths.tobytes())
        digest.update((joined or "").encode("utf-8"))
    return digest.hexdigest()


def _verified(file: Path, word: str | None = None) -> bytes | None:
    try:
        first, _, content = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    whole, _, said = first.decode("ascii", "replace").rpartition(" ")
    return content if whole == f"{MADE_BY} {hashlib.sha256(content).hexdigest()}" and word in (None, said) else None


def _packed(workbooks: Sequence[Workbook]) -> bytes:
    from pyarrow import ipc

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        told = [asdict(replace(book, tabs=tuple(replace(tab, cells=None) for tab in book.tabs))) for book in workbooks]
        archive.writestr("workbooks.json", json.dumps(told, ensure_ascii=False))
        for number, book in enumerate(workbooks):
            for place, tab in enumerate(book.tabs):
                if tab.cells is not None:
                    with (
                        archive.open(f"{number}-{place}.arrow", "w") as part,
                        ipc.new_stream(part, tab.cells.schema) as stream,
                    ):
                        stream.write_table(tab.cells)
    return out.getvalue()


def _unpacked(content: bytes) -> tuple[Workbook, ...]:
    from pyarrow import ipc

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held, books = set(archive.namelist()), []
        for number, told in enumerate(json.loads(archive.read("workbooks.json"))):
            tabs = []
            for place, tab in enumerate(told.pop("tabs")):
                name = f"{number}-{place}.arrow"
                tab["cells"] = ipc.open_stream(archive.read(name)).read_all() if name in held else None
                tabs.append(
                    Tab(
                        **tab
                        | {
                            "remarks": _remarks(tab["remarks"]),
                            "refused": Remark(**tab["refused"]) if tab["refused"] else None,
                            "merges": areas(tab.get("merges", ())),  # not there in what older versions kept
                        }
                    )
                )
            books.append(Workbook(**told | {"tabs": tuple(tabs), "remarks": _remarks(told["remarks"])}))
        return tuple(books)


def _remarks(told: list[dict]) -> tuple[Remark, ...]:
    return tuple(Remark(**one) for one in told)
