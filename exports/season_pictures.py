"""The pictures of a season as files: each painted by a browser of this computer, or all on one page where there is
none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.live_chart import BUNDLE
from exports.fixed_zip import EPOCH
from exports.framed import Around, around, framed, fresh_words, picture_name
from exports.painted import painting
from exports.picture_size import SLIDE, PictureSize
from logbooks.warehouse.warehouse import Warehouse
from packs.audience import Audience
from packs.drawn_table import Drawn
from packs.season_charts import lot_pictures, season_charts
from words.speech import say

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline';
 style-src 'unsafe-inline'; img-src data: blob:">
<meta name="viewport" content="width=device-width"><title>{title}</title><style>
body {{ font: 16px sans-serif; max-width: 960px; margin: 24px auto }} section {{ margin: 0 0 40px; overflow-x: auto }}
button {{ font: inherit; min-height: 40px; padding: 6px 14px }}</style><script>{plotly}</script></head><body>
<h1>{title}</h1><script type="application/json" id="pictures">{pictures}</script><script>
for (const [name, figure] of JSON.parse(document.getElementById("pictures").textContent)) {{
  const part = document.body.appendChild(document.createElement("section"));
  const chart = part.appendChild(document.createElement("div"));
  Plotly.newPlot(chart, figure.data, figure.layout, {{ staticPlot: true }});
  for (const format of ["png", "svg"]) {{
    const button = part.appendChild(document.createElement("button"));
    const {{ width, height }} = figure.layout;
    button.textContent = format.toUpperCase();
    button.onclick = () => Plotly.downloadImage(figure, {{ format, width, height, scale: 2, filename: name }});
  }}
}}
</script></body></html>"""


@dataclass(frozen=True)
class Wanted:
    """How pictures are wanted: png or svg, in which size, on a white ground or none, for whom; of one lot alone where
    it is named."""

    form: str = "png"
    size: PictureSize = SLIDE
    clear: bool = False
    reader: Audience = Audience.INTERNAL
    lot_id: str | None = None


def season_frames(
    w: Warehouse, crop_year: str | None, wanted: Wanted, splits: dict[str, tuple[str, ...]] | None = None
) -> dict[str, go.Figure]:
    """{file name without its ending: figure in its frame} of every chart and table of a season that this reader may
    see."""
    about, fresh = around(w, crop_year, splits or {}), fresh_words(w)
    found: dict[str, go.Figure] = {}
    if wanted.lot_id:
        pictures = lot_pictures(w, crop_year, splits, wanted.lot_id)
    else:
        pictures = season_charts(w, crop_year, wanted.reader, splits)
    for drawn in pictures:
        figure = framed(drawn, about, wanted.size, wanted.clear, fresh)
        found[_free_name(drawn, about, wanted, found)] = figure
    return found


def painted_files(frames: dict[str, go.Figure], wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each, one browser for all; CannotGoOn where there is none."""
    with painting() as painter:
        for name, figure in frames.items():
            if wanted.form == "svg":
                yield f"{name}.svg", painter.svg(figure).encode("utf-8")
            else:
                yield f"{name}.png", painter.png(figure, wanted.size)


def zipped(frames: dict[str, go.Figure], wanted: Wanted, told: Callable[[int], object]) -> bytes:
    """All of them as one ZIP; `told` hears how many are done. CannotGoOn where there is no browser."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for done, (name, content) in enumerate(painted_files(frames, wanted), start=1):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content)
            told(done)
    return made.getvalue()


def page_of(frames: dict[str, go.Figure]) -> str:
    """All of them on one page that needs nothing but itself and any browser, each with buttons that save it."""
    pairs = ",".join(f'["{name}",{figure.to_json()}]' for name, figure in frames.items())
    pictures = f"[{pairs}]".replace("<", "\\u003c")  # text of a sheet ends no script
    return PAGE.format(title=say("picture.page"), plotly=BUNDLE.read_text("utf-8"), pictures=pictures)


def _free_name(drawn: Drawn, about: Around, wanted: Wanted, taken: dict[str, go.Figure]) -> str:
    more = [] if wanted.size is SLIDE else [wanted.size.name]
    name = picture_name(drawn, about, *more)
    count = 2
    while name in taken:  # two parts of one indicator, or names that differ in letters files can't have
        name, count = picture_name(drawn, about, *more, str(count)), count + 1
    return name
