"""The plots: a map of them, what is wrong with their places, and the files an EU buyer asks for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import streamlit as st

from charts.plot_map import FAR, on_map, plot_map
from exports import eudr, eudr_files
from exports.framed import file_name
from logbooks.vocabulary import countries
from metrics.books.plot_book import PlotOnMap, plot_book
from metrics.engine.splitting import cannot_split
from packs.drawn_chart import DrawnChart
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.parts.tables import Cell, show_table
from ui.state import results, visitor
from ui.state.pinning import pin_snapshots
from words.numbers import ABSENT
from words.speech import say

LISTED = 20  # faults shown here; the rest stand in the fix list
NO_PLACE = ("plot-no-place",)


def show_plots(chosen: Chosen) -> None:
    """Draws the map, the faults and the button that gives the files for an EU buyer."""
    st.header(say("plots.title"), anchor=False)
    plots = results.kept("plot_book", lambda w: plot_book(w, chosen.crop_year), chosen.crop_year)
    if not plots:
        st.info(say("plots.none"), icon=":material/location_off:")
        return
    if why_not := cannot_split(chosen.splits):
        st.text(why_not)
        return
    st.text(_counted(plots))
    chart = ready("plots", chosen, lambda: _drawn(plots))
    if chart:
        show_chart(chart, "trace")
        st.caption(say("plots.close"))
    else:
        st.text(say("plots.no_map"))
    _faults()
    _files(chosen)


def _counted(plots: Sequence[PlotOnMap]) -> str:
    without = sum(plot.reasons == NO_PLACE for plot in plots)
    valid = sum(plot.valid for plot in plots)
    far = sum(bool(set(plot.reasons) & set(FAR)) for plot in plots)
    said = say("plots.count", valid=valid, count=len(plots), without=without, fault=len(plots) - valid - without)
    return f"{said} {say('plots.far', count=far)}" if far else said


def _drawn(plots: Sequence[PlotOnMap]) -> DrawnChart | None:
    shown = on_map(plots)
    if not shown:
        return None
    lands = {plot.country for plot in shown if plot.country}
    outline = countries.outline(min(lands)) if len(lands) == 1 else None
    head = [say(f"plots.{name}") for name in ("plot", "village", "group", "area", "state")]
    rows = [
        [
            plot.plot_id,
            plot.village or ABSENT,
            say(f"plots.groups.{plot.group}"),
            f"{plot.area_ha:.2f}" if plot.area_ha else ABSENT,
            _state(plot),
        ]
        for plot in plots
    ]
    return DrawnChart(
        "plots",
        say("plots.title"),
        plot_map(plots, outline),
        "",
        f"{len(shown)} plots",
        ((head, rows),),
        question=say("plots.question"),
        alt=_counted(plots),
    )


def _state(plot: PlotOnMap) -> str:
    if plot.valid:
        return say("plots.valid")
    return say("plots.without_place") if plot.reasons == NO_PLACE else say("plots.fault")


def _faults() -> None:
    """A table of what is wrong with plots, each with its cell and what to do."""
    found = [problem for problem in results.problems() if problem.code.startswith("plot-")]
    if not found:
        return
    st.header(say("plots.faults"), anchor=False)
    rows = [
        [
            Cell(
                f"{problem.sheet}, {say('plots.row', row=problem.row)}",
                below=problem.column or "",
                link=problem.link or "",
            ),
            Cell(problem.what, below=problem.written, mark="words"),
            Cell(problem.fix, mark="words"),
        ]
        for problem in found[:LISTED]
    ]
    show_table([say("plots.where"), say("plots.what"), say("plots.fix")], rows, say("plots.faults"), "fix grounds")
    if found[LISTED:]:
        st.text(say("plots.more", count=len(found) - LISTED))


def _files(chosen: Chosen) -> None:
    found = results.kept("eudr", lambda w: eudr.declared(w, chosen.crop_year), chosen.crop_year)
    if not found.written:
        st.text(say("plots.download_none"))
        return
    st.text(say("plots.download_says", complete=sum(lot.complete for lot in found.written), count=len(found.lots)))
    snapshot = visitor.warehouse().id
    st.download_button(
        say("plots.download"),
        lambda: _taken_away(found, snapshot),
        file_name=f"{file_name('plots', chosen.crop_year or 'all')}.zip",
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
        key="eudr_files",
    )


def _taken_away(found: eudr.Declared, snapshot: str) -> bytes:
    """The archive; the reading it stands on is kept for ever."""
    pin_snapshots(say("plots.exported"), snapshot)
    return zipped(found)


def zipped(found: eudr.Declared) -> bytes:
    """All files of the export in one archive; the same plots give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in eudr_files.files(found).items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
