"""Files that others write too: read whole or not at all, and a second copy never read twice nor left out in silence."""

import os
import socket
import threading
from datetime import datetime
from pathlib import Path

import pytest

from connectors.shared_files.shared_files import (
    FilePatience,
    copies_among,
    copy_whole,
    open_elsewhere,
    refuse_pointers,
    told_apart,
    whole,
)
from connectors.trouble import CannotGoOn, NotAllowed, NothingToRead, NotNow, TooLarge
from tests.connectors.serving import workbook

BOOK = workbook()
QUICK = FilePatience(tries=2, pause=0.01, read=0.5)
COMPUTER = socket.gethostname().split(".")[0]


def trouble_of(path, target) -> CannotGoOn:
    with pytest.raises(CannotGoOn) as caught:
        copy_whole(path, target, QUICK)
    assert not target.exists()
    return caught.value


def test_a_copy_is_whole_and_keeps_its_time(tmp_path):
    file = tmp_path / "Lots.xlsx"
    file.write_bytes(BOOK)
    os.utime(file, ns=(10**18, 10**18))
    copied = copy_whole(file, tmp_path / "copy")
    assert (copied.size, copied.mtime_ns, len(copied.sha256)) == (len(BOOK), 10**18, 64)
    assert (tmp_path / "copy").read_bytes() == BOOK and (tmp_path / "copy").stat().st_mtime_ns == 10**18


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Lots.xlsx is empty."),
        (BOOK[:-10], "Lots.xlsx is not here whole"),  # the list of the parts, at the very end, is missing
        # its room was made before its content came
        (BOOK[:2000] + bytes(len(BOOK) - 2000), "Lots.xlsx is not here whole"),
        (bytes(5000), "Lots.xlsx is not here whole"),
    ],
)
def test_half_a_file_is_never_read(tmp_path, content, says):
    (tmp_path / "Lots.xlsx").write_bytes(content)
    told = trouble_of(tmp_path / "Lots.xlsx", tmp_path / "copy")
    assert isinstance(told, NotNow) and told.what.startswith(says)


def test_a_file_that_is_done_meanwhile_is_read(tmp_path):
    file = tmp_path / "Lots.xlsx"
    file.write_bytes(BOOK[:-10])
    timer = threading.Timer(0.05, file.write_bytes, (BOOK,))
    timer.start()
    copy_whole(file, tmp_path / "copy", FilePatience(tries=40, pause=0.02))
    timer.join()
    assert (tmp_path / "copy").read_bytes() == BOOK


@pytest.mark.parametrize("mode", ["ab", "r+b"])
def test_a_file_that_changes_under_our_hands_is_not_read(tmp_path, mode):
    """A .csv has no end one could look for: only its size, or its time where it keeps its size, tells that somebody is
    still writing."""
    file, done = tmp_path / "lots.csv", threading.Event()
    file.write_bytes(b"L-9,400\n")

    class Written(type(file)):
        """A file to which a line is added, or over which one is written, whenever it was read."""

        def read_bytes(self):
            content = super().read_bytes()
            with open(self, mode) as more:
                more.write(b"L-1,300\n")
            os.utime(self, ns=(1, self.stat().st_mtime_ns + 10**9))
            done.set()
            return content

    told = trouble_of(Written(file), tmp_path / "copy")
    assert done.is_set() and isinstance(told, NotNow) and "being saved or synchronised" in told.what


def test_a_csv_that_begins_with_pk_is_no_broken_archive():
    assert whole(b"PK,kg\nL-1,2\n") and not whole(b"PK\3\4" + b"x" * 99)


def test_a_drive_that_never_answers_is_given_up_in_time(tmp_path):
    """A pipe that nobody writes to blocks as a lost network drive does."""
    file = tmp_path / "Lots.xlsx"
    if not hasattr(os, "mkfifo"):  # Windows has none; there the drive itself gives an error
        file = tmp_path / "gone" / "Lots.xlsx"
    else:
        os.mkfifo(file)
    told = trouble_of(file, tmp_path / "copy")
    assert isinstance(told, NotNow | NothingToRead) and ("does not answer" in told.what or "no file" in told.what)


def test_a_file_that_is_gone_too_large_or_a_folder_is_said(tmp_path):
    assert isinstance(trouble_of(tmp_path / "Lots.xlsx", tmp_path / "copy"), NothingToRead)
    (tmp_path / "Lots").mkdir()
    assert "is a folder" in trouble_of(tmp_path / "Lots", tmp_path / "copy").what
    with open(tmp_path / "big.csv", "wb") as big:
        big.truncate(20_000_001)
    assert isinstance(trouble_of(tmp_path / "big.csv", tmp_path / "copy"), TooLarge)


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("Lots.xlsx.crdownload", NotNow, "Lots.xlsx is still being brought"),
        ("Lots.xlsx.partial", NotNow, "Lots.xlsx is still being brought"),
        (".Lots.xlsx.icloud", NotNow, "Lots.xlsx is still being brought"),
        ("Lots.gsheet", NotAllowed, "it only points to a sheet on the web"),
    ],
)
def test_a_name_that_only_stands_for_a_workbook_is_told_apart(tmp_path, name, kind, says):
    with pytest.raises(kind) as told:
        refuse_pointers(tmp_path / name)
    assert says in told.value.what


