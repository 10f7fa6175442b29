"""The page docs/summary.md: what others see of a cooperative, and every column of the file."""

from __future__ import annotations

from pathlib import Path

from docs.markdown import table
from union.summary.row import summary_columns, summary_version
from words.speech import words

PROSE = Path(__file__).parents[1] / "union" / "summary" / "what_others_see.md"


def summary_page(first_line: str) -> str:
    """The whole page."""
    parts = [first_line, PROSE.read_text("utf-8").rstrip(), "", f"## The columns, version {summary_version()}", ""]
    parts += table(
        ("column", "holds", "what it means"), ((f"`{one.name}`", one.holds, one.means) for one in summary_columns())
    )
    parts += ["", "## Why there is no number", "", "Every reason that can stand in `why_not`:", ""]
    parts += [f"- {sentence}" for sentence in words()["summary"]["why"].values()]
    return "\n".join(parts) + "\n"
