"""How many small changes of the code the tests notice: python -m benchmarks.mutations [--count 60] [--seed 1]

Draws places in metrics/, decisions/ and logbooks/ (Python and SQL), changes one sign, word or figure at a time in a
copy of the tree, and runs the tests of that file, then of its room, then those that watch for silent wrong answers,
until one fails. Prints each change with what caught it, and the survivors at the end; a survivor is a boundary nobody
has tested, or a change that makes no difference, which only a person can tell.
"""

from __future__ import annotations

import argparse
import ast
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT

ROOMS = {"metrics": 26, "decisions": 10, "logbooks": 24}  # how many of sixty fall on each
NOT_DRAWN = ("declared/", "languages/", "workbooks/")  # forms and words, which are compared whole elsewhere
SECONDS = 1800  # far more than the slowest stage takes on two processors; what has no end then has looped
SIGNS = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.And: "or",
    ast.Or: "and",
}
WRITTEN = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.And: "and",
    ast.Or: "or",
}
IN_SQL = (
    (r" >= ", " > "),
    (r" > ", " >= "),
    (r" <= ", " < "),
    (r" < ", " <= "),
    (r" <> ", " = "),
    (r" AND ", " OR "),
    (r" OR ", " AND "),
    (r"\bsum\(", "max("),
    (r"\bmax\(", "min("),
    (r"\bmin\(", "max("),
    (r"\bbool_and\(", "bool_or("),
    (r"\bbool_or\(", "bool_and("),
    (r" IS NOT NULL\b", " IS NULL"),
    (r"(?<=[a-z)]) - (?=[a-z(])", " + "),
    (r"(?<=[a-z)]) / (?=[a-z(])", " * "),
)


@dataclass(frozen=True)
class Mutation:
    """One change: at this offset of a file, what stands there and what is put there instead."""

    file: str
    at: int
    before: str
    after: str

    def line(self, text: str) -> int:
        """The line it is on, counted from one."""
        return text.count("\n", 0, self.at) + 1


def mutations_of(file: Path) -> Iterator[Mutation]:
    """Every change this module knows to make in a file."""
    name, text = file.relative_to(ROOT).as_posix(), file.read_text("utf-8")
    if file.suffix == ".sql":
        yield from _of_sql(name, text, 0, len(text))
        return
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(line: int, column: int) -> int:
        start = starts[line - 1]
        return start + len(text[start : starts[line]].encode("utf-8")[:column].decode("utf-8"))

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in SIGNS and len(node.ops) == 1:
            yield from _between(name, text, node.ops[0], node.left, node.comparators[0], offset)
        elif isinstance(node, ast.BinOp) and type(node.op) in SIGNS and not isinstance(node.left, ast.Constant):
            yield from _between(name, text, node.op, node.left, node.right, offset)
        elif isinstance(node, ast.BoolOp):
            yield from _between(name, text, node.op, node.values[0], node.values[1], offset)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "SELECT" in node.value:
            begin = offset(node.lineno, node.col_offset)
            assert node.end_lineno is not None and node.end_col_offset is not None
            yield from _of_sql(name, text, begin, offset(node.end_lineno, node.end_col_offset))


def _between(name: str, text: str, sign: ast.AST, left: ast.expr, right: ast.expr, offset) -> Iterator[Mutation]:
    """The sign between two expressions, where it stands there as it is usually written."""
    begin, end = offset(left.end_lineno, left.end_col_offset), offset(right.lineno, right.col_offset)
    written = WRITTEN[type(sign)]
    found = re.search(rf"(?<![\w<>=!]){re.escape(written)}(?![\w<>=])", text[begin:end])
    if found:
        yield Mutation(name, begin + found.start(), written, SIGNS[type(sign)])


