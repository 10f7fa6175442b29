"""python cli.py union: what a union's office reads and writes, and how each call ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line.calling import called, cold, one_sentence
from tests.union.federation.handed import row, summary
from union.summary import parquet_file

NAMES = ("Alto", "Bajo", "Centro", "Delta", "Este")


@pytest.fixture
def home(tmp_path) -> Path:
    """A data folder, and beside it five summaries: prices of 6 to 10 USD/kg."""
    (tmp_path / "summaries").mkdir()
    for place, name in enumerate(NAMES):
        parquet_file.write(tmp_path / "summaries" / f"{name}.parquet", summary(name, row(name, 6.0 + place)))
    return tmp_path


def test_report_of_a_folder_says_the_unions_number_and_each_members_reason(home):
    (home / "summaries" / "Fuego.parquet").write_bytes(b"no summary")
    done = called("union", "report", "summaries", home=home)
    said = " ".join(done.stdout.decode("utf-8").split())
    assert (done.returncode, done.stderr) == (1, b"")
    assert "5 members are named; the summaries of 5 could be had. 1 more file can't be read as a summary." in said
    assert " Fuego.parquet is no summary of a cooperative." in said
    # the geometric mean of 6, 7, 8, 9 and 10 is 7.87; its standard error is about 1, and a tenth of that is told
    assert "SEASON 2025/26, begun on 1 Oct 2025 Premium over bulk, USD/kg micro 7.90" in said
    assert "5 members a new member:" in said


def test_a_member_whose_name_begins_its_reason_keeps_its_name(home):
    """Only a file that can't be read has no other name than the one its reason begins with."""
    (home / "federation.toml").write_text(
        '[[member]]\nwhere = "summaries"\n[[member]]\nname = "There"\nwhere = "gone"\n', encoding="utf-8"
    )
    said = "".join(
        called("union", "report", home=home).stdout.decode("utf-8").split()
    )  # lines break within a long path
    assert f"There:Thereisnofolderorfile{home / 'gone'},oritmaynotbelookedinto" in said


def test_fewer_than_three_are_told_that_they_are_too_few(home):
    for name in NAMES[2:]:
        (home / "summaries" / f"{name}.parquet").unlink()
    said = " ".join(called("union", "report", "summaries", home=home).stdout.decode("utf-8").split())
    assert "the summaries of 2 could be had. From 3 members on there are numbers of the union." in said


def test_the_configured_members_and_ones_own_number(home):
    (home / "federation.toml").write_text('own = "Bajo"\n[[member]]\nwhere = "summaries"\n', encoding="utf-8")
    done = called("union", "report", "--json", home=home)
    told = json.loads(done.stdout.decode("utf-8"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert (told["schema_version"], told["own"], len(told["members"])) == (1, "Bajo", 5)
    (number,) = told["numbers"]
    assert (number["members"], number["published"], number["own"]["alone"]["value"]) == (5, True, 7.0)
    assert "Bajo alone 7.00" in called("union", "report", home=home).stdout.decode("utf-8")


def test_a_line_of_the_file_that_cant_be_followed_is_said_beside_the_numbers(home):
    text = '[[member]]\nwhere = "summaries"\n[[member]]\nname = "Rio"\n'
    (home / "federation.toml").write_text(text, encoding="utf-8")
    done = called("union", "report", home=home)
    assert done.returncode == 1
    assert "Line 3 of federation.toml" in done.stdout.decode("utf-8") and b"7.90" in done.stdout


def test_export_writes_a_table_values_and_pictures_and_nothing_over(home):
    done = called("union", "export", "out", "summaries", home=home)
    assert done.returncode == 0
    assert sorted(file.name for file in (home / "out").iterdir()) == [
        "001_premium_over_bulk_micro.svg",
        "union.csv",
        "union.json",
    ]
    assert "holds 1 number that may be published, in 3 files" in done.stdout.decode("utf-8")
    again = called("union", "export", "out", "summaries", home=home)
    assert again.returncode == 2 and "already there" in one_sentence(again)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report",), "No members are named, neither here nor in federation.toml."),
        (("report", "nowhere", "--engine", "pool", "--scheduler", "tcp://127.0.0.1:1"), "the engine is pool"),
        (("report", "--workers", "0"), "from 1 to 256"),
        (("report", "--engine", "ray"), "ray"),
    ],
)
def test_a_call_that_cant_be_followed_ends_with_one_sentence(home, arguments, said):
    done = called("union", *arguments, home=home)
    assert done.returncode == 2
    assert said in one_sentence(done)


def test_a_folder_that_is_not_there_is_said_of_the_member(home):
    done = called("union", "report", "nowhere", home=home)
    assert done.returncode == 1 and b"There is no folder or file nowhere" in done.stdout


def test_without_dask_everything_else_works_and_its_engine_says_what_to_type(home):
    (home / "member" / "snapshots").mkdir(parents=True)
    text = '[[member]]\nname = "A"\nwhere = "member"\n'
    (home / "federation.toml").write_text(text, encoding="utf-8")
    done = cold("union", "report", "--engine", "dask", home=home, before="sys.modules['distributed'] = None")
    assert done.returncode == 2
    assert one_sentence(done) == (
        "The engine dask needs what is not installed: there is no distributed. "
        "Type: pip install -r requirements-union.txt"
    )
    done = called("union", "report", home=home)
    assert done.returncode == 1 and b"A: No snapshot lies in its data folder." in done.stdout
    assert done.stderr.decode("utf-8") == "1 of 1 members worked on, 1 of them in vain\n"


def test_the_command_waits_for_neither_dask_nor_what_pages_need(home):
    before = (
        "import atexit; atexit.register(lambda: print('LOADED', sorted({'streamlit', 'pandas', 'plotly', 'dask', "
        "'openpyxl'} & set(sys.modules)), file=sys.stderr))"
    )
    done = cold("union", "report", home / "summaries", home=home, before=before)
    assert done.returncode == 0 and "LOADED []" in done.stderr.decode("utf-8")
