"""The rules the rooms live by, read from the source: who may import what, and how large a thing may grow."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = (
    "connectors",
    "logbooks",
    "history",
    "refresh",
    "metrics",
    "decisions",
    "words",
    "charts",
    "packs",
    "exports",
    "union",
    "ui",
    "pages",
    "command_line",
    "sample_data",
    "docs",
    "benchmarks",
)
OURS = sorted([*ROOT.glob("*.py"), *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))])
TESTS = sorted((ROOT / "tests").rglob("*.py"))

# Who may import what from outside; a trailing slash opens a whole room.
DOORS = {
    "duckdb": (
        "logbooks/warehouse/",
        "logbooks/check/",
        "history/snapshots/",
        "metrics/engine/compute.py",
        "benchmarks/",
    ),
    "openpyxl": ("connectors/", "logbooks/workbooks/", "exports/", "sample_data/", "benchmarks/"),
    "fastexcel": ("connectors/reading/", "benchmarks/"),
    "lxml": ("connectors/formats/", "exports/deck_pptx.py"),
    "pptx": ("exports/deck_pptx.py", "benchmarks/export.py"),
    "xlrd": ("connectors/formats/",),
    "gspread": ("connectors/google/",),
    "streamlit": ("app.py", "ui/", "pages/", "benchmarks/"),
    "plotly": ("charts/", "packs/", "exports/", "ui/", "pages/", "benchmarks/"),
    "segno": ("exports/",),
    "choreographer": ("exports/browser.py",),
    "shapely": ("logbooks/plots/",),
    "pyproj": ("logbooks/plots/",),
    "click": ("command_line/", "benchmarks/"),
    "resource": ("connectors/reading_limits.py", "benchmarks/"),
    "fcntl": ("connectors/reading_limits.py",),
    "ctypes": ("connectors/reading_limits.py",),
    "dateutil": (),
    "requests": ("connectors/",),
    "google": ("connectors/google/",),
    "tomlkit": ("refresh/configuration.py",),
    "dask": (),
    "distributed": ("union/federation/engines/dask.py",),
    "urllib": ("benchmarks/", "connectors/", "ui/frame/board_route.py"),
}
# The files at the root are thin: each hands over to one room, and nothing else of ours comes in by them.
ROOT_FILES = {"app.py": {"ui"}, "start.py": set(), "cli.py": {"command_line"}}
THIN_LINES = 100
# libraries that another one of requirements.txt brings along and shows to whoever uses it
COME_ALONG = {"starlette", "numpy", "google", "urllib3"}


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), name_of(file))


@cache
def imported(file: Path) -> frozenset[str]:
    """The first word of everything a file imports, wherever in the file; what only type checkers see does not count."""
    tree, names = tree_of(file), set()
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) not in hidden and isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        if id(node) not in hidden and isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return frozenset(names)


def functions(file: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_imports_run_one_way():
    """The contracts of pyproject.toml, kept by import-linter."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("library", DOORS)
def test_a_library_comes_in_only_by_its_doors(library):
    strangers = [
        name_of(file) for file in OURS if library in imported(file) and not name_of(file).startswith(DOORS[library])
    ]
    assert not strangers, f"{library} is imported by {strangers}; its doors are {DOORS[library]}"


@pytest.mark.parametrize("name", ROOT_FILES)
def test_a_file_at_the_root_is_thin_and_hands_over(name):
    """import-linter takes packages alone, so what these import is looked at here; and there are no others."""
    file = ROOT / name
    assert imported(file) & {*ROOMS, *(Path(other).stem for other in ROOT_FILES)} == ROOT_FILES[name]
    assert len(file.read_text("utf-8").splitlines()) <= THIN_LINES


def test_every_file_at_the_root_is_known():
    assert {file.name for file in ROOT.glob("*.py")} == set(ROOT_FILES)


def test_the_command_line_never_waits_for_streamlit_or_pandas():
    """What cli.py can reach without the pages: no file of those rooms imports pandas at its top."""
    rooms = (
        "connectors/",
        "logbooks/",
        "history/",
        "refresh/",
        "metrics/",
        "decisions/",
        "words/",
        "union/",
        "command_line/",
        "cli.py",
    )
    slow = [
        name_of(file) for file in OURS if name_of(file).startswith(rooms) and {"pandas", "streamlit"} & imported(file)
    ]
    assert not slow


