"""federation.toml: members and their places, and every fault of the file in words with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.trouble import NothingToRead
from union.federation.members import BadFederation, Member, federation, is_configured, path, told

TWO = """own = "Alto Tambo"

[[member]]
name = "Alto Tambo"
where = "/u/alto"

[[member]]
where = "handed in"
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    return tmp_path


def wrong(text: str) -> str:
    """The one thing that is wrong with the text."""
    (one,) = told(text).wrong
    return str(one)


def test_members_are_read_as_written_and_a_path_is_meant_from_the_data_folder(home):
    found = told(TWO)
    assert found.members == (Member("Alto Tambo", Path("/u/alto")), Member("", home / "handed in"))
    assert (found.own, found.wrong) == ("Alto Tambo", ())


def test_a_bad_member_is_named_with_its_line_and_leaves_the_others(home):
    found = told(TWO + '\n[[member]]\nname = "Rio"\n')
    assert len(found.members) == 2
    assert [(one.line, one.member) for one in found.wrong] == [(10, "Rio")]
    assert str(found.wrong[0]) == (
        "Line 10 of federation.toml: the member “Rio” does not say where its summaries lie. Write the path of a "
        "summary, of a folder of them, or of a data folder as where."
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[[member]]\nname = "ALTO TAMBO"\nwhere = "x"\n', "There is already a member called “ALTO TAMBO”."),
        ('[[member]]\nname = "Rio"\nwhere = "/u/alto"\n', "would count twice"),
        ('[[member]]\nname = "Rio"\nwhere = "https://example.org/a"\n', "links are not followed"),
        ('[[member]]\nname = "Rio"\nwhere = 3\n', "must be text"),
        ('[[member]]\nname = "Rio"\nwhere = "x"\nkey = "y"\n', "A member has no entry “key”."),
        ('[[member]]\nname = "a\\nb"\nwhere = "x"\n', "on one line"),
        (f'[[member]]\nname = "{"a" * 81}"\nwhere = "x"\n', "at most 80 letters"),
    ],
)
def test_what_a_member_says_wrongly_is_said(more, said):
    found = wrong(TWO + more)
    assert said.lower() in found.lower() and "Line 9" in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('owner = "x"\n' + TWO.replace("own = ", "# "), "Line 1 of federation.toml: there is no entry “owner”."),
        ('own = "Nobody"\n[[member]]\nname = "A"\nwhere = "x"\n', "no member is called “Nobody”"),
        ('member = "x"\n', "a member is not written as one"),
        ("[[member]\n", "Line 1 of federation.toml: this can't be understood"),
    ],
)
def test_what_the_file_says_wrongly_is_said_with_its_line(text, said):
    try:
        found = wrong(text)
    except BadFederation as fault:
        found = str(fault)
    assert said.lower() in found.lower()


def test_a_data_folder_needs_a_name(home):
    (home / "rio" / "snapshots").mkdir(parents=True)
    assert "no name of its own" in wrong('[[member]]\nwhere = "rio"\n')
    assert told('[[member]]\nname = "Rio"\nwhere = "rio"\n').members[0].is_data_folder


def test_without_the_file_nothing_is_configured_and_it_is_said_what_to_do():
    assert not is_configured()
    with pytest.raises(NothingToRead, match=r"federation\.toml as docs/union\.md shows"):
        federation()


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe", "UTF-8"), (b"# nobody", "names no member")])
def test_a_file_that_says_nothing_stops_in_words(content, said):
    path().write_bytes(content)
    with pytest.raises(BadFederation, match=said):
        federation()


def test_a_folder_that_is_named_stands_in_for_the_file(tmp_path):
    assert federation(tmp_path / "summaries").members == (Member("", tmp_path / "summaries"),)
