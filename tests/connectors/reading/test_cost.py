"""What a small file may cost: bounds over the whole workbook, kept in the process that reads it."""

import subprocess
import sys
import zipfile

import pytest

from connectors import reading_limits
from connectors.formats.package import Package
from connectors.reading import child_answers
from connectors.trouble import CannotGoOn, NotNow, TooLarge
from tests.connectors.made import rows, tabs, xlsx
from tests.connectors.reading.test_bad_inputs import assert_plain
from tests.processes import runs, until

CELL = '<c r="A1" t="inlineStr"><is><t>micro</t></is></c>'


def refusal(path) -> CannotGoOn:
    with pytest.raises(CannotGoOn) as caught:
        tabs(path)
    assert_plain(caught.value)
    return caught.value


def limit(monkeypatch, group: str, name: str, most: float) -> None:
    monkeypatch.setitem(reading_limits.LIMITS[group], name, most)


def test_many_tabs_on_one_part_are_refused_at_the_second(tmp_path):
    path, shared = xlsx(tmp_path / "Two.xlsx", rows(CELL), rows(CELL)), tmp_path / "Shared.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(shared, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"worksheets/B.xml", b"worksheets/A.xml"))
    assert len(tabs(path)) == 2
    assert "several of its tabs are kept in one part" in refusal(shared).what


def test_what_is_gone_through_again_and_again_is_counted_again(tmp_path, monkeypatch):
    """As a part of notes is that every one of 500 tabs names: each time it is read it costs its size."""
    path = xlsx(tmp_path / "Lots.xlsx", rows(CELL), extra={"xl/notes.xml": b"<a>" + b" " * 600_000 + b"</a>"})
    limit(monkeypatch, "file", "gone_through_mb", 1)
    with Package(path) as parts:
        parts.xml("xl/notes.xml")
        with pytest.raises(TooLarge) as caught:  # 0.6 MB and 0.6 MB are more than 1 MB
            parts.xml("xl/notes.xml")
    assert_plain(caught.value)


def test_many_parts_below_the_size_that_is_judged_are_judged_together(tmp_path):
    """20 parts of 1.5 MB of blanks are 30 MB in some 30 KB."""
    blanks = {f"xl/worksheets/extra{number}.xml": b" " * 1_500_000 for number in range(20)}
    path = xlsx(tmp_path / "Lots.xlsx", rows(CELL), extra=blanks)
    assert "almost all emptiness" in refusal(path).what


def test_tabs_that_are_bearable_alone_may_not_be_so_together(tmp_path, monkeypatch):
    """A shared text of 30,000 letters named by 40 cells in each of two tabs: 2.4 MB in a file of some KB."""
    sheet = rows(*('<c t="s"><v>0</v></c>' for _ in range(40)))
    path = xlsx(tmp_path / "Lots.xlsx", sheet, sheet, texts=(f"<t>{'x' * 30_000}</t>",))
    limit(monkeypatch, "workbook", "read_mb", 2)
    assert "hold more together than one workbook may hold" in refusal(path).what
    limit(monkeypatch, "workbook", "read_mb", 3)
    assert len(tabs(path.rename(tmp_path / "Again.xlsx"))) == 2


def test_merged_cells_are_counted_over_the_workbook(tmp_path, monkeypatch):
    sheet = rows(CELL) + '<mergeCells><mergeCell ref="A2:B2"/><mergeCell ref="A3:B3"/></mergeCells>'
    path = xlsx(tmp_path / "Lots.xlsx", sheet, sheet)
    limit(monkeypatch, "workbook", "places", 3)  # two in each of two tabs are four
    assert "hold more together" in refusal(path).what


@pytest.mark.parametrize(
    ("code", "log", "kind", "said"),
    [
        (-24, "", TooLarge, "longer than 9 seconds"),  # SIGXCPU: the processor seconds are used up
        (-6, "memory allocation of 549755813888 bytes failed", TooLarge, "within the memory"),  # Rust aborts
        (1, "Traceback ...\nMemoryError", TooLarge, "within the memory"),
        (-9, "", NotNow, "ended its reader"),  # SIGKILL comes from outside
        (-15, "", NotNow, "ended its reader"),
    ],
)
def test_how_a_reader_died_says_what_to_do(tmp_path, code, log, kind, said):
    with pytest.raises(kind, match=said) as caught:
        child_answers.first(tmp_path, "Lots.csv", code, log)
    assert_plain(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_processor_time_beyond_its_limit_ends_a_reader_in_a_way_of_its_own(tmp_path):
    (tmp_path / "endless.py").write_text(
        f"import sys; sys.path.insert(0, {str(reading_limits.__file__.rsplit('connectors', 1)[0])!r})\n"
        "from connectors import reading_limits\n"
        "reading_limits.PROCESSOR_SECONDS = 1\n"
        "reading_limits.confine()\n"
        "while True: pass\n",
        encoding="utf-8",
    )
    assert reading_limits.start(["endless"], tmp_path, tmp_path / "log").wait(60) == -24


def test_a_reader_ends_with_whoever_started_it(tmp_path):
    """The parent is killed without a chance to tell anybody; its reader, which would sleep for a minute, ends."""
    project = reading_limits.__file__.rsplit("connectors", 1)[0]
    (tmp_path / "reader.py").write_text(
        f"import sys; from threading import Event; sys.path.insert(0, {project!r})\n"
        "from connectors import reading_limits\n"
        "reading_limits.end_with_parent()\n"
        "print('up', flush=True); Event().wait(60)\n",
        encoding="utf-8",
    )
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from threading import Event; from pathlib import Path; from connectors import reading_limits\n"
            "folder = Path(sys.argv[1]); one = reading_limits.start(['reader'], folder, folder / 'log')\n"
            "print(one.pid, flush=True); Event().wait(60)",
            str(tmp_path),
        ],
        cwd=project,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    reader = int(parent.stdout.readline())
    assert until(lambda: "up" in (tmp_path / "log").read_text("utf-8"))
    parent.kill()
    parent.wait()
    assert until(lambda: not runs(reader))
