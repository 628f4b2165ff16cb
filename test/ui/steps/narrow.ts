// A page in a narrow column: it must not scroll sideways, and no words may be cut off there without a sign that there are more.
import { strict as assert } from "node:assert";
import { eventually } from "../../host/workbench/eventually";
import type { Workbench } from "../../host/workbench/workbench";

/** Beside the side bar some 300 pixels are left. The window is as wide as before afterwards. `look`: what else must hold meanwhile. */
export async function assertFitsNarrowColumn({ page, webview }: Workbench, look?: () => Promise<void>): Promise<void> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 650, height: 900 });
  await eventually(async () => {
    const [width, inner] = await webview.locator("html").evaluate((root) => [root.scrollWidth, root.clientWidth] as const);
    assert.ok(inner < 480 && width <= inner, `${width} in ${inner}`);
    assert.deepEqual(await webview.locator("body").evaluate(cutTexts), []);
    await look?.();
  });
  await page.setViewportSize(before);
}

/** Each text that is cut. Runs in the page. What can be scrolled into sight is not cut, nor what ends in an ellipsis. */
export function cutTexts(body: HTMLElement | SVGElement): string[] {
  /** What may differ by rounding, in pixels. */
  const slack = 1.5;
  const found: string[] = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? "";
    const own = node.parentElement;
    if (text === "" || !own || own.closest("script, style, .hiddenText, svg, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, width } = range.getBoundingClientRect();
    if (width === 0) continue;
    for (let part: Element | null = own; part; part = part.parentElement) {
      const { overflowX, textOverflow, webkitLineClamp } = getComputedStyle(part);
      if (overflowX === "auto" || overflowX === "scroll") break;
      if (textOverflow === "ellipsis" || webkitLineClamp !== "none") break;
      const edge = part === body ? { left: 0, right: window.innerWidth } : part.getBoundingClientRect();
      const isCutting = part === body || overflowX !== "visible";
      if (isCutting && (left < edge.left - slack || right > edge.right + slack)) {
        found.push(`“${text.slice(0, 40)}” from ${Math.round(left)} to ${Math.round(right)} in ${edge.left} to ${edge.right}`);
        break;
      }
    }
  }
  return found;
}
