"""lotwise.toml: what a person wrote stays, what can't be followed is told with its line, and a key never gets in."""

from __future__ import annotations

import pytest

from connectors.source import Source, kinds
from connectors.trouble import CannotGoOn
from refresh import configuration
from refresh.configuration import BadConfiguration

NORTH = Source("Station North", "workbook", "/sheets/north.xlsx", "Whoever is on duty")
SOUTH = Source("Station South", "folder", "/sheets/south")
PEM = "-----BEGIN PRIVATE KEY-----\\nMIIEvAIBADANBgkqhkiG9w0\\n-----END PRIVATE KEY-----"
JSON_KEY = '{"type": "service_account", "private_key": "abcdef", "client_email": "a@b.iam.gserviceaccount.com"}'


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LOTWISE_GOOGLE_KEY", raising=False)
    return tmp_path / "home"


def written(text: str) -> None:
    configuration.path().write_text(text, "utf-8")


def names() -> list[str]:
    return [one.name for one in configuration.load().sources]


def test_without_a_file_there_is_nothing_and_the_usual_numbers_hold():
    told = configuration.load()
    assert (told.sources, told.every_minutes, told.stale_after_hours, told.key_file, told.wrong) == ((), 5, 24, "", ())


def test_the_first_file_explains_every_entry_and_can_be_followed():
    configuration.add(NORTH)
    text = configuration.path().read_text("utf-8")
    for entry in ("every_minutes", "stale_after_hours", "key_file", "name", "kind", "where", "owner"):
        assert any(entry in line and "#" in line for line in text.splitlines()), entry
    told = configuration.load()
    assert (told.sources, told.wrong, told.every_minutes) == ((NORTH,), (), 5)


def test_sources_are_added_renamed_and_removed():
    configuration.add(NORTH)
    configuration.add(SOUTH)
    configuration.change("station north", name="Washing station", owner="Nobody yet")
    assert [(one.name, one.where, one.owner) for one in configuration.load().sources] == [
        ("Washing station", NORTH.where, "Nobody yet"),
        ("Station South", SOUTH.where, ""),
    ]
    configuration.remove("Washing station")
    assert names() == ["Station South"]
    configuration.remove("Station South")
    assert names() == []
    configuration.add(NORTH)
    assert names() == ["Station North"]


BY_HAND = """# our own words

[refresh]
# twice an hour is enough
every_minutes = 30

# the first one
[[source]]
where = "/sheets/a.xlsx"   # on the server
name = "A"
kind = "workbook"

# the second one: Ask before you move it
[[source]]
name = "B"
kind = "folder"
where = "/sheets/b"

[google]
key_file = "/keys/lotwise.json"
"""


def test_what_a_person_wrote_stays_in_its_order():
    written(BY_HAND)
    configuration.add(NORTH)
    configuration.set_refresh(every_minutes=10, stale_after_hours=48)
    configuration.change("A", owner="The office")
    text = configuration.path().read_text("utf-8")
    for line in (
        "# our own words",
        "# twice an hour is enough",
        "every_minutes = 10",
        "   # on the server",
        "# the second one: Ask before you move it",
    ):
        assert line in text
    assert (
        text.index('where = "/sheets/a.xlsx"')
        < text.index('name = "A"')
        < text.index('name = "B"')
        < text.index("[google]")
    )
    told = configuration.load()
    assert (
        [one.name for one in told.sources],
        told.every_minutes,
        told.stale_after_hours,
        told.key_file,
        told.wrong,
    ) == (["A", "B", "Station North"], 10, 48, "/keys/lotwise.json", ())


def test_a_remark_above_the_next_source_stays_when_one_is_removed():
    written(BY_HAND)
    configuration.remove("A")
    text = configuration.path().read_text("utf-8")
    assert names() == ["B"]
    assert "# the second one: Ask before you move it\n[[source]]" in text
    configuration.remove("B")
    assert "[google]\nkey_file" in configuration.path().read_text("utf-8")


def test_sources_in_one_line_are_read_and_changed_too():
    written(
        'source = [{name = "A", kind = "workbook", where = "/a.xlsx"}, {name = "B", kind = "workbook", where = '
        '"/b.xlsx"}]\n'
    )
    configuration.change("B", owner="Desk")
    configuration.remove("A")
    assert [(one.name, one.owner) for one in configuration.load().sources] == [("B", "Desk")]


def test_a_file_saved_by_an_editor_with_a_mark_at_its_beginning_is_read():
    configuration.path().write_bytes(b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode())
    assert names() == ["A", "B"]


