/* A chart that answers the pointer, a finger and the keyboard: one for the pages, the board's screen and its file.
   liveChart(Plotly, holder, figure, options) draws a figure in a box and returns what takes it away again.

   options.alt        what is to be seen in the chart, for those who can not see it: the marks and letters are not read
   options.press      called with [{x, y, customdata, text}] of the mark that was pressed, [] once it is taken back
   options.keys       true: with the keyboard on the chart, arrows go from mark to mark and Enter presses
   options.size       {width, height} of the drawing; without it the chart is as wide as its box */
const liveChart = (Plotly, holder, figure, options = {}) => {
  const box = document.createElement("div"), said = document.createElement("p");
  box.setAttribute("aria-hidden", "true");
  said.setAttribute("role", "status");
  said.style.cssText = "position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%)";
  holder.replaceChildren(box, said);
  let pressed = "", at = -1;

  const text = (point) =>
    String(point.hovertext || point.text || "").replace(/<br\s*\/?>/gi, ". ").replace(/<[^>]*>/g, "").trim();
  const told = (point) => ({ x: point.x, y: point.y, customdata: point.customdata, text: text(point) });

  function press(points) {
    const found = points.map(told), name = JSON.stringify(found);
    pressed = name === pressed ? "" : name;
    options.press(pressed ? found : []);
  }

  /* the marks that say something, in the order in which they are drawn */
  const marks = () => (box._fullData || []).flatMap((trace, curveNumber) =>
    trace.visible !== true || trace.hoverinfo === "skip" ? [] : (trace.x || []).map((x, pointNumber) => ({
      curveNumber, pointNumber, x, y: trace.y && trace.y[pointNumber],
      hovertext: [].concat(trace.hovertext ?? trace.text ?? [])[Array.isArray(trace.hovertext ?? trace.text) ? pointNumber : 0],
      customdata: trace.customdata && trace.customdata[pointNumber],
    })).filter(text));

  function key(event) {
    const all = marks(), step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && all.length) {
      at = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
      said.textContent = text(all[at]);
      const { curveNumber, pointNumber } = all[at];
      Plotly.Fx.hover(box, [{ curveNumber, pointNumber }]);
    } else if ((event.key === "Enter" || event.key === " ") && all[at]) press([all[at]]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function reach() {
    holder.setAttribute("role", options.press && options.keys ? "application" : "img");
    holder.setAttribute("aria-label", options.alt || "");
    if (!options.press) return;
    box.on("plotly_click", (event) => press(event.points));
    box.on("plotly_deselect", () => { pressed = ""; options.press([]); });
    if (!options.keys) return;
    holder.tabIndex = 0;
    holder.onkeydown = key;
    holder.onblur = () => { at = -1; said.textContent = ""; Plotly.Fx.unhover(box); };
  }

  /* paper is as wide as it is: there the drawing is scaled, see print.css */
  function scalable() {
    const { width, height } = box._fullLayout;
    holder.style.setProperty("--chart-ratio", `${width} / ${height}`);
    box.querySelectorAll("svg.main-svg").forEach((one) => one.setAttribute("viewBox", `0 0 ${width} ${height}`));
  }

  /* a text named "on a screen of 700 to 999 px" stands in a drawing so wide */
  const fitting = (texts, wide) => (texts || []).map((one) => {
    const ends = /^on a screen of (\d+) to (\d+) px$/.exec(one.name || "");
    return ends ? { ...one, visible: wide >= ends[1] && wide < Number(ends[2]) + 1 } : one;
  });

  function draw({ data, layout }) {
    const size = options.size ? { ...options.size, autosize: false } : { autosize: true };
    const annotations = fitting(layout.annotations, size.width || holder.clientWidth);
    return Plotly.react(box, data, { ...layout, ...size, annotations }, { displayModeBar: false, responsive: !options.size });
  }

  function resized() {
    if (!box._fullLayout || !box.offsetWidth) return;
    const texts = box.layout.annotations || [], now = fitting(texts, holder.clientWidth);
    Plotly.Plots.resize(box);
    if (now.some((one, i) => one.visible !== texts[i].visible)) Plotly.relayout(box, { annotations: now });
  }

  const watcher = options.size ? null : new ResizeObserver(resized);
  const drawn = draw(figure).then(reach).then(scalable);
  drawn.then(() => box.on("plotly_afterplot", scalable));
  if (watcher) watcher.observe(holder);
  return () => { if (watcher) watcher.disconnect(); Plotly.purge(box); };
};
