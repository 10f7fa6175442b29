"""The tables of docs/connecting.md that say what to do for each failure, made of the very words the readers use."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from connectors.reading.files import ANY_ENDING

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path(__file__).with_name("connecting.md")
BEGINS, ENDS = "<!-- failures: made by python -m docs.generate -->", "<!-- end of failures -->"
TOLD_IN_CODE = {
    "A file or a folder": (
        "connectors/shared_files/shared_files.py",
        "connectors/shared_files/watched_files.py",
        "connectors/kinds/workbook.py",
        "connectors/kinds/folder.py",
        "connectors/reading/file_names.py",
    ),
    "What is in the file": (
        "connectors/reading/preflight.py",
        "connectors/formats/xls.py",
        "connectors/formats/geojson.py",
        "connectors/formats/ods.py",
        "connectors/formats/package.py",
        "connectors/reading/child.py",
        "connectors/formats/grid.py",
        "connectors/reading/child_answers.py",
    ),
    "The link and the key of Google": (
        "connectors/google/google_links.py",
        "connectors/kinds/google_link.py",
        "connectors/google/spreadsheet.py",
        "connectors/google/service_key.py",
    ),
}
PASSING, STAYING = ("NotNow", "BeingSaved"), ("NotAllowed", "CannotOpen", "NothingToRead", "TooLarge")
# What is filled in where the words are shown; what has no word of its own here becomes an ellipsis.
FILLED = {
    "name": "*the sheet*",
    "wire.name": "*the sheet*",
    "who": "*the service*",
    "host": "*their computer*",
    "address": "*the address of the key*",
    "project": "*project*",
    "wait": "",
    "share": "see *How a sheet is shared*, above",
    "path.name": "*the file*",
    "folder.name": "*the folder*",
    "who.written": "*somebody*",
    "stands_for(path)": "*the file*",
    "ANY_ENDING": ANY_ENDING,
}


def failures() -> str:
    """The tables as Markdown: what is read on the page, whether it passes by itself, what to do."""
    google = tomllib.loads((ROOT / "connectors/google/google_failures.toml").read_text("utf-8"))
    links = tomllib.loads((ROOT / "connectors/web/web_failures.toml").read_text("utf-8"))["trouble"]
    parts = [
        _table("Google Sheets, shared with Lotwise", [(f["what"], f["fix"], f["passes"]) for f in google.values()]),
        _table(
            "A link: a Google Sheet shared by link, OneDrive, SharePoint, Dropbox",
            [(f["what"], f["fix"], f["passes"]) for f in links.values()],
        ),
    ]
    parts += [
        _table(title, [told for file in files for told in _told_in(ROOT / file)])
        for title, files in TOLD_IN_CODE.items()
    ]
    return "\n\n".join(parts)


def connecting_page() -> str:
    """The page as it stands, with the tables of today in their place."""
    text = PAGE.read_text("utf-8")
    before, after = text.split(BEGINS)[0], text.split(ENDS)[1]
    return f"{before}{BEGINS}\n{failures()}\n{ENDS}{after}"


def _table(title: str, told: list[tuple[str, str, bool]]) -> str:
    lines: dict[str, str] = {}  # what is told of two things is told here of the first
    for what, fix, passes in told:
        lines.setdefault(_filled(what), f"| {_filled(what)} | {'yes' if passes else 'no'} | {_filled(fix)} |")
    return "\n".join(
        [f"### {title}", "", "| what you read | passes by itself | what to do |", "|---|---|---|", *lines.values()]
    )


def _told_in(file: Path) -> Iterator[tuple[str, str, bool]]:
    """Every failure a file of Python raises in words of its own."""
    tree = ast.parse(file.read_text("utf-8"))
    named: dict[str, object] = {
        one.targets[0].id: one.value.value
        for one in tree.body
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and isinstance(one.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id in (*PASSING, *STAYING) and len(node.args) > 1:
            for what, fix in product(*(_texts(argument, named) for argument in node.args[:2])):
                yield what, fix, node.func.id in PASSING


def _texts(node: ast.expr, named: dict[str, object]) -> list[str]:
    """The literal texts an argument may be, also by the name of one, what is filled in as {its source}; none where it
    is no text."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, named), *_texts(node.orelse, named)]
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.Name) and node.id in named:
        return [str(named[node.id])]
    if isinstance(node, ast.JoinedStr):
        return ["".join(_filled_in(part, named) for part in node.values)]
    return []


def _filled_in(part: ast.expr, named: dict[str, object]) -> str:
    """One part of a text with places to fill in: as it is written, what its name stands for, or {its source}."""
    if isinstance(part, ast.FormattedValue):
        source = ast.unparse(part.value)
        return str(named.get(source, f"{{{source}}}"))
    return "".join(_texts(part, named))


def _filled(words: str) -> str:
    return re.sub(r"\{([^{}]*)\}", lambda found: FILLED.get(found[1], "…"), words).replace("|", "\\|")