def test_a_path_is_meant_from_the_data_folder_and_the_kind_may_be_left_out(home):
    written('[[source]]\nname = "A"\nwhere = "lots.xlsx"\n')
    assert [(one.kind, one.where) for one in configuration.load().sources] == [("workbook", str(home / "lots.xlsx"))]
    configuration.change(
        "A",
        configuration.load().source("A"),
    )
    assert 'where = "lots.xlsx"' in configuration.path().read_text("utf-8")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('kind = "workbook"\nwhere = "/x"', "has no name"),
        ('name = "a"\nkind = "workbook"\nwhere = "/x"', "already a source called “A”"),
        ('name = "C"\nkind = "workbook"', "does not say where"),
        ('name = "C"\nkind = "gogle"\nwhere = "/x"', "of a kind we don't know"),
        ('name = "C"\nkind = "workbook"\nwhere = "/a.xlsx"', "is the same place as “A”"),
        ('name = 7\nkind = "workbook"\nwhere = "/x"', "name must be text"),
        ('name = "C"\nkind = "workbook"\nwhere = ["/x"]', "where must be text"),
        (f'name = "{"C" * 90}"\nkind = "workbook"\nwhere = "/x"', "no name that can be used"),
        ('name = "C\\nD"\nkind = "workbook"\nwhere = "/x"', "no name that can be used"),
    ],
)
def test_a_wrong_source_is_told_with_its_line_and_the_others_go_on(entry, said):
    written(
        f'[[source]]\nname = "A"\nkind = "workbook"\nwhere = '
        f'"/a.xlsx"\n\n[[source]]\n{entry}\n\n[[source]]\nname = "Z"\nkind = "workbook"\nwhere = "/z.xlsx"\n'
    )
    told = configuration.load()
    assert [one.name for one in told.sources] == ["A", "Z"]
    assert [(said in one.what, one.line, bool(one.fix)) for one in told.wrong] == [(True, 6, True)]
    assert told.wrong[0].what.startswith("Line 6 of lotwise.toml: ")


def test_a_place_that_can_not_be_written_down_is_refused_in_words():
    with pytest.raises(CannotGoOn, match="a letter that is cut in half"):
        configuration.add(Source("A", "workbook", "/home/\udcff/Lots.xlsx"))
    assert configuration.load().sources == ()


def test_a_slip_in_an_entry_is_told_and_the_source_goes_on():
    written(
        '[[source]]\nname = "A"\nkind = "workbook"\nwhere = "/a.xlsx"\nonwer = "x"\n[refesh]\nevery_minutes = '
        '1\n[google]\nkeyfile = "x"\n'
    )
    told = configuration.load()
    assert [one.name for one in told.sources] == ["A"]
    assert sorted((one.line, one.what.partition(": ")[2]) for one in told.wrong) == [
        (1, "a source has no entry “onwer”."),
        (6, "nothing here is called “refesh”."),
        (9, "[google] has no entry “keyfile”."),
    ]


@pytest.mark.parametrize("value", ["0", "1441", "-5", "2.5", '"5"', "true", "1e400"])
def test_a_number_out_of_its_ends_is_told_and_the_usual_one_holds(value):
    written(f"[refresh]\nevery_minutes = {value}\nstale_after_hours = 12\n")
    told = configuration.load()
    assert (told.every_minutes, told.stale_after_hours) == (5, 12)
    assert [(one.line, "from 1 to 1440" in one.fix) for one in told.wrong] == [(2, True)]
    with pytest.raises(BadConfiguration, match="every_minutes"):
        configuration.set_refresh(every_minutes=0)


@pytest.mark.parametrize(
    "text",
    [
        "[[source]\n",
        "[refresh]\nevery_minutes =\n",
        '[[source]]\nname = "A\n',
        '[[source]]\nwhere = "C:\\new\\q.xlsx"\n',
        "a = 1\na = 2\n",
    ],
)
def test_a_file_that_is_no_toml_is_told_with_its_line_in_one_sentence(text):
    written(text)
    with pytest.raises(BadConfiguration, match=r"^Line \d of lotwise.toml: "):
        configuration.load()
    with pytest.raises(BadConfiguration):
        configuration.add(NORTH)
    assert configuration.path().read_text("utf-8") == text


def test_a_file_in_another_encoding_is_told():
    configuration.path().write_bytes('name = "Caf\xe9"'.encode("latin-1"))
    with pytest.raises(BadConfiguration, match="not saved as UTF-8"):
        configuration.load()


