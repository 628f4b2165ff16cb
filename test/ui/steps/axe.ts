// What axe finds in the visible page, with the element.
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
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  });
}
