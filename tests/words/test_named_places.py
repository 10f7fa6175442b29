"""Every sentence is given what it has places for: one that is not, fails only when somebody presses a button."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

from words.speech import words

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("charts", "command_line", "decisions", "exports", "packs", "pages", "ui", "union", "words")


def places(sentence: str | dict) -> set[str]:
    """The named places of a sentence, whichever of its forms for one and many is said."""
    forms = sentence.values() if isinstance(sentence, dict) else [sentence]
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def said() -> list[tuple[str, int, str, set[str]]]:
    """File, line, key and given names of every call of say with a key written out, and no names handed through."""
    found = []
    for file in sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"):
                continue
            names = [one.arg for one in node.keywords]
            key = node.args[0]
            if isinstance(key, ast.Constant) and None not in names:
                found.append((str(file.relative_to(ROOT)), node.lineno, key.value, set(names)))
    return found


def sentence_of(key: str) -> str | dict:
    found = words()
    for part in key.split("."):
        found = found[part]
    return found


def test_every_sentence_is_given_all_it_has_places_for():
    calls = said()
    assert len(calls) > 500
    lacking = [(file, line, key) for file, line, key, names in calls if places(sentence_of(key)) - names]
    assert lacking == []