@pytest.mark.parametrize("place", ["name", "where", "owner"])
@pytest.mark.parametrize(
    "secret", [PEM.replace("\\n", "\n"), JSON_KEY, "https://someone:hunter2@host/x.xlsx", "password = hunter2"]
)
def test_a_secret_never_gets_into_the_file_and_is_never_repeated(place, secret):
    with pytest.raises(BadConfiguration, match="looks like a key or a password") as refused:
        configuration.add(
            Source(**{"name": "A", "kind": "workbook", "where": "/a.xlsx", "owner": ""} | {place: secret})
        )
    assert not configuration.path().exists()
    assert not any(word in str(refused.value) for word in ("hunter2", "abcdef", "MIIE"))


@pytest.mark.parametrize("secret", [PEM, JSON_KEY, "{'type': 'x'"])
def test_the_key_itself_is_refused_where_its_place_is_asked_for(secret):
    with pytest.raises(BadConfiguration, match="looks like the key itself"):
        configuration.set_key_file(secret)
    configuration.set_key_file("env:OUR_KEY")
    assert configuration.load().key_file == "env:OUR_KEY"
    configuration.set_key_file("C:/keys/client_secret_private_key.json")
    assert configuration.load().key_file.endswith("client_secret_private_key.json")


def test_a_secret_written_in_by_hand_is_told_with_its_line_and_never_repeated():
    written(BY_HAND + f"\n# for later: {PEM}\n")
    told = configuration.load()
    assert [one.name for one in told.sources] == ["A", "B"]
    assert [(one.line, "MIIE" in str(one)) for one in told.wrong] == [(22, False)]
    written(BY_HAND.replace("/keys/lotwise.json", PEM))
    assert (configuration.load().key_file, [one.line for one in configuration.load().wrong]) == ("", [20])
    written(BY_HAND.replace('"/keys/lotwise.json"', JSON_KEY))
    with pytest.raises(BadConfiguration, match=r"Line 20 of lotwise\.toml: here stands what looks like a key") as told:
        configuration.load()
    assert "abcdef" not in str(told.value)


def test_sources_in_one_list_are_read_and_changed_but_a_new_one_is_refused_in_words():
    written(
        'source = [{name = "A", kind = "workbook", where = "/a.csv"}, {name = "B", kind = "workbook", where = '
        '"/b.csv"}]\n'
    )
    configuration.change("B", name="Mill")
    configuration.remove("A")
    with pytest.raises(BadConfiguration, match=r"Line 1 of lotwise\.toml: the sources stand in one list"):
        configuration.add(NORTH)
    assert [one.name for one in configuration.load().sources] == ["Mill"]


def test_an_unknown_name_is_told():
    written(BY_HAND)
    for act in (lambda: configuration.remove("C"), lambda: configuration.change("C", owner="x")):
        with pytest.raises(BadConfiguration, match="No sheet called “C” is connected"):
            act()


def test_every_kind_there_is_may_be_written():
    for number, kind in enumerate(kinds()):
        configuration.add(Source(f"S{number}", kind, f"/place/{number}"))
    assert [one.kind for one in configuration.load().sources] == list(kinds())


def test_a_key_named_by_the_environment_is_known_by_its_name_alone(monkeypatch):
    assert configuration.key_place() == ""
    monkeypatch.setenv("LOTWISE_GOOGLE_KEY", JSON_KEY)
    assert configuration.key_place() == "env:LOTWISE_GOOGLE_KEY"


def test_what_people_said_about_columns_is_a_file_beside(home):
    assert configuration.mapping().tabs == ()
    configuration.mapping_path().write_text('[[tab]]\nsheet = "Lotes"\nlogbook = "lots"\n', "utf-8")
    assert [tab.logbook for tab in configuration.mapping().tabs] == ["lots"]


def test_what_was_said_about_columns_goes_on_under_a_new_name():
    configuration.add(NORTH)
    configuration.mapping_path().write_text(
        "".join(
            f'[[tab]]\nsource = "{source}"\nlogbook = "lots"\n\n'
            for source in (NORTH.name, f"{NORTH.name}/a.xlsx", "Station North 2", "*")
        ),
        "utf-8",
    )
    configuration.change(NORTH.name, name="Mill")
    assert [tab.source for tab in configuration.mapping().tabs] == ["Mill", "Mill/a.xlsx", "Station North 2", "*"]


def test_a_folder_that_can_not_be_had_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(CannotGoOn):
        configuration.add(NORTH)
