"""Workbooks made part by part, so that a test says exactly what stands in the file; and both readers without
processes."""

import json
import zipfile
from pathlib import Path

from connectors.cells import letters
from connectors.reading import child, child_answers, second_reader
from connectors.signatures import has_second_reader

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FORMATS = (
    "General",
    "0%",
    "yyyy-mm-dd",
    "dd/mm/yyyy hh:mm",
    "hh:mm",
    "[h]:mm",
    '0" qq"',
    "0.00E+00",
    '"día" 0',
    "[$-409]d-mmm-yy;@",
)


def xlsx(
    path: Path,
    *sheets: str,
    texts: tuple[str, ...] = (),
    namespace: str = MAIN,
    book: str = "",
    states: tuple[str, ...] = (),
    extra: dict[str, bytes] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """Writes a workbook whose tabs A, B, ... hold the given XML inside <worksheet>; style n is FORMATS[n]."""
    names = [letters(number) for number in range(1, len(sheets) + 1)]
    states = states or ("visible",) * len(sheets)
    related = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/worksheet" Target="worksheets/{name}.xml"/>' for name in names
    )
    for kind, target in (("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")):
        related += f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
    codes = "".join(
        f'<numFmt numFmtId="{164 + number}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for number, code in enumerate(FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{164 + number if number else 0}"/>' for number in range(len(FORMATS)))
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="r{name}"/>'
        for number, (name, state) in enumerate(zip(names, states, strict=True), 1)
    )
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="b" Type="{OFFICE}/officeDocument" '
        f'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" '
        f'xmlns:r="{OFFICE}">{book}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{rels}">{related}</Relationships>',
        "xl/styles.xml": f"<styleSheet "
        f'xmlns="{namespace}"><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>',
        **{
            f"xl/worksheets/{name}.xml": f'<worksheet xmlns="{namespace}">{sheet}</worksheet>'
            for name, sheet in zip(names, sheets, strict=True)
        },
        **(extra or {}),
    }
    with zipfile.ZipFile(path, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def rows(*cells: str) -> str:
    """<sheetData> of one row for each argument, which holds its <c> elements."""
    return (
        "<sheetData>"
        + "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(cells, 1))
        + "</sheetData>"
    )


def tabs(path: Path, name: str | None = None):
    """What connectors.reading.files.read_workbook gives, read in this process and without limits.

    The second reader is asked once the first has not refused, as its process is ended once the first has: without
    limits a cell in column ZZZZ keeps it busy for ten minutes.
    """
    folder = path.parent / f"{path.name}.reading"
    folder.mkdir()
    (folder / "workbook").write_bytes(path.read_bytes())
    first = _answered(folder, name or path.name, False)
    if "trouble" not in first and has_second_reader(path.read_bytes()):
        second_reader.answer(folder)
        _answered(folder, name or path.name, True)
    return child_answers.tabs(folder, name or path.name, child_answers.first(folder, name or path.name))


def _answered(folder: Path, name: str, twice: bool) -> dict:
    """What the first reader says, compared with the second where that was asked."""
    (folder / "request.json").write_text(json.dumps({"name": name, "twice": twice}), encoding="utf-8")
    child.answer(folder)
    return json.loads((folder / "answer.json").read_text("utf-8"))


def seen(tab) -> dict[str, str]:
    """The cells of a tab as {'B3': 'n 1.255'}."""
    assert tab.refused is None, tab.refused
    found = {}
    for row in tab.cells.to_pylist():
        for column in range(1, tab.width + 1):
            if row["kinds"][column - 1] != " ":
                found[f"{chr(64 + column)}{row['row']}"] = f"{row['kinds'][column - 1]} {row[f'c{column}']}"
    return found
