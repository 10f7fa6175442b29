"""The kinds of source that need no key: what each takes, what a fetch gives, and what stays as it was."""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.by_link import start_links
from connectors.cells import Remark
from connectors.kinds import download, folder, google_link, workbook
from connectors.reading.files import files_in
from connectors.source import Source, kind_of, kinds
from connectors.trouble import BeingSaved, CannotGoOn, CannotOpen, NotAllowed, NothingToRead, NotNow
from tests.connectors import serving
from tests.connectors.serving import Web, answer, in_turn
from tests.google.server import Google

LOTS, MORE = [["lot_id", "kg"], ["L-1", 300]], [["lot_id", "kg"], ["L-1", 300], ["L-2", 200]]


def said(_: str) -> None:
    """Nobody listens to the progress."""


def cells(book) -> list[list[str]]:
    [tab] = book.tabs
    return [list(row.values())[3:] for row in tab.cells.to_pylist()]


def write(path: Path, rows=LOTS) -> Path:
    """A file of these rows: an .xlsx where its bytes matter, else a .csv, which is read sooner."""
    path.write_bytes(
        serving.workbook(Lots=rows)
        if path.suffix == ".xlsx"
        else "".join(f"{row[0]},{row[1]}\n" for row in rows).encode()
    )
    return path


def only(fetched):
    [book] = fetched.workbooks
    return book


# -- which kind takes what
# -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("https://docs.google.com/spreadsheets/d/1aB_c-DEFGH/edit?gid=3#gid=3", "google_link"),
        ("  https://docs.google.com/spreadsheets/u/0/d/1aB_c-DEFGH/edit  ", "google_link"),
        ("https://docs.google.com/spreadsheets/d/e/2PACX-1vABC/pubhtml", "google_link"),
        ("https://drive.google.com/file/d/1aB_c-DEFGH/view?usp=sharing", "google_link"),
        ("https://coop.sharepoint.com/:x:/s/Coffee/EaBc?e=x", "download"),
        ("https://1drv.ms/x/c/ab12/EaBc", "download"),
        ("https://example.org/Lots.xlsx", "download"),
        ("http://example.org/Lots.xlsx", "download"),
        ("C:\\Coop\\Lots.xlsx", "workbook"),
        ("\\\\server\\coop\\Lots.xlsx", "workbook"),
        ('"C:\\My coop\\Lots.xlsx"', "workbook"),
        ("~/Lots.ods", "workbook"),
        ("C:\\Coop", "folder"),
        ("/home/coop/sheets", "folder"),
        ("docs.google.com/spreadsheets", "folder"),
        ("~$Lots.xlsx", "workbook"),
        ("~nobody/Lots.xlsx", "workbook"),
        ("a\0b.xlsx", "workbook"),
        ("x" * 9000 + ".xlsx", "workbook"),
        ("ሎቶች.xlsx", "workbook"),
    ],
)
def test_a_text_is_taken_by_its_kind_and_a_path_never_for_a_link(where, kind):
    assert kind_of(where).id == kind


def test_a_google_sheet_with_a_key_is_another_kind():
    link = "https://docs.google.com/spreadsheets/d/1aB_c-DEFGH/edit"
    assert (kind_of(link).id, kind_of(link, has_key=True).id) == ("google_link", "google_sheet")


@pytest.mark.parametrize("where", ["ftp://example.org/Lots.xlsx", "file:///C:/Lots.xlsx", "javascript://x", "", "  "])
def test_what_no_kind_takes_is_said(where):
    with pytest.raises(CannotGoOn, match="Give an https:// link"):
        kind_of(where)


def test_every_kind_says_what_to_give_it():
    for kind in kinds().values():
        assert kind.title and kind.help.endswith(".")
    assert len({kind.order for kind in kinds().values()}) == len(kinds())


