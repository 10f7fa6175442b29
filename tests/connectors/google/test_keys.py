"""Where a key is found, what is said where it is none, and that it is never shown."""

from __future__ import annotations

import base64
import json
import pickle
import traceback

import pytest

from connectors.google.google_links import BASE_VARIABLE, base
from connectors.google.service_key import VARIABLE, find_key, of_text
from connectors.trouble import NotAllowed
from tests.google.keys import Account

ADDRESS = "reader@synthetic-project.iam.gserviceaccount.com"
CANARY = "canary-that-must-stay-in-the-key"


@pytest.fixture(scope="module")
def info():
    """The content of a key file as Google gives it."""
    return Account(ADDRESS, "").info() | {"token_uri": "https://oauth2.googleapis.com/token"}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv(BASE_VARIABLE, raising=False)


def test_the_key_is_a_file_the_source_names(info, tmp_path):
    file = tmp_path / "llave de la estación.json"
    file.write_text(json.dumps(info), encoding="utf-8")
    assert find_key(str(file)).address == ADDRESS


@pytest.mark.parametrize("variable", [VARIABLE, "STATION_KEY"])
@pytest.mark.parametrize("as_text", [True, False])
def test_the_key_stands_in_the_environment_as_path_or_text(info, tmp_path, monkeypatch, variable, as_text):
    file = tmp_path / "key.json"
    file.write_text(json.dumps(info), encoding="utf-8")
    monkeypatch.setenv(variable, json.dumps(info) if as_text else str(file))
    assert find_key("" if variable == VARIABLE else f"env:{variable}").address == ADDRESS


def test_what_the_source_names_stands_before_the_environment(info, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, json.dumps(info | {"client_email": "other@synthetic-project.iam.gserviceaccount.com"}))
    file = tmp_path / "key.json"
    file.write_text(json.dumps(info), encoding="utf-8")
    assert find_key(str(file)).address == ADDRESS


def test_it_may_read_and_nothing_else(info):
    assert of_text(json.dumps(info)).credentials().scopes == (
        "https://www.googleapis.com/auth/spreadsheets.readonly",
        "https://www.googleapis.com/auth/drive.metadata.readonly",
    )


BAD = [
    ("", "is not the JSON file that Google gave"),
    ("-----BEGIN PRIVATE KEY-----", "is not the JSON file that Google gave"),
    ("[]", "is not the key of a service account"),
    ("{}", "is not the key of a service account"),
    ({"installed": {"client_id": "x"}}, "is one of a person or a web page"),
    ({"type": "authorized_user", "refresh_token": CANARY}, "is one of a person or a web page"),
    ({"private_key": None}, "lacks private_key"),
    ({"private_key": " ", "client_email": ""}, "lacks client_email and private_key"),
    ({"private_key": CANARY}, "The private key in the Google key file is damaged"),
    (
        {"private_key": f"-----BEGIN PRIVATE KEY-----\n{CANARY}\n-----END PRIVATE KEY-----\n"},
        "The private key in the Google key file is damaged",
    ),
    ({"token_uri": "https://oauth2.googleapis.com.example.org/token"}, "a sign-in that is not Google's"),
    ({"token_uri": "http://127.0.0.1:9/token"}, "a sign-in that is not Google's"),
]


@pytest.mark.parametrize(("change", "said"), BAD, ids=[said for _, said in BAD])
def test_a_key_that_is_none_is_said_in_words_and_not_shown(info, change, said):
    whole = isinstance(change, str) or not {"private_key", "token_uri"} & set(change)
    text = change if isinstance(change, str) else json.dumps(change if whole else info | change)
    with pytest.raises(NotAllowed) as caught:
        of_text(text)
    assert said in caught.value.what
    assert caught.value.fix.startswith("In the Google Cloud console open")
    shown = "".join(traceback.format_exception(caught.value)) + caught.value.detail + repr(caught.value)
    assert CANARY not in shown
    assert info["private_key"].splitlines()[1] not in shown


def test_places_without_a_key(tmp_path, monkeypatch):
    monkeypatch.setenv("EMPTY", "")
    for place, said in (
        ("", "There is no Google key yet."),
        ("env:EMPTY", "There is no Google key: EMPTY is empty."),
        (str(tmp_path / "gone.json"), "The file of the Google key is not where the configuration says."),
        (str(tmp_path), "The file of the Google key can't be read."),
    ):
        with pytest.raises(NotAllowed) as caught:
            find_key(place)
        assert caught.value.what == said


@pytest.mark.parametrize(
    "written", [json.dumps, lambda info: f"'{json.dumps(info)}'", lambda info: info["private_key"]]
)
def test_a_key_in_the_configuration_itself_is_refused(info, written):
    with pytest.raises(NotAllowed, match="The configuration holds the Google key itself"):
        find_key(written(info))


@pytest.mark.parametrize("mark", ['"', "'"])
def test_quotes_around_a_path_or_a_key_are_no_part_of_it(info, tmp_path, monkeypatch, mark):
    """Windows copies a path with quotes; a file of variables may keep those around a value."""
    file = tmp_path / "key.json"
    file.write_text(json.dumps(info), encoding="utf-8")
    assert find_key(f"{mark}{file}{mark}").address == ADDRESS
    monkeypatch.setenv(VARIABLE, f"{mark}{json.dumps(info)}{mark}")
    assert find_key().address == ADDRESS


@pytest.mark.parametrize(
    "written",
    [
        lambda info: info["private_key"],  # the key without its file
        lambda info: info["private_key"].replace("\n", "\\n"),
        lambda info: json.dumps(json.dumps(info)),  # quoted twice
        lambda info: base64.encodebytes(json.dumps(info).encode()).decode().replace("\n", "/"),
    ],
)
def test_what_stands_in_the_place_of_a_path_is_never_told(info, monkeypatch, written):
    monkeypatch.setenv(VARIABLE, written(info))
    with pytest.raises(NotAllowed) as caught:
        find_key()
    shown = "".join(traceback.format_exception(caught.value)) + caught.value.detail + repr(caught.value)
    line = info["private_key"].splitlines()[1]
    assert not [part for part in (info["private_key_id"], line[:30], written(info)[:30]) if part in shown]


def test_a_key_shows_its_address_and_nothing_else(info):
    key = of_text(json.dumps(info))
    for shown in (repr(key), str(key), f"{key}", repr([key])):
        assert shown.strip("[]") == f"<the key of {ADDRESS}>"
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_another_address_than_googles_is_on_this_computer(info, monkeypatch):
    assert base() == ""
    monkeypatch.setenv(BASE_VARIABLE, "http://127.0.0.1:8010/")
    assert base() == "http://127.0.0.1:8010"
    for elsewhere in (
        "https://sheets.example.org",
        "http://127.0.0.1.example.org",
        "http://192.168.1.20:80",
        "127.0.0.1:80",
        "http://[",
        "http://user@example.org",
    ):
        monkeypatch.setenv(BASE_VARIABLE, elsewhere)
        with pytest.raises(NotAllowed, match="leads to another computer"):
            base()


def test_a_real_key_never_reaches_a_trial_server(info, monkeypatch):
    monkeypatch.setenv(BASE_VARIABLE, "http://127.0.0.1:8010")
    with pytest.raises(NotAllowed, match="The Google key is a real one"):
        of_text(json.dumps(info))
