"""What can't be read is refused in one sentence and a remedy, whatever the bytes; the caller lives on."""

import contextlib
import io
import os
import zipfile

import pytest
import xlwt

from connectors.reading.files import files_in, read_workbook
from connectors.trouble import CannotGoOn, CannotOpen, NothingToRead, NotNow, TooLarge
from tests.connectors.made import MAIN, rows, tabs, xlsx

GOOD = rows('<c r="A1"><v>1</v></c>')
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9))
    + "]>"
)


def ole(*names: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"".join(name.encode("utf-16-le") for name in names).ljust(2000, b"\0")


def zipped(**parts: str) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return sink.getvalue()


BYTES = {
    "empty": (b"", NothingToRead, "empty"),
    "PNG picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), CannotOpen, "a picture"),
    "JPEG picture": (b"\xff\xd8\xff\xe0" + bytes(100), CannotOpen, "a picture"),
    "GIF picture": (b"GIF89a" + bytes(100), CannotOpen, "a picture"),
    "WebP picture": (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(100), CannotOpen, "a picture"),
    "photo of a phone": (b"\0\0\0\x18ftypheic" + bytes(100), CannotOpen, "a picture"),
    "PDF": (b"%PDF-1.7\n", CannotOpen, "a PDF"),
    "web page": (b"<!DOCTYPE html><html><table><tr><td>1", CannotOpen, "a web page"),
    "web page after a mark": (b"\xef\xbb\xbf\n <HTML>", CannotOpen, "a web page"),
    "XML": (b'<?xml version="1.0"?><Workbook/>', CannotOpen, "an XML file"),
    "CSV": (b"lote,kg\nA,1\n", CannotOpen, "text file"),
    "rich text": (b"{\\rtf1 lots}", CannotOpen, "text document"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), CannotOpen, "archive"),
    "rar": (b"Rar!\x1a\x07" + bytes(50), CannotOpen, "archive"),
    "program": (b"MZ\x90\0" + bytes(100), CannotOpen, "a program"),
    "database": (b"SQLite format 3\0" + bytes(100), CannotOpen, "a database"),
    "noise": (bytes(range(256)) * 4, CannotOpen, "not a workbook"),
    "protected": (ole("EncryptedPackage", "EncryptionInfo"), CannotOpen, "protected with a password"),
    "old Word": (ole("WordDocument"), CannotOpen, "another kind"),
    "broken old Excel": (ole("Workbook"), CannotOpen, "damaged"),
    "broken zip": (b"PK\x03\x04" + bytes(100), CannotOpen, "damaged"),
    "empty zip": (zipped(), CannotOpen, "without a workbook"),
    "zip of pictures": (zipped(**{"a.png": "x"}), CannotOpen, "without a workbook"),
    "Word document": (zipped(word__document__xml="x", **{"word/document.xml": "x"}), CannotOpen, "a Word document"),
    "presentation": (zipped(**{"ppt/presentation.xml": "x"}), CannotOpen, "a presentation"),
    "OpenDocument text": (
        zipped(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        CannotOpen,
        "another kind",
    ),
    "OpenDocument protected": (
        zipped(**{"content.xml": "?", "META-INF/manifest.xml": "<encryption-data/>"}),
        CannotOpen,
        "password",
    ),
    "OpenDocument of nothing": (zipped(**{"content.xml": "no xml"}), CannotOpen, "damaged"),
    "workbook without its parts": (zipped(**{"xl/workbook.xml": "<workbook/>"}), NothingToRead, "no tab"),
    "workbook that is no XML": (zipped(**{"xl/workbook.xml": "lots"}), CannotOpen, "damaged"),
    "binary workbook of noise": (zipped(**{"xl/workbook.bin": "\x9c\x01\x7fabc"}), CannotOpen, "damaged"),
    "five thousand parts": (zipped(**{f"p{number}": "" for number in range(5001)}), TooLarge, "5,001 parts"),
}


@pytest.mark.parametrize(("content", "kind", "said"), BYTES.values(), ids=BYTES)
def test_bytes_that_are_no_workbook_are_named_for_what_they_are(tmp_path, content, kind, said):
    (tmp_path / "Lots 2026.xlsx").write_bytes(content)
    with pytest.raises(kind, match=said) as caught:
        tabs(tmp_path / "Lots 2026.xlsx")
    assert_plain(caught.value)


def assert_plain(trouble: CannotGoOn) -> None:
    """One sentence with the name people know the file by, a remedy, and nothing of the machine."""
    for sentence in (trouble.what, trouble.fix):
        assert sentence[0].isupper() and sentence.endswith(".") and len(sentence) < 200, sentence
        assert not any(word in sentence for word in ("/tmp", "Traceback", "Error", "xml", "None")), sentence


SHEETS = {
    "no end": ("<sheetData><row r='1'><c r='A1'><v>1</v>", CannotOpen, "damaged"),
    "tags that cross": ('<sheetData><row r="1"><c r="A1"><v>1</c></v></row></sheetData>', CannotOpen, "damaged"),
    "control characters": (rows('<c r="A1" t="inlineStr"><is><t>a\x01b</t></is></c>'), CannotOpen, "damaged"),
    "shared text that is not there": (rows('<c r="A1" t="s"><v>5</v></c>'), CannotOpen, "damaged"),
    "shared text by a word": (rows('<c r="A1" t="s"><v>five</v></c>'), CannotOpen, "damaged"),
    "an entity of its own": (rows('<c r="A1" t="inlineStr"><is><t>&lots;</t></is></c>'), CannotOpen, "damaged"),
    "a column beyond XFD": (rows('<c r="XFE1"><v>1</v></c>'), CannotOpen, "damaged"),
    "a row beyond the last": (
        '<sheetData><row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>',
        CannotOpen,
        "damaged",
    ),
    "a row nought": ('<sheetData><row r="0"><c r="A0"><v>1</v></c></row></sheetData>', CannotOpen, "damaged"),
    "a place that is none": (rows('<c r="1A"><v>1</v></c>'), CannotOpen, "damaged"),
    "a row that is none": ('<sheetData><row r="one"><c r="A1"><v>1</v></c></row></sheetData>', CannotOpen, "damaged"),
    "an unknown type": (rows('<c r="A1" t="zz"><v>1</v></c>'), CannotOpen, "damaged"),
}


@pytest.mark.parametrize(("sheet", "kind", "said"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_that_is_broken_is_refused(tmp_path, sheet, kind, said):
    with pytest.raises(kind, match=said) as caught:
        tabs(xlsx(tmp_path / "Lots.xlsx", sheet))
    assert_plain(caught.value)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/A.xml"])
@pytest.mark.parametrize(
    "attack",
    [
        LAUGHS + "<x>&j;</x>",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x>&a;</x>',
    ],
    ids=["laughs", "file", "network"],
)
def test_entities_never_unfold(tmp_path, part, attack):
    path = xlsx(tmp_path / "Lots.xlsx", GOOD, extra={part: attack})
    try:
        read = tabs(path)
    except CannotGoOn as trouble:
        assert_plain(trouble)
    else:
        assert all(tab.refused or tab.cells.num_rows <= 1 for tab in read)


def test_an_entity_in_a_cell_never_brings_in_a_file(tmp_path):
    part = (
        f'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet xmlns="{MAIN}"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>x&a;</t></is></c></row></sheetData></worksheet>'
    )
    [tab] = tabs(xlsx(tmp_path / "Lots.xlsx", "", extra={"xl/worksheets/A.xml": part}))
    assert tab.refused or tab.cells["c1"].to_pylist() == ["x"]


def test_a_flipped_byte_in_a_stored_sheet_is_found_by_its_checksum(tmp_path):
    path = xlsx(tmp_path / "Lots.xlsx", rows('<c r="A1"><v>1007</v></c>'), compression=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"<v>1007<", b"<v>9007<"))
    with pytest.raises(CannotOpen, match="damaged"):
        tabs(path)


def test_the_same_part_twice_is_refused(tmp_path):
    path = xlsx(tmp_path / "Lots.xlsx", GOOD)
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning):
        package.writestr("xl/worksheets/A.xml", "<worksheet/>")
    with pytest.raises(CannotOpen, match="same part twice"):
        tabs(path)


def test_a_workbook_of_a_thousand_tabs_is_refused(tmp_path):
    path = xlsx(tmp_path / "Lots.xlsx", *[GOOD] * 501)
    with pytest.raises(TooLarge, match="more than 500 tabs"):
        tabs(path)


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "ALM1", "XFD9"])
def test_a_value_far_out_is_refused_with_its_place_unless_it_fits(tmp_path, cell):
    digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    path = xlsx(tmp_path / "Lots.xlsx", f'<sheetData><row r="{digits}"><c r="{cell}"><v>9</v></c></row></sheetData>')
    if cell == "A1048576":
        assert read_workbook(path).tabs[0].cells["row"].to_pylist() == [1_048_576]
    else:
        with pytest.raises(TooLarge, match=f"The tab A has a value in {cell}"):
            read_workbook(path)