# -- a workbook
# ----------------------------------------------------------------------------------------------------------
def test_a_workbook_is_read_under_the_name_of_its_source_and_then_only_when_it_changes(tmp_path):
    source = Source("Our lots", "workbook", str(write(tmp_path / "Lots.xlsx")), owner="The office")
    first = workbook.fetch(source, None, said)
    book = only(first)
    assert (book.source, book.owner, book.tabs[0].source, book.tabs[0].sheet, book.tabs[0].link) == (
        "Our lots",
        "The office",
        "Our lots",
        "Lots",
        "",
    )
    assert cells(book) == [["lot_id", "kg"], ["L-1", "300"]]
    assert book.modified_at == datetime.fromtimestamp((tmp_path / "Lots.xlsx").stat().st_mtime, UTC).isoformat(
        timespec="seconds"
    )
    mark = json.loads(json.dumps(first.mark))  # as it is kept
    assert workbook.fetch(source, mark, said).unchanged
    write(tmp_path / "Lots.xlsx", MORE)
    assert len(cells(only(workbook.fetch(source, mark, said)))) == 3


def test_a_file_written_again_with_the_same_cells_is_not_parsed_again(tmp_path):
    file = write(tmp_path / "Lots.xlsx")
    source = Source("Lots", "workbook", str(file))
    first = workbook.fetch(source, None, said)
    os.utime(file, ns=(10**18, 10**18))
    again = workbook.fetch(source, first.mark, said)
    assert again.unchanged and again.mark != first.mark