def _of_sql(name: str, text: str, begin: int, end: int) -> Iterator[Mutation]:
    """The signs and words of an SQL text outside its comments and quoted texts."""
    bare = re.sub(r"--[^\n]*|'(?:[^'\n]|'')*'", lambda quoted: "~" * len(quoted[0]), text[begin:end])
    for pattern, instead in IN_SQL:
        for found in re.finditer(pattern, bare):
            yield Mutation(name, begin + found.start(), found[0], instead)


def drawn(count: int, seed: int) -> list[Mutation]:
    """So many changes, spread over the rooms and over their files: a file comes again only when all have come."""
    chance, found = random.Random(seed), []
    for room, share in ROOMS.items():
        files = sorted(file for ending in ("py", "sql") for file in (ROOT / room).rglob(f"*.{ending}"))
        each = [list(mutations_of(file)) for file in files if not any(part in file.as_posix() for part in NOT_DRAWN)]
        each = [chance.sample(of_file, len(of_file)) for of_file in each if of_file]
        wanted = round(count * share / sum(ROOMS.values()))
        taken: list[Mutation] = []
        while len(taken) < wanted and any(each):
            chance.shuffle(each)
            taken += [of_file.pop() for of_file in each if of_file]
        found += taken[:wanted]
    return found


def stages(file: str) -> list[list[str]]:
    """The tests to ask, nearest first: those named as the file is, its room, the silent wrong answers with the rest."""
    stem, room = Path(file).stem, file.split("/")[0]
    near = sorted(one.relative_to(ROOT).as_posix() for one in (ROOT / "tests").rglob(f"test_*{stem}*.py"))
    words = set(re.findall(r"[a-z]{5,}", stem))
    akin = sorted(
        one.relative_to(ROOT).as_posix()
        for one in (ROOT / "tests" / room).rglob("test_*.py")
        if words & set(re.findall(r"[a-z]{5,}", one.stem)) and one.relative_to(ROOT).as_posix() not in near
    )
    near = [one for one in near if "browser" not in one]
    wide = ["tests/logbooks", "tests/metrics", "tests/decisions", "tests/soundness", "tests/command_line"]
    first = f"tests/{room}"
    return [stage for stage in (near, akin, [first], [one for one in wide if one != first]) if stage]


def caught_by(mutation: Mutation, tree: Path) -> str:
    """The test that failed under the change, in that copy of the tree; "" where none did."""
    target = tree / mutation.file
    text = target.read_text("utf-8")
    assert text[mutation.at :].startswith(mutation.before)
    end = mutation.at + len(mutation.before)
    target.write_text(text[: mutation.at] + mutation.after + text[end:], "utf-8")
    try:
        for tests in stages(mutation.file):
            if failed := _failed(tests, tree):
                return failed
        return ""
    finally:
        target.write_text(text, "utf-8")


def _failed(tests: list[str], tree: Path) -> str:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *tests]
    try:
        done = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"no end within {SECONDS} s"
    if done.returncode in (0, 5):  # 5: nothing is asked there
        return ""
    named = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return named[1] if named else f"exit {done.returncode}"


def main() -> None:
    """Draws, changes, asks, and prints a line for each and the survivors."""
    parser = argparse.ArgumentParser(description="Small changes of the code, and which the tests notice.")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="Only print what would be changed.")
    chosen = parser.parse_args()
    changes, survived, begun = drawn(chosen.count, chosen.seed), [], time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv", "out", "__pycache__", ".*_cache"))
        for number, change in enumerate(changes, 1):
            place = f"{change.file}:{change.line((ROOT / change.file).read_text('utf-8'))}"
            told = f"{number:>3} {place} '{change.before.strip()}' -> '{change.after.strip()}'"
            if chosen.list:
                print(told)
                continue
            by = caught_by(change, tree)
            survived += [] if by else [told]
            print(f"{told}  {by or 'SURVIVED'}", flush=True)
    if not chosen.list:
        print(f"\n{len(changes) - len(survived)} of {len(changes)} caught in {time.monotonic() - begun:.0f} s.")
        print("\n".join(["Survivors:", *survived]) if survived else "No survivor.")


if __name__ == "__main__":
    main()
