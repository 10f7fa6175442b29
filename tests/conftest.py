"""On how many processors tests run; one Chromium for all tests of a process, and figures painted in it with Plotly's
own script, so that text is measured as a reader sees it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import plotly
import pytest

# a report that is asked for twice is read twice; tests/command_line/test_kept_reports.py says otherwise for itself
os.environ["LOTWISE_KEEP_REPORTS"] = "no"

LONG = Path(__file__).with_name("long_tests.txt")
MAIN = sys.modules["__main__"]
ONE_PROCESS = ("tests/pages/", "tests/browser/")  # three cooperatives; a server and a Chromium
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
TEXTS = """async ([figure, width, height]) => {
  const g = document.getElementById("g");
  const f = JSON.parse(figure);
  f.layout.width = width; f.layout.height = height;
  await Plotly.newPlot(g, f.data, f.layout, {staticPlot: true});
  return [...g.querySelectorAll("svg text")].filter(t => t.textContent.trim()).map(t => {
    const b = t.getBoundingClientRect();
    return {text: t.textContent, left: b.left, right: b.right, top: b.top, bottom: b.bottom,
            size: parseFloat(getComputedStyle(t).fontSize)};
  });
}"""


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Folders run on every processor, the tests of a file together, unless -n or --dist says otherwise; a file or a
    test alone runs right here, where it starts at once."""
    option = config.option
    if (
        _of_folders(config)
        and getattr(option, "numprocesses", 0) is None
        and not (option.usepdb or hasattr(config, "workerinput"))
    ):
        option.numprocesses = "logical"
        option.dist = "loadfile" if option.dist == "no" else option.dist
        # in their order, or files of few but slow tests come last, and one process waits for the other
        option.loadscopereorder = False


def _of_folders(config) -> bool:
    """Whether whole folders of tests are asked for."""
    here = config.invocation_params.dir
    return any((here / argument.partition("::")[0]).is_dir() for argument in config.args)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """The tests of a file run in one process; so do those of a folder that share what takes as long as many of them."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByScene(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((folder for folder in ONE_PROCESS if nodeid.startswith(folder)), super()._split_scope(nodeid))

    return ByScene(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Marks as long what long_tests.txt names: a test with all its cases, or with all but the first. A file or a test
    that is asked for by its name runs whole."""
    if not _of_folders(config) and config.option.markexpr == "not long":
        return
    named, seen = set(LONG.read_text("utf-8").splitlines()), set()
    for item in items:
        test = item.nodeid.partition("[")[0]
        if test in named or (test in seen and f"{test}[1:]" in named):
            item.add_marker(pytest.mark.long)
        seen.add(test)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before any fixture of the test, also of its module."""
    from connectors import reading_limits
    from tests import readers_here

    of_readers = item.path.is_relative_to(Path(__file__).parent / "connectors")
    own = of_readers or item.get_closest_marker("own_processes")
    reading_limits.start = readers_here.in_processes if own else readers_here.here
    # Streamlit puts a page in its place, and leaves it there; a process that is spawned would run that page first.
    sys.modules["__main__"] = MAIN


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown():
    """What a page of the test still reads in the background ends before the test's data folder is another's: it would
    go on in that of the next test. What was looked at without a page is forgotten, for the same reason."""
    if background := sys.modules.get("ui.state.background"):
        background._keeper.clear()
        sys.modules["ui.state.open_snapshots"].held_back = None
        sys.modules["streamlit"].session_state.clear()


@pytest.fixture(scope="session")
def installed_chromium():
    """Steps aside where there is no browser; where everything must be checked (CI) that is a failure."""
    from tests.browser.driving import chromium

    if chromium() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium is installed; apt install chromium")


@pytest.fixture(scope="session")
def browser(installed_chromium):
    """The installed Chromium, started once. While it runs no test of this process may call asyncio.run."""
    from tests.browser.driving import launched

    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def printer(installed_chromium):
    """The browser that prints our pages (exports/browser.py), started once; nothing of it runs on afterwards."""
    from exports.browser import running_browser

    with running_browser() as printing:
        process = printing.process_id
        yield printing
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.fixture(scope="session")
def painted(browser):
    """A function (figure, width, height) -> every text of it with its box in pixels and its size."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content("<body style='margin:0'><div id='g'></div></body>")
    page.add_script_tag(path=str(PLOTLY_JS))
    return lambda figure, width, height: page.evaluate(TEXTS, [figure.to_json(), width, height])