def test_a_formatted_blank_far_out_is_nothing(tmp_path):
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    )
    [tab] = read_workbook(xlsx(tmp_path / "Lots.xlsx", sheet)).tabs
    assert tab.width == 1 and tab.cells.num_rows == 1


def test_a_bomb_of_blanks_is_refused_unopened(tmp_path):
    path = xlsx(tmp_path / "Lots.xlsx", GOOD, extra={"xl/worksheets/A.xml": b" " * 30_000_000})
    with pytest.raises(TooLarge, match="unpacks to 1,"):
        read_workbook(path)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path):
    path = xlsx(tmp_path / "Lots.xlsx", GOOD, extra={"xl/worksheets/A.xml": b" " * 30_000_000})
    packed = path.read_bytes()
    path.write_bytes(packed.replace((30_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    with pytest.raises(CannotOpen, match="damaged"):
        read_workbook(path)


def test_a_file_larger_than_the_limit_is_not_even_copied(tmp_path):
    with (tmp_path / "Lots.xlsx").open("wb") as sparse:
        sparse.truncate(20_000_001)
    with pytest.raises(TooLarge, match="larger than 20 MB"):
        read_workbook(tmp_path / "Lots.xlsx")


def test_an_unpacked_size_beyond_the_limit_is_refused(tmp_path):
    path = tmp_path / "Lots.xlsx"
    xlsx(path, GOOD)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("xl/media/a.bin", "w") as part,
    ):
        for _ in range(401):
            part.write(bytes(1_000_000))
    with pytest.raises(TooLarge, match="unpacks to more than 400 MB"):
        tabs(path)


def test_a_file_that_may_not_be_read_is_said_so(tmp_path):
    path = tmp_path / "Lots.xlsx"
    path.write_bytes(b"PK")
    path.chmod(0)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(65534)  # root may read everything; nobody may not
    try:
        with pytest.raises(CannotOpen, match="open in Excel or in another program"):
            read_workbook(path)
    finally:
        if root:
            os.seteuid(0)


def test_a_folder_is_no_workbook(tmp_path):
    with pytest.raises(CannotOpen, match="is a folder"):
        read_workbook(tmp_path, "Lots")


def test_an_empty_folder_and_a_missing_one_are_said(tmp_path):
    with pytest.raises(NothingToRead, match="holds no workbook"):
        files_in(tmp_path)
    with pytest.raises(NothingToRead, match="no file or folder"):
        files_in(tmp_path / "gone")


def test_an_old_workbook_renamed_is_read_for_what_it_is(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("A").write(0, 0, "007")
    book.save(str(tmp_path / "Lots.xlsx"))
    assert tabs(tmp_path / "Lots.xlsx")[0].cells["c1"].to_pylist() == ["007"]


def test_a_reader_that_this_computer_ends_is_no_fault_of_the_file(tmp_path):
    """As the kernel does where all memory is taken by other programs, or a person in the task manager."""
    from connectors.reading.files import start_reading

    (tmp_path / "Lots.csv").write_text("Lot,Stream\nM-1,micro\n", encoding="utf-8")
    pending = start_reading(tmp_path / "Lots.csv")
    pending.readers[-1].kill()
    with pytest.raises(NotNow, match="ended its reader before it was done") as caught:
        pending.result()
    assert_plain(caught.value)
    assert "memory one workbook" not in str(caught.value)


def test_a_second_reader_that_dies_leaves_its_tabs_unread(tmp_path):
    from connectors.reading.files import start_reading

    pending = start_reading(xlsx(tmp_path / "Lots.xlsx", GOOD))
    pending.readers[0].kill()
    assert [tab.refused.detail for tab in pending.result().tabs] == ["the second could not read it"]


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    import tempfile

    from connectors.reading.files import start_reading

    places = []
    for path in (xlsx(tmp_path / "good.xlsx", GOOD), tmp_path / "bad.xlsx"):
        (tmp_path / "bad.xlsx").write_bytes(b"PK")
        pending = start_reading(path)
        places.append(pending.folder.name)
        with contextlib.suppress(CannotGoOn):
            pending.result()
    pending = start_reading(tmp_path / "good.xlsx")
    reader, place = pending.readers[0], pending.folder.name
    del pending  # a reading nobody asks for ends too
    assert reader.poll() is not None
    assert not any(os.path.exists(one) for one in [*places, place])
    assert tempfile.gettempdir()
