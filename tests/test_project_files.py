"""What a visitor finds beside the code: licence, version, how to report, a workflow and a container that do what they
say."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_licence_is_whole_and_named_alike_everywhere():
    licence = text("LICENSE")
    assert "Apache License" in licence and "Version 2.0, January 2004" in licence
    assert "9. Accepting Warranty or Additional Liability." in licence and "END OF TERMS AND CONDITIONS" in licence
    assert PROJECT["license"] == "Apache-2.0"
    assert "license: Apache-2.0" in text("CITATION.cff")


def test_every_licence_file_of_others_is_named_in_the_notice():
    of_others = [file for file in ROOT.rglob("*_LICENSE.txt") if ".venv" not in file.parts]
    assert of_others
    assert [file.name for file in of_others if file.name not in text("NOTICE")] == []
    assert {"LICENSE", "NOTICE", *(file.relative_to(ROOT).as_posix() for file in of_others)} == set(
        PROJECT["license-files"]
    )


def test_the_files_named_in_the_notice_are_there():
    named = re.findall(r"^([\w/]+\.(?:csv|json))$", text("NOTICE"), re.MULTILINE)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_version_is_one():
    assert f"version: {PROJECT['version']}\n" in text("CITATION.cff")
    newest = re.search(r"^## ([\d.]+),", text("CHANGELOG.md"), re.MULTILINE).group(1)
    assert PROJECT["version"].split(".dev")[0] == newest


def test_the_workflow_runs_what_a_person_runs():
    commands = re.findall(r"- run: (.+)", text(".github/workflows/ci.yml"))
    assert commands == [".ci/run"]
    listed = subprocess.run(["git", "ls-files", "--stage", ".ci/run"], cwd=ROOT, capture_output=True, text=True).stdout
    assert not listed or listed.startswith("100755")


def test_the_container_runs_as_nobody_special_and_answers_this_computer_alone():
    steps = text("Dockerfile")
    assert steps.index("USER lotwise") < steps.index("CMD [")
    assert "COPY requirements.txt ." in steps and "pip install -r requirements.txt" in steps
    published = re.search(r"ports: (.+)", text("compose.yaml")).group(1)
    assert published.startswith('["127.0.0.1:')
    data = re.search(r"LOTWISE_HOME=(\S+)", steps).group(1)
    assert f"- data:{data} " in text("compose.yaml")


def test_what_is_kept_or_secret_goes_neither_into_the_image_nor_into_git():
    for name in (".dockerignore", ".gitignore"):
        lines = text(name).splitlines()
        assert {".env", ".streamlit/secrets.toml"} <= set(lines)
        assert any(line.strip("/") == "key*.json" for line in lines)


def test_what_security_says_of_the_data_folder_is_in_the_code():
    """Each name of its table is written by some module below the pages."""
    table = re.findall(
        r"`([\w.-]+?)[/…]*`", "\n".join(re.findall(r"^\| (`.+?`) \|", text("SECURITY.md"), re.MULTILINE))
    )
    rooms = ("decisions", "history", "refresh", "connectors", "command_line", "union")
    code = "\n".join(file.read_text("utf-8") for room in rooms for file in (ROOT / room).rglob("*.py"))
    assert len(table) > 5
    assert [name for name in table if f'"{name}"' not in code] == []