def test_no_line_of_python_or_sql_is_wider_than_120():
    """ruff lets a long word without blanks pass, and reads no SQL."""
    files = [*OURS, *TESTS, *(file for room in ROOMS for file in (ROOT / room).rglob("*.sql"))]
    wide = [
        f"{name_of(file)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert not wide


def test_a_module_named_in_a_script_is_there():
    """Scripts that run in a process of their own stand in strings, where neither the linter nor a move sees them."""
    told = re.compile(rf"\b(?:from|import) ((?:{'|'.join((*ROOMS, 'tests'))})(?:\.\w+)+)(?: import (\w+))?")
    gone = []
    for file in [*OURS, *TESTS]:
        texts = [n.value for n in ast.walk(tree_of(file)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        for module, name in [found for text in texts for found in told.findall(text)]:
            path = ROOT / module.replace(".", "/")
            if not (path.with_suffix(".py").exists() or (path / f"{name}.py").exists()):
                gone.append(f"{name_of(file)}: {module} {name}".strip())
    assert not gone


def test_no_file_grows_past_300_lines():
    long = {name_of(file): n for file in OURS if (n := len(file.read_text("utf-8").splitlines())) > 300}
    assert not long


def test_no_function_grows_past_40_lines():
    """Counted without the docstring, which may be as long as it needs to be."""
    long = {}
    for file in OURS:
        for function in functions(file):
            first = function.body[0]
            documented = (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            )
            lines = (
                function.end_lineno - function.lineno + 1 - (first.end_lineno - first.lineno + 1 if documented else 0)
            )
            if lines > 40:
                long[f"{name_of(file)}:{function.lineno} {function.name}"] = lines
    assert not long


def test_every_test_asserts_something():
    empty = []
    for file in TESTS:
        for function in functions(file):
            speaks = any(
                isinstance(node, ast.Assert)
                or (isinstance(node, ast.Call) and called(node).startswith(("raises", "assert", "expect")))
                for node in ast.walk(function)
            )
            if function.name.startswith("test_") and not speaks:
                empty.append(f"{name_of(file)}: {function.name}")
    assert not empty


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_no_test_is_skipped_or_waits_by_the_clock():
    """Only the browser tests may step aside, and only where there is no browser; their driver asks a starting server
    again and again."""
    bad = [
        f"{name_of(file)}: {word}"
        for file in TESTS
        for word in ("pytest.mark.skip(", "mark.xfail", "time.sleep(")
        if word in file.read_text("utf-8") and file.name not in ("test_architecture.py", "driving.py")
    ]
    assert not bad


def test_a_name_stands_for_one_class():
    """Whoever searches for it finds one thing."""
    named: dict[str, list[str]] = {}
    for file in OURS:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ClassDef):
                named.setdefault(node.name, []).append(name_of(file))
    assert not {name: files for name, files in named.items() if len(files) > 1}


def test_a_name_stands_for_one_file():
    """But for page.py, which every page has, and for what is filed under the id of a logbook."""
    filed = ("logbooks/declared/", "sample_data/draw/", "sample_data/worked_out/")
    named: dict[str, list[str]] = {}
    for file in OURS:
        if file.name != "page.py" and not name_of(file).startswith(filed):
            named.setdefault(file.stem, []).append(name_of(file))
    assert not {name: files for name, files in named.items() if len(files) > 1}


def test_there_is_no_drawer_for_odds_and_ends():
    words = ("util", "helper", "common", "misc", "manager")
    assert not [name_of(file) for file in OURS if any(word in file.stem.lower() for word in words)]


def test_every_file_says_what_it_is():
    assert not [name_of(file) for file in OURS if ast.get_docstring(tree_of(file)) is None]


def test_text_files_are_opened_as_utf_8():
    """Windows would read and write its own code page."""
    bad = []
    for file in OURS:
        for node in ast.walk(tree_of(file)):
            if (
                isinstance(node, ast.Call)
                and called(node) in ("read_text", "write_text", "open")
                and not says_encoding(node)
            ):
                bad.append(f"{name_of(file)}:{node.lineno}")
    assert not bad


def says_encoding(call: ast.Call) -> bool:
    """Whether a call that may open text names its encoding; opening bytes, or a part of an archive, needs none."""
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    named = "encoding" in {keyword.arg for keyword in call.keywords} or bool(
        {"utf-8", "utf-8-sig", "ascii"} & set(texts)
    )
    if named or called(call) != "open":
        return named
    modes = [text for text in texts if set(text) <= set("rwaxbt+")]
    if not isinstance(call.func, ast.Name):
        # archive.open(part, "w") and os.open(path, flags)
        return not modes or "b" in modes[0] or len(call.args) > 1
    return bool(modes) and "b" in modes[0]


def test_what_the_program_imports_is_in_its_requirements():
    """requirements.txt alone makes a new machine ready: each library the rooms import is a line of it, but for the
    engine of a union's office, which has a file of its own."""
    pinned = pinned_in("requirements.txt")
    of_the_union = "union/federation/engines/dask.py"
    assert imported(ROOT / of_the_union) & {"dask", "distributed"} <= pinned_in("requirements-union.txt")
    assert not {"dask", "distributed"} & pinned
    of_tools = ("docs/", "benchmarks/", of_the_union)
    used = {name for file in OURS if not name_of(file).startswith(of_tools) for name in imported(file)}
    homes = packages_distributions()
    strangers = {
        name: homes[name]
        for name in used - set(sys.stdlib_module_names) - set(ROOMS)
        if name in homes and not {one.lower().replace("_", "-") for one in homes[name]} & pinned
    }
    assert strangers.keys() <= COME_ALONG, f"{strangers} are imported and not in requirements.txt"


def pinned_in(name: str) -> set[str]:
    """The packages of a file of requirements."""
    written = (ROOT / name).read_text("utf-8").lower().replace("_", "-")
    return {re.split(r"==|\[", line)[0].strip() for line in written.splitlines() if "==" in line}
