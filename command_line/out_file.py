"""Where a person asks a command to write, a workbook or a folder: looked at before any work is done."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import click

from connectors.trouble import CannotGoOn


class OutFile(click.ParamType):
    """A place for a workbook, or a file of another ending that is allowed; CannotGoOn where Excel would not open it, or
    where nothing can be written."""

    name = "workbook"

    def __init__(self, *also: str):
        self.also = also

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, which can be written now."""
        path = Path(value)
        if path.suffix.lower() not in (".xlsx", *self.also):
            raise CannotGoOn(
                f"{path} does not end in .xlsx, so Excel would not open it.",
                f"Write {path.with_suffix('.xlsx')} instead.",
            )
        return _writable(path)


class OutPage(click.ParamType):
    """A place for a page to read or print; CannotGoOn where its ending is none of those that are written, or where
    nothing can be written."""

    name = "page"

    def __init__(self, *endings: str):
        self.endings = endings

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, which can be written now."""
        path = Path(value)
        if path.suffix.lower() not in self.endings:
            raise CannotGoOn(
                f"{path} does not end in {', '.join(self.endings[:-1])} or {self.endings[-1]}, so nobody knows what to "
                f"write.",
                f"Write {path.with_suffix(self.endings[0])} instead.",
            )
        return _writable(path)


class OutFolder(click.ParamType):
    """A folder to write into, made later where there is none; CannotGoOn where a file stands in its place, or nothing
    can be written."""

    name = "folder"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path."""
        path = Path(value)
        if path.is_file():
            raise CannotGoOn(
                f"{path} is a file, so nothing could be written into it.",
                "Name the folder to write into first, and after it the SOURCE.",
            )
        there = next((one for one in (path, *path.absolute().parents) if one.is_dir()), None)
        try:
            with tempfile.TemporaryFile(dir=there):
                return path
        except OSError as fault:
            raise CannotGoOn(
                f"{path} could not be written to.", "Name a folder in which you may write.", str(fault)
            ) from fault


def _writable(path: Path) -> Path:
    """The path, once something could be written there."""
    was_there = path.exists()
    with _said(path):
        path.open("ab").close()
        if not was_there:
            path.unlink()
    return path


def write_file(path: Path, write: Callable[[Path], object]) -> None:
    """Has a workbook written there; CannotGoOn where the disk or another program does not let it be."""
    with _said(path):
        write(path)


@contextmanager
def _said(path: Path):
    try:
        yield
    except OSError as fault:
        raise CannotGoOn(
            f"{path} could not be written.",
            "Close it if it is open in Excel, or choose a folder that is there and that you may write in.",
            str(fault),
        ) from fault
