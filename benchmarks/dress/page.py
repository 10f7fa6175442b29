"""The page of docs/ that says how dresses came out, by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from benchmarks.dress.drawn import HERE
from benchmarks.measure import ROOT

PAGE = ROOT / "docs" / "dress.md"
VERDICTS = ("same", "asked", "silent")
QUESTIONS = ("none", "one", "two", "three or more")


def page(lines: Sequence[dict], seed: int) -> str:
    """A table by kind of dress, and what of all and of the plain ones came out how; `lines` are dresses as written to a
    file."""
    by_kind: dict[str, Counter] = defaultdict(Counter)
    by_language: dict[str, Counter] = defaultdict(Counter)
    numbers: Counter = Counter()
    for line in lines:
        by_kind[line["kind"]][line["verdict"]] += 1
        numbers.update(line["counts"])
        if line["plain"]:
            by_language[line["language"]][line["verdict"]] += 1
    plain, every = sum(by_language.values(), Counter()), sum(by_kind.values(), Counter())
    share = plain["same"] / max(plain.total(), 1)
    head = (HERE / "page_head.md").read_text("utf-8")
    head = head.format(
        numbers=_numbers(numbers),
        seed=seed,
        count=len(lines),
        silent=sum("silent" in (line["verdict"], line["after"]) for line in lines),
        share=f"{share:.0%}",
        plain=plain.total(),
    )
    languages = _table("language", by_language, plain)
    kinds = _table("kind of dress", by_kind, every)
    return f"{head}{_by_questions(lines)}\nBefore any answer:\n\n{kinds}\nPlain dresses by language:\n\n{languages}"


def _numbers(counts: Counter) -> str:
    parts = {"the same": "same", "absent": "absent", "saying so in their own line": "says so"}
    parts |= {"named by a problem in their logbooks": "told", "silently different": "silent"}
    return ", ".join(f"{counts[name]:,} {words}" for words, name in parts.items())


def _by_questions(lines: Sequence[dict]) -> str:
    """A table by how many questions were answered, and how many of them were not needed."""
    rows: dict[str, Counter] = {name: Counter() for name in (*QUESTIONS, "all")}
    for line in lines:
        name = QUESTIONS[min(len(line["answered"]), len(QUESTIONS) - 1)]
        for counts in (rows[name], rows["all"]):
            counts.update(["dresses", f"before {line['verdict']}", f"after {line['after']}"])
    told = ["| questions answered | dresses | right before | right after | silently different after |"]
    told += ["|---|---|---|---|---|"]
    for name, counts in rows.items():
        shown = (counts[of] for of in ("dresses", "before same", "after same", "after silent"))
        told.append(f"| {name} | " + " | ".join(map(str, shown)) + " |")
    spare = sum(len(line["answered"]) for line in lines if line["verdict"] == "same")
    every = sum(len(line["answered"]) for line in lines)
    return "\n".join(told) + f"\n\nNot needed were {spare} of {every} questions: every number was right without them.\n"


def _table(of: str, rows: dict[str, Counter], every: Counter) -> str:
    lines = [f"| {of} | same numbers | asked | silently different |", "|---|---|---|---|"]
    for name, counts in [*sorted(rows.items()), ("all", every)]:
        lines.append(f"| {name} | " + " | ".join(str(counts[verdict]) for verdict in VERDICTS) + " |")
    return "\n".join(lines) + "\n"
