"""The list of tests that are long names tests there are, each once, in order."""

from __future__ import annotations

import ast

import pytest

from tests.conftest import LONG

ROOT = LONG.parent.parent
NAMED = [line for line in LONG.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("file", sorted({line.partition("::")[0] for line in NAMED}))
def test_each_test_of_the_list_still_exists(file):
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    there = {f"{file}::{one.name}" for one in tree.body if isinstance(one, ast.FunctionDef)}
    listed = {line.removesuffix("[1:]") for line in NAMED if line.startswith(f"{file}::")}
    assert listed - there == set()


def test_the_list_is_in_order_and_names_each_once():
    assert sorted({line.removesuffix("[1:]"): line for line in NAMED}.values()) == NAMED
