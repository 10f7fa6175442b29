"""What a plan may name before the season: what neighbours in a union gained. It moves the rehearsal and the price of
being wrong, never the rule's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scipy.special import ndtri

from decisions.gates import standing
from decisions.verdict.kept_verdicts import is_kept_here
from decisions.verdict.seal import SEALED_SETTINGS, setting_rows
from decisions.verdict.sealed_plan import settings_seen_on
from decisions.verdict.sentences import rules, said
from logbooks.settings import settings
from logbooks.warehouse.warehouse import Warehouse

ENDS_AT = float(ndtri(0.975))  # deviations from the middle of a normal number to the ends of its 95 % range


@dataclass(frozen=True)
class NeighboursPrior:
    """The net gain per kg made in base currency that a new member of a union is expected to have.

    `low` and `high` are the ends of its 95 % range, `report` says which union's report of which season they are of, and
    `members` from how many neighbours.
    """

    mean: float
    low: float
    high: float
    members: int
    currency: str
    report: str
    agreed_on: date

    @property
    def deviation(self) -> float:
        """The standard deviation of the normal number it is taken as: the longer half of its range over 1.96, so that
        a range that leans to one side never says more than it does."""
        return max(self.high - self.mean, self.mean - self.low) / ENDS_AT

    def said(self, name: str, **values) -> str:
        """The sentence of that name, which may tell all that is known of it."""
        unit = f"{self.currency}/kg"
        ends = {"mean": (self.mean, unit), "low": (self.low, unit), "high": (self.high, unit)}
        told = {"members": self.members, "report": self.report, "agreed_on": self.agreed_on}
        return said(name, **ends, **told, **values)


def neighbours_prior(w: Warehouse) -> NeighboursPrior | str | None:
    """What the plan names of its neighbours; a sentence why it is not used; None where it names nothing."""
    named = {row["setting"]: row["value"] for row in setting_rows(w)}
    if not named:
        return None
    if missing := [name for name in settings() if name.startswith(SEALED_SETTINGS) and name not in named]:
        return said("neighbours.incomplete", names=", ".join(missing))
    found = NeighboursPrior(
        named["neighbours_gain"],
        named["neighbours_gain_low"],
        named["neighbours_gain_high"],
        int(named["neighbours_members"]),
        named["neighbours_currency"],
        named["neighbours_report"],
        date.fromisoformat(named["neighbours_agreed_on"]),
    )
    return _not_fit(found, w) or _too_late(found, w) or found


def _not_fit(found: NeighboursPrior, w: Warehouse) -> str | None:
    """Why its numbers can't be what they say they are."""
    base = w.rows("SELECT currency FROM base")[0]["currency"]
    if not found.low < found.mean < found.high:
        return found.said("neighbours.crossing")
    if found.members < rules()["neighbours"]["fewest"]:
        return found.said("neighbours.few", fewest=rules()["neighbours"]["fewest"])
    if found.currency != base:
        return found.said("neighbours.currency", currency=found.currency, base=base)
    return None


def _too_late(found: NeighboursPrior, w: Warehouse) -> str | None:
    """Why it does not count as agreed before the season: by its own day, or by the plans that were seen here."""
    start = standing(w).pilot_start
    if start is None:
        return said("neighbours.no-start")
    if found.agreed_on >= start:
        return found.said("neighbours.late", start=start)
    seen = settings_seen_on(w) if is_kept_here(w) else None
    return found.said("neighbours.seen-late", start=start, seen=seen) if seen and seen >= start else None
