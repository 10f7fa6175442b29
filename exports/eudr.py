"""What a buyer in the EU needs of every lot: the plots it grew on, as GeoJSON; only those that contributed and are
faultless."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connectors.trouble import NothingToRead
from exports.eudr_geojson import collection, file_names
from logbooks.problems import problem_kinds
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.lot_plots import lots_not_received, plots_of_lots
from metrics.engine.compute import crop_years

# Description v1.3 and the rules of the system, 29 May 2026.
MOST_BYTES, MOST_PRODUCERS = 25_000_000, 1_000
COMPLETE = 0.9999  # kg are sums of floating numbers
REASONS = {  # why a delivery is not located, for reasons that are no fault of a plot: what to do
    "no plot on the slip": "Write the plot's code on the receipts of this lot.",
    "plot not in the list of plots": "Add the plot to Plots, or correct its code on the receipts.",
}
PLOT_REASONS = ("plot without a place", "plot with a fault in its place")
PLOTS = """
SELECT s.plot_id, s.valid, s.reasons, s.details, s.kind, s.country, s.geojson, s.area_drawn_ha, p.area_ha, p.farmer_id,
    p.village,
       CASE WHEN p.name_may_be_shown THEN p.farmer_name END AS name, p.source, p.sheet, p.row_no, s.row_id
FROM checked.plot_shape s JOIN plots p USING (row_id) ORDER BY s.valid, s.row_id"""


@dataclass(frozen=True)
class NotDeclared:
    """A plot, or deliveries without one, that no file holds: whose, how much, why, and what to do."""

    lot_id: str
    plot_id: str | None
    farmer_id: str | None
    receipts: int
    kg: float
    why: str
    fix: str
    source: str | None = None
    sheet: str | None = None
    row_no: int | None = None


@dataclass(frozen=True)
class LotFile:
    """One lot: its file's name and text (None where nothing could be written), kg green equivalent received and
    located."""

    lot_id: str
    stream: str | None
    name: str | None
    text: str | None
    plots: int
    producers: int
    kg: float
    located_kg: float
    said: str
    not_received: tuple[str, ...] = ()  # lots in it that no receipt names: nobody knows their plots

    @property
    def complete(self) -> bool:
        """Whether every kg of the lot is from a plot in its file."""
        return self.text is not None and self.located_kg >= COMPLETE * self.kg and not self.not_received


@dataclass(frozen=True)
class Declared:
    """The files of one crop year and all that is in none of them."""

    crop_year: str | None
    lots: tuple[LotFile, ...]
    refused: tuple[NotDeclared, ...]

    @property
    def written(self) -> tuple[LotFile, ...]:
        return tuple(lot for lot in self.lots if lot.text is not None)


def declared(w: Warehouse, crop_year: str | None = None) -> Declared:
    """The plots of every lot of that crop year, the newest unless named; NothingToRead where there is no such year."""
    years = crop_years(w)
    if crop_year is not None and crop_year not in years:
        raise NothingToRead(
            f"No row belongs to crop year {crop_year}.", f"Ask for one of these: {', '.join(years) or 'there is none'}."
        )
    chosen = crop_year or next(iter(years), None)
    plots: dict[str, dict] = {}
    # a row with a fault before one without: what is wrong with a plot is never hidden
    for row in w.rows(PLOTS):
        known = plots.get(row["plot_id"])
        if known is None or known["reasons"] == ["plot-no-place"]:
            plots[row["plot_id"]] = row
    lots, blind = plots_of_lots(w, chosen), lots_not_received(w)
    names = file_names(lots)
    refused: list[NotDeclared] = []
    files = [_lot(lot, rows, plots, names[lot], blind.get(lot, ()), refused) for lot, rows in lots.items()]
    return Declared(chosen, tuple(files), tuple(refused))


def _lot(
    lot_id: str,
    rows: Sequence[dict],
    plots: Mapping[str, dict],
    name: str,
    blind: tuple[str, ...],
    refused: list[NotDeclared],
) -> LotFile:
    """The file of one lot; what is not in it is added to `refused`."""
    delivered, stream = [row for row in rows if row["kg"]], rows[0]["stream"]
    good = [row for row in delivered if row["why_not"] is None]
    refused += [_refused(lot_id, row, plots.get(row["plot_id"])) for row in delivered if row["why_not"] is not None]
    kg, located = sum(row["kg"] for row in delivered), sum(row["kg"] for row in good)
    chosen = [plots[plot] for plot in dict.fromkeys(row["plot_id"] for row in good)]
    producers = len({plot["farmer_id"] for plot in chosen})
    if not chosen:
        why = "None of its plots has a valid place." if delivered else "No receipt names this lot."
        if not delivered:
            refused.append(NotDeclared(lot_id, None, None, 0, kg, why, "Write the lot on its receipts."))
        return LotFile(lot_id, stream, None, None, 0, 0, kg, 0.0, why)
    text = collection(chosen)
    if too_much := _too_much(text, producers):
        receipts = sum(row["receipts"] for row in delivered)
        refused.append(NotDeclared(lot_id, None, None, receipts, kg, too_much, "Split the lot into smaller ones."))
        return LotFile(lot_id, stream, None, None, 0, 0, kg, 0.0, too_much)
    refused += [_not_received(lot_id, source) for source in blind]
    whole = located >= COMPLETE * kg and not blind
    file = f"{name}{'' if whole else '-incomplete'}.geojson"
    return LotFile(
        lot_id, stream, file, text, len(chosen), producers, kg, located, _said(whole, located / kg, blind), blind
    )


def _not_received(lot_id: str, source: str) -> NotDeclared:
    why = f"Lot {source} went into it, and no receipt names {source}."
    return NotDeclared(lot_id, None, None, 0, 0.0, why, "Write the lot on its receipts.")


def _said(whole: bool, share: float, blind: tuple[str, ...]) -> str:
    said = (
        "Complete."
        if whole
        else f"Incomplete: {share:.1%} of its kg received are from the plots in the file; don't declare it "
        f"before the rest is located."
    )
    return said + (f" Nobody knows the plots of {', '.join(blind)} in it." if blind else "")


def _too_much(text: str, producers: int) -> str | None:
    if producers > MOST_PRODUCERS:
        return f"It has {producers:,} producers; one commodity of a declaration takes {MOST_PRODUCERS:,}."
    size = len(text.encode("utf-8"))
    return (
        f"Its file would have {size / 1e6:.1f} MB; a declaration takes {MOST_BYTES / 1e6:.0f} MB."
        if size > MOST_BYTES
        else None
    )


def _refused(lot_id: str, row: dict, plot: dict | None) -> NotDeclared:
    if plot is None or row["why_not"] not in PLOT_REASONS:
        why = row["why_not"]
        return NotDeclared(
            lot_id,
            row["plot_id"],
            None,
            row["receipts"],
            row["kg"],
            why[:1].upper() + why[1:] + ".",
            REASONS.get(why, ""),
        )
    kinds = [problem_kinds()[code] for code in plot["reasons"]]
    why = " ".join(
        kind.what.replace("{detail}", detail or "") for kind, detail in zip(kinds, plot["details"], strict=True)
    )
    return NotDeclared(
        lot_id,
        row["plot_id"],
        plot["farmer_id"],
        row["receipts"],
        row["kg"],
        why,
        " ".join(dict.fromkeys(kind.fix for kind in kinds)),
        plot["source"],
        plot["sheet"],
        plot["row_no"],
    )
