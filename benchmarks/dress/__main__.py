"""How many numbers are right, asked about or silently different when one cooperative is written in many dresses.

python -m benchmarks.dress --seed 1 --count 40 writes, reads and judges dresses 1-0 to 1-39 and prints a line each;
--only 1-17 one of them, with every number that is not the truth; --keep FOLDER leaves its workbook there; --page writes
docs/dress.md.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click

from benchmarks.dress.judged import Judged, judged
from benchmarks.dress.page import PAGE, page


@click.command()
@click.option("--seed", default=1, show_default=True, help="Of the cooperative and of its dresses.")
@click.option("--count", default=40, show_default=True, help="How many dresses.")
@click.option("--first", default=0, show_default=True, help="The first of them.")
@click.option("--only", metavar="DRESS", help="One dress alone, such as 1-17, in full.")
@click.option("--keep", type=click.Path(path_type=Path), metavar="FOLDER", help="Leave what was written here.")
@click.option(
    "--lines",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A line of JSON per dress; those in it are not drawn again.",
)
@click.option("--page", "writes", is_flag=True, help="Write docs/dress.md.")
def main(
    seed: int, count: int, first: int, only: str | None, keep: Path | None, lines: Path | None, writes: bool
) -> None:
    """Write, read and judge dresses of one invented cooperative."""
    if only:
        seed, first = map(int, only.split("-"))
        count = 1
    known = {line["dress"]: line for line in map(json.loads, _kept(lines))}
    found: list[dict] = []
    for number in range(first, first + count):
        if (line := known.get(f"{seed}-{number}")) and not only:
            found.append(line)
            continue
        with tempfile.TemporaryDirectory() as spare:
            one = judged(seed, number, keep / f"{seed}-{number}" if keep else Path(spare))
        found.append(as_plain(one))
        print(line_of(one) if not only else f"{line_of(one)}\n{in_full(one)}", flush=True)
        if lines:
            with lines.open("a", encoding="utf-8") as file:
                file.write(json.dumps(found[-1], ensure_ascii=False, default=str) + "\n")
    if writes:
        PAGE.write_text(page(found, seed), encoding="utf-8", newline="\n")
    elif not only:
        print(page(found, seed))


def _kept(lines: Path | None) -> list[str]:
    return lines.read_text("utf-8").splitlines() if lines and lines.exists() else []


def line_of(one: Judged) -> str:
    dress = one.dress
    silent = [number["number"] for number in one.numbers if number["is"] == "silent"]
    absent = sorted({number["number"].split(".")[0] for number in one.numbers if number["is"] == "absent"})
    marked = "" if dress.plain else " ?"
    told = f"  silent: {', '.join(silent)}" if silent else f"  absent: {', '.join(absent)}" if absent else ""
    counts = " ".join(f"{name} {count}" for name, count in sorted(one.counts.items()))
    asked = f" | {len(one.answered)} answered: {one.verdict_after}" if one.answered else ""
    return f"{dress.name:>8} {one.verdict:6} {dress.language} {dress.kind}{marked} | {counts}{told}{asked}"


def in_full(one: Judged) -> str:
    """Every number that is not the truth, and every problem, of one dress."""
    numbers = [json.dumps(number, ensure_ascii=False, default=str) for number in one.numbers]
    told = [f"{p['severity']} {p['code']} {p['sheet']} {p['row']} {p['column']}: {p['what']}" for p in one.problems]
    return "\n".join([str(one.dress), one.said, *numbers, "", *told])


def as_plain(one: Judged) -> dict:
    dress = one.dress
    head = {"dress": dress.name, "kind": dress.kind, "language": dress.language, "plain": dress.plain}
    told = {"verdict": one.verdict, "counts": dict(one.counts), "numbers": one.numbers, "said": one.said}
    return head | told | {"answered": one.answered, "after": one.verdict_after}


if __name__ == "__main__":
    main()