def excel_owner(name: str) -> bytes:
    """The 165 bytes Excel writes beside a file that is open: the name in one byte a letter, then in two."""
    narrow = name.encode("cp1252", "replace")
    return (
        bytes([len(narrow)])
        + narrow.ljust(54)
        + len(name).to_bytes(2, "little")
        + (name + " " * 54)[:54].encode("utf-16-le")
    )


@pytest.mark.parametrize(
    ("beside", "content", "who"),
    [
        ("~$Lots.xlsx", excel_owner("Test Person"), "Test Person"),
        ("~$Lots.xlsx", excel_owner("Nguyễn Văn A"), "Nguyễn Văn A"),
        ("~$Lots.xlsx", b"", "Somebody"),
        ("~$Lots.xlsx", bytes(165), "Somebody"),
        ("~$Lots.xlsx", os.urandom(40) + b"\xff" * 125, None),  # damage never stops a reading
        (".~lock.Lots.xlsx#", b",Test Person,test-pc/test,02.03.2026 10:15,file:///home/test;", "Test Person"),
        (".~lock.Lots.xlsx#", b"Test Person,test,test-pc,02.03.2026 10:15,file:///home/test;", "Test Person"),
        (".~lock.Lots.xlsx#", b"Test\\, Person,test,pc,,;", "Test, Person"),
    ],
)
def test_who_has_a_workbook_open_is_said(tmp_path, beside, content, who):
    (tmp_path / beside).write_bytes(content)
    remark = open_elsewhere(tmp_path / "Lots.xlsx")
    assert remark.code == "open-elsewhere" and remark.written.isprintable() and (who is None or remark.written == who)


def test_a_workbook_nobody_has_open_carries_no_remark(tmp_path):
    assert open_elsewhere(tmp_path / "Lots.xlsx") is None


@pytest.mark.parametrize(
    "copy",
    [
        "Lots (Test Person's conflicted copy 2026-03-01).xlsx",  # Dropbox, English
        "Lots (conflicted copy 2026-03-01 101112).xlsx",  # Nextcloud
        "Lots (copia en conflicto de Test 2026-03-01).xlsx",  # Dropbox, Spanish
        "Lots (Copie en conflit de Test 2026-03-01).xlsx",  # French
        "Lots (Cópia em conflito de Test 2026-03-01).xlsx",  # Portuguese
        "Lots (Co\u0301pia em conflito de Test 2026-03-01).xlsx",  # the same, as a Mac writes it
        "Lots (salinan berkonflik Test 2026-03-01).xlsx",  # Indonesian
        "Lots (Case Conflict).xlsx",
        "Lots (Case Conflict 1).xlsx",
        "Lots.sync-conflict-20260301-101112-ABCDEFG.xlsx",  # Syncthing
        "Lots_conflict-20260301-101112.xlsx",  # ownCloud, older
        "Lots (Conflict).xlsx",
        "Lots [conflicted].xlsx",
        "Lots (SFConflict test@example.org 2026-03-01-10-11-12).xlsx",
        "Lots (1).xlsx",
        "Lots(2).XLSX",
        "lots (1).xlsx",  # Google Drive, a second download
        # OneDrive
        "Lots-DESKTOP-AB12CD3.xlsx",
        "Lots-LAPTOP-9XY.xlsx",
        f"Lots-{COMPUTER}.xlsx",
        f"Lots-{COMPUTER}-2.xlsx",
        "Lots - Copy.xlsx",
        "Lots - Copia (2).xlsx",
        "Copy of Lots.xlsx",
        "Cópia de Lots.xlsx",
    ],
)
def test_a_second_copy_is_known_by_its_name_beside_the_first(copy):
    first = Path("/coop/Lots.xlsx")
    assert copies_among([first, Path("/coop") / copy]) == {Path("/coop") / copy: first}
    assert copies_among([Path("/coop") / copy]) == {}, "alone it is the workbook"


@pytest.mark.parametrize(
    "other",
    [
        "Lots 2026.xlsx",
        "Lots-2026.xlsx",
        "Lots-North.xlsx",
        "Lots (north).xlsx",
        "Lots (2026).xlsx",
        "Lots 2.xlsx",
        "Lots (1).csv",
        "Lots (Conflict resolution meeting notes) A.xlsx",
        "Parcels (1).xlsx",
        "Copy machine.xlsx",
        "Lots copy.xlsx",
    ],
)
def test_a_workbook_of_its_own_is_no_second_copy(other):
    """What is guessed to be a copy is not read: so nothing is guessed."""
    assert copies_among([Path("/coop/Lots.xlsx"), Path("/coop") / other]) == {}


def test_a_copy_of_a_copy_belongs_to_the_first():
    first, copy, further = (Path(f"/coop/{name}.xlsx") for name in ("Lots", "Lots (1)", "Lots (1) - Copy"))
    assert copies_among([further, copy, first]) == {copy: first, further: first}


def test_which_file_is_which_is_said_with_its_time(tmp_path):
    for name, day in (("Lots.xlsx", 1), ("Lots (1).xlsx", 2)):
        (tmp_path / name).write_bytes(b"x")
        at = datetime(2026, 3, day, 10, 30).timestamp()
        os.utime(tmp_path / name, (at, at))
    remark = told_apart(tmp_path / "Lots (1).xlsx", tmp_path / "Lots.xlsx")
    assert (
        remark.detail
        == "“Lots.xlsx”, changed 2026-03-01 10:30, is read; “Lots (1).xlsx”, changed 2026-03-02 10:30, is not"
    )
