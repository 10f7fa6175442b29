"""The commands over an empty data folder: what each says, to people and to schedulers, and how each ends."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import openpyxl
import pytest

from command_line import kept_reports, report_command
from command_line.main import lotwise, main
from connectors.trouble import CannotOpen
from decisions import report
from metrics.engine.metric_catalogue import metrics
from tests.command_line.calling import ROOT, called, cold, one_sentence

MESSY = ROOT / "sample_data" / "messy.xlsx"


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def kept(monkeypatch) -> None:
    """The report of the sample is worked out once for those who ask for it here."""
    monkeypatch.setenv(kept_reports.SWITCH, "yes")


@pytest.fixture(scope="module")
def messy(tmp_path_factory) -> tuple[subprocess.CompletedProcess, Path]:
    """What `check` said of the messy sample with both its options, and the folder in which it did."""
    home = tmp_path_factory.mktemp("messy")
    return called("check", MESSY, "--json", "--fix-list", home / "fix.xlsx", home=home), home


def two_seasons(folder: Path) -> Path:
    """A .csv with a lot of 2024/25 and one of 2025/26."""
    (folder / "lots.csv").write_text("Lot,Stream,Crop year\nM1,micro,2024/25\nM2,micro,2025/26\n", encoding="utf-8")
    return folder / "lots.csv"


def test_report_without_a_source_reads_the_sample_and_prints_one_json_object(home, kept):
    done = called("report", "--json", home=home)
    found = json.loads(done.stdout.decode("utf-8"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert found["schema_version"] == 1
    assert [source["name"] for source in found["sources"]] == ["clean.xlsx"]
    assert {one["id"] for one in found["indicators"]} == set(metrics())


def test_report_imports_neither_streamlit_nor_pandas(home):
    before = (
        "import atexit; atexit.register(lambda: print('LOADED', sorted({'streamlit', 'pandas', 'plotly', "
        "'openpyxl'} & set(sys.modules)), file=sys.stderr))"
    )
    assert cold("report", home=home, before=before).stderr.decode("utf-8").strip() == "LOADED []"


def test_report_reads_in_80_columns(home, kept):
    done = called("report", home=home)
    lines = done.stdout.decode("utf-8").splitlines()
    assert done.returncode == 0
    assert "ON THE BOARD" in lines
    assert "Invented sample data: no real cooperative." in lines
    assert [line for line in lines if len(line) > 79] == []
    assert [line for line in lines if "nan" in line.lower().split() or "None" in line] == []


def test_an_old_windows_console_gets_question_marks_not_a_crash(home, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Lots"
    for row in [("Lot", "Stream", "Crop year"), ("Cà phê ኮፋ", "purple", "2025/26")]:
        book.active.append(row)
    book.save(tmp_path / "ቡና.xlsx")
    done = cold("check", tmp_path / "ቡና.xlsx", home=home, encoding="cp1252")
    assert done.returncode == 1
    assert "??" in done.stdout.decode("cp1252")


def test_json_is_utf_8_whatever_the_console_speaks(home, tmp_path):
    (tmp_path / "lots.csv").write_text("Lot,Stream,Crop year\nቡና,ሐምራዊ,2025/26\n", encoding="utf-8")
    done = called("check", tmp_path / "lots.csv", "--json", home=home, encoding="cp1252")
    assert "ሐምራዊ" in [problem["written"] for problem in json.loads(done.stdout.decode("utf-8"))["problems"]]


def test_as_of_and_crop_year_are_passed_on(home, tmp_path):
    asked = ("--as-of", "2025-06-30", "--crop-year", "2024/25")
    found = json.loads(called("report", two_seasons(tmp_path), "--json", *asked, home=home).stdout)
    assert (found["as_of"], found["crop_year"]) == ("2025-06-30", "2024/25")


def test_a_crop_year_that_is_not_there_names_those_that_are(home, tmp_path):
    done = called("report", two_seasons(tmp_path), "--crop-year", "1999/00", home=home)
    assert done.returncode == 2
    assert one_sentence(done).startswith("No row belongs to crop year 1999/00. Ask for one of these: 2025/26, 2024/25")


def test_check_of_the_clean_sample_leaves_nothing_out(home):
    done = called("check", ROOT / "sample_data" / "clean.xlsx", home=home)
    assert done.returncode == 0


def test_check_of_the_messy_sample_says_every_problem_with_place_and_fix(messy):
    done, _ = messy
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert found["problems"]
    assert all(problem["what"] and problem["fix"] and problem["sheet"] for problem in found["problems"])
    assert all(
        line["rows_in"] == line["used"] + line["doubtful"] + line["left_out"] + line["not_data"] + line["not_read"]
        for line in found["ledger"]
    )


def test_check_writes_the_fix_list(messy):
    _, folder = messy
    (sheet,) = openpyxl.load_workbook(folder / "fix.xlsx")
    assert {"Sales 2024-26", "Phiếu cân Trạm C"} <= {row[0] for row in sheet.values}


def test_check_writes_the_greatest_as_a_text_for_a_phone(home, tmp_path):
    sheet = tmp_path / "receipts.csv"
    sheet.write_text("Received on,Farmer,Weight (kg),Form\n2026-01-10,F-1,many,cherry\n", "utf-8")
    called("check", sheet, "--fix-list", tmp_path / "fix.txt", home=home)
    assert "receipts, C2, Weight (kg): “many” is not a number." in (tmp_path / "fix.txt").read_text("utf-8")


def test_check_moves_no_pointer(messy):
    _, folder = messy
    assert list(folder.rglob("*.duckdb")) == []


def test_a_template_and_a_sample_are_written_and_read_back(home, tmp_path):
    assert called("template", tmp_path / "empty.xlsx", "--language", "es", home=home).returncode == 0
    assert called("sample", tmp_path / "other.xlsx", "--seed", "2", home=home).returncode == 0
    assert tomllib.loads((tmp_path / "other.truth.toml").read_text("utf-8"))["seed"] == 2
    done = called("check", tmp_path / "empty.xlsx", "--json", home=home)
    assert done.returncode == 0
    assert all(line["used"] == 0 for line in json.loads(done.stdout)["ledger"])


def test_a_truth_that_can_not_be_is_refused_in_a_sentence_before_anything_is_written(home, tmp_path):
    (tmp_path / "wrong.toml").write_text("[micro]\nlots = 0\n", "utf-8")
    done = called("sample", tmp_path / "none.xlsx", "--truth", tmp_path / "wrong.toml", home=home)
    assert done.returncode == 2
    assert one_sentence(done).startswith("The truth can't be used: micro.lots is 0, and lies outside of 1 to 200.")
    assert not (tmp_path / "none.xlsx").exists()


def test_a_story_has_a_truth_of_its_own(home, tmp_path):
    done = called("sample", tmp_path / "s.xlsx", "--story", "pays", "--truth", tmp_path / "s.toml", home=home)
    assert done.returncode == 2
    assert one_sentence(done).startswith("A story has a truth of its own: name --truth or --story, not both.")


def test_refresh_says_that_nothing_is_configured(home):
    done = called("refresh", home=home)
    assert done.returncode == 2
    assert one_sentence(done).startswith("No sheet is connected yet")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "no such file.xlsx"], "There is no file or folder no such file.xlsx."),
        (["report", "ftp://example.org/lots.xlsx"], "Lotwise does not know a link of this kind."),
        (["report", "--as-of", "31/03/2026"], "'31/03/2026'"),
        (["repport"], "No such command 'repport'."),
        (["template", "out.pdf"], "out.pdf does not end in .xlsx"),
        (["template", "out.xlsx", "--language", "xx"], "xx"),
        (["template", "out.xlsx", "--logbooks", "lots,cows"], "cows"),
        (["sample", "no/such/folder/out.xlsx"], "could not be written."),
    ],
)
def test_every_error_is_one_sentence_and_exit_code_2(home, arguments, said):
    done = called(*arguments, home=home)
    assert done.returncode == 2
    assert said in one_sentence(done)


def test_a_workbook_of_which_no_tab_can_be_used_is_no_report_of_nothing(home, tmp_path):
    (tmp_path / "numbers.csv").write_text("1,2,3\n4,5,6\n", encoding="utf-8")
    done = called("report", tmp_path / "numbers.csv", home=home)
    assert done.returncode == 2
    assert one_sentence(done).startswith(
        "numbers.csv, tab numbers: The first 20 rows hold no row of headings that we know."
    )
    assert called("check", tmp_path / "numbers.csv", home=home).returncode == 1


def test_a_fault_of_ours_gives_a_reference_and_keeps_the_rest_in_the_log(home, tmp_path, monkeypatch):
    def broken(*_args):
        raise RuntimeError("secret words")

    monkeypatch.setattr(report, "read_report", broken)
    done = called("report", two_seasons(tmp_path), home=home)
    said = one_sentence(done)
    assert done.returncode == 2
    assert "secret" not in said
    reference = said.split("reference ")[1].rstrip(".")
    log = (home / "lotwise.log").read_text("utf-8")
    assert reference in log
    assert "secret words" in log


def test_help_shows_every_command():
    assert set(lotwise.commands) == {
        "schedule",
        "report",
        "check",
        "questions",
        "changes",
        "refresh",
        "sources",
        "template",
        "sample",
        "export",
        "minutes",
        "summary",
        "union",
    }


def test_what_stopped_us_is_said_without_its_detail(capsys, monkeypatch):
    def stop(*_args):
        raise CannotOpen("The workbook is damaged.", "Save it again.", "/secret/path")

    monkeypatch.setattr(report_command, "opened", stop)
    assert main(["report"]) == 2
    assert capsys.readouterr().err == "The workbook is damaged. Save it again.\n"
