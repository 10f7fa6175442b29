/* One slide at a time: keys, clicker and touch; the place stands in the link; charts are drawn for the stage; a newer
   reading is fetched from where the deck came, if that is still there. Nothing else is asked of anybody. */
(() => {
  "use strict";
  const root = document.documentElement;
  const main = document.querySelector("main");
  let told = JSON.parse(document.getElementById("told").textContent);
  let written = main.innerHTML; // as it came, before slides are split
  let place = -1, empty = true, drawnFor = ""; // no place yet: the link says it
  const CHART = 1.6; // charts are drawn with text of 15; on the stage it is 24
  const LABELS_WIDE = 290, MARGIN = { l: 6, r: 20, t: 10, b: 60 };
  const LEAST_FIT = 24 / 25, MOST_FIT = 1.3; // the smallest text that matters is 25 at a fit of 1
  const COLOURS = {
    dark: { "#FFFFFF": "#1B1A18", "#2B2A27": "#F3F0E8", "#5F5B53": "#B9B3A7", "#E3DFD6": "#45413A",
      "#F6F4EF": "#282622", "#006D5B": "#5CC9B2", "#BC8C1C": "#F0B95A",
      "#F6DEDB": "#4A2825", "#F1EEE7": "#35322D", "#DFE5EC": "#2B3642" },
    contrast: { "#FFFFFF": "#000000", "#2B2A27": "#FFFFFF", "#5F5B53": "#FFFFFF", "#E3DFD6": "#8C8C8C",
      "#F6F4EF": "#000000", "#006D5B": "#7DF5DA", "#BC8C1C": "#FFE14D",
      "#F6DEDB": "#000000", "#F1EEE7": "#000000", "#DFE5EC": "#000000" },
  };
  const slides = () => [...main.querySelectorAll("section")].filter((one) => empty || !one.dataset.lacks);

  function stage(wide, high) {
    root.style.setProperty("--wide", `${wide}px`);
    root.style.setProperty("--high", `${high}px`);
  }

  function fitWindow() {
    const ratio = innerWidth / innerHeight;
    const upright = ratio < 1.2;
    root.classList.toggle("upright", upright);
    root.classList.toggle("narrow", ratio < 1.5);
    const wide = upright ? 600 : Math.round(720 * Math.min(Math.max(ratio, 4 / 3), 16 / 9));
    const high = upright ? Math.round(600 / ratio) : 720;
    stage(wide, high);
    const scale = Math.min(innerWidth / wide, innerHeight / high);
    main.style.transform =
      `translate(${(innerWidth - wide * scale) / 2}px, ${(innerHeight - high * scale) / 2}px) scale(${scale})`;
    document.querySelector("nav").style.cssText =
      `transform: scale(${scale}); transform-origin: 100% 100%; right: ${(innerWidth - wide * scale) / 2 + 40 * scale}px;` +
      `bottom: ${(innerHeight - high * scale) / 2 + 10 * scale}px`;
    layOut(`${wide}x${high}`);
  }

  const overflows = (one) => one.scrollHeight > one.clientHeight + 1 || bottom(one) > one.clientHeight - foot(one);
  const foot = (one) => parseFloat(getComputedStyle(one).paddingBottom) - 8;
  const bottom = (one) =>
    Math.max(0, ...[...one.children].filter((c) => c.tagName !== "FOOTER").map((c) => c.offsetTop + c.offsetHeight));

  function layOut(size) {
    if (size === drawnFor) return;
    drawnFor = size;
    const here = current();
    main.innerHTML = written;
    for (const one of [...main.querySelectorAll("section")]) fit(one);
    drawCharts();
    show(Math.max(0, slides().findIndex((one) => one.id === here)));
  }

  /* smaller letters as far as they may be, then what is too much goes on to a slide of its own */
  function fit(one) {
    let fit = one.querySelector(".chart") ? 1 : MOST_FIT;
    one.style.setProperty("--fit", fit);
    while (overflows(one) && fit > LEAST_FIT) one.style.setProperty("--fit", (fit = Math.max(LEAST_FIT, fit - 0.03)));
    let part = one, count = 1;
    while (overflows(part) && count < 6) {
      const next = one.cloneNode(true);
      next.id = `${one.id}-${++count}`;
      next.querySelectorAll("li, tbody tr, .chart, .lacks, .numbers").forEach((each) => each.remove());
      const moved = [];
      while (overflows(part)) {
        const items = part.querySelectorAll("li, tbody tr");
        if (items.length < 2) break;
        moved.unshift(items[items.length - 1]);
        items[items.length - 1].remove();
      }
      if (!moved.length) break;
      for (const each of moved) holder(next, each).append(each);
      next.querySelectorAll("ul, table, .todo").forEach((each) => each.querySelector("li, td") || each.remove());
      part.querySelectorAll("ul, table, .todo").forEach((each) => each.querySelector("li, td") || each.remove());
      part.after(next);
      part = next;
    }
  }

  function holder(next, each) {
    if (each.tagName === "TR") return next.querySelector("tbody");
    return next.querySelector(each.dataset.todo ? ".todo ul" : "ul.told");
  }

  function drawCharts() {
    const look = COLOURS[root.dataset.look];
    for (const holder of main.querySelectorAll(".chart")) {
      let text = JSON.stringify(told.figures[holder.dataset.figure]);
      if (look) text = text.replace(/#[0-9a-f]{6}/gi, (found) => look[found.toUpperCase()] || found);
      const { data, layout } = JSON.parse(text);
      const alt = (holder.dataset.alt ||= holder.getAttribute("aria-label"));
      holder.removeAttribute("role");
      holder.removeAttribute("aria-label");
      const inner = document.createElement("div"), pressed = document.createElement("p");
      pressed.className = "pressed";
      holder.replaceChildren(inner, pressed);
      inner.style.transform = `scale(${CHART})`;
      const width = holder.clientWidth / CHART, height = holder.clientHeight / CHART;
      if (!root.classList.contains("upright")) labelsBeside(layout, width);
      liveChart(Plotly, inner, { data, layout }, {
        alt, size: { width, height },
        press: (points) => { pressed.textContent = points.map((point) => point.text).join(" "); },
      });
    }
  }

  /* a slide is wide and low: what stands above a row of marks on a page stands to the left of it here, over no mark */
  function labelsBeside(layout, width) {
    const left = Math.min(LABELS_WIDE, 0.46 * width);
    for (const one of layout.annotations || []) {
      if (one.xref === "paper" && one.x === 0 && one.xanchor === "left") one.xshift = (one.xshift || 0) - left;
    }
    layout.margin = { ...MARGIN, ...(layout.margin || {}), l: left + MARGIN.l };
  }

  const current = () => (slides()[place] || {}).id || decodeURIComponent(location.hash.slice(1));

  function show(wanted) {
    const all = slides();
    place = Math.min(Math.max(wanted, 0), all.length - 1);
    main.querySelectorAll("section").forEach((one) => {
      one.classList.toggle("on", one === all[place]);
      one.inert = one !== all[place];
    });
    document.querySelector("nav output").textContent =
      told.place.replace("{place}", place + 1).replace("{count}", all.length);
    if (all[place] && location.hash !== `#${all[place].id}`) history.replaceState(null, "", `#${all[place].id}`);
  }

  function say(text) { document.getElementById("said").textContent = text; }

  function lookAs(name) {
    root.dataset.look = root.dataset.look === name ? "light" : name;
    drawCharts();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
  }

  const DOES = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.tagName === "BUTTON" && (event.key === " " || event.key === "Enter");
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (onButton) return;
    if (key in DOES) show(place + (key === " " && event.shiftKey ? -1 : DOES[key]));
    else if (key === "Home") show(0);
    else if (key === "End") show(Infinity);
    else if (key === "f") fullScreen();
    else if (key === "d") lookAs("dark");
    else if (key === "c") lookAs("contrast");
    else if (key === "s") leaveOut();
    else return;
    say("");
    event.preventDefault();
  });

  function leaveOut() {
    const here = current();
    empty = !empty;
    show(Math.max(0, slides().findIndex((one) => one.id === here)));
  }

  const PRESSED = {
    back: () => show(place - 1), next: () => show(place + 1), full: fullScreen, dark: () => lookAs("dark"),
    contrast: () => lookAs("contrast"),
  };
  document.querySelector("nav").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) { say(""); PRESSED[button.name](); }
  });
  main.addEventListener("click", (event) => { if (event.target.closest("[name=skip]")) leaveOut(); });

  let touched = null;
  addEventListener("touchstart", (event) => { touched = event.touches.length === 1 ? event.touches[0] : null; });
  addEventListener("touchend", (event) => {
    const end = event.changedTouches[0];
    if (!touched || Math.abs(end.clientX - touched.clientX) < 50) return;
    if (Math.abs(end.clientX - touched.clientX) > Math.abs(end.clientY - touched.clientY)) {
      say("");
      show(place + (end.clientX < touched.clientX ? 1 : -1));
    }
  });

  addEventListener("resize", fitWindow);
  addEventListener("hashchange", () => {
    const found = slides().findIndex((one) => one.id === decodeURIComponent(location.hash.slice(1)));
    if (found >= 0) show(found);
  });
  addEventListener("beforeprint", () => { root.classList.remove("upright", "narrow"); stage(1280, 720); layOut("1280x720"); });
  addEventListener("afterprint", fitWindow);

  /* where the deck was served from: whether there is a newer reading; silence where nobody answers */
  async function watch() {
    try {
      const answer = await fetch(told.watch, { cache: "no-store" });
      if (!answer.ok || (await answer.text()).trim() === told.snapshot) return;
      const page = await fetch(location.pathname + location.search, { cache: "no-store" });
      if (!page.ok) return;
      const newer = new DOMParser().parseFromString(await page.text(), "text/html");
      const fresh = JSON.parse(newer.getElementById("told").textContent);
      if (fresh.snapshot === told.snapshot) return;
      told = fresh;
      written = newer.querySelector("main").innerHTML;
      drawnFor = "";
      fitWindow();
      say(told.newer);
    } catch { /* unplugged: what was loaded goes on */ }
  }
  if (told.watch) setInterval(watch, told.every * 1000);

  root.classList.add("live");
  if (matchMedia("(prefers-contrast: more)").matches) root.dataset.look = "contrast";
  fitWindow();
})();
