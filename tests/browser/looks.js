// What is wrong with the look of the page that is open: a list of sentences. Text is judged where it is painted.
({ smallest }) => {
  const faults = [];
  const wide = document.documentElement.clientWidth;
  const hidden = (style, box) => style.visibility === "hidden" || style.opacity === "0" || box.width <= 1 || box.height <= 1;
  const say = (text, fault) => faults.push(`${fault}: "${text.trim().replace(/\s+/g, " ").slice(0, 60)}"`);
  const asTyped = "pre, code, .written, [data-testid='stDataFrame'], [data-testid='stCode'], .exact";

  for (const element of [document.scrollingElement, document.querySelector("[data-testid='stMain']")]) {
    if (element && element.scrollWidth > element.clientWidth + 1) faults.push(`the page scrolls sideways: ${element.scrollWidth} of ${element.clientWidth} px`);
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent;
    const parent = node.parentElement;
    if (!text.trim() || parent.closest("[data-testid='stSkipToContent'], script, style, noscript, title, caption, [data-testid='stIconMaterial'], [data-testid='stSidebar']")) continue;
    if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(parent);
    if (hidden(style, box)) continue;

    if (parseFloat(style.fontSize) < smallest) say(text, `text of ${style.fontSize}`);
    if (box.right > wide + 1 || box.left < -1) { if (!scrolledInside(parent)) say(text, `text beyond the screen (${Math.round(box.left)} to ${Math.round(box.right)} of ${wide})`); }
    const frame = clippedBy(parent);
    if (frame && (box.right > frame.right + 2 || box.left < frame.left - 2)) say(text, "text cut off sideways");
    if (!parent.closest(asTyped)) for (const number of tooExact(text.replace(/“[^”]*”|-?\d+\.\d{4,}, -?\d+\.\d{4,}/g, ""))) say(text, `more than 4 significant digits in ${number}`);
  }
  return [...new Set(faults)];

  // The nearest box that hides what runs over its edge; a box that scrolls is not one, nor one that ends in an ellipsis.
  function clippedBy(element) {
    for (let e = element; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.textOverflow === "ellipsis" && style.overflowX !== "visible") return e.scrollWidth > e.clientWidth + 1 ? e.getBoundingClientRect() : null;
      if (["auto", "scroll"].includes(style.overflowX)) return null;
      if (e.tagName.toLowerCase() === "svg" || ["hidden", "clip"].includes(style.overflowX)) return e.getBoundingClientRect();
    }
    return null;
  }
  function scrolledInside(element) {
    for (let e = element; e && e !== document.body; e = e.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1 && !e.matches("[data-testid='stMain'], [data-testid='stAppViewContainer']")) return true;
    }
    return false;
  }
  // Numbers written with more than 4 significant digits; what a sheet says, the place of a plot, years, days, codes and lot numbers are not numbers.
  function tooExact(text) {
    const found = text.match(/(?<![\w.,\/:\-])[\u2212-]?\d[\d\u202f\u2009,]*(?:\.\d+)?(?![\w\/:\-])/g) || [];
    return found.filter(number => {
      const digits = number.replace(/[^\d.]/g, "");
      const bare = digits.includes(".") ? digits.replace(".", "").replace(/^0+/, "") : digits.replace(/^0+/, "").replace(/0+$/, "");
      return bare.length > 4;
    });
  }
}
