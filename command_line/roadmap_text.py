"""The roadmap in words for a terminal: of each task what was reported, what the logbooks show, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from command_line.printing import harmless, in_words, wrapped
from decisions.evidence import IN_PART, written

if TYPE_CHECKING:
    from decisions.roadmap_tasks import Item


def roadmap_lines(items: Sequence[Item]) -> list[str]:
    """The section of the report; nothing where the roadmap has no tasks."""
    return ["", "THE ROADMAP", *(line for item in items for line in _task(item))] if items else []


def _task(item: Item) -> list[str]:
    done = f"reported as done on {in_words(item.done_on)}" if item.done_on else "not done"
    due = f", overdue since {in_words(item.due_on)}" if item.overdue and item.due_on else ""
    share = f", {written('share', item.share)}" if item.shown == IN_PART else ""
    return [
        "",
        *wrapped(f"{f'day {item.gate}':<10}{harmless(item.task, 200)}", "  ", " " * 12),
        *wrapped(f"{done}{due}; {item.shown}{share}. {harmless(item.because, 600)}", " " * 12),
    ]
