// What axe finds in the visible page, with the element; and whether what the browser draws by itself is as dark as the theme.
import { source } from "axe-core";
import type { FrameLocator } from "playwright-core";

export async function axeFindings(page: FrameLocator): Promise<string[]> {
  const body = await page.locator("body").elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error("There is no page");
  await frame.evaluate(source);
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    // The editor paints its background behind the page, where axe does not look.
    document.documentElement.style.background = "var(--vscode-editor-background)";
    const { violations } = await axe.run(document, { iframes: false });
    const isDark = document.body.matches(".vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light)");
    const isDrawnDark = getComputedStyle(document.body).colorScheme === "dark";
    return [
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)),
      ...(isDark === isDrawnDark ? [] : [`ticks, sliders and lists are drawn for a ${isDrawnDark ? "dark" : "light"} page`]),
    ];
  });
}
