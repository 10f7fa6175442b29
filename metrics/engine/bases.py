"""Which of several ways of measuring is shown: scheme, instrument, process, question, clock; they are never mixed."""

from __future__ import annotations

from collections import Counter


def headline_basis(
    by_basis: dict[str | None, list[dict]], groups: tuple[str, ...], preferred: tuple[str, ...] = ()
) -> tuple[dict, str | None]:
    """The basis shown for each stream, and why the streams can't be compared, None where they can.

    The first of the `preferred` that has a case, so that it does not change from season to season; else the one with
    most cases common to both streams; else each stream its own, never compared.
    """
    count = {
        b: Counter(stream for stream, _ in {(r["stream"], r["case_id"]) for r in rows if _counts(r)})
        for b, rows in by_basis.items()
    }
    if first := next((b for b in preferred if any(count.get(b, {}).values())), None):
        return dict.fromkeys(groups, first), None
    shared = [b for b in count if all(count[b][g] for g in groups)]
    if shared:
        best = max(shared, key=lambda b: (min(count[b][g] for g in groups), sum(count[b].values()), str(b)))
        return dict.fromkeys(groups, best), None
    # rows without a number still say why
    rows_of = {b: Counter(row["stream"] for row in rows) for b, rows in by_basis.items()}
    own = {g: max(count, key=lambda b: (count[b][g], rows_of[b][g], str(b)), default=None) for g in groups}
    if all(g in count[own[g]] for g in groups if count) and all(own.values()):
        named = " and ".join(f"{g} by {own[g]}" for g in groups)
        return own, f"The streams were not measured alike: {named}."
    return own, None


def _counts(row: dict) -> bool:
    return row["num"] is not None and not row.get("why_not")
