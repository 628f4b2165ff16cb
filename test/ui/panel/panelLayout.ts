// Measures a panel's page: whether it has to be scrolled sideways, and whether anything is cut off, lies over something else or is squeezed.
import type { Page } from "playwright-core";

/** Each fault in words; empty = the page holds. `mayCut`: a heading of thousands of characters is cut after some lines. */
export function layoutFaults(page: Page, mayCut = false): Promise<string[]> {
  return page.evaluate((isCutAllowed) => {
    const faults: string[] = [];
    /** What may differ by rounding, in pixels. */
    const slack = 1.5;
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}.${[...element.classList].join(".")} “${(element.textContent ?? "").trim().slice(0, 40)}”`;
    /** For screen readers alone, or in a part that scrolls by itself. */
    const isApart = (element: Element) =>
      element.closest(".hiddenText, .progress, svg") !== null || element.parentElement?.closest("[class*=Frame]") != null;
    const isSeen = (element: Element) => {
      const style = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return style.visibility !== "hidden" && style.clipPath === "none" && width > 1 && height > 1;
    };
    const all = [...document.querySelectorAll("voice-job-details *")].filter((element) => !isApart(element) && isSeen(element));
    for (const element of all) {
      if (isCutAllowed && element.matches("h1, h1 *")) continue;
      const { left, right } = element.getBoundingClientRect();
      if (left < -slack || right > root.clientWidth + slack)
        faults.push(`${nameOf(element)} reaches from ${Math.round(left)} to ${Math.round(right)} in ${root.clientWidth}`);
      const { overflowX, overflowY, display } = getComputedStyle(element);
      const isScrolled = overflowX === "auto" || overflowX === "scroll";
      if (display !== "inline" && !isScrolled && element.scrollWidth > element.clientWidth + slack && overflowX !== "visible")
        faults.push(`${nameOf(element)} is cut to ${element.clientWidth} of ${element.scrollWidth}`);
      const isHigh = overflowY === "hidden" && element.scrollHeight > element.clientHeight + slack;
      if (isHigh && !isCutAllowed)
        faults.push(`${nameOf(element)} is cut to ${element.clientHeight} of ${element.scrollHeight} high`);
    }
    // Of inline elements each line counts; a quiet button reaches into the space above and below its line.
    const boxesOf = (element: Element) =>
      [...element.getClientRects()].map(({ left, top, right, bottom }) => {
        const rim = element.matches(".iconButton") ? 4 : slack;
        return { left: left + slack, top: top + rim, right: right - slack, bottom: bottom - rim };
      });
    for (const parent of new Set(all.map((element) => element.parentElement!))) {
      const children = [...parent.children].filter((child) => {
        if (isApart(child) || !isSeen(child)) return false;
        const { position } = getComputedStyle(child);
        return position !== "absolute" && position !== "fixed";
      });
      const boxes = children.map(boxesOf);
      for (const [index, ones] of boxes.entries())
        for (const [other, others] of boxes.entries()) {
          if (other <= index) continue;
          const isOver = ones.some((a) =>
            others.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
          );
          if (isOver) faults.push(`${nameOf(children[index]!)} and ${nameOf(children[other]!)} lie over each other`);
        }
    }
    // A frame scrolls sideways: nothing in it has to be broken into a word, or a Chinese character, a line.
    for (const cell of document.querySelectorAll("voice-job-details td bdi")) {
      const { fontSize } = getComputedStyle(cell);
      const { height, width } = cell.getBoundingClientRect();
      const isBroken = height > 2 * Number.parseFloat(fontSize);
      if (isBroken && width < 8 * Number.parseFloat(fontSize))
        faults.push(`${nameOf(cell)} is squeezed into ${Math.round(width)}`);
    }
    return faults;
  }, mayCut);
}
