"""The `fields` mask of a request: a(b,c/d),e.f. Only what it names goes out, and an unknown name is refused."""

from __future__ import annotations

import re

EVERYTHING = None
TOKENS = re.compile(r"[A-Za-z0-9_*]+|[(),./]")


class UnknownField(Exception):
    """The mask names something there is not; the message is the path."""


def mask(text: str | None) -> dict | None:
    """The mask as nested dictionaries; None asks for everything."""
    if not text or text == "*":
        return EVERYTHING
    tokens = TOKENS.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise UnknownField(text)
    tree, rest = _several(tokens)
    if rest:
        raise UnknownField(text)
    return tree


def _several(tokens: list[str]) -> tuple[dict | None, list[str]]:
    tree: dict = {}
    everything = False
    while True:
        tokens, everything = _one(tree, tokens, everything)
        if not tokens or tokens[0] != ",":
            return (EVERYTHING if everything else tree), tokens
        tokens = tokens[1:]


def _one(tree: dict, tokens: list[str], everything: bool) -> tuple[list[str], bool]:
    if not tokens or tokens[0] in "(),./":
        raise UnknownField("".join(tokens))
    name, tokens = tokens[0], tokens[1:]
    inner: dict | None = EVERYTHING
    if tokens and tokens[0] in "./":
        inner = {}
        tokens, whole = _one(inner, tokens[1:], False)
        inner = EVERYTHING if whole else inner
    elif tokens and tokens[0] == "(":
        inner, tokens = _several(tokens[1:])
        if not tokens or tokens[0] != ")":
            raise UnknownField(name)
        tokens = tokens[1:]
    if name == "*":
        return tokens, True
    if name in tree and isinstance(tree[name], dict) and isinstance(inner, dict):
        tree[name] = _merged(tree[name], inner)
    else:
        tree[name] = EVERYTHING if name in tree else inner
    return tokens, everything


def _merged(one: dict, other: dict) -> dict:
    both = dict(one)
    for name, inner in other.items():
        known = both.get(name, inner)
        both[name] = (
            _merged(known, inner)
            if isinstance(known, dict) and isinstance(inner, dict)
            else (inner if name not in both else EVERYTHING)
        )
    return both


def check(tree: dict | None, known: dict, path: str = "") -> None:
    """Raises UnknownField where the mask names what `known` (names within names; None: a plain value) has not."""
    for name, inner in (tree or {}).items():
        if name not in known:
            raise UnknownField(f"{path}{name}")
        if inner is not None and known[name] is None:
            raise UnknownField(f"{path}{name}.{next(iter(inner))}")
        check(inner, known[name] or {}, f"{path}{name}.")


def pruned(value: object, tree: dict | None) -> object:
    """What is left of an answer under the mask."""
    if tree is None:
        return value
    if isinstance(value, list):
        return [pruned(one, tree) for one in value]
    if isinstance(value, dict):
        return {name: pruned(value[name], inner) for name, inner in tree.items() if name in value}
    return value