def test_a_change_under_the_old_time_is_seen_within_a_day(tmp_path):
    """Two workbooks of one size and one time: once a day the bytes decide."""
    file = tmp_path / "lots.csv"
    file.write_bytes(b"lot_id,kg\nL-1,300\n")
    os.utime(file, ns=(10**18, 10**18))
    source = Source("Lots", "workbook", str(file))
    mark = workbook.fetch(source, None, said).mark
    file.write_bytes(b"lot_id,kg\nL-1,400\n")
    os.utime(file, ns=(10**18, 10**18))
    assert workbook.fetch(source, mark, said).unchanged
    for hours in (-25, +3):  # a day later; and where the clock was put back meanwhile
        at = (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")
        size, mtime, sha256, _, copies = mark["file"].split("|")
        aged = {"file": "|".join((size, mtime, sha256, at, copies))}
        assert cells(only(workbook.fetch(source, aged, said))) == [["lot_id", "kg"], ["L-1", "400"]]


def test_a_workbook_open_elsewhere_is_read_as_it_was_saved_and_said(tmp_path):
    file = write(tmp_path / "Lots.xlsx")
    (tmp_path / ".~lock.Lots.xlsx#").write_text("Test Person,test,pc,,;", encoding="utf-8")
    book = only(workbook.fetch(Source("Lots", "workbook", str(file)), None, said))
    assert book.remarks == (Remark("open-elsewhere", written="Test Person"),)
    assert len(cells(book)) == 2


def test_a_second_copy_beside_a_workbook_is_said_as_soon_as_it_is_there(tmp_path):
    source = Source("Lots", "workbook", str(write(tmp_path / "Lots.xlsx")))
    first = workbook.fetch(source, None, said)
    assert only(first).remarks == ()
    write(tmp_path / "Lots (1).xlsx", MORE)
    write(tmp_path / "Plots (1).xlsx", MORE)
    book = only(workbook.fetch(source, first.mark, said))
    assert [(one.code, one.written) for one in book.remarks] == [("conflicted-copy", "Lots (1).xlsx")]
    assert len(cells(book)) == 2


def test_a_workbook_that_is_a_second_copy_itself_is_read_and_says_so(tmp_path):
    write(tmp_path / "lots.csv"), write(tmp_path / "lots (1).csv", MORE)
    book = only(workbook.fetch(Source("Lots", "workbook", str(tmp_path / "lots (1).csv")), None, said))
    assert len(cells(book)) == 3
    assert book.remarks[0].detail.startswith("“lots (1).csv”") and "is read; “lots.csv”" in book.remarks[0].detail


@pytest.mark.parametrize(
    ("beside", "kind", "says"),
    [
        (None, NothingToRead, "There is no file Lots.xlsx."),
        ("Lots.xlsx.crdownload", NotNow, "Lots.xlsx is still being brought"),
        (".Lots.xlsx.icloud", NotNow, "Lots.xlsx is still being brought"),
    ],
)
def test_a_workbook_that_is_not_there_is_said_with_what_stands_for_it(tmp_path, beside, kind, says):
    if beside:
        (tmp_path / beside).write_bytes(b"x")
    with pytest.raises(kind, match=says):
        workbook.fetch(Source("Lots", "workbook", str(tmp_path / "Lots.xlsx")), None, said)


@pytest.mark.parametrize("where", ["x" * 9000, "a\0b", "~nobody", "C:\\no\\such"])
def test_a_text_that_can_be_no_place_is_said(where):
    for kind, ending in ((workbook, ".xlsx"), (folder, "")):
        with pytest.raises(CannotGoOn):
            kind.fetch(Source("Lots", kind.KIND.id, where + ending), None, said)


@pytest.mark.parametrize(
    "where", ["https://[bad/spreadsheets/d/1aB_c-DEFGH/edit", "https://℀.example/x", "https://", ""]
)
def test_a_text_that_can_be_no_link_is_said(where):
    for kind in (download, google_link):
        with pytest.raises(NotAllowed, match="link"):
            kind.fetch(Source("Lots", kind.KIND.id, where), None, said)


@pytest.mark.parametrize("where", ["https://1drv.ms/x/\ud800abc", "/home/\udcff/Lots.xlsx", "Lots\udfff"])
def test_a_place_with_half_a_letter_is_said(where):
    """As text has that was cut in the middle of a letter, or a path on a disk of another encoding."""
    with pytest.raises(CannotOpen, match="a letter that is cut in half"):
        kind_of(where)
    [begun] = start_links([where])
    with pytest.raises(CannotOpen, match="a letter that is cut in half"):
        begun.result()


def test_a_link_that_is_none_is_said_where_it_is_read_once():
    [begun] = start_links(["https://[bad"])
    with pytest.raises(NotAllowed, match="link"):
        begun.result()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps names that are no letters")
def test_a_file_whose_name_is_no_letters_is_said_and_the_others_are_read(tmp_path):
    write(tmp_path / "Lots.csv")
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/L\xff.csv")))
    fetched = folder.fetch(Source("Office", "folder", str(tmp_path)), None, said)
    assert only(fetched).source == "Office/Lots.csv"
    assert [trouble.what for trouble in fetched.troubles] == ["The name of the file L?.csv can't be read."]


def linked(link, to):
    """A link; the privilege for it is missing on most Windows computers, where nobody can lay such a trap either."""
    try:
        link.symlink_to(to)
    except OSError:
        pytest.skip("this user may make no links")


def test_a_link_that_leads_out_of_a_folder_is_not_followed_and_said(tmp_path):
    shared, elsewhere = tmp_path / "shared", tmp_path / "private"
    shared.mkdir(), elsewhere.mkdir()
    write(shared / "Lots.csv"), write(elsewhere / "secret.csv")
    linked(shared / "passwd.csv", elsewhere / "secret.csv")
    linked(shared / "again.csv", Path("..") / "private" / "secret.csv")
    linked(shared / "here.csv", shared / "Lots.csv")
    fetched = folder.fetch(Source("Office", "folder", str(shared)), None, said)
    assert [book.source for book in fetched.workbooks] == ["Office/Lots.csv", "Office/here.csv"]
    assert [trouble.what for trouble in fetched.troubles] == [
        f"{name} is not read: it only leads to a file outside the folder shared."
        for name in ("again.csv", "passwd.csv")
    ]
    with pytest.raises(CannotOpen, match=r"again.csv is not read: it only leads to a file outside"):
        files_in(shared)
    assert files_in(shared / "passwd.csv"), "one named by a person is what that person wants read"


def test_a_folder_of_links_that_lead_out_is_in_trouble_itself(tmp_path):
    (tmp_path / "shared").mkdir()
    write(tmp_path / "secret.csv")
    linked(tmp_path / "shared" / "passwd.csv", tmp_path / "secret.csv")
    with pytest.raises(CannotOpen, match="only leads to a file outside"):
        folder.fetch(Source("Office", "folder", str(tmp_path / "shared")), None, said)


def test_a_folder_that_is_a_link_itself_is_what_was_connected(tmp_path):
    (tmp_path / "shared").mkdir()
    write(tmp_path / "shared" / "Lots.csv")
    linked(tmp_path / "office", tmp_path / "shared")
    assert (
        only(folder.fetch(Source("Office", "folder", str(tmp_path / "office")), None, said)).source == "Office/Lots.csv"
    )


def test_a_folder_that_is_gone_is_said(tmp_path):
    for kind, where in ((workbook, tmp_path / "gone" / "Lots.xlsx"), (folder, tmp_path / "gone")):
        with pytest.raises(NothingToRead, match="gone"):
            kind.fetch(Source("Lots", "folder", str(where)), None, said)


# -- a folder
# ------------------------------------------------------------------------------------------------------------
def test_of_a_folder_only_what_changed_is_read(tmp_path):
    source = Source("Office", "folder", str(tmp_path))
    write(tmp_path / "lots.csv"), write(tmp_path / "plots.csv")
    first = folder.fetch(source, None, said)
    assert [book.source for book in first.workbooks] == ["Office/lots.csv", "Office/plots.csv"] and first.still == ()
    assert first.workbooks[1].tabs[0].sheet == "plots"
    second = folder.fetch(source, json.loads(json.dumps(first.mark)), said)
    assert second.unchanged and second.workbooks == () and second.still == ("Office/lots.csv", "Office/plots.csv")
    write(tmp_path / "lots.csv", MORE)
    third = folder.fetch(source, second.mark, said)
    assert only(third).source == "Office/lots.csv" and third.still == ("Office/plots.csv",) and not third.unchanged


def test_one_bad_workbook_keeps_its_last_good_reading_and_the_others_are_read(tmp_path):
    source = Source("Office", "folder", str(tmp_path))
    for name in ("A.csv", "B.xlsx", "C.csv"):
        write(tmp_path / name)
    first = folder.fetch(source, None, said)
    write(tmp_path / "A.csv", MORE)
    (tmp_path / "B.xlsx").write_bytes((tmp_path / "B.xlsx").read_bytes()[:-10])  # half synchronised
    (tmp_path / "C.csv").write_bytes(b"\x89PNG a picture under the name of a workbook")
    (tmp_path / "D.xlsx").write_bytes(b"%PDF-1.7 never readable")
    second = folder.fetch(source, first.mark, said)
    assert only(second).source == "Office/A.csv"
    assert second.still == ("Office/B.xlsx", "Office/C.csv"), "D never had a reading that could stand"
    assert [type(one) for one in second.troubles] == [BeingSaved, CannotOpen, CannotOpen]
    assert [one.what.split(" ")[0] for one in second.troubles] == ["B.xlsx", "C.csv", "D.xlsx"]
    assert set(second.mark) == {"A.csv", "B.xlsx", "C.csv"}
    third = folder.fetch(source, second.mark, said)
    assert third.unchanged and len(third.troubles) == 3, "what is not mended is said again"
    write(tmp_path / "B.xlsx", MORE)
    fourth = folder.fetch(source, third.mark, said)
    assert only(fourth).source == "Office/B.xlsx" and len(fourth.troubles) == 2


def test_a_workbook_that_left_the_folder_is_in_neither_list(tmp_path):
    source = Source("Office", "folder", str(tmp_path))
    write(tmp_path / "A.csv"), write(tmp_path / "B.csv")
    first = folder.fetch(source, None, said)
    (tmp_path / "A.csv").unlink()
    second = folder.fetch(source, first.mark, said)
    assert (second.workbooks, second.still, second.unchanged) == ((), ("Office/B.csv",), False)


def test_a_folder_of_which_nothing_can_be_read_is_in_trouble_itself(tmp_path):
    (tmp_path / "A.csv").write_bytes(b"%PDF-1.7")
    with pytest.raises(CannotOpen, match=r"A\.csv is a PDF document"):
        folder.fetch(Source("Office", "folder", str(tmp_path)), None, said)
    with pytest.raises(NothingToRead, match="holds no workbook"):
        (tmp_path / "A.csv").unlink()
        folder.fetch(Source("Office", "folder", str(tmp_path)), None, said)


def test_a_second_copy_in_a_folder_is_not_read_and_said(tmp_path):
    write(tmp_path / "Lots.csv")
    write(tmp_path / "Lots (conflicted copy 2026-03-01).csv", MORE)
    for other in ("~$Lots.csv", ".~lock.Lots.csv#", ".hidden.csv", "notes.txt", "~WRL0001.tmp"):
        (tmp_path / other).write_bytes(b"x")
    book = only(folder.fetch(Source("Office", "folder", str(tmp_path)), None, said))
    assert len(cells(book)) == 2
    assert {one.code for one in book.remarks} == {"conflicted-copy", "open-elsewhere"}
    assert (
        "“Lots.csv”" in book.remarks[0].detail and "“Lots (conflicted copy 2026-03-01).csv”" in book.remarks[0].detail
    )


def test_what_is_still_on_its_way_into_a_folder_is_said(tmp_path):
    write(tmp_path / "Lots.csv")
    for name in ("Plots.csv.partial", "Lots.csv.tmp", "Costs.gsheet"):
        (tmp_path / name).write_bytes(b"x")
    got = folder.fetch(Source("Office", "folder", str(tmp_path)), None, said)
    assert [one.what.split(" ")[0] for one in got.troubles] == ["Costs.gsheet", "Plots.csv"] and len(got.workbooks) == 1


# -- a link
# --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("link", "gives", "shows"),
    [
        (
            "https://coop.sharepoint.com/:x:/s/Coffee/EaBc?e=x&web=1",
            "https://coop.sharepoint.com/:x:/s/Coffee/EaBc?e=x&download=1",
            "https://coop.sharepoint.com/:x:/s/Coffee/EaBc?web=1",
        ),
        (
            "https://1drv.ms/x/c/ab12/EaBc?e=x",
            "https://1drv.ms/x/c/ab12/EaBc?e=x&download=1",
            "https://1drv.ms/x/c/ab12/EaBc",
        ),
        (
            "https://onedrive.live.com/view.aspx?resid=A%211&authkey=%21x",
            "https://onedrive.live.com/download?resid=A%211&authkey=%21x",
            "",
        ),
        (
            "https://www.dropbox.com/scl/fi/a/Lots.xlsx?rlkey=k&dl=0",
            "https://www.dropbox.com/scl/fi/a/Lots.xlsx?rlkey=k&dl=1",
            "",
        ),
        ("https://cloud.example.org/index.php/s/aBc123", "https://cloud.example.org/index.php/s/aBc123/download", ""),
        ("https://example.org/Lots.xlsx?v=2", "https://example.org/Lots.xlsx?v=2", ""),
    ],
)
def test_the_link_people_copy_becomes_the_one_that_downloads(link, gives, shows):
    """And the page it shows is linked from a cell, unless its link carries a key in its query."""
    assert (download.direct(link), download.page_of(link)) == (gives, shows)


