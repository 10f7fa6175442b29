"""Small files that are made to cost: each is read as any workbook is, in a cold process, and what that took is
measured.

Held: read or refused in a sentence, 1 GB of memory of all its processes together, and of processor time what two
readers may have.
"""

from __future__ import annotations

import random
import resource
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.besieged.attack import Kind, Tried, outcome
from benchmarks.measure import python, run
from connectors.cells import letters
from connectors.reading_limits import PROCESSOR_SECONDS
from tests.connectors.made import MAIN, OFFICE, rows, xlsx

MOST_MB, MOST_SECONDS = 1_000, 2 * PROCESSOR_SECONDS + 2  # the latter for what starts them
READ = (
    "import sys; from pathlib import Path; from connectors.reading.files import read_workbook; "
    "from connectors.trouble import CannotGoOn\n"
    "try: print(len(read_workbook(Path(sys.argv[1])).tabs), 'tabs')\n"
    "except CannotGoOn as trouble: print(trouble)"
)
ONE = '<c r="A1"><v>1</v></c>'
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
X = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def tabs_on_one_part(path: Path) -> None:
    """400 tabs, all kept in one part of 2 MB."""
    row = "".join(f"<c><v>{number}</v></c>" for number in range(20))
    xlsx(path, rows(*[row] * 6_000))
    listed = "".join(f'<sheet name="T{number}" sheetId="{number}" r:id="rA"/>' for number in range(1, 401))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    xlsx(path, rows(*[row] * 6_000), extra={"xl/workbook.xml": book.encode()})


def parts_of_blanks(path: Path) -> None:
    """20 parts of 19 MB of blanks."""
    xlsx(path, *[rows(ONE) + " " * 19_000_000] * 20)


def bare_cells(path: Path) -> None:
    """4.7 million cells that say nothing."""
    xlsx(path, f"<sheetData><row>{'<c/>' * 4_700_000}</row></sheetData>")


def bare_rows(path: Path) -> None:
    """3 million rows that say nothing."""
    xlsx(path, f"<sheetData>{'<row/>' * 3_000_000}</sheetData>")


def one_long_text(path: Path) -> None:
    """A shared text of 30,000 letters in 100,000 cells."""
    xlsx(path, rows(*['<c t="s"><v>0</v></c>'] * 100_000), texts=(f"<t>{'x' * 30_000}</t>",))


def merged_cells(path: Path) -> None:
    """800,000 merged cells."""
    merged = '<mergeCell ref="A1:B2"/>' * 800_000
    xlsx(path, f"{rows(ONE)}<mergeCells>{merged}</mergeCells>")


def hidden_columns(path: Path) -> None:
    """300,000 times all columns hidden."""
    hidden = '<col min="1" max="16384" hidden="1"/>' * 300_000
    xlsx(path, f"<cols>{hidden}</cols>" + rows(*["".join(f"<c><v>{number}</v></c>" for number in range(900))] * 2))


def notes_of_all_tabs(path: Path) -> None:
    """A part of 250,000 notes that each of 400 tabs names."""
    note = '<comment ref="A1"><text><t>x</t></text></comment>'
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    named = (
        f'<Relationships xmlns="{rels}"><Relationship Id="a" Type="x/comments" Target="/xl/notes.xml"/></Relationships>'
    )
    extra = {f"xl/worksheets/_rels/{letters(number)}.xml.rels": named.encode() for number in range(1, 401)}
    extra["xl/notes.xml"] = f'<comments xmlns="{MAIN}"><commentList>{note * 250_000}</commentList></comments>'.encode()
    xlsx(path, *[rows(ONE)] * 400, extra=extra)


def _open_document(path: Path, *tables: str) -> None:
    inside = "".join(f'<table:table table:name="T{n}">{table}</table:table>' for n, table in enumerate(tables))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {OPEN}><office:body><office:spreadsheet>{inside}</office:spreadsheet>"
            "</office:body></office:document-content>",
        )


def repeated_rows(path: Path) -> None:
    """A row that is there a million times, in each of 400 tabs."""
    _open_document(path, *[f'<table:table-row table:number-rows-repeated="1000000">{X * 4}</table:table-row>'] * 400)


def repeated_never(path: Path) -> None:
    """A row that is there 0 times."""
    _open_document(path, f'<table:table-row table:number-rows-repeated="0">{X}</table:table-row>')


def spaces(path: Path) -> None:
    """90 million spaces in a cell, 200 times."""
    cell = X.replace("x</text:p>", '<text:s text:c="90000000"/></text:p>')
    _open_document(path, *[f"<table:table-row>{cell}</table:table-row>" * 20] * 10)


def commas(path: Path) -> None:
    """19 million commas."""
    path.write_text("," * 19_000_000, "utf-8")


def lines(path: Path) -> None:
    """19 million empty lines."""
    path.write_text("\n" * 19_000_000, "utf-8")


def open_quotes(path: Path) -> None:
    """Six million quotation marks that never close."""
    path.write_text('"a\n' * 6_000_000, "utf-8")


def deep_map(path: Path) -> None:
    """Ten million brackets in each other."""
    path.write_text("[" * 10_000_000, "utf-8")


MADE: tuple[tuple[str, Callable[[Path], None]], ...] = (
    *(
        ("xlsx", make)
        for make in (
            *(tabs_on_one_part, parts_of_blanks, bare_cells, bare_rows, one_long_text, merged_cells, hidden_columns),
            notes_of_all_tabs,
        )
    ),
    *(("ods", make) for make in (repeated_rows, repeated_never, spaces)),
    *(("csv", make) for make in (commas, lines, open_quotes)),
    ("geojson", deep_map),
)


def costly_files(_: random.Random, place: Path, __: int) -> Iterator[Tried]:
    """Each file made, read and measured."""
    for ending, make in MADE:
        path = place / f"{make.__name__}.{ending}"
        make(path)
        told = (make.__doc__ or "").strip()
        yield outcome(f"{told} {path.stat().st_size / 1000:,.0f} KB", _cost, path)
        path.unlink()


def _cost(path: Path) -> str:
    before = _processor_seconds()
    done = run(python("-c", READ, str(path)))
    took = _processor_seconds() - before
    too_much = took > MOST_SECONDS or done.peak_mb > MOST_MB
    if done.code or "Traceback" in done.err or not done.out.strip():
        return f"exit {done.code}: {done.err[-160:]}"
    return f"{took:.0f} s of processor time, {done.peak_mb:.0f} MB" if too_much else ""


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


KINDS = (Kind("small files that cost", f"{MOST_SECONDS} s of processor time and 1 GB, and a sentence", costly_files),)
