"""The page of docs/ that says how dresses came out, by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from benchmarks.dress.drawn import HERE
from benchmarks.dress.judged import Judged
from benchmarks.measure import ROOT

PAGE = ROOT / "docs" / "dress.md"
VERDICTS = ("same", "asked", "silent")


def page(found: Sequence[Judged], seed: int) -> str:
    """A table by kind of dress, and what of all and of the plain ones came out how."""
    by_kind: dict[str, Counter] = defaultdict(Counter)
    by_language: dict[str, Counter] = defaultdict(Counter)
    for one in found:
        by_kind[one.dress.kind][one.verdict] += 1
        if one.dress.plain:
            by_language[one.dress.language][one.verdict] += 1
    plain = Counter(one.verdict for one in found if one.dress.plain)
    every = Counter(one.verdict for one in found)
    share = plain["same"] / max(sum(plain.values()), 1)
    head = (HERE / "page_head.md").read_text("utf-8")
    numbers: Counter = sum((one.counts for one in found), Counter())
    head = head.format(
        numbers=_numbers(numbers),
        seed=seed,
        count=len(found),
        silent=every["silent"],
        share=f"{share:.0%}",
        plain=plain.total(),
    )
    return (
        head
        + _table("kind of dress", by_kind, every)
        + "\nPlain dresses by language:\n\n"
        + _table("language", by_language, plain)
    )


def _numbers(counts: Counter) -> str:
    parts = {"the same": "same", "absent": "absent", "saying so in their own line": "says so"}
    parts |= {"named by a problem in their logbooks": "told", "silently different": "silent"}
    return ", ".join(f"{counts[name]:,} {words}" for words, name in parts.items())


def _table(of: str, rows: dict[str, Counter], every: Counter) -> str:
    lines = [f"| {of} | same numbers | asked | silently different |", "|---|---|---|---|"]
    for name, counts in [*sorted(rows.items()), ("all", every)]:
        lines.append(f"| {name} | " + " | ".join(str(counts[verdict]) for verdict in VERDICTS) + " |")
    return "\n".join(lines) + "\n"