def test_a_workbook_behind_a_link_is_read_and_then_only_when_it_changes():
    with Web() as web:
        web.pages["/Lots.xlsx"] = in_turn(
            answer(200, serving.workbook(Lots=LOTS), Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT", ETag='"1"'),
            answer(304),
        )
        source = Source("Our lots", "download", f"{web.base}/Lots.xlsx", owner="The office")
        first = download.fetch(source, None, said)
        book = only(first)
        assert (book.source, book.owner, book.modified_at, first.calls) == (
            "Our lots",
            "The office",
            "2026-03-02T10:00:00+00:00",
            {"web": 1},
        )
        assert cells(book) == [["lot_id", "kg"], ["L-1", "300"]]
        assert download.fetch(source, json.loads(json.dumps(first.mark)), said).unchanged


def test_a_csv_behind_a_link_is_known_by_the_name_it_comes_with():
    with Web() as web:
        web.pages["/s"] = answer(
            200, b"lot_id,kg\nL-1,300\n", "text/csv", Content_Disposition='attachment; filename="lots.csv"'
        )
        assert cells(only(download.fetch(Source("Lots", "download", f"{web.base}/s"), None, said))) == [
            ["lot_id", "kg"],
            ["L-1", "300"],
        ]


@pytest.fixture
def google(monkeypatch):
    with Google() as serving_google:
        monkeypatch.setenv("LOTWISE_GOOGLE_BASE", serving_google.base)
        yield serving_google


def test_a_spreadsheet_shared_by_link_is_read_as_excel_without_a_key(google):
    book = google.add("Lots 2026", {"Lots": LOTS, "Offers '26": [["offer_id"], ["O-1"]]})
    book.link_shared = True
    got = google_link.fetch(Source("Lots 2026", "google_link", google.link(book, 0)), None, said)
    lots, offers = only(got).tabs
    assert [list(row.values())[3:] for row in lots.cells.to_pylist()] == [["lot_id", "kg"], ["L-1", "300"]]
    assert {call.query.get("format", ["xlsx"])[0] for call in google.calls} == {"xlsx"}, "never .csv"
    assert (
        offers.link == f"https://docs.google.com/spreadsheets/d/{book.key}/edit#range=%27Offers%20%27%2726%27!{{place}}"
    )
    assert google.count("sheets") == google.count("drive") == google.count("token") == 0


@pytest.mark.parametrize(
    ("fault", "kind", "says"),
    [
        ("captive", NotNow, "The network answered instead of Google."),
        ("sign in", NotAllowed, "is not shared by link"),
        ("404", NotAllowed, "Google has no Lots 2026 under this link"),
    ],
)
def test_what_google_or_the_network_says_instead_is_told(google, fault, kind, says):
    book = google.add("Lots 2026", {"Lots": LOTS})
    book.link_shared = True
    google.faults.always(fault)
    with pytest.raises(kind, match=says):
        google_link.fetch(Source("Lots 2026", "google_link", google.link(book)), None, said)


def test_a_spreadsheet_not_shared_by_link_says_who_clicks_what(google):
    book = google.add("Lots 2026", {"Lots": LOTS})
    with pytest.raises(NotAllowed) as told:
        google_link.fetch(Source("Lots 2026", "google_link", google.link(book)), None, said)
    assert told.value.fix.startswith(
        "Open it, choose Share, and under General access choose Anyone with the link, Viewer."
    )


def test_every_link_of_a_spreadsheet_leads_to_its_export(monkeypatch):
    monkeypatch.delenv("LOTWISE_GOOGLE_BASE", raising=False)
    sheets = "https://docs.google.com/spreadsheets"
    for link, export in (
        (f"{sheets}/d/1aBcDEF/edit?gid=3#gid=3", f"{sheets}/d/1aBcDEF/export?format=xlsx"),
        (f"{sheets}/u/1/d/1aBcDEF/edit?resourcekey=0-x_Y", f"{sheets}/d/1aBcDEF/export?format=xlsx&resourcekey=0-x_Y"),
        (f"{sheets}/d/e/2PACX-1v/pubhtml", f"{sheets}/d/e/2PACX-1v/pub?output=xlsx"),
        ("https://drive.google.com/file/d/1aBcDEF/view", "https://drive.google.com/uc?export=download&id=1aBcDEF"),
    ):
        assert google_link.export_of(link) == export


def test_another_computer_is_never_taken_for_google(monkeypatch):
    monkeypatch.setenv("LOTWISE_GOOGLE_BASE", "https://google.example.org")
    with pytest.raises(NotAllowed, match="leads to another computer"):
        google_link.export_of("https://docs.google.com/spreadsheets/d/1aBcDEF/edit")
