// What can be pressed on the open page and is lower or narrower than 24 px (WCAG 2.2, 2.5.8): its size and name. A link
// within a sentence may be as high as its line; an input is pressed by the box around it.
() => {
  const LEAST_PX = 24;
  const PRESSED = "a[href], button, input, select, textarea, summary, [role='button'], [role='tab'], [role='combobox']";
  const found = [];
  for (const element of document.querySelectorAll(PRESSED)) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest("[data-testid='stSidebar']")) continue; // Streamlit's menu while it is closed
    if (element.tagName === "A" && element.closest("p, li, td, th") && getComputedStyle(element).display === "inline") continue;
    const target = element.matches("input, textarea, select, [role='combobox']")
      ? element.closest("[data-baseweb], [data-testid$='Container'], [data-testid='stFileUploaderDropzone'], label") || element : element;
    const box = target.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue; // for screen readers alone
    if (box.width < LEAST_PX - 0.5 || box.height < LEAST_PX - 0.5) {
      const name = element.getAttribute("aria-label") || element.innerText || "";
      found.push(`${Math.round(box.width)}x${Math.round(box.height)} px: ${name.trim().slice(0, 40)}`);
    }
  }
  return [...new Set(found)];
}
