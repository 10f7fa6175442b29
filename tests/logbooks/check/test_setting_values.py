"""The settings a cooperative may write: each explained, each example readable, none asked for that is not listed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from logbooks.catalogue import logbooks
from logbooks.setting_text import read_value
from logbooks.settings import settings

ROOT = Path(__file__).parents[3]
KINDS = ("text", "number", "share", "date", "month_day", "currency", "choice", "yes_no", "colour")


@pytest.mark.parametrize("name", settings())
def test_a_setting_is_explained_and_its_example_is_readable(name):
    said = settings()[name]
    assert said["means"].endswith(".") and said["missing"] and said["example"]
    assert said.get("kind", "text") in KINDS
    assert read_value(said, said["example"]) is not None
    assert ("choices" in said) == (said.get("kind") == "choice")


@pytest.mark.parametrize("name", [name for name, one in settings().items() if "default" in one])
def test_a_default_is_readable_as_what_the_setting_is(name):
    said = settings()[name]
    assert read_value(said, str(said["default"])) == str(said["default"])


def test_every_setting_the_code_asks_for_is_listed():
    asked: dict[str, str] = {}
    for folder in ("metrics", "decisions", "ui", "logbooks"):
        for file in (*(ROOT / folder).rglob("*.py"), *(ROOT / folder).rglob("*.sql")):
            for name in re.findall(
                r"""(?:setting_text|setting_number|context\.text|context\.number|\.setting)\(\s*["']([a-z_]+)["']""",
                file.read_text("utf-8"),
            ):
                asked[name] = file.name
    assert {"pilot_start", "counterfactual", "synthetic"} <= set(asked)
    assert {name: where for name, where in asked.items() if name not in settings()} == {}


def test_every_local_unit_has_a_setting_for_its_size():
    units = tomllib.loads((ROOT / "logbooks" / "vocabulary" / "units.toml").read_text("utf-8"))
    asked = {
        unit["setting"]
        for kin in ("mass", "area", "length", "volume", "grams")
        for unit in units[kin]
        if "setting" in unit
    }
    assert {"qq_kg", "bag_kg", "arroba_kg", "carga_kg"} <= asked
    assert asked <= set(settings())


def test_the_example_of_the_logbook_is_a_setting():
    assert logbooks()["settings"].column("setting").example in settings()


@pytest.mark.parametrize(
    ("text", "day"),
    [("10-15", "10-15"), ("2025-10-15", "10-15"), ("02-29", "02-29"), ("02-30", None), ("13-01", None), ("soon", None)],
)
def test_a_day_of_any_year_is_one_of_the_calendar(text, day):
    assert read_value({"kind": "month_day"}, text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-15", "2026-04-15"),
        ("2026-04-15 00:00:00", "2026-04-15"),
        ("15/04/2026", "2026-04-15"),
        ("15.4.2026", "2026-04-15"),
        ("4/15/2026", "2026-04-15"),
        ("4-4-2026", "2026-04-04"),
        ("03/04/2026", None),  # in April or in March
        ("31/06/2026", None),
        ("15/04-2026", None),
        ("15/04/26", None),
    ],
)
def test_a_day_is_read_as_people_type_it_where_it_can_be_one_day_only(text, day):
    assert read_value({"kind": "date"}, text) == day
